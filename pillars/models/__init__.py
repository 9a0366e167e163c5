from .activities import Activity, ActivityVillage, FundingLine, HeadCount
from .attachments import Attachment, StoredFile
from .attendances import Attendance
from .events import ActivityEvent
from .periods import ReportingPeriod
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
