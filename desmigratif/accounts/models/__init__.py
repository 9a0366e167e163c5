from .access import AccessEvent
from .email_changes import EmailChange
from .mails import Mail
from .organisations import Organisation, OrganisationChange
from .prepared_files import PreparedFile
from .role_changes import RoleChange
from .sessions import Session
from .users import User
from .workers import WorkerPulse

__all__ = [
    "AccessEvent",
    "EmailChange",
    "Mail",
    "Organisation",
    "OrganisationChange",
    "PreparedFile",
    "RoleChange",
    "Session",
    "User",
    "WorkerPulse",
]
