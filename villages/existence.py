"""Whether a village exists on a day, and what it went on as: asked wherever somebody is said to live."""

from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused

from .models import Area


def refuse_gone(village, *days, field="village"):
    """Raises `Refused` where the village does not exist on one of the days, with what to choose instead."""
    refuse_any_gone([village], *days, field=field)


def refuse_any_gone(villages, *days, field="village"):
    """The same for several villages, which are asked about together."""
    for area in Area.objects.filter(pk__in={village.area_id for village in villages}).order_by("pk"):
        for day in days:
            if text := gone_text(area, day):
                raise Refused(text, field)


def gone_text(area, day):
    """Why nobody lives in an area on a day, or an empty text."""
    said = {"village": area.name, "code": area.code}
    if area.valid_to and area.valid_to < day:
        after = [change.new for change in area.changes_to.select_related("new")]
        said["day"] = f"{area.valid_to:%d/%m/%Y}"
        said["after"] = ", ".join(f"{one.label} ({one.code})" for one in after)
        if after:
            text = _(
                "%(village)s (%(code)s) existed until %(day)s and went on as %(after)s. Choose that one."
            )
        else:
            text = _("%(village)s (%(code)s) existed until %(day)s. Choose another village.")
        return text % said
    begins = area.exists_since if area.valid_from and day < area.valid_from else None
    if begins and day < begins:
        text = _(
            "%(village)s (%(code)s) exists only from %(day)s. Choose the village of that time, or "
            "correct the date."
        )
        return text % (said | {"day": f"{begins:%d/%m/%Y}"})
    return ""


def successor_of(code, *, is_same=False):
    """The area in which one that ended goes on, where that is one alone; else None.

    `is_same`: only where the village is the same one under a new code.
    """
    area = Area.objects.filter(pk=code).first()
    seen = {code}
    while area and area.valid_to:
        changes = list(area.changes_to.select_related("new"))
        kinds = {change.kind for change in changes}
        if len(changes) != 1 or changes[0].new_id in seen or (is_same and kinds != {"recoded"}):
            return None
        area = changes[0].new
        seen.add(area.pk)
    return area if area and area.pk != code else None
