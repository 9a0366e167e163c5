"""The one clock of rules: due dates, locks and ages follow the programme's day, wherever the reader sits."""

from django.utils import timezone


def today():
    """The day it is at the programme's office (Asia/Jakarta).

    The reader's own time zone, which the requests activate, only shows moments; it decides nothing: an office
    in Papua must not owe a report two hours before an office in Aceh does.
    """
    return timezone.localdate(None, timezone.get_default_timezone())


def day_of(moment):
    """The programme's day on which a moment falls."""
    return moment.astimezone(timezone.get_default_timezone()).date()


def quarter_number(day):
    """The quarter of a day: 3 for the 5th of August."""
    return (day.month + 2) // 3
