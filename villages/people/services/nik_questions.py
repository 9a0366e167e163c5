"""Questions about a NIK: the one way to ask whether and where somebody is registered under it.

Whoever knows a birth date and a village has a few thousand numbers to try, and every answer tells something
of a person. So a question whose answer may reach beyond the own area needs a reason, is written into the
access log before it is answered, whatever follows, and each person has so many of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desmigratif.accounts.models import AccessEvent, User
from desmigratif.ui import formatting
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused

from ...models import Beneficiary
from .. import nik

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Way(models.TextChoices):
    """By which page somebody asks; stands in the access log as `what`."""

    SEARCH = "nik:search", gettext_lazy("Find by NIK")
    REGISTRATION = "nik:registration", gettext_lazy("Registering a person")
    CHANGE = "nik:change", gettext_lazy("Changing a NIK")
    TRANSFER = "nik:transfer", gettext_lazy("Asking for a transfer")
    LIST = "nik:list", gettext_lazy("Checking a list")


@dataclass(frozen=True)
class Answer:
    """What somebody learns of one NIK: the person, if they may see that one; else whether it is taken."""

    person: Beneficiary | None = None
    is_elsewhere: bool = False


def ask_about_nik(*, digits: str, by: User, way: Way, reason: str = "", address: str | None = None) -> Answer:
    """Answers one question and keeps it in the log; raises `Refused` where a reason or the day's
    number of questions is missing.

    A search tells of people elsewhere nothing at all, so it needs no reason of somebody who has an area.
    """
    _check_reason(by, way, reason)
    with transaction.atomic():
        _hold_back(by, way, 1)
        known = Beneficiary.objects.with_nik(digits).filter(merged_into__isnull=True).first()
        seen = Beneficiary.objects.visible_to(by).with_nik(digits).first()
        told = seen if way == Way.SEARCH else known
        _write_down(by, way, reason, address, asked=1, hits=int(told is not None), about=told)
    return Answer(person=seen, is_elsewhere=way != Way.SEARCH and known is not None and seen is None)


def ask_about_niks(
    *, numbers: Iterable[str], by: User, reason: str, what: str = "", address: str | None = None
) -> set[str]:
    """The blind indexes of those of many NIKs that are registered outside the area of `by`.

    For lists: one line of the log says how many were asked and how many of them were known elsewhere.
    `what` names the list. Raises `Refused` like `ask_about_nik`.
    """
    _check_reason(by, Way.LIST, reason)
    indexes = {nik.blind_index(digits) for digits in numbers}
    known = Beneficiary.objects.filter(nik_index__in=indexes, merged_into__isnull=True)
    with transaction.atomic():
        seen = set(
            known.filter(pk__in=Beneficiary.objects.visible_to(by)).values_list("nik_index", flat=True)
        )
        # Whoever sees every area has none that is the own one.
        asked = indexes if by.is_national else indexes - seen
        _hold_back(by, Way.LIST, len(asked))
        elsewhere = set(known.values_list("nik_index", flat=True)) - seen
        hits = len(seen) if by.is_national else len(elsewhere)
        if asked:
            _write_down(by, Way.LIST, reason, address, len(asked), hits, what=what)
    return elsewhere


def hold_back_reveals(by: User) -> None:
    """Stops somebody who had too many NIKs shown; in the caller's transaction, before the next is shown."""
    _lock(by)
    shown = AccessEvent.objects.filter(user=by, kind=AccessEvent.Kind.REVEALED)
    for span, most in ((HOUR, settings.NIK_REVEALS_PER_HOUR), (DAY, settings.NIK_REVEALS_PER_DAY)):
        if shown.filter(at__gt=timezone.now() - span).count() >= most:
            _refuse(_("You had %(most)s NIKs shown within %(span)s, which is the most."), most, span)


def _check_reason(by, way, reason):
    if way == Way.SEARCH and not by.is_national:
        return
    if not is_reason(reason):
        raise Refused(
            _("Write why you ask about this NIK, for example: wants to register, shows the KTP."), "reason"
        )


def _hold_back(by, way, count):
    """Stops somebody who asked too much; locks the asker, so that questions at once are counted as well."""
    _lock(by)
    asked = AccessEvent.objects.filter(user=by, kind=AccessEvent.Kind.ASKED)
    if way == Way.SEARCH:
        span, most, asked = HOUR, settings.NIK_SEARCHES_PER_HOUR, asked.filter(what=Way.SEARCH)
        text = _("You searched for %(most)s NIKs within %(span)s, which is the most.")
    elif way == Way.LIST:
        span, most, asked = DAY, settings.NIK_QUESTIONS_IN_LISTS_PER_DAY, asked.filter(what__startswith=way)
        text = _("Your lists asked about %(most)s NIKs within %(span)s, which is the most.")
    else:
        ways = [Way.REGISTRATION, Way.CHANGE, Way.TRANSFER]
        span, most, asked = DAY, settings.NIK_QUESTIONS_PER_DAY, asked.filter(what__in=ways)
        text = _("You asked about %(most)s NIKs within %(span)s, which is the most.")
    done = asked.filter(at__gt=timezone.now() - span).aggregate(rows=Sum("rows"))["rows"] or 0
    if done + count > most:
        _refuse(text, most, span)


def _refuse(text, most, span):
    spans = {HOUR: _("an hour"), DAY: _("24 hours")}
    said = text % {"most": formatting.number(most), "span": spans[span]}
    raise Refused(_("%s Go on later; if you need more for your work, ask an administrator.") % said, "nik")


def _lock(by):
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))


def _write_down(by, way, reason, address, asked, hits, about=None, what=""):
    AccessEvent.objects.create(
        kind=AccessEvent.Kind.ASKED,
        user=by,
        what=f"{way} {what}".strip()[:300],
        about=about and about.number,
        reason=reason.strip()[:300],
        rows=asked,
        hits=hits,
        address=address,
    )
