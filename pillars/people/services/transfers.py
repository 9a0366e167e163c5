"""Requests for people who are registered in another area."""

from django.db.models import QuerySet

from desmigratif.accounts.models import User
from villages.models import Beneficiary, Transfer


def pending_transfers(user: User) -> QuerySet[Transfer]:
    """Requests of other offices that the user has to answer, the oldest first."""
    people = Beneficiary.objects.editable_by(user)
    return Transfer.objects.filter(state=Transfer.State.ASKED, beneficiary__in=people).order_by("asked_at")
