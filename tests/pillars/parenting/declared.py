"""Community parenting, for the tests of the whole portal (`tests/pillars/registers.py`)."""

import datetime

from pillars.models import Pillar
from pillars.parenting.models import GroupMember, ParentingGroup
from pillars.parenting.services import (
    GroupData,
    add_member,
    link_session,
    record_group,
    record_module,
    record_referral,
    record_school,
    remove_group,
)
from tests.access import ENTERING, ENTERING_HERE, IN_AREA, PEOPLE_HERE, only, signed_in
from tests.reports import made
from villages.models import Beneficiary
from villages.people.services.beneficiaries import Person, register_beneficiary

#: Nothing here touches a closed quarter: groups and children are a register and no report.
TRIALS = None
#: What is recorded of children: the officers of the area, and nobody else.
CHILDREN = only("officer", "village_officer", "stranger")
CHILDREN_HERE = only("officer", "village_officer", stranger="404")
ACCESS = {
    "pillars:parenting-group-list": ("get", None, signed_in()),
    "pillars:parenting-group-export": ("get", "format", signed_in()),
    "pillars:parenting-group-create": ("get", None, ENTERING),
    "pillars:parenting-group-detail": ("get", "parenting_group", IN_AREA),
    "pillars:parenting-group-edit": ("get", "parenting_group", ENTERING_HERE),
    "pillars:parenting-group-remove": ("get", "empty_group", ENTERING_HERE),
    "pillars:parenting-members": ("get", "parenting_group", PEOPLE_HERE),
    "pillars:parenting-member-create": ("get", "empty_group", ENTERING_HERE),
    "pillars:parenting-member-leave": ("get", "group_carer", ENTERING_HERE),
    "pillars:parenting-member-remove": ("post", "group_carer", ENTERING_HERE),
    "pillars:parenting-session-create": ("get", "empty_group", ENTERING_HERE),
    "pillars:parenting-session-remove": ("post", "group_session", ENTERING_HERE),
    "pillars:parenting-child-list": ("get", None, CHILDREN),
    "pillars:parenting-child-export": ("get", "format", CHILDREN),
    "pillars:parenting-child-detail": ("get", "child", CHILDREN_HERE),
    "pillars:parenting-school-create": ("get", "child", CHILDREN_HERE),
    "pillars:parenting-module-create": ("get", "child", CHILDREN_HERE),
    "pillars:parenting-referral-create": ("get", "child", CHILDREN_HERE),
    "pillars:parenting-referral-close": ("get", "referral", CHILDREN_HERE),
    "pillars:parenting-referral-remove": ("post", "referral", CHILDREN_HERE),
    "pillars:parenting-school-remove": ("post", "school_status", CHILDREN_HERE),
    "pillars:parenting-module-remove": ("post", "module_step", CHILDREN_HERE),
}
PROTECTED = {
    "Beneficiary": {
        "GroupMember.person": "nor for a member of a parenting group",
        "SchoolStatus.person": "nor for a child whose school status is recorded",
        "ModuleStep.person": "nor for a child with modules",
        "Referral.person": "nor for a child that was referred",
    },
    "ParentingGroup": {
        "GroupMember.group": "one with members is not removed but ended",
        "GroupSession.group": "nor one with meetings",
    },
}
HELD = {
    "GroupMember.person": lambda w: w.listed(
        lambda w: add_member(group=_group(w.places["betak"], w.officer), joined_on=w.day, **_carer(w))
    ),
    "SchoolStatus.person": lambda w: w.listed(
        lambda w: record_school(person=w.person, state="in", level="sd", on=w.day, by=w.officer)
    ),
    "ModuleStep.person": lambda w: w.listed(
        lambda w: record_module(person=w.person, module="1", on=w.day, by=w.officer)
    ),
    "Referral.person": lambda w: w.listed(
        lambda w: record_referral(person=w.person, kind="legal", referred_to="LBH", on=w.day, by=w.officer)
    ),
    "GroupMember.group": lambda w: _held(w, lambda one: add_member(group=one, joined_on=w.day, **_carer(w))),
    "GroupSession.group": lambda w: _held(w, lambda one: _session(one, w.officer)),
}
DELETES = {
    "pillars.parenting.services.remove_group": ["ParentingGroup"],
    "pillars.parenting.services.remove_member": ["GroupMember"],
    "pillars.parenting.services.remove_of_child": ["SchoolStatus", "ModuleStep", "Referral"],
    "pillars.parenting.services.remove_session": ["GroupSession"],
}
ONCE = {"pillars_groupsession": "one row per group and activity"}
SAMPLES = {
    "parenting_children": (
        "Kode Desa;Nama Anak;Kelompok;Tanggal Masuk;Status Sekolah;Jenjang;Tanggal Data",
        (
            "35.04.14.2011;Anak Satu;Rumah Belajar Uji;05/02/2024;Sekolah;SD;01/02/2026",
            "35.04.14.2011;Anak Dua;Rumah Belajar Uji;;;;",
            "35.04.14.2011;Anak Tiga;Rumah Belajar Uji;;Putus sekolah;SMP;01/02/2026",
        ),
        (
            "35.04.14.2011;Anak Satu;Rumah Belajar Uji;31/02/2024;;;",
            "35.04.14.2011;Anak Satu;;;;;",
        ),
        GroupMember,
    ),
}
LISTS = {
    "parenting_children": (
        "No;Nama Anak;Desa;Rumah Belajar;Status Sekolah;Kelas\n"
        "1;Anak Satu;Tunggangri;Rumah Belajar Uji;Masih sekolah;SD kelas 4\n"
        "2;Anak Dua;Tunggangri;Rumah Belajar Uji;DO;SMP\n"
        "3;Bukan Siapa-siapa;Tunggangri;Rumah Belajar Uji;Sekolah;TK\n"
    ),
}
FOUND_ON = {
    "pillars:parenting-member-remove": "pillars:parenting-members",
    "pillars:parenting-session-remove": "pillars:parenting-group-detail",
    **{
        f"pillars:parenting-{name}-remove": "pillars:parenting-child-detail"
        for name in ("school", "module", "referral")
    },
}
ANSWERS = {
    "pillars:parenting-member-create": {"member": ["3504144605839330"]},
    "pillars:parenting-group-remove": {"reason": ["tercatat dua kali"]},
}


