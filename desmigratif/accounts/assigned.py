"""The areas somebody serves today."""

from desmigratif.ui import clock


def assignments_today(user):
    """`(code, day since)` of each area assigned today; asked for once of who was loaded for one task."""
    today = clock.today()
    return once(user, "assigned", today, lambda: _assignments(user, today))


def assigned_codes(user):
    """Codes of the areas assigned today, of any level.

    Codes rather than a subquery: the database then knows how few rows lie in them.
    """
    return tuple(dict.fromkeys(code for code, _since in assignments_today(user)))


def for_one_task(user):
    """The user, loaded for one request or one step of an import: what `once` finds holds until it is done."""
    user.is_for_one_task = True
    return user


def once(user, name, about, ask):
    """What `ask` finds of a user `about` something; kept with who was loaded for one task, nobody else."""
    if not getattr(user, "is_for_one_task", False):
        return ask()
    kept = getattr(user, f"_once_{name}", None)
    if kept is None or kept[0] != about:
        kept = (about, ask())
        setattr(user, f"_once_{name}", kept)
    return kept[1]


def _assignments(user, today):
    rows = user.assignments.active_on(today).order_by("area", "valid_from")
    return tuple(rows.values_list("area", "valid_from"))
