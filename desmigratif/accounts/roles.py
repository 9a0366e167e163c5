"""What each role may do: the one table that pages, templates and the admin all ask.

A permission is written `app.verb_noun`, as Django's own. On *which rows* it holds is another question,
answered by `visible_to(user)` and `editable_by(user)` on the querysets.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("Disnaker officer")
    VILLAGE_OFFICER = "village_officer", _("Village officer")
    REVIEWER = "reviewer", _("Reviewer")
    PILLAR_LEAD = "pillar_lead", _("Pillar lead (PIC)")
    CONTRIBUTOR = "contributor", _("Contributing agency")
    PROVINCE = "province", _("Province office")
    ADMIN = "admin", _("Administrator")


@dataclass(frozen=True)
class RoleRules:
    """What one role may do. `national`: sees every area; otherwise only the areas assigned to the user."""

    description: str
    permissions: frozenset[str]
    national: bool = False
    is_staff: bool = False


READ = frozenset(
    {
        "villages.view_village",
        "pillars.view_activity",
        "pillars.view_cooperative",
        "pillars.view_aid",
        "pillars.view_parenting",
        "pillars.export_activity",
        "reports.view_dashboard",
        "reports.view_map",
        "reports.view_meeting",
        "reports.view_assessment",
    }
)
#: Personal data of the register: who it is (name, sex, age), where the person lives and stands in migration,
#: whether a NIK is on file. Enough to check a list of people; children left behind are data of a specific
#: kind (UU 27/2022). What else of a record somebody reads, `villages/people/fields.py` says by these rights.
PEOPLE = {"villages.view_beneficiary", "pillars.view_desk_visit", "pillars.view_business"}
PERSONAL_FIELDS = {"villages.view_births", "villages.view_contacts", "villages.view_families"}
KEEP_PEOPLE = (
    PEOPLE
    | PERSONAL_FIELDS
    | {
        "villages.change_beneficiary",
        "villages.export_beneficiary",
        "villages.reveal_nik",
        "villages.view_children",
    }
)
ENTER = (
    READ
    | KEEP_PEOPLE
    | {
        "pillars.add_activity",
        "pillars.change_activity",
        "pillars.send_activity",
        "pillars.report_indicator",
        "pillars.record_desk_visit",
        "pillars.record_business",
        "pillars.record_aid",
        "pillars.record_cooperative",
        "pillars.record_parenting",
        "villages.import_lists",
        "villages.record_figures",
        "reports.report_problem",
    }
)
#: What is recorded of children of migrant workers: for the officers of their own area alone.
KEEP_CHILDREN = {"pillars.keep_children"}
#: Recommendations addressed to the own organisation.
ANSWER = {"reports.answer_recommendation"}
EVALUATE = {
    "reports.hold_meeting",
    "reports.make_recommendation",
    "reports.close_recommendation",
    "reports.assess",
}
#: Programmes of the own organisation; a PIC maps those of its whole pillar.
MAP = READ | {"reports.map_programme"}
VERIFY = (
    READ
    | PEOPLE
    | EVALUATE
    | {"pillars.verify_activity", "pillars.reopen_activity", "pillars.close_period", "villages.reveal_nik"}
)
MANAGE = {
    "accounts.manage_users",
    "accounts.view_access_log",
    "villages.manage_villages",
    "villages.manage_assignments",
    "pillars.manage_leads",
    "pillars.manage_indicators",
    "pillars.manage_targets",
    "reports.hold_meeting",
    "reports.view_administration",
}

RULES = {
    Role.OFFICER: RoleRules(
        _("Enters activities and people of the assigned regency, sends them for verification."),
        ENTER | KEEP_CHILDREN | ANSWER,
    ),
    Role.VILLAGE_OFFICER: RoleRules(
        _("Enters activities and people of the assigned villages; cannot verify."), ENTER | KEEP_CHILDREN
    ),
    Role.REVIEWER: RoleRules(
        _("Sees every area, verifies or returns activities, evaluates and recommends."),
        VERIFY,
        national=True,
    ),
    Role.PILLAR_LEAD: RoleRules(
        _("Sees every area; responsible for its own pillar."),
        MAP | ANSWER | {"reports.map_pillar"},
        national=True,
    ),
    Role.CONTRIBUTOR: RoleRules(
        _("Sees every area; responsible for the programmes of its own organisation."),
        MAP | ANSWER,
        national=True,
    ),
    Role.PROVINCE: RoleRules(_("Reads the assigned province."), READ),
    Role.ADMIN: RoleRules(
        _("Manages villages, users, assignments and pillar leads; enters and corrects, never verifies."),
        frozenset(ENTER | MANAGE),
        national=True,
        is_staff=True,
    ),
}

#: Given to a user on top of the role: to the head of an office, to the data protection officer.
OVERSEE = {"accounts.view_access_log"}

#: What a user keeps when the organisation has ended: reading (case O21).
READ_ONLY = READ | PEOPLE | {"reports.view_administration"}
