from .activities import Activity, ActivityVillage, FundingLine, HeadCount
from .attachments import Attachment
from .attendances import Attendance
from .events import ActivityEvent
from .files import StoredFile, WaitingFile
from .indicator_values import IndicatorValue
from .indicators import Indicator, IndicatorVersion
from .nil_reports import NilReport
from .period_exceptions import PeriodException
from .periods import PeriodEvent, ReportingPeriod
from .pillars import ActivityType, Pillar, PillarContributor, PillarLead, TwoLanguageName
from .scales import AchievementBand, AchievementScale, Scale
from .tallies import HeadTally, Reach, Tally
from .targets import Target

__all__ = [
    "AchievementBand",
    "AchievementScale",
    "Activity",
    "ActivityEvent",
    "ActivityType",
    "ActivityVillage",
    "Attachment",
    "Attendance",
    "FundingLine",
    "HeadCount",
    "HeadTally",
    "Indicator",
    "IndicatorValue",
    "IndicatorVersion",
    "NilReport",
    "PeriodEvent",
    "PeriodException",
    "Pillar",
    "PillarContributor",
    "PillarLead",
    "Reach",
    "ReportingPeriod",
    "Scale",
    "StoredFile",
    "Tally",
    "Target",
    "TwoLanguageName",
    "WaitingFile",
]
