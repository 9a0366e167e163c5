"""How the register reads in templates. `{% load beneficiaries %}`; names in lists: `{% load people %}`."""

from django import template
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.formatting import NOTHING, long_date
from desmigratif.ui.templatetags.ui import status
from villages.choices import StageKind
from villages.people import children, countries, ends
from villages.people.fields import may_read

register = template.Library()
TONES = {StageKind.PROSPECTIVE: "none", StageKind.ABROAD: "info", StageKind.RETURNED: "ok"}


@register.filter
def shown_to(person, user):
    """The name, or “Child, 8” for those who may not see children."""
    return children.shown_name(person, user, clock.today())


@register.filter
def hidden_from(person, user):
    """Whether the user may not learn who the person is; nobody at all is not hidden."""
    return person is not None and children.is_hidden(person, user)


@register.filter
def age(person):
    """Full years; “about 41” where only the year of birth is known."""
    years = children.age_on(person, clock.today())
    if years is None:
        return NOTHING
    return str(years) if person.birth_date else _("about %s") % years


@register.filter
def birth(person):
    """The birth date or year in words; empty if unknown."""
    return long_date(person.birth_date) if person.birth_date else str(person.birth_year or "")


@register.filter
def reads(user, field):
    """Whether the user may read that field of people: `{% if user|reads:"phone" %}`."""
    return may_read(user, field)


@register.filter
def country(code):
    return countries.name(code)


@register.simple_tag
def stage_chip(kind):
    """Where a person stands in migration, as word, shape and colour."""
    stage = StageKind(kind)
    return status(TONES[stage], stage.label)


@register.simple_tag
def end_chip(person):
    """Since when and why a person is no longer counted; takes people with `with_end_on`."""
    return status("warn", ends.in_words(person.end_kind, person.ended_on))


@register.simple_tag
def family_chip():
    """That a person is a relative of a migrant worker."""
    return status("none", _("Family of a migrant worker"))
