from .access import AccessEvent
from .email_changes import EmailChange
from .mails import Mail
from .organisations import Organisation, OrganisationChange
from .prepared_files import PreparedFile
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
    "Session",
    "User",
    "WorkerPulse",
]
