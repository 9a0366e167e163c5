from .activities import Activity, ActivityVillage, FundingLine, HeadCount
from .attachments import Attachment, StoredFile
from .attendances import Attendance
from .events import ActivityEvent
from .nil_reports import NilReport
from .period_exceptions import PeriodException
from .periods import PeriodEvent, ReportingPeriod
from .pillars import ActivityType, Pillar, PillarContributor, PillarLead, TwoLanguageName
from .scales import Scale
from .tallies import HeadTally, Reach, Tally

__all__ = [
    "Activity",
    "ActivityEvent",
    "ActivityType",
    "ActivityVillage",
    "Attachment",
    "Attendance",
    "FundingLine",
    "HeadCount",
    "HeadTally",
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
    "TwoLanguageName",
]
