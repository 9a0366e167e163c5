"""The aid of the demo: a few packages in each village, some checked, some lost, some never looked at."""

import datetime
import random
from decimal import Decimal

from desmigratif.ui import clock
from villages.models import Beneficiary, End

from ..businesses.models import Business
from ..choices import FundingSource
from .choices import Condition
from .models import AidPackage
from .services import AidData, record_aid, record_check

#: What `make_demo` adds, and the yearly target of one regency by indicator.
ADDED = "aid packages"
AIMS = {"II-6": 90}
#: Item, volume, unit, value of a unit, source, giver.
GIVEN = (
    ("Mesin jahit", 4, "unit", 3_250_000, FundingSource.APBN, "Kementerian Ketenagakerjaan"),
    ("Kambing", 8, "ekor", 1_750_000, FundingSource.APBD_REGENCY, "Dinas Peternakan"),
    ("Oven dan mikser roti", 2, "set", 4_500_000, FundingSource.APBD_PROVINCE, "Disnakertrans Provinsi"),
    ("Mesin pengering keripik", 1, "unit", 7_800_000, FundingSource.CSR, "Bank Jatim"),
    ("Etalase warung", 3, "unit", 1_400_000, FundingSource.VILLAGE_FUND, "Pemerintah desa"),
)
FOUND = (
    (Condition.GOOD, "Dipakai setiap hari."),
    (Condition.GOOD, "Dipakai bergantian."),
    (Condition.GOOD, "Terawat."),
    (Condition.DAMAGED, "Motor penggerak rusak."),
    (Condition.UNUSED, "Belum ada yang dapat mengoperasikan."),
    (Condition.LOST, "Tidak ditemukan di tempat."),
)


def make_demo(villages, officer):
    """Records the aid of villages of one office, unless there is some; how many were new."""
    if AidPackage.objects.filter(village__in=villages).exists():
        return 0
    today, made = clock.today(), 0
    for village in villages:
        rng = random.Random(f"aid {village.code}")
        people = Beneficiary.objects.filter(village=village, is_demo=True)
        people = people.exclude(pk__in=End.objects.values("beneficiary")).listed().with_is_child(today)
        adults = [person for person in people.order_by("number") if not person.is_child]
        businesses = list(Business.objects.filter(village=village).order_by("pk"))
        for _number in range(rng.randrange(2, 6)):
            _make(rng, village, adults, businesses, officer, today)
            made += 1
    return made


def _make(rng, village, people, businesses, officer, today):
    item, volume, unit, value, source, giver = rng.choice(GIVEN)
    handed = today - datetime.timedelta(days=rng.randrange(30, 1000))
    whose = rng.randrange(3)
    package = record_aid(
        data=AidData(
            village,
            item,
            Decimal(volume),
            unit,
            source,
            handed,
            value,
            volume * value,
            giver,
            f"BAST/{rng.randrange(1, 400):03}/{handed.year}",
            rng.choice(people) if whose == 0 and people else None,
            rng.choice(businesses) if whose == 1 and businesses else None,
            None,
            handed + datetime.timedelta(days=25) if rng.randrange(3) else None,
        ),
        by=officer,
    )
    day = handed + datetime.timedelta(days=rng.randrange(20, 600))
    if day <= today and rng.randrange(4):
        condition, note = rng.choice(FOUND)
        record_check(package=package, on=day, condition=condition, note=note, by=officer)
