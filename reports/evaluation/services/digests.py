"""Reminds people by mail of what their organisation owes: one mail a day at most, in their own language."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.accounts.services import queue_mail

from ...figures.recommendations import RecommendationRow, judged
from ...models import DigestMail, Recommendation


@dataclass(frozen=True)
class Digest:
    """What one mail says: the overdue ones, longest first, and those that fall due soon."""

    overdue: list[RecommendationRow]
    due_soon: list[RecommendationRow]


def queue_digests(*, day: date, days: int) -> int:
    """Queues a mail for everybody whose organisation owes something overdue or due within `days`.

    Returns how many. Whoever got one for `day` gets none again, also when this runs twice or was broken off.
    """
    owed = Recommendation.objects.owed().filter(due_on__lt=day) | Recommendation.objects.due_within(day, days)
    by_owner = defaultdict(list)
    for row in owed.for_list().order_by("due_on", "number"):
        by_owner[row.owner_id].append(row)
    people = User.objects.active().filter(organisation__in=by_owner).select_related("organisation")
    reminded = DigestMail.objects.filter(day=day).values("user")
    queued = 0
    for user in people.exclude(pk__in=reminded):
        if user.has_perm("reports.answer_recommendation"):
            queued += _queue(user, by_owner[user.organisation_id], day, days)
    return queued


def _queue(user, owed, day, days):
    """Writes the row and puts the mail into the queue, both or neither."""
    with translation.override(user.language):
        rows = judged(owed, day)
        digest = Digest([row for row in rows if row.late], [row for row in rows if not row.late])
        try:
            with transaction.atomic():
                DigestMail.objects.create(
                    user=user, day=day, overdue=len(digest.overdue), due_soon=len(digest.due_soon)
                )
                _write(user, digest, days)
        except IntegrityError:
            # Another run was faster.
            return False
    return True


def _write(user, digest, days):
    counted = {"overdue": len(digest.overdue), "soon": len(digest.due_soon), "days": days}
    subject = _("Desmigratif: %(overdue)s overdue, %(soon)s due within %(days)s days") % counted
    context = {
        "user": user,
        "digest": digest,
        "days": days,
        "portal": settings.PORTAL_URL,
        "list_url": f"{settings.PORTAL_URL}{reverse('reports:follow-up-list')}",
    }
    body = render_to_string("reports/digests/mail.txt", context)
    queue_mail(to=user.email, subject=subject, body=body)
