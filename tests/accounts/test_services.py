"""Accounts: made, changed, closed; who may not do what to whom; the trace of it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import AccessEvent, User
from desmigratif.accounts.roles import Role
from desmigratif.accounts.services import (
    change_user,
    create_user,
    deactivate_user,
    log_export,
    reactivate_user,
)
from desmigratif.ui.refusals import Refused
from tests import factories

pytestmark = pytest.mark.django_db


def changed(user, by, **fields):
    values = {
        name: getattr(user, name) for name in ("email", "full_name", "role", "organisation", "time_zone")
    }
    return change_user(user=user, by=by, **{**values, **fields})


def test_a_new_account_has_no_password_and_names_its_maker(admin):
    user = create_user(email=" Baru@Contoh.Example ", full_name="Orang Baru", role=Role.REVIEWER, by=admin)
    assert user.email == "baru@contoh.example"
    assert not user.has_usable_password()
    row = user.history.get()
    assert (row.history_type, row.history_user, row.history_change_reason) == ("+", admin, "Account made")


def test_one_person_has_one_account_whatever_case_is_typed(admin, officer):
    with pytest.raises(Refused) as refusal:
        create_user(email=officer.email.upper(), full_name="Lagi", role=Role.REVIEWER, by=admin)
    assert refusal.value.field == "email"
    assert officer.email in refusal.value.message
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=officer.pk).update(email=officer.email.upper())


@pytest.mark.parametrize("role", [Role.PILLAR_LEAD, Role.CONTRIBUTOR])
def test_who_speaks_for_an_organisation_needs_one(admin, role):
    with pytest.raises(Refused) as refusal:
        create_user(email="pic@contoh.example", full_name="PIC", role=role, by=admin)
    assert refusal.value.field == "organisation"
    organisation = factories.OrganisationFactory()
    create_user(email="pic@contoh.example", full_name="PIC", role=role, organisation=organisation, by=admin)


def test_a_change_leaves_what_it_said_before(admin, officer):
    changed(officer, admin, full_name="Siti A. Rahma")
    new, old = officer.history.all()[:2]
    assert (old.full_name, new.full_name) == ("Siti Aminah", "Siti A. Rahma")
    assert new.history_user == admin


def test_nobody_changes_the_own_role_or_closes_the_own_account(admin):
    factories.UserFactory(role=Role.ADMIN)
    with pytest.raises(Refused, match="your own role"):
        changed(admin, admin, role=Role.REVIEWER)
    with pytest.raises(Refused, match="your own account"):
        deactivate_user(user=admin, by=admin)
    assert changed(admin, admin, full_name="Agus S.").full_name == "Agus S."


def test_the_last_administrator_stays(admin, reviewer):
    for refused in (
        lambda: deactivate_user(user=admin, by=reviewer),
        lambda: changed(admin, reviewer, role=Role.REVIEWER),
    ):
        with pytest.raises(Refused, match="last administrator"):
            refused()
    factories.UserFactory(role=Role.ADMIN)
    deactivate_user(user=admin, by=reviewer)
    admin.refresh_from_db()
    assert not admin.is_active


def test_a_closed_account_is_out_at_the_next_click_and_can_be_opened_again(client, admin, officer):
    client.force_login(officer)
    deactivate_user(user=officer, by=admin)
    assert client.get(reverse("account_change_password")).status_code == 302
    assert not User.objects.get(pk=officer.pk).has_perm("villages.view_village")
    reactivate_user(user=officer, by=admin)
    assert [row.history_change_reason for row in officer.history.all()[:2]] == [
        "Account opened again",
        "Account closed",
    ]


def test_a_new_role_waits_until_the_areas_of_the_old_one_end(admin, officer):
    with pytest.raises(Refused, match="Kab. Tulungagung") as refusal:
        changed(officer, admin, role=Role.VILLAGE_OFFICER)
    assert refusal.value.field == "role"
    officer.assignments.update(valid_to=timezone.localdate())
    assert changed(officer, admin, role=Role.VILLAGE_OFFICER).role == Role.VILLAGE_OFFICER


def test_a_role_that_sees_everything_waits_for_no_assignment(admin, officer):
    assert changed(officer, admin, role=Role.REVIEWER).role_changes.waiting().get().role == Role.REVIEWER


def test_an_export_is_noted_and_the_note_is_never_changed(officer):
    event = log_export(user=officer, what="activities, 2026", rows=12, address="192.0.2.7")
    assert (event.kind, event.rows, event.address) == (AccessEvent.Kind.EXPORT, 12, "192.0.2.7")
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


def test_users_of_an_ended_organisation_read_but_no_longer_write(officer, places):
    ministry = factories.OrganisationFactory(valid_to=timezone.localdate() - datetime.timedelta(days=1))
    officer.organisation = ministry
    officer.save()
    officer = User.objects.get(pk=officer.pk)
    assert officer.has_perm("pillars.view_activity")
    assert officer.has_perm("reports.view_dashboard")
    for verb in ("add", "change", "send"):
        assert not officer.has_perm(f"pillars.{verb}_activity")
    ministry.valid_to = timezone.localdate()
    ministry.save()
    assert User.objects.get(pk=officer.pk).has_perm("pillars.add_activity")


def test_an_administrator_of_an_ended_organisation_opens_the_admin_to_read_only(admin):
    admin.organisation = factories.OrganisationFactory(valid_to=datetime.date(2024, 10, 20))
    assert admin.has_perm("accounts.view_user")
    assert admin.has_perm("reports.view_administration")
    for perm in ("accounts.change_user", "accounts.add_organisation", "accounts.manage_users"):
        assert not admin.has_perm(perm)
