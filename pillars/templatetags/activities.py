"""How activities read in templates. `{% load activities %}`."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desmigratif.ui.formatting import NOTHING, number, rupiah_short, short_date
from desmigratif.ui.parts import pillar_badge
from desmigratif.ui.templatetags.ui import status

from ..choices import Progress, Review
from ..services.money import spent

register = template.Library()


@register.simple_tag
def state_chip(activity):
    """Where the record stands, as word, shape and colour."""
    state = Review(activity.state)
    return status(state.tone, state.label)


@register.simple_tag
def progress_chip(activity):
    """How far the activity itself is, in words: the chip with its tick is that of the report alone."""
    label = Progress(activity.status).label.lower()
    return format_html('<span class="small muted">{}: {}</span>', _("Progress"), label)


@register.filter
def millions(amount):
    """17850000 -> 17,85, for a column whose head says "(Rp million)"."""
    return NOTHING if amount is None else number(Decimal(amount) / 10**6, 2)


@register.filter
def share_of(actual, plan):
    """Actual spending as a ratio of the plan; None, a dash on screen, where there is no plan."""
    return Decimal(actual) / Decimal(plan) if plan else None


register.filter("spent", spent)


@register.filter
def heads(activity, name):
    """A head count of a list row; a dash before it is over, because nothing filled in is not nobody."""
    if not activity.head_count and activity.status in (Progress.PLANNED, Progress.RUNNING):
        return NOTHING
    return number(getattr(activity, name))


@register.simple_tag
def row_of(activity):
    """The words of a row of the list, each made once: it is drawn as a table and, on a phone, as a card.

    {% row_of activity as row %}: `day`, `places`, `badge`, `chip`, `progress` ("" for what is done),
    `attendances` and `spent` ("" for none), and the cells of numbers.
    """
    on, actual = activity.start_on, spent(activity)
    counts = {name: heads(activity, name) for name in ("male", "female", "unknown", "head_count")}
    attendances = ""
    if activity.head_count:
        counted = {"all": counts["head_count"], "male": counts["male"], "female": counts["female"]}
        attendances = _("%(all)s attendances (%(male)s M, %(female)s F)") % counted
    return {
        **counts,
        "day": short_date(on),
        "places": ", ".join(village.name_on(on) for village in activity.villages.all()),
        "badge": pillar_badge(activity.pillar),
        "chip": state_chip(activity),
        "progress": "" if activity.status == Progress.DONE else Progress(activity.status).label,
        "attendances": attendances,
        "spent": "" if actual is None else rupiah_short(actual),
        "plan": millions(activity.plan),
        "actual": millions(actual),
    }


@register.filter
def name_on(village, day):
    """The name of a village on the day of an activity (case O11)."""
    return village.name_on(day)


@register.filter
def label_on(village, day):
    """The same with the district."""
    return village.label_on(day)


@register.filter
def days(activity):
    """How many days an activity lasted, both ends counted."""
    return (activity.end_on - activity.start_on).days + 1 if activity.start_on and activity.end_on else None


@register.filter
def file_size(size):
    """312 KB or 1,4 MB."""
    if size < 1024 * 1024:
        return f"{number(max(1, size / 1024))} KB"
    return f"{number(size / 1024 / 1024, 1)} MB"
