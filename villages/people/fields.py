"""Fields of people by what they are about, and which of them who may read: what pages and downloads ask.

Name, sex, age, village, stage and whether a NIK is on file are read by everybody who sees people at all;
which role has which right stands in `desmigratif/accounts/roles.py`.
"""

#: What is said about a stage besides what it is and when.
STAGE_DETAILS = (
    "country",
    "sector",
    "placement",
    "placed_by",
    "route",
    "is_insured",
    "contract_ends_on",
    "return_reason",
)
BIRTHS, CONTACTS, FAMILIES = "villages.view_births", "villages.view_contacts", "villages.view_families"
NEEDS = {
    "birth_date": BIRTHS,
    "birth_year": BIRTHS,
    "hamlet": CONTACTS,
    "rt": CONTACTS,
    "rw": CONTACTS,
    "address": CONTACTS,
    "phone": CONTACTS,
    "phone_raw": CONTACTS,
    "household": FAMILIES,
    "consented_on": CONTACTS,
    "note": CONTACTS,
}


def may_read(user, field):
    """Whether the user may read a field of people whom they see, `field` as the model names it."""
    return field not in NEEDS or user.has_perm(NEEDS[field])
