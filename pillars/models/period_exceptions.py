"""Exceptions from a closed quarter, asked for by an office and decided by a reviewer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import ExceptionState
from ..querysets import PeriodExceptionQuerySet
from .periods import ReportingPeriod


class PeriodException(models.Model):
    """One office (the one of a regency) may write into one closed period, up to and including `until`.

    Asked for with a reason, then granted to a day or declined with an answer; a reviewer who grants without
    having been asked is both.
    """

    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.PROTECT, related_name="exceptions", verbose_name=_("Period")
    )
    regency = models.ForeignKey(
        "villages.Area",
        on_delete=models.PROTECT,
        related_name="period_exceptions",
        verbose_name=_("Regency/city"),
    )
    reason = models.TextField(_("Reason"))
    state = models.CharField(
        _("Status"), max_length=10, choices=ExceptionState.choices, default=ExceptionState.ASKED
    )
    asked_at = models.DateTimeField(_("Asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="period_exceptions_asked",
        verbose_name=_("Asked by"),
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="period_exceptions_decided",
        verbose_name=_("Decided by"),
    )
    until = models.DateField(_("Until"), null=True, blank=True)
    answer = models.TextField(_("The answer"), blank=True)

    objects = PeriodExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Exception from a closed period")
        verbose_name_plural = _("Exceptions from closed periods")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "regency"],
                condition=Q(state=ExceptionState.ASKED),
                name="periodexception_one_request",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="periodexception_says_why"),
            models.CheckConstraint(
                condition=Q(state=ExceptionState.ASKED, decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state=ExceptionState.ASKED) & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="periodexception_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state=ExceptionState.GRANTED, until__isnull=False)
                | ~Q(state=ExceptionState.GRANTED) & Q(until__isnull=True),
                name="periodexception_granted_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExceptionState.DECLINED) | ~Q(answer=""),
                name="periodexception_declined_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.period}, {self.regency}"

    @property
    def tone(self):
        return ExceptionState(self.state).tone
