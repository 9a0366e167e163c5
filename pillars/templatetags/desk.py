"""How the service desk reads in templates. `{% load desk %}`."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui import clock
from desmigratif.ui.templatetags.ui import status

from ..desk.choices import CaseStep, Outcome

register = template.Library()
#: A case that waits longer is marked.
LONG_OPEN = 30


@register.simple_tag
def case_chip(visit):
    """The outcome of a visit, and of a case how long it is open or that it is closed."""
    if not visit.is_case:
        return status("none" if visit.outcome == Outcome.DECLINED else "ok", visit.get_outcome_display())
    if visit.closed_on:
        return status("ok", _("Closed"))
    days = visit.age_on(clock.today())
    text = ngettext("Open, %s day", "Open, %s days", days) % days
    return status("warn" if days > LONG_OPEN else "info", text)


@register.filter
def step_word(step):
    return CaseStep(step).label
