from . import assessments, criteria, meetings, problems, programmes, recommendations  # noqa: F401
