"""The businesses of the demo: a few in each village, with owners, permits, figures of two years and ends."""

import datetime
import random

from desmigratif.ui import clock
from villages.models import Beneficiary, End

from .choices import BusinessKind, BusinessStatus, Market, PermitKind, Sector
from .figures import last_full_year
from .models import Business
from .services import (
    BusinessData,
    FiguresData,
    PermitData,
    add_member,
    record_business,
    state_year,
    take_step,
)

#: What `make_demo` adds, and the yearly target of one regency by indicator.
ADDED = "businesses"
AIMS = {"II-2": 5, "II-3": 70, "II-4": 8}
#: What is made, in which sector, sold how.
MADE = (
    ("Keripik Pisang", "keripik pisang", Sector.C, "warung, WhatsApp"),
    ("Kopi Bubuk", "kopi bubuk", Sector.C, "toko oleh-oleh, marketplace"),
    ("Jahit Busana", "pakaian dan seragam", Sector.C, "pesanan"),
    ("Warung Kelontong", "kebutuhan harian", Sector.G, "di rumah"),
    ("Ternak Kambing", "kambing", Sector.A, "pasar hewan"),
    ("Katering", "nasi kotak", Sector.I, "pesanan"),
    ("Bengkel Motor", "servis motor", Sector.S, "di tempat"),
)
NAMES = ("Barokah", "Sejahtera", "Maju Jaya", "Sumber Rejeki", "Mandiri", "Berkah")
WHY = ("Modal habis.", "Pemilik berangkat bekerja lagi.", "Bahan baku sulit diperoleh.")
MOST, GROUP = 6, 4


def make_demo(villages, officer):
    """Records the businesses of villages of one office, unless there are some; how many were new."""
    if Business.objects.filter(village__in=villages).exists():
        return 0
    today = clock.today()
    people = Beneficiary.objects.filter(village__in=villages, is_demo=True)
    people = people.exclude(pk__in=End.objects.values("beneficiary")).listed().with_is_child(today)
    at_home = {village.pk: [] for village in villages}
    for person in people.order_by("number"):
        if not person.is_child:
            at_home[person.village_id].append(person)
    made = 0
    for village in villages:
        rng = random.Random(f"business {village.code}")
        people = rng.sample(at_home[village.pk], len(at_home[village.pk]))
        for number in range(rng.randrange(2, MOST)):
            _make(rng, village, number, people, officer, today)
            made += 1
    return made


def _make(rng, village, number, people, officer, today):
    kind = BusinessKind.GROUP if rng.randrange(4) == 0 else BusinessKind.PERSON
    title, product, sector, channels = MADE[(number + rng.randrange(3)) % len(MADE)]
    started = today - datetime.timedelta(days=rng.randrange(40, 900))
    market = rng.choice([Market.VILLAGE, Market.VILLAGE, Market.REGENCY, Market.COUNTRY])
    name = f"{title} {rng.choice(NAMES)} {number + 1}"
    permits = []
    if rng.randrange(2):
        permits.append(PermitData(PermitKind.NIB, f"{rng.randrange(10**12, 10**13)}", started))
    if sector == Sector.C and rng.randrange(2):
        expires = today + datetime.timedelta(days=rng.randrange(-40, 900))
        permits.append(PermitData(PermitKind.PIRT, f"P-IRT {rng.randrange(10**6, 10**7)}", started, expires))
    owner = people.pop() if people else None
    data = BusinessData(village, name, kind, sector, product, market, channels, started)
    business = record_business(data=data, owner=owner, permits=permits, by=officer)
    if kind == BusinessKind.GROUP:
        for _count in range(min(GROUP, len(people))):
            add_member(business=business, person=people.pop(), joined_on=started, by=officer)
    for year in range(started.year, last_full_year(today) + 1):
        turnover = rng.randrange(12, 90) * 1_000_000
        profit = turnover * rng.randrange(-5, 35) // 100
        workers = rng.randrange(3), rng.randrange(1, 4)
        state_year(
            business=business, year=year, data=FiguresData(turnover, profit, *workers, "Buku kas"), by=officer
        )
    day = started + datetime.timedelta(days=rng.randrange(60, 700))
    if day < today and not rng.randrange(3):
        status = rng.choice([BusinessStatus.PAUSED, BusinessStatus.CLOSED])
        take_step(business=business, status=status, on=day, why=rng.choice(WHY), by=officer)
