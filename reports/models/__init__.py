from .digests import DigestMail
from .meetings import Direction, EvaluationMeeting, Finding, MeetingFile, MeetingKind
from .problems import Problem, ProblemReport
from .programmes import ProblemProgramme, ProgrammeActivity, ProgrammeFunding
from .recommendations import FollowUp, FollowUpFile, Recommendation, RecommendationEvent

__all__ = [
    "DigestMail",
    "Direction",
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
    "Recommendation",
    "RecommendationEvent",
]
