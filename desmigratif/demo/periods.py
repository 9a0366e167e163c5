"""Nil reports, quarters closed in their time, one of them opened again, and exceptions asked for.

Comes last: what is closed takes nothing more.
"""

import datetime

from django.utils import timezone

from desmigratif.ui import clock
from pillars.models import NilReport, PeriodEvent, PeriodException, Pillar, ReportingPeriod
from pillars.services.nil_reports import state_nil
from pillars.services.period_exceptions import ask_exception, decline_exception, open_exception
from pillars.services.periods import close_period, reopen_period
from reports.figures.periods import gaps
from villages.models import Area, Village

#: Days after the due day on which the ministry closed a quarter.
DAYS_TO_CLOSE = 10
#: The quarter before the running one stays open: its reports are still coming in.
LEFT_OPEN = 1
#: Only offices that finish so much of their plans also say so where nothing happened.
TIDY = 0.8
#: Said nil only when the quarter was opened again for it.
LATE = "33.01"


def is_closed(quarter):
    return ReportingPeriod.objects.filter(
        year=quarter.year, quarter=quarter.number, closed_at__isnull=False
    ).exists()


def close_quarters(regencies, officers, quarters, reviewer, villages_of):
    """Closes what is due; `regencies`: code -> pace, `villages_of`: code -> served villages.

    Returns how many quarters were closed; a second run closes none.
    """
    if PeriodEvent.objects.exists():
        return 0
    over = ReportingPeriod.objects.filter(ends_on__lt=clock.today())
    for period in over.filter(starts_on__gte=quarters[0].starts_on):
        for code, pace in regencies.items():
            if pace >= TIDY and code != LATE:
                _say_nil(period, villages_of(code), officers[code])
    periods = list(over.filter(ends_on__lt=quarters[-1 - LEFT_OPEN].starts_on))
    for period in periods:
        _date_back(close_period(period=period, by=reviewer), period.due_on + _days(DAYS_TO_CLOSE))
    if periods:
        _open_again(periods[-1], regencies, officers, reviewer, villages_of)
        _ask(periods[-2:], officers, reviewer)
    return len(periods)


def _say_nil(period, villages, officer):
    """The office states nil, two days before the due day, where it sent nothing and has nothing in hand."""
    served = Village.objects.filter(pk__in=[village.pk for village in villages])
    for village, parts in gaps(period, served, list(Pillar.objects.all())):
        for part in parts:
            if not part.unsent:
                state_nil(period=period, village=village, pillar=part.pillar, by=officer)
    rows = NilReport.objects.filter(period=period, village__in=served)
    rows.update(stated_at=_moment(min(period.due_on - _days(2), clock.today())))


def _open_again(period, regencies, officers, reviewer, villages_of):
    """A quarter was opened for an office that came late, and closed again: before and after stand there."""
    late = LATE if LATE in regencies else next(iter(regencies))
    reason = "Pernyataan nihil satu kabupaten datang setelah penutupan; disetujui dalam rapat."
    period = reopen_period(period=period, by=reviewer, reason=reason)
    _say_nil(period, villages_of(late), officers[late])
    day = min(period.due_on + _days(DAYS_TO_CLOSE + 14), clock.today() - _days(2))
    rows = NilReport.objects.filter(period=period, village__regency=late)
    rows.update(stated_at=_moment(day))
    close_period(period=period, by=reviewer)
    opened, closed = list(period.events.order_by("pk"))[-2:]
    PeriodEvent.objects.filter(pk=opened.pk).update(at=_moment(day - _days(2)))
    PeriodEvent.objects.filter(pk=closed.pk).update(at=_moment(day + _days(2)))
    ReportingPeriod.objects.filter(pk=period.pk).update(closed_at=_moment(day + _days(2)))


def _ask(periods, officers, reviewer):
    """One request waits, one was granted, one declined."""
    codes = list(officers)
    ask_exception(
        period=periods[-1],
        regency=Area.objects.get(pk=codes[0]),
        reason="Daftar hadir pelatihan bulan Mei baru diterima dari desa; jumlah peserta perlu diperbaiki.",
        by=officers[codes[0]],
    )
    if len(codes) < 3:
        return
    open_exception(
        period=periods[-1],
        regency=Area.objects.get(pk=codes[1]),
        reason="Bukti belanja Dana Desa terlambat; disepakati dalam rapat koordinasi.",
        until=clock.today() + _days(14),
        by=reviewer,
    )
    request = ask_exception(
        period=periods[0],
        regency=Area.objects.get(pk=codes[2]),
        reason="Judul kegiatan salah ketik.",
        by=officers[codes[2]],
    )
    decline_exception(
        request=request, answer="Judul tidak mengubah angka; biarkan seperti adanya.", by=reviewer
    )
    PeriodException.objects.filter(pk=request.pk).update(asked_at=_moment(clock.today() - _days(9)))


def _date_back(period, day):
    moment = _moment(min(day, clock.today()))
    ReportingPeriod.objects.filter(pk=period.pk).update(closed_at=moment)
    period.events.update(at=moment)


def _days(number):
    return datetime.timedelta(days=number)


def _moment(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(10, 15)))
