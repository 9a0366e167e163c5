"""Questions about a NIK: the one way to ask whether and where somebody is registered under it.

Whoever knows a birth date and a village has a few thousand numbers to try, and every answer tells something
of a person. So a question whose answer may reach beyond the own area needs a reason, is written into the
access log before it is answered, whatever follows, and each person has so many of them; of NIKs that differ
only in the serial so few that nobody finds one by trying.
"""

from collections import defaultdict
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

from ...models import AskedNik, Beneficiary
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
class NikAnswer:
    """What somebody learns of one NIK: the person, if they may see that one; else whether it is taken."""

    person: Beneficiary | None = None
    is_elsewhere: bool = False


@dataclass(frozen=True)
class NikAnswers:
    """What somebody learns of many NIKs, by their blind indexes."""

    #: Registered outside the own area.
    elsewhere: set[str]
    #: Too many alike were asked about: nothing is told, and nobody may be registered with one of them.
    untold: set[str]


def ask_about_nik(
    *, digits: str, by: User, way: Way, reason: str = "", address: str | None = None
) -> NikAnswer:
    """Answers one question and keeps it in the log; raises `Refused` where a reason or the day's
    number of questions is missing, or where too many NIKs much alike were asked about.

    A search tells of people elsewhere nothing at all, so it needs no reason of somebody who has an area.
    """
    _check_reason(by, way, reason)
    with transaction.atomic():
        _hold_back(by, way, 1)
        known = Beneficiary.objects.with_nik(digits).filter(merged_into__isnull=True).first()
        seen = Beneficiary.objects.visible_to(by).with_nik(digits).first()
        goes_beyond = by.is_national or (seen is None and way != Way.SEARCH)
        untold = _untold(by, [digits] if goes_beyond else [])
        told = None if untold else seen if way == Way.SEARCH else known
        _write_down(by, way, reason, address, asked=1, hits=int(told is not None), about=told)
        _write_untold(by, way, reason, address, untold)
    if untold:
        raise Refused(untold_text(), "nik")
    return NikAnswer(person=seen, is_elsewhere=way != Way.SEARCH and known is not None and seen is None)


def ask_about_niks(
    *, numbers: Iterable[str], by: User, reason: str, what: str = "", address: str | None = None
) -> NikAnswers:
    """Which of many NIKs are registered outside the area of `by`, and of which that is not told.

    For lists: one line of the log says how many were asked and how many of them were known elsewhere.
    `what` names the list. Raises `Refused` like `ask_about_nik`.
    """
    _check_reason(by, Way.LIST, reason)
    indexes = {nik.blind_index(digits): digits for digits in numbers}
    known = Beneficiary.objects.filter(nik_index__in=indexes, merged_into__isnull=True)
    with transaction.atomic():
        seen = set(
            known.filter(pk__in=Beneficiary.objects.visible_to(by)).values_list("nik_index", flat=True)
        )
        # Whoever sees every area has none that is the own one.
        asked = set(indexes) if by.is_national else set(indexes) - seen
        _hold_back(by, Way.LIST, len(asked))
        untold = _untold(by, sorted(indexes[index] for index in asked))
        elsewhere = set(known.values_list("nik_index", flat=True)) - seen - untold
        hits = len(seen - untold) if by.is_national else len(elsewhere)
        if asked:
            _write_down(by, Way.LIST, reason, address, len(asked), hits, what=what)
        _write_untold(by, Way.LIST, reason, address, untold, what=what)
    return NikAnswers(elsewhere, untold)


def untold_text() -> str:
    most = formatting.number(settings.NIK_QUESTIONS_ALIKE_PER_DAY)
    return _(
        "You asked about %(most)s NIKs with these first twelve digits within 24 hours, which is the "
        "limit. You are not told whether this one is registered. Continue later, or leave the NIK "
        "out for now."
    ) % {"most": most}


def hold_back_reveals(by: User) -> None:
    """Stops somebody who had too many NIKs shown; in the caller's transaction, before the next is shown."""
    _lock(by)
    shown = AccessEvent.objects.filter(user=by, kind=AccessEvent.Kind.REVEALED)
    for span, most in ((HOUR, settings.NIK_REVEALS_PER_HOUR), (DAY, settings.NIK_REVEALS_PER_DAY)):
        if shown.filter(at__gt=timezone.now() - span).count() >= most:
            _refuse(_("You had %(most)s NIKs shown within %(span)s, which is the limit."), most, span)


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
        text = _("You searched for %(most)s NIKs within %(span)s, which is the limit.")
    elif way == Way.LIST:
        span, most, asked = DAY, settings.NIK_QUESTIONS_IN_LISTS_PER_DAY, asked.filter(what__startswith=way)
        text = _("Your lists asked about %(most)s NIKs within %(span)s, which is the limit.")
    else:
        ways = [Way.REGISTRATION, Way.CHANGE, Way.TRANSFER]
        span, most, asked = DAY, settings.NIK_QUESTIONS_PER_DAY, asked.filter(what__in=ways)
        text = _("You asked about %(most)s NIKs within %(span)s, which is the limit.")
    done = asked.filter(at__gt=timezone.now() - span).aggregate(rows=Sum("rows"))["rows"] or 0
    if done + count > most:
        _refuse(text, most, span)


def _untold(by, numbers):
    """The blind indexes of those that are one too many of the same first twelve digits for this day.

    One that was answered is answered again: a list is mended and checked anew.
    """
    now = timezone.now()
    AskedNik.objects.filter(by=by, at__lte=now - DAY).delete()
    alike = {digits: nik.blind_index(digits[:12]) for digits in numbers}
    answered, new, untold = defaultdict(set), [], set()
    rows = AskedNik.objects.filter(by=by, alike__in=set(alike.values()))
    for group, index in rows.values_list("alike", "nik_index"):
        answered[group].add(index)
    for digits, group in alike.items():
        index = nik.blind_index(digits)
        if index in answered[group]:
            continue
        if len(answered[group]) >= settings.NIK_QUESTIONS_ALIKE_PER_DAY:
            untold.add(index)
        else:
            answered[group].add(index)
            new.append(AskedNik(by=by, at=now, alike=group, nik_index=index))
    AskedNik.objects.bulk_create(new, batch_size=1000)
    return untold


def _refuse(text, most, span):
    spans = {HOUR: _("an hour"), DAY: _("24 hours")}
    said = text % {"most": formatting.number(most), "span": spans[span]}
    raise Refused(_("%s Continue later; if you need more for your work, ask an administrator.") % said, "nik")


def _lock(by):
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))


def _write_untold(by, way, reason, address, untold, what=""):
    if untold:
        kind = AccessEvent.Kind.UNTOLD
        _write_down(by, way, reason, address, len(untold), hits=None, what=what, kind=kind)


def _write_down(by, way, reason, address, asked, hits, about=None, what="", kind=AccessEvent.Kind.ASKED):
    AccessEvent.objects.create(
        kind=kind,
        user=by,
        what=f"{way} {what}".strip()[:300],
        about=about and about.number,
        reason=reason.strip()[:300],
        rows=asked,
        hits=hits,
        address=address,
    )
