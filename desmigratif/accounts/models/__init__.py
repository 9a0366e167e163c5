from .access import AccessEvent
from .organisations import Organisation, OrganisationChange
from .users import User

__all__ = ["AccessEvent", "Organisation", "OrganisationChange", "User"]
