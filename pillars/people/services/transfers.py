"""Requests for people who are registered in another area."""

from villages.models import Beneficiary, Transfer


def pending_transfers(user):
    """Requests of other offices that the user has to answer, the oldest first."""
    people = Beneficiary.objects.editable_by(user)
    return Transfer.objects.filter(state=Transfer.State.ASKED, beneficiary__in=people).order_by("asked_at")
