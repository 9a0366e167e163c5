"""Writes of the accounts app; views and admin call these and nothing else."""

from .access import log_export, log_opened
from .passwords import send_password_mail
from .users import change_user, create_user, deactivate_user, reactivate_user

__all__ = [
    "change_user",
    "create_user",
    "deactivate_user",
    "log_export",
    "log_opened",
    "reactivate_user",
    "send_password_mail",
]
