"""Reads what people type: rupiah, dates, head counts. Pure functions, for forms and for imports of files.

Each returns None for nothing typed, the value, or raises ParseError with a sentence that holds what was
typed, what is wrong with it and how it is written. Nothing is guessed: what can be read in two ways is
asked back.
"""

from .amounts import MAX_RUPIAH, AmountError, parse_rupiah
from .counts import MAX_COUNT, CountError, NumberError, parse_count, parse_number
from .dates import YEARS, DateError, month_of, parse_date
from .texts import LONGEST, ParseError, visible

__all__ = (
    "LONGEST",
    "MAX_COUNT",
    "MAX_RUPIAH",
    "YEARS",
    "AmountError",
    "CountError",
    "DateError",
    "NumberError",
    "ParseError",
    "month_of",
    "parse_count",
    "parse_date",
    "parse_number",
    "parse_rupiah",
    "visible",
)
