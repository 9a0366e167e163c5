from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "desmigratif.accounts"
    label = "accounts"
    verbose_name = _("Users and organisations")

    def ready(self):
        from .services.mails import deliver_after_request

        request_finished.connect(deliver_after_request, dispatch_uid="accounts.deliver_mails")
