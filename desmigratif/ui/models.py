"""Which forms were sent already, which wait to be stored, and how often the data changed."""

from django.conf import settings
from django.db import models


class SentForm(models.Model):
    """One form by which one user made something, so that sending it again makes nothing more.

    Written in the transaction that stores what was made; kept as long as a page may stay open.
    """

    #: Drawn on the page (`{% form_marks %}`), another one for every page.
    token = models.UUIDField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    #: Hash of what was sent: the same form with other entries is not a repetition.
    entries = models.CharField(max_length=64)
    #: Where the user went afterwards, and goes again.
    location = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "sent form"
        verbose_name_plural = "sent forms"
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="sent_form_once")]

    def __str__(self):
        return f"{self.token} ({self.user})"


class KeptForm(models.Model):
    """One form that one user typed and that can be stored on another day only, such as in a closed quarter.

    Gone once it is stored after all, or after `kept.KEPT_FOR` days (`desmigratif/ui/kept.py`).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: That of the page, so that sending it again keeps it once.
    token = models.UUIDField()
    #: The address to which the form was sent, and where it is drawn again.
    path = models.CharField(max_length=300)
    #: The entries as they were posted, sealed: they may be about people.
    typed = models.TextField()
    at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = "kept form"
        verbose_name_plural = "kept forms"
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="kept_form_once")]

    def __str__(self):
        return f"{self.path} ({self.user})"


class DataVersion(models.Model):
    """How many transactions that changed data counted here; the rows add up to the version of the data.

    Written by triggers alone (`versions`). There are as many rows as there were writers at the same time.
    """

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "data version"
        verbose_name_plural = "data versions"

    def __str__(self):
        return f"{self.number}"
