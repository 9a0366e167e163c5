"""What is said of money before there is any."""

from ..choices import Progress
from ..models import Activity


def spent(activity: Activity) -> int | None:
    """Rupiah spent, of an activity with totals; None while it is planned and nothing is stated."""
    return None if activity.status == Progress.PLANNED and not activity.actual else activity.actual
