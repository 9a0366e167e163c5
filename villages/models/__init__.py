from .areas import Area, AreaChange, AreaGroup, AreaName
from .assignments import Assignment
from .beneficiaries import Beneficiary, Household, Residence
from .imports import ImportBatch, ImportMapping, ImportRow
from .indexes import VillageIndex
from .memberships import FormedCheck, Membership
from .records import Merge, NotSame, RecordChange, Transfer
from .stages import FamilyTie, Stage
from .villages import ProfileFigure, Village

__all__ = [
    "Area",
    "AreaChange",
    "AreaGroup",
    "AreaName",
    "Assignment",
    "Beneficiary",
    "FamilyTie",
    "FormedCheck",
    "Household",
    "ImportBatch",
    "ImportMapping",
    "ImportRow",
    "Membership",
    "Merge",
    "NotSame",
    "ProfileFigure",
    "RecordChange",
    "Residence",
    "Stage",
    "Transfer",
    "Village",
    "VillageIndex",
]
