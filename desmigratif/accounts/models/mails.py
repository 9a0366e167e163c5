"""Mails on their way: one row each, so that one mailbox that refuses stops no other."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """Not delivered yet, and to be tried (again)."""
        return self.filter(sent_at__isnull=True, next_try_at__isnull=False)

    def due(self):
        return self.waiting().filter(next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")

    def given_up(self):
        """Not delivered, and not tried again: the address or the mail server has to be looked at."""
        return self.filter(sent_at__isnull=True, next_try_at__isnull=True)


class Mail(models.Model):
    """One mail to one address: waiting, sent, or given up after two days of trying."""

    to = models.EmailField(_("Addressee"))
    #: The account whose password the mailed link sets. The link is made when the mail leaves, never stored.
    link_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="password_mails",
        verbose_name=_("Password link for"),
    )
    subject = models.CharField(_("Subject"), max_length=200)
    body = models.TextField(_("Text"))
    made_at = models.DateTimeField(_("Written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("Sent at"), null=True)
    tries = models.PositiveSmallIntegerField(_("Tries"), default=0)
    next_try_at = models.DateTimeField(_("Next try"), null=True, default=timezone.now, db_index=True)
    error = models.CharField(_("Why it was not sent"), max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mail")
        verbose_name_plural = _("Mails")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.to}: {self.subject}"
