from .evaluation.models.assessments import Assessment, AssessmentFigure, AssessmentGrade
from .evaluation.models.criteria import Criterion, CriterionAnswer, ReadinessScale
from .evaluation.models.digests import DigestMail
from .evaluation.models.dormancy import DormancyRule
from .evaluation.models.meetings import Direction, EvaluationMeeting, Finding, MeetingFile, MeetingKind
from .evaluation.models.problems import Problem, ProblemReport
from .evaluation.models.programmes import ProblemProgramme, ProgrammeActivity, ProgrammeFunding
from .evaluation.models.recommendations import FollowUp, FollowUpFile, Recommendation, RecommendationEvent

__all__ = [
    "Assessment",
    "AssessmentFigure",
    "AssessmentGrade",
    "Criterion",
    "CriterionAnswer",
    "DigestMail",
    "Direction",
    "DormancyRule",
    "EvaluationMeeting",
    "Finding",
    "FollowUp",
    "FollowUpFile",
    "MeetingFile",
    "MeetingKind",
    "Problem",
    "ProblemProgramme",
    "ProblemReport",
    "ProgrammeActivity",
    "ProgrammeFunding",
    "ReadinessScale",
    "Recommendation",
    "RecommendationEvent",
]
