"""Roles that decide about the work of others: nobody gets one without the others hearing of it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from ..models import User
from ..roles import RULES, Role
from .mails import queue_mail

#: Whoever has one of these rights decides about the work of others.
WEIGHTY = {"pillars.verify_activity", "accounts.manage_users"}
WEIGHTY_ROLES = [role for role in Role if RULES[role].permissions & WEIGHTY]


def needs_second_pair_of_eyes(user: User) -> bool:
    """Also after the role was taken away for a moment: the past of the account counts."""
    return user.role in WEIGHTY_ROLES or user.history.filter(role__in=WEIGHTY_ROLES).exists()


def tell_of_weighty_role(*, user: User, by: User) -> None:
    """Mails everybody who verifies or administrates that `user` now does, and `user` as well; not `by`."""
    if user.role not in WEIGHTY_ROLES:
        return
    holders = User.objects.active().filter(role__in=WEIGHTY_ROLES, is_demo=user.is_demo)
    for person in {*holders, user} - {by}:
        with translation.override(person.language):
            context = {"person": person, "user": user, "by": by, "role": user.get_role_display()}
            context |= {"portal": settings.PORTAL_URL, "support_email": settings.SUPPORT_EMAIL}
            subject = _("%(name)s has the role “%(role)s” now") % {"name": user, "role": context["role"]}
            body = render_to_string("account/email/weighty_role_message.txt", context)
        queue_mail(to=person.email, subject=subject, body=body)
