"""Months of a service desk, each by its first day."""

import datetime

#: So many months stand on the page of a village, the running one first.
MONTHS_SHOWN = 6


def first_of_next(month: datetime.date) -> datetime.date:
    """The first day of the month after the one that begins on `month`."""
    return (
        month.replace(year=month.year + 1, month=1)
        if month.month == 12
        else month.replace(month=month.month + 1)
    )


def last_months(today: datetime.date, number: int = MONTHS_SHOWN) -> list[datetime.date]:
    """First days of the running month and of those before it, newest first."""
    month, found = today.replace(day=1), []
    for _count in range(number):
        found.append(month)
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    return found


def last_full_month(date: datetime.date) -> datetime.date:
    """The first day of the last month that was over by the end of `date`."""
    after = date + datetime.timedelta(days=1)
    return (after.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
