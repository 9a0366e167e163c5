from .access import AccessEvent
from .email_changes import EmailChange
from .mails import Mail
from .organisations import Organisation, OrganisationChange
from .sessions import Session
from .users import User

__all__ = ["AccessEvent", "EmailChange", "Mail", "Organisation", "OrganisationChange", "Session", "User"]
