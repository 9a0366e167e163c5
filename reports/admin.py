from .evaluation.admin import assessments, criteria, meetings, problems, programmes, recommendations  # noqa: F401
