from . import assessments, criteria  # noqa: F401
