"""How keys are written on buttons and in lists."""

from PySide6.QtGui import QKeySequence

_SIGNS = {"Return": "↵", "Enter": "↵", "Backspace": "⌫", "Up": "↑", "Down": "↓"}


def caption(keys: str) -> str:
    """``"Ctrl+Return"`` as the user's system writes it: ``"Ctrl+↵"``. The first of several."""
    first = QKeySequence.listFromString(keys)[:1]
    if not first:
        return ""
    text = first[0].toString(QKeySequence.SequenceFormat.NativeText)
    for word, sign in _SIGNS.items():
        text = text.removesuffix(word) + sign if text.endswith(word) else text
    return text


def short_caption(keys: str) -> str:
    """``"Ctrl+Shift+H"`` as ``"^⇧H"``, where there is little room."""
    return caption(keys).replace("Ctrl+", "^").replace("Shift+", "⇧").replace("Alt+", "⌥")


def spoken(keys: str) -> str:
    """The keys in words, for screen readers."""
    first = QKeySequence.listFromString(keys)[:1]
    return first[0].toString(QKeySequence.SequenceFormat.NativeText) if first else ""
