"""How one person reads in lists, for whoever looks. `{% load people %}`."""

from django import template
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from villages.people.children import age_on, is_hidden, shown_name
from villages.people.fields import may_read

register = template.Library()


@register.simple_tag(takes_context=True)
def person_name(context, person):
    """The name; of children only for those who may see them. Takes a person with `is_child`."""
    return shown_name(person, context["user"], clock.today())


@register.simple_tag(takes_context=True)
def person_facts(context, person):
    """What tells two people of one name apart: sex, year of birth or age, village."""
    user, facts = context["user"], [person.get_sex_display()]
    if not is_hidden(person, user):
        facts += [_birth(person, user), person.hamlet if may_read(user, "hamlet") else ""]
        facts += ["" if person.has_nik else _("without NIK")]
    return ", ".join(fact for fact in [*facts, person.village.label] if fact)


def _birth(person, user):
    if may_read(user, "birth_year"):
        return str(person.birth_year or "")
    years = age_on(person, clock.today())
    return "" if years is None else _("%s years") % years
