from .problems import Problem, ProblemReport
from .programmes import ProblemProgramme, ProgrammeActivity, ProgrammeFunding

__all__ = ["Problem", "ProblemProgramme", "ProblemReport", "ProgrammeActivity", "ProgrammeFunding"]
