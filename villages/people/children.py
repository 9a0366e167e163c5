"""Children: data of a specific kind (UU 27/2022, Pasal 4), by name only for those who may see them.

Takes people that were fetched with `BeneficiaryQuerySet.with_is_child`.
"""

from django.utils.translation import gettext as _

ADULT_AT = 18


def age_on(person, date):
    """Full years of age; by the years alone where only the year of birth is known; None if unknown."""
    if person.birth_date:
        had_birthday = (date.month, date.day) >= (person.birth_date.month, person.birth_date.day)
        return date.year - person.birth_date.year - (not had_birthday)
    return date.year - person.birth_year if person.birth_year else None


def is_hidden(person, user):
    """Whether all that could tell who the person is stays hidden from the user."""
    return person.is_child and not user.has_perm("villages.view_children")


def shown_name(person, user, date):
    """The name, or “Child, 8” for those who may not see children."""
    if not is_hidden(person, user):
        return person.full_name
    age = age_on(person, date)
    return _("Child") if age is None else _("Child, %s") % min(age, ADULT_AT - 1)
