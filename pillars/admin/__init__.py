from ..indicators.admin import indicators, scales  # noqa: F401
from ..registers import modules
from . import activities, leads, periods, pillars  # noqa: F401

modules("admin")
