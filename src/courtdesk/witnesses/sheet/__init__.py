"""Witnesses on paper. Each sheet is a pure function from frozen values to a document."""

from courtdesk.witnesses.sheet.binder import witness_binder
from courtdesk.witnesses.sheet.cards import day_card
from courtdesk.witnesses.sheet.checklist import checklist_sheet
from courtdesk.witnesses.sheet.lists import logistics, order_of_call, witness_grid

__all__ = [
    "checklist_sheet",
    "day_card",
    "logistics",
    "order_of_call",
    "witness_binder",
    "witness_grid",
]