def things(places, register, officer):
    """A group with a carer, a child and a meeting, all that is recorded of the child, and an empty group."""
    known(places, officer)
    village, since = places["tunggangri"], datetime.date(2024, 2, 1)
    group = _group(village, officer, "Rumah Belajar Pelita")
    carer = Beneficiary.objects.get(number=register["beneficiary"][0])
    member = add_member(group=group, person=carer, role="carer", joined_on=since, by=officer)
    child = a_child(village, officer)
    add_member(group=group, person=child, role="child", joined_on=since, by=officer)
    about = {"person": child, "on": since, "by": officer}
    return {
        "parenting_group": [group.pk],
        "empty_group": [_group(village, officer, "Kelompok Kosong").pk],
        "group_carer": [member.pk],
        "group_session": [_session(group, officer).pk],
        "child": [child.number],
        "school_status": [record_school(state="in", level="sd", **about).pk],
        "module_step": [record_module(module="1", **about).pk],
        "referral": [record_referral(kind="health", referred_to="Puskesmas", **about).pk],
    }


def a_child(village, officer, name="Bintang Kecil"):
    """Somebody of eight years in the register."""
    person = Person(name, village, sex="female", birth_date=datetime.date(2018, 3, 4))
    return register_beneficiary(person=person, by=officer)


def known(places, officer):
    """The group and the children whom the lists name."""
    _group(places["tunggangri"], officer, "Rumah Belajar Uji")
    for name in ("Anak Satu", "Anak Dua", "Anak Tiga"):
        a_child(places["tunggangri"], officer, name)


def more(places, officer, things):
    """One recorded by mistake, and one that ended."""
    mistaken = _group(places["betak"], officer, "Kelompok Salah")
    end = {"ended_on": datetime.date(2026, 3, 5), "ended_because": "bergabung"}
    record_group(data=GroupData(places["pagersari"], "Kelompok Lama", **end), by=officer)
    return {"pillars:parenting-group-remove": [mistaken.pk]}


def named(person, things, officer):
    """Somebody is a carer."""
    group = ParentingGroup.objects.get(pk=things["parenting_group"][0])
    since = datetime.date(2025, 2, 1)
    add_member(group=group, person=person, role="carer", joined_on=since, by=officer)


def pages(things):
    """Somebody joins from the page of a person."""
    empty, person = things["empty_group"][0], things["beneficiary"][0]
    return {"pillars:parenting-member-create": [f"/pengasuhan/{empty}/anggota/catat/?person={person}"]}


def _group(village, officer, name="Kelompok Uji"):
    return record_group(data=GroupData(village, name), by=officer)


def _carer(w):
    return {"person": w.person, "role": "carer", "by": w.officer}


def _session(group, officer):
    """A completed activity of pillar III as a meeting of the group."""
    pillar = Pillar.objects.get(number=3)
    activity = made.activity(officer, pillar, [group.village], start="2026-02-10")
    return link_session(group=group, activity=activity, by=officer)


def _held(w, write):
    """A group with something recorded in it, and its removal."""
    stored = _group(w.places["betak"], w.officer)
    write(stored)
    return stored, lambda: remove_group(group=stored, reason="tercatat dua kali", by=w.officer)
