"""New roles that decide about the work of others."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..roles import Role
from .waiting_changes import WaitingChange


class RoleChange(WaitingChange):
    """One weighty role that one account is to get."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="role_changes",
        verbose_name=_("User"),
    )
    role = models.CharField(_("New role"), max_length=20, choices=Role.choices)

    class Meta(WaitingChange.Meta):
        verbose_name = _("Change of a role")
        verbose_name_plural = _("Changes of roles")

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"
