from . import assessments, criteria, problems, programmes  # noqa: F401
