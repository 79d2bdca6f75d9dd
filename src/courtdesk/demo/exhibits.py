"""The exhibits of the demo's trial, and what became of each so far."""

from datetime import datetime, timedelta

from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import CustodyStep, ExhibitDetails, ExhibitState
from courtdesk.exhibits.service import ExhibitService
from courtdesk.vault.store import Vault

_REGISTER = (
    ("State", "3", "Map of Garnet Street with the bus stop", ExhibitState.ADMITTED, ""),
    ("State", "7", "Photograph of the hallway light", ExhibitState.ADMITTED, ""),
    ("State", "9", "Line-up sheet of 6 March", ExhibitState.FOR_IDENTIFICATION, ""),
    ("State", "13", "Knife, evidence bag 4471", ExhibitState.ADMITTED, ""),
    ("State", "14", "Autopsy photographs 1–6", ExhibitState.ADMITTED_IN_PART, "sheets 1–4"),
    ("State", "15", "Temperature chart", ExhibitState.MARKED, ""),
    ("Def.", "A", "Bus ticket, line 14", ExhibitState.ADMITTED, ""),
    ("Def.", "C", "Call log, 2 May", ExhibitState.REFUSED, "no foundation"),
)


def tell(vault: Vault, case_id: str, now: datetime) -> None:
    """Write the register around what the log has brought to it; the knife has a custody."""
    exhibits = ExhibitService(vault, CaseService(vault))
    from_log = {exhibit.name: exhibit for exhibit in exhibits.exhibits(case_id)}
    for place, (party, number, description, state, note) in enumerate(_REGISTER):
        marked = now - timedelta(days=1, minutes=90 - 7 * place)
        details = ExhibitDetails(
            party=party,
            number=number,
            description=description,
            source="Harbour police" if party == "State" else "",
            return_to="Harbour police" if party == "State" else "I. Duarte",
            hazardous=number == "13",
        )
        logged = from_log.get(f"{party} {number}")
        if logged is not None:
            exhibit = exhibits.change(logged.id, details).value
        else:
            exhibit = exhibits.register(case_id, details, marked).value
        if logged is None and state is not ExhibitState.MARKED:
            exhibits.set_state(exhibit.id, state, marked + timedelta(minutes=4), note)
        if number == "13":
            step = CustodyStep(
                id="",
                at=marked + timedelta(minutes=6),
                from_whom="Ofc. T. Bell",
                to_whom="A. Reyes",
                place="Evidence cupboard 2",
                authorised_by="Hon. M. Okafor",
                condition="bag sealed",
                signed_by="A. Reyes",
            )
            exhibits.hand_over(exhibit.id, step)
