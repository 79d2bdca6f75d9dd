"""The desk's menu, under the user's name: theme, keys, quiet screen, lock."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from courtdesk.desk.actions import Actions
from courtdesk.desk.keys import caption


def pop_up(under: QWidget, actions: Actions, groups: list[list[str]], checked: str) -> QMenu:
    """Show the actions named in ``groups`` below ``under``; ``checked`` is marked."""
    menu = QMenu(under)
    known = {action.id: action for action in actions.all()}
    for group in groups:
        for name in group:
            action = known[name]
            cap = f"\t{caption(action.keys)}" if action.keys else ""
            item = menu.addAction(action.title.replace("&", "&&") + cap)
            item.setCheckable(name == checked)
            item.setChecked(name == checked)
            item.triggered.connect(lambda _checked=False, run=action.run: run())
        menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    corner = under.mapToGlobal(QPoint(under.width() - menu.sizeHint().width(), under.height() + 4))
    menu.popup(corner)
    return menu
