"""Who gets in: a brake on guessing, then the password. Answers `user.has_perm` from the table in roles.py."""

from datetime import timedelta

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from desmigratif.ui import clock

from .adapter import client_address, typed_email
from .assigned import for_one_task
from .models import AccessEvent, User
from .models.access import typed_as
from .roles import OVERSEE, READ_ONLY, RULES, Role

#: Django's own model permissions (`villages.change_area`), which only the admin site asks for.
MODEL_VERBS = ("add_", "change_", "delete_", "view_")


#: Wrong passwords for one account, from all addresses together, and in how many minutes.
GUESSES, MINUTES = 25, 15


class AccountBrake:
    """Stops guessing at one account from ever new addresses, where the lock of axes sees one slip at each.

    Whoever came in before from the same address is let through to the password, and setting a password with
    the mailed link makes an address known: so the brake keeps nobody out of the own account.
    """

    def authenticate(self, request, **credentials):
        email = typed_email(request, credentials)
        since = timezone.now() - timedelta(minutes=MINUTES)
        if AccessEvent.objects.guesses_at(email, since).count() < GUESSES:
            return
        if AccessEvent.objects.knows(email, client_address(request)):
            return
        # The page and the count of axes: a try that was not looked at counts for nothing.
        request.axes_locked_out = True
        raise PermissionDenied


class RoleBackend(ModelBackend):
    """Password check by Django; permissions by role, none by group or row in the database."""

    def get_user(self, user_id):
        """With the organisation, which every page shows and every permission asks for."""
        user = User.objects.select_related("organisation").filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        return for_one_task(user)

    def authenticate(self, request, **credentials):
        """The account with that password; a wrong one leaves a line, and the brake counts these lines."""
        user = super().authenticate(request, **credentials)
        if user is None and request is not None:
            email = typed_email(request, credentials)
            AccessEvent.objects.create(
                kind=AccessEvent.Kind.REFUSED,
                account=User.objects.filter(email=email).first(),
                what=typed_as(email),
                address=client_address(request),
            )
        return user

    def user_can_authenticate(self, user):
        return user.may_sign_in

    def get_user_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return set()
        granted = set(RULES[Role(user_obj.role)].permissions)
        if user_obj.oversees_access:
            granted |= OVERSEE
        if self.only_reads(user_obj):
            granted &= READ_ONLY
        return granted

    def get_group_permissions(self, user_obj, obj=None):
        return set()

    def get_all_permissions(self, user_obj, obj=None):
        return self.get_user_permissions(user_obj, obj)

    def has_perm(self, user_obj, perm, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        if perm in self.get_all_permissions(user_obj, obj):
            return True
        codename = perm.split(".", 1)[-1]
        verbs = "view_" if self.only_reads(user_obj) else MODEL_VERBS
        return user_obj.role == Role.ADMIN and codename.startswith(verbs)

    def only_reads(self, user_obj):
        """Whoever works for an organisation that has ended keeps reading, and writes no more (case O21)."""
        organisation = user_obj.organisation
        return bool(organisation and organisation.has_ended(clock.today()))

    def has_module_perms(self, user_obj, app_label):
        return user_obj.is_active and user_obj.role == Role.ADMIN
