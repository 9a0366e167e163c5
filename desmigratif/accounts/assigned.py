"""The areas somebody serves today, as codes."""

from desmigratif.ui import clock


def assigned_codes(user):
    """Codes of the areas assigned today, of any level; asked for once of who was loaded for one request.

    Codes rather than a subquery: the database then knows how few rows lie in them.
    """
    today = clock.today()
    if (kept := getattr(user, "_assigned", None)) and kept[0] == today:
        return kept[1]
    areas = user.assignments.active_on(today).order_by("area")
    codes = tuple(areas.values_list("area", flat=True).distinct())
    if getattr(user, "is_for_one_request", False):
        user._assigned = (today, codes)
    return codes
