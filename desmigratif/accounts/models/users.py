"""Who signs in."""

from functools import cache

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui.search import SearchKeyField

from ..roles import RULES, Role


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def never_signed_in(self):
        return self.filter(last_login__isnull=True)

    def without_area_on(self, date):
        """Users whose role needs an area and who serve none on `date`: they see nothing."""
        local = [role for role, rules in RULES.items() if not rules.national]
        serving = self.model.objects.filter(
            models.Q(assignments__valid_to__isnull=True) | models.Q(assignments__valid_to__gte=date),
            assignments__valid_from__lte=date,
        )
        return self.filter(role__in=local).exclude(pk__in=serving.values("pk"))

    def of_ended_organisations(self, date):
        """Users who only read, because the organisation they work for has ended before `date`."""
        return self.filter(organisation__valid_to__lt=date)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """`manage.py createsuperuser` makes the first administrator of a new installation."""
        return self.create_user(email, password, **{**fields, "role": Role.ADMIN})

    def get_by_natural_key(self, email):
        # Addresses are stored in lower case; a look-alike letter that a database folds finds nobody.
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser):
    """One person with one role and one employer; the areas served are `villages.Assignment` rows."""

    class TimeZone(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    email = models.EmailField(_("Email address"), unique=True)
    full_name = models.CharField(_("Full name"), max_length=120)
    search_key = SearchKeyField("full_name", "email")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("Organisation"),
    )
    time_zone = models.CharField(
        _("Time zone"), max_length=20, choices=TimeZone.choices, default=TimeZone.WIB
    )
    #: The language last chosen at the switch or on the page of the own account; mails are written in it.
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES, default="id")
    #: Head of the office, or data protection officer: reads the access log of the own office and people.
    oversees_access = models.BooleanField(_("Sees who opened people's records"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    date_joined = models.DateTimeField(_("Joined"), auto_now_add=True)
    history = HistoricalRecords(
        app="accounts", excluded_fields=["password", "last_login", "language", "search_key"]
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("User")
        verbose_name_plural = _("Users")
        ordering = ["full_name"]
        constraints = [
            # One person, one account, whatever case is typed.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case")
        ]

    def __str__(self):
        return self.full_name

    @property
    def rules(self):
        return RULES[Role(self.role)]

    @property
    def is_national(self):
        """Sees every area, needs no assignment."""
        return self.rules.national

    @property
    def is_staff(self):
        """May open the Django admin."""
        return self.rules.is_staff

    @property
    def may_sign_in(self):
        """Active; and invented people come in nowhere but in the demo, whose password is published."""
        return self.is_active and (settings.DEMO_MODE or not self.is_demo)

    @property
    def is_superuser(self):
        """Asked by third-party packages; nobody here is above the table in roles.py."""
        return False

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name.split(" ")[0]

    def has_perm(self, perm, obj=None):
        return any(backend.has_perm(self, perm, obj) for backend in _role_backends())

    def has_perms(self, perm_list, obj=None):
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label):
        return any(backend.has_module_perms(self, app_label) for backend in _role_backends())


@cache
def _role_backends():
    return [backend for backend in auth.get_backends() if hasattr(backend, "get_user_permissions")]
