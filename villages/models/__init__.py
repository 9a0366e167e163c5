from .areas import Area, AreaChange, AreaGroup, AreaName
from .assignments import Assignment
from .memberships import FormedCheck, Membership
from .villages import ProfileFigure, Village

__all__ = [
    "Area",
    "AreaChange",
    "AreaGroup",
    "AreaName",
    "Assignment",
    "FormedCheck",
    "Membership",
    "ProfileFigure",
    "Village",
]
