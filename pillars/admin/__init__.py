from . import activities, leads, periods, pillars, scales  # noqa: F401
