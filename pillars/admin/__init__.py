from . import activities, indicators, leads, periods, pillars, scales  # noqa: F401
