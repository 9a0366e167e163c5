from .access import AccessEvent
from .mails import Mail
from .organisations import Organisation, OrganisationChange
from .sessions import Session
from .users import User

__all__ = ["AccessEvent", "Mail", "Organisation", "OrganisationChange", "Session", "User"]
