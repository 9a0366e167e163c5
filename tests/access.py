"""Who is who in the table of access, and what most addresses expect of them."""

PEOPLE = (
    "anonymous",
    "officer",
    "village_officer",
    "stranger",
    "province_reader",
    "reviewer",
    "pillar_lead",
    "contributor",
    "admin",
)


def everyone(code="ok", **others):
    return {person: others.get(person, code) for person in PEOPLE}


def signed_in(code="ok", **others):
    return everyone(code, **{"anonymous": "in", **others})


def only(*people, code="ok", other="403", **others):
    return signed_in(other, **dict.fromkeys(people, code), **others)


MANAGERS = only("admin")
ENTERING = only("officer", "village_officer", "stranger", "admin")
IN_AREA = signed_in(stranger="404")
#: Enter in Tunggangri: wrong role 403 before out of area 404.
ENTERING_HERE = only("officer", "village_officer", "admin", stranger="404")
#: Personal data: those who enter people, and the reviewer, who reads them.
PEOPLE_READERS = only("officer", "village_officer", "stranger", "reviewer", "admin")
PEOPLE_HERE = only("officer", "village_officer", "reviewer", "admin", stranger="404")
#: National readers and the officers of the place; drafts are nobody else's.
REVIEWING = only("reviewer")
#: The own office's lists; whoever serves only one village of the regency is another office.
IMPORTING = only("officer", "admin", village_officer="404", stranger="404")

#: PIC and contributors; of one programme only the organisation that it belongs to.
MAPPING = only("pillar_lead", "contributor")
MAPPING_HERE = only("pillar_lead")
#: Meetings are written down by those who evaluate; only organisations answer, each for itself.
HOLDING = only("reviewer", "admin")
ANSWERING = only("officer", "stranger", "pillar_lead", "contributor")
ANSWERING_HERE = only("pillar_lead", officer="404", stranger="404", contributor="404")
