from django.db import models

from .evaluation.models.assessments import Assessment, AssessmentFigure, AssessmentGrade
from .evaluation.models.criteria import Criterion, CriterionAnswer, ReadinessScale
from .evaluation.models.digests import DigestMail
from .evaluation.models.dormancy import DormancyRule
from .evaluation.models.meetings import Direction, EvaluationMeeting, Finding, MeetingFile, MeetingKind
from .evaluation.models.problems import Problem, ProblemReport
from .evaluation.models.programmes import ProblemProgramme, ProgrammeActivity, ProgrammeFunding
from .evaluation.models.recommendations import FollowUp, FollowUpFile, Recommendation, RecommendationEvent


class RegencyVersion(models.Model):
    """How many transactions that changed what is counted of a regency counted here; its rows add up.

    Written by triggers alone (`regency_versions`); `regency` is the code of the country where all of them are
    concerned. There are as many rows of one as there were writers at the same time.
    """

    regency = models.CharField(max_length=5, db_index=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "regency version"
        verbose_name_plural = "regency versions"

    def __str__(self):
        return f"{self.regency}: {self.number}"


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
    "RegencyVersion",
]
