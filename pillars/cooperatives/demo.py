"""The co-operatives of the demo: one in most villages, with accounts of three years, members and a board."""

import datetime
import random

from desmigratif.ui import clock
from villages.models import Beneficiary, End

from .choices import BoardOffice, CooperativeKind
from .figures import last_full_year
from .models import Cooperative
from .services import (
    CooperativeData,
    YearData,
    add_member,
    record_cooperative,
    start_term,
    state_year,
)

#: What `make_demo` adds, and the yearly target of one regency by indicator.
ADDED = "co-operatives"
AIMS = {"IV-2": 120, "IV-3": 2, "IV-4": 90, "IV-5": 60_000_000}
NAMES = {
    CooperativeKind.COOPERATIVE: "Koperasi {}",
    CooperativeKind.BUMDES: "BUMDes {} Makmur",
    CooperativeKind.RED_WHITE: "Koperasi Desa Merah Putih {}",
}
UNITS = ("simpan pinjam", "simpan pinjam, toko desa", "pemasaran hasil kelompok", "penyewaan alat")
PEOPLE = ("Sri Wahyuni", "Bambang Hariyanto", "Endang Lestari", "Agus Setiawan", "Nur Hidayah", "Sugeng")
YEARS = 3
MEMBERS = 4


def make_demo(villages, officer):
    """Records the co-operatives of villages of one office, unless there are some; how many were new."""
    if Cooperative.objects.filter(village__in=villages).exists():
        return 0
    today = clock.today()
    ended = End.objects.values("beneficiary")
    people = Beneficiary.objects.filter(village__in=villages, is_demo=True).exclude(pk__in=ended)
    at_home = {village.pk: [] for village in villages}
    for person in people.listed().with_is_child(today).order_by("number"):
        if not person.is_child:
            at_home[person.village_id].append(person)
    made = 0
    for village in villages:
        rng = random.Random(f"cooperative {village.code}")
        if rng.randrange(5):
            _make(rng, village, at_home[village.pk], officer, today)
            made += 1
    return made


def _make(rng, village, people, officer, today):
    kind = rng.choice(list(NAMES))
    founded = datetime.date(2025 if kind == CooperativeKind.RED_WHITE else rng.randrange(2018, 2023), 7, 12)
    is_legal = rng.randrange(3) > 0
    cooperative = record_cooperative(
        data=CooperativeData(
            village,
            NAMES[kind].format(village.area.name),
            kind,
            f"AHU-{rng.randrange(1000, 10000)}.AH.01.29" if is_legal else "",
            founded + datetime.timedelta(days=90) if is_legal else None,
            founded,
            rng.choice(UNITS),
            "pelatihan pembukuan" if rng.randrange(2) else "",
        ),
        by=officer,
    )
    last = last_full_year(today)
    for year in range(max(founded.year, last - YEARS + 1), last + 1):
        if year < last or rng.randrange(3):
            state_year(cooperative=cooperative, year=year, data=_accounts(rng, year), by=officer)
    offices = (BoardOffice.CHAIR, BoardOffice.SECRETARY, BoardOffice.TREASURER)
    for office, name in zip(offices, rng.sample(PEOPLE, 3), strict=True):
        start_term(cooperative=cooperative, office=office, name=name, started_on=founded, by=officer)
    for person in rng.sample(people, min(MEMBERS, len(people))):
        since = founded + datetime.timedelta(days=rng.randrange(120))
        add_member(cooperative=cooperative, person=person, joined_on=since, by=officer)


def _accounts(rng, year):
    men, women = rng.randrange(5, 40), rng.randrange(10, 60)
    principal, mandatory = (men + women) * 100_000, (men + women) * 240_000
    voluntary, surplus = rng.randrange(40) * 250_000, rng.randrange(-4, 30) * 500_000
    loans = (principal + mandatory) * rng.randrange(3, 9) // 10
    met = datetime.date(year + 1, rng.randrange(2, 6), 15) if rng.randrange(4) else None
    return YearData(
        men,
        women,
        principal,
        mandatory,
        voluntary,
        loans,
        loans * rng.randrange(3) // 20,
        principal + mandatory + voluntary + max(surplus, 0) + 5_000_000,
        surplus,
        met,
        "Laporan RAT" if met else "Buku kas",
    )
