"""What is said of money before there is any."""

from ..choices import Progress
from ..models import Activity


def spent(activity: Activity) -> int | None:
    """Rupiah spent, of an activity with totals; None while it is not over and nothing is stated."""
    is_open = activity.status in (Progress.PLANNED, Progress.RUNNING)
    return None if is_open and not activity.actual else activity.actual
