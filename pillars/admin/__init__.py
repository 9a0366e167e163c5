from ..desk import admin as desk  # noqa: F401
from ..indicators.admin import indicators, scales  # noqa: F401
from . import activities, leads, periods, pillars  # noqa: F401
