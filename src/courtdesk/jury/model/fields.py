"""The fields of a venire list, and the column heads that courts give them.

Heads as read in: Texas Gov't Code 62.0132(c) and a Comal County card, Florida forms 1.983 and
1.984, the jury list of HMCTS, strike lists, and the public jury data of APM Reports.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from courtdesk.intake.heads import guessed


@dataclass(frozen=True)
class Field:
    """A field: its key, its words on screen, and the heads that mean it (lower case)."""

    key: str
    words: str
    heads: tuple[str, ...]


FIELDS: tuple[Field, ...] = (
    Field(
        "number",
        "Juror number",
        (
            "juror no.",
            "juror no",
            "juror number",
            "juror #",
            "juror_number",
            "juror id",
            "participant no.",
            "participant number",
            "badge no.",
            "badge",
            "no.",
            "no",
            "#",
            "number",
            "id",
        ),
    ),
    Field("name", "Full name", ("name", "juror name", "full name", "juror", "prospective juror")),
    Field("title", "Title", ("title", "salutation")),
    Field(
        "first_name", "First name", ("first name", "first_name", "forename", "given name", "first")
    ),
    Field("last_name", "Surname", ("last name", "last_name", "surname", "family name", "last")),
    Field(
        "call", "Order of call", ("call order", "order of call", "order", "ballot", "random no.")
    ),
    Field("seat", "Seat", ("seat", "seat no.", "seat number", "chair")),
    Field("race", "Race", ("race", "ethnicity", "race/ethnicity", "race / ethnicity")),
    Field("sex", "Sex", ("sex", "gender", "m/f")),
    Field("age", "Age", ("age", "approx. age", "approximate age")),
    Field("born", "Date of birth", ("date of birth", "date_of_birth", "dob", "birth date", "born")),
    Field("occupation", "Occupation", ("occupation", "job", "profession", "work")),
    Field("employer", "Employer", ("employer", "workplace", "place of work")),
    Field("time_at_job", "Time at job", ("time at job", "years at job")),
    Field("address", "Address", ("address", "street", "street_address", "street address")),
    Field("town", "Town", ("city", "town", "residence", "city/town")),
    Field("state", "State", ("state", "st")),
    Field("postcode", "Postcode", ("postcode", "zip", "zip code", "zip_code", "postal code")),
    Field("county", "County", ("county", "parish")),
    Field("phone", "Telephone", ("phone", "telephone", "phones", "mobile", "cell")),
    Field("email", "E-mail", ("e-mail", "email", "e-mail address")),
    Field("education", "Education", ("education", "schooling")),
    Field("marital", "Marital status", ("marital status", "marital", "married")),
    Field("children", "Children", ("children", "number of children", "children number/ages")),
    Field("spouse", "Spouse", ("spouse", "spouse name", "partner")),
    Field("spouse_work", "Spouse’s occupation", ("spouse occupation", "spouse's occupation")),
    Field("pool", "Pool or panel", ("pool no.", "pool", "panel", "panel no.", "group")),
    Field("adjustments", "Reasonable adjustments", ("adjustments", "reasonable adjustments")),
    Field("outcome", "Outcome", ("outcome", "disposition", "result", "panel result")),
    Field("eligible", "Who could strike", ("eligible to", "eligible", "could be struck by")),
    Field("reason", "Reason of the strike", ("strike reason", "reason", "reason given")),
)
"""Every field that a column can be mapped to; what is mapped to none is kept as an answer."""

BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS}


def guess(header: Sequence[str]) -> dict[str, int]:
    """Which column (counted from 0) holds which field, going by the usual heads."""
    return guessed(header, {field.key: field.heads for field in FIELDS})
