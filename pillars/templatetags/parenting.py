"""How a child stands at school, in a word. `{% load parenting %}`."""

from django import template
from django.utils.translation import gettext as _

from desmigratif.ui.templatetags.ui import status

from ..parenting.choices import SchoolLevel, SchoolState

register = template.Library()


@register.simple_tag
def school_chip(state):
    """A school status as word, shape and colour; that it is not known, where there is none."""
    if not state:
        return status("none", _("School status not known"))
    return status(SchoolState(state).tone, SchoolState(state).label)


@register.filter
def level_word(level):
    return SchoolLevel(level).label if level else ""
