from ..lists.models import ImportBatch, ImportMapping, ImportRow
from ..people.models.beneficiaries import Beneficiary, Household, Residence
from ..people.models.ends import End
from ..people.models.listed import ListedPerson
from ..people.models.records import AskedNik, Merge, NotSame, RecordChange, Transfer
from ..people.models.stages import FamilyTie, Stage
from .areas import Area, AreaChange, AreaGroup, AreaName
from .assignments import Assignment
from .indexes import VillageIndex
from .memberships import FormedCheck, Membership
from .villages import ProfileFigure, Village

__all__ = [
    "Area",
    "AreaChange",
    "AreaGroup",
    "AreaName",
    "AskedNik",
    "Assignment",
    "Beneficiary",
    "End",
    "FamilyTie",
    "FormedCheck",
    "Household",
    "ImportBatch",
    "ImportMapping",
    "ImportRow",
    "ListedPerson",
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
