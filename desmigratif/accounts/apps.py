from django.apps import AppConfig, apps
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "desmigratif.accounts"
    label = "accounts"
    verbose_name = _("Users and organisations")

    def ready(self):
        from .services.mails import deliver_after_request

        _name_foreign_apps()
        request_finished.connect(deliver_after_request, dispatch_uid="accounts.deliver_mails")


def _name_foreign_apps():
    """What the Django admin calls apps of others that have no Indonesian name."""
    apps.get_app_config("axes").verbose_name = _("Sign-in attempts")
    work = apps.get_app_config("django_tasks_database")
    work.verbose_name = _("Background work")
    task = work.get_model("DBTaskResult")._meta
    task.verbose_name, task.verbose_name_plural = _("Task"), _("Tasks")
    # Their rows name themselves in English.
    apps.get_model("axes", "AccessAttempt").__str__ = lambda attempt: str(attempt.username)
    task.model.__str__ = lambda row: row.task_path
