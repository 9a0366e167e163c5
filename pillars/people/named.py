"""People behind rows of a register: whose name its reader is shown, and whom a list means by a name."""

from collections import defaultdict

from desmigratif.ui import clock
from villages.lists.sheets.judging import REVIEW, Remark
from villages.models import Beneficiary
from villages.people import names
from villages.people.fields import may_read


def people_shown(rows, user):
    """`{person id: person}` of those behind the rows whose name the user may read, in one query."""
    wanted = {row.person_id for row in rows if row.person_id}
    if not wanted:
        return {}
    people = Beneficiary.objects.visible_to(user).listed().with_is_child(clock.today())
    return people.for_list().in_bulk(wanted)


def show_people(rows, user):
    """Gives each row its `shown`: the person, None where the name is not shown or was not given; and
    `has_words`: whether the reader may read what was written about it."""
    people = people_shown(rows, user)
    for row in rows:
        row.shown = people.get(row.person_id)
        row.has_words = may_read_words(row, row.shown, user)


def may_read_words(row, person, user):
    """Whether notes and numbers in a row that tell of its person are shown.

    Of somebody by name to those who read the notes about people, of somebody who is not shown to nobody.
    """
    return row.person_id is None or (person is not None and may_read(user, "note"))


def show_person(request, row):
    """The same of one row; who is named on its page was looked at."""
    show_people([row], request.user)
    if row.shown:
        request.shown_people.add(row.shown.number)


def people_by_name(values, key, user):
    """`{(village code, key of a name): people}` of the register whom rows of a list may mean by `key`."""
    keys = {names.key(said[key]) for said in values if said.get(key)}
    villages = {said.get("village") for said in values}
    people = Beneficiary.objects.visible_to(user).listed()
    people = people.filter(name_key__in=keys, village__area__in=villages)
    by_name = defaultdict(list)
    for person in people.select_related("village"):
        by_name[person.village.area_id, person.name_key].append(person)
    return by_name


def person_meant(judged, key, people, *, several, nobody):
    """The one person of `people_by_name` whom a row names; else the row waits, with one of the sentences."""
    values = judged.values
    same = people[values.get("village"), names.key(values[key])]
    if len(same) == 1:
        return same[0]
    kind, text = ("person_ambiguous", several) if same else ("person_unknown", nobody)
    judged.add(key, "", values[key], Remark(REVIEW, kind, text))
    return None
