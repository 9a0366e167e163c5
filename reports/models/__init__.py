from .assessments import Assessment, AssessmentFigure, AssessmentGrade
from .digests import DigestMail
from .dormancy import DormancyRule
from .maturity import MaturityAnswer, MaturityCriterion
from .meetings import Direction, EvaluationMeeting, Finding, MeetingFile, MeetingKind
from .problems import Problem, ProblemReport
from .programmes import ProblemProgramme, ProgrammeActivity, ProgrammeFunding
from .readiness import ReadinessAnswer, ReadinessCriterion, ReadinessScale
from .recommendations import FollowUp, FollowUpFile, Recommendation, RecommendationEvent

__all__ = [
    "Assessment",
    "AssessmentFigure",
    "AssessmentGrade",
    "DigestMail",
    "Direction",
    "DormancyRule",
    "EvaluationMeeting",
    "Finding",
    "FollowUp",
    "FollowUpFile",
    "MaturityAnswer",
    "MaturityCriterion",
    "MeetingFile",
    "MeetingKind",
    "Problem",
    "ProblemProgramme",
    "ProblemReport",
    "ProgrammeActivity",
    "ProgrammeFunding",
    "ReadinessAnswer",
    "ReadinessCriterion",
    "ReadinessScale",
    "Recommendation",
    "RecommendationEvent",
]
