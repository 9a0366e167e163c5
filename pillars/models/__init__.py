from ..indicators.models.indicator_values import IndicatorValue
from ..indicators.models.indicators import Indicator, IndicatorVersion
from ..indicators.models.scales import AchievementBand, AchievementScale, Scale
from ..indicators.models.targets import Target
from ..registers import modules
from .activities import Activity, ActivityVillage, HeadCount
from .attachments import Attachment
from .attendances import Attendance
from .events import ActivityEvent
from .files import StoredFile, WaitingFile
from .funding_lines import FundingLine
from .nil_reports import NilReport
from .period_exceptions import PeriodException
from .periods import PeriodEvent, ReportingPeriod
from .pillars import ActivityType, Pillar, PillarContributor, PillarLead, TwoLanguageName
from .tallies import HeadTally, Reach, Tally

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

#: Django finds the models of the registers by this; they are imported from their rooms.
modules("models")
