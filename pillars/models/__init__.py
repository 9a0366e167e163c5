from .activities import Activity, ActivityVillage, FundingLine, HeadCount
from .attachments import Attachment
from .events import ActivityEvent
from .periods import ReportingPeriod
from .pillars import ActivityType, Pillar, PillarContributor, PillarLead
from .scales import Scale
from .tallies import HeadTally, Tally

__all__ = [
    "Activity",
    "ActivityEvent",
    "ActivityType",
    "ActivityVillage",
    "Attachment",
    "FundingLine",
    "HeadCount",
    "HeadTally",
    "Pillar",
    "PillarContributor",
    "PillarLead",
    "ReportingPeriod",
    "Scale",
    "Tally",
]
