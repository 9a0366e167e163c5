"""Writes of the accounts app; views and admin call these and nothing else."""

from .access import log_export, log_opened, log_searched, note_account
from .email_changes import complete_email_change, stop_email_change
from .mails import deliver_mails, forget_sent_mails, queue_mail
from .passwords import ask_password_mail, send_password_mail
from .prepared_files import ask_for_file, forget_old_files, rights_of, withdraw_files
from .role_changes import complete_role_change, stop_role_change
from .users import change_user, create_user, deactivate_user, reactivate_user

__all__ = [
    "ask_for_file",
    "ask_password_mail",
    "change_user",
    "complete_email_change",
    "complete_role_change",
    "create_user",
    "deactivate_user",
    "deliver_mails",
    "forget_old_files",
    "forget_sent_mails",
    "log_export",
    "log_opened",
    "log_searched",
    "note_account",
    "queue_mail",
    "reactivate_user",
    "rights_of",
    "send_password_mail",
    "stop_email_change",
    "stop_role_change",
    "withdraw_files",
]
