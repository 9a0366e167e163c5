"""Test objects with the least they need; one factory per model."""

import datetime

import factory
from factory.django import DjangoModelFactory

from desmigratif.accounts.models import Organisation, User
from desmigratif.accounts.roles import Role
from pillars.models import Activity, ActivityType, ActivityVillage, FundingLine, HeadCount, Pillar
from villages.choices import AreaKind, Level
from villages.models import Area, Assignment, Membership, Village

PASSWORD = "rahasia-uji-2026"
#: Length of a code -> level of the area, and the kind that is usual there.
LEVELS = {2: Level.PROVINCE, 5: Level.REGENCY, 8: Level.DISTRICT, 13: Level.VILLAGE}
KINDS = {
    Level.PROVINCE: AreaKind.PROVINCE,
    Level.REGENCY: AreaKind.KABUPATEN,
    Level.DISTRICT: AreaKind.KECAMATAN,
    Level.VILLAGE: AreaKind.DESA,
}


def area(code, name, *, kind=None):
    """The area of `code`, made with the areas above it where they are missing."""
    level = LEVELS[len(code)]
    parent_code = code.rpartition(".")[0] or "00"
    if parent_code == "00":
        parent, _ = Area.objects.get_or_create(
            code="00", defaults={"level": Level.NATION, "kind": AreaKind.NATION, "name": "Indonesia"}
        )
    else:
        parent = Area.objects.filter(pk=parent_code).first() or area(parent_code, f"Induk {parent_code}")
    made, _ = Area.objects.get_or_create(
        code=code, defaults={"level": level, "kind": kind or KINDS[level], "name": name, "parent": parent}
    )
    return made


def areas(names):
    """Many areas at once, `{code: name}`, those above before those in them; returns them by code."""
    made = {"00": Area(code="00", level=Level.NATION, kind=AreaKind.NATION, name="Indonesia")}
    for code, name in names.items():
        level = LEVELS[len(code)]
        parent = made[code.rpartition(".")[0] or "00"]
        made[code] = Area(code=code, level=level, kind=KINDS[level], name=name, parent=parent)
    Area.objects.bulk_create(made.values())
    return made


def village(code, name, **fields):
    """The programme village of an area code."""
    place = area(code, name)
    made, _ = Village.objects.get_or_create(
        area=place,
        defaults={
            "district": place.parent,
            "regency": place.parent.parent,
            "province": place.parent.parent.parent,
            **fields,
        },
    )
    return made


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Kementerian {n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"orang{n}@contoh.example")
    full_name = factory.Sequence(lambda n: f"Orang {n}")
    role = Role.OFFICER

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(password=PASSWORD, **kwargs)


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    valid_from = datetime.date(2020, 1, 1)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    status = "facilitated"
    batch_year = 2019
    source = "uji"
    valid_from = datetime.date(2019, 1, 1)


class ActivityTypeFactory(DjangoModelFactory):
    class Meta:
        model = ActivityType

    pillar = factory.LazyFunction(lambda: Pillar.objects.get(number=1))
    name = factory.Sequence(lambda n: f"Jenis {n}")
    name_en = factory.Sequence(lambda n: f"Type {n}")


class ActivityFactory(DjangoModelFactory):
    """A draft as the database holds it. Tests of figures make theirs through the services instead."""

    class Meta:
        model = Activity

    title = factory.Sequence(lambda n: f"Kegiatan {n}")
    pillar = factory.LazyFunction(lambda: Pillar.objects.get(number=1))
    type = factory.SubFactory(ActivityTypeFactory, pillar=factory.SelfAttribute("..pillar"))
    budget_year = 2026
    start_on = datetime.date(2026, 3, 5)
    end_on = datetime.date(2026, 3, 6)
    changed_by = factory.SelfAttribute("created_by")


class ActivityVillageFactory(DjangoModelFactory):
    class Meta:
        model = ActivityVillage


class HeadCountFactory(DjangoModelFactory):
    class Meta:
        model = HeadCount


class FundingLineFactory(DjangoModelFactory):
    class Meta:
        model = FundingLine

    source = "apbn"
