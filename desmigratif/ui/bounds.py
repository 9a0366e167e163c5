"""How far numbers and days go that administrators type: nothing that a page could not reckon with."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator


def between(low, high):
    """Validators that refuse, in words, what lies outside; both ends may be."""
    return [MinValueValidator(low), MaxValueValidator(high)]


#: A day and a year of our time; the day before and after can be said too.
DAY = between(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
YEAR = between(2016, 2100)
#: A place in a list that is put in order by hand.
POSITION = between(0, 999)
PERCENT = between(0, 100)
#: A count of people or places: more than the country has of either.
COUNT = between(0, 500_000_000)
