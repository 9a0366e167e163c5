"""People, one per role, and places in two provinces, so that a leak shows.

Names of people are what they do; `stranger` is an officer of the other province.
"""

import datetime
import gc
import itertools
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache, caches
from django.test.utils import teardown_databases
from django.utils import translation
from simple_history.utils import bulk_create_with_history

from desmigratif.accounts.roles import Role
from tests import databases, factories
from tests.ui import guard
from villages.models import Village

#: Fixtures by what they are about; a folder that shares more has a conftest of its own.
pytest_plugins = [
    "tests.entering",
    "tests.guards",
    "tests.indicators",
    "tests.own_classes",
    "tests.signing_in",
    "tests.things",
]


#: Files with tests of many seconds: begun first, so that no process ends alone with them.
LONG = {
    "test_access.py",
    "test_every_form.py",
    "test_identity_numbers_stay_sealed.py",
    "test_nothing_typed_is_lost.py",
    "test_numbers.py",
    "test_period_lock.py",
    "test_walk.py",
}


#: Names of what each test has for itself.
NUMBERS = itertools.count()


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.name not in LONG)
    for item in items:
        if not (item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)):
            item.add_marker("without_database")


def pytest_collection_finish(session):
    """What is loaded by now stays; looking through it for garbage took an eighth of the time."""
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Takes the place of pytest-django's own: copies a migrated database instead of migrating one."""
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        made = databases.make_databases(verbosity)
    with databases.empties_quickly():
        yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=verbosity)


@pytest.fixture(autouse=True)
def _english(settings):
    """Tests read the English source strings; tests/test_catalogue.py and tests/browser look at Indonesian."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def it_is(time_machine):
    """Says which day it is everywhere, from noon in Jakarta on: `it_is(datetime.date(2026, 9, 30))`."""

    def set_to(day):
        noon = datetime.time(12, tzinfo=ZoneInfo("Asia/Jakarta"))
        time_machine.move_to(datetime.datetime.combine(day, noon))

    return set_to


@pytest.fixture(autouse=True)
def _creations_have_tokens(monkeypatch):
    """In every test: what a form makes goes by the way that makes it once."""
    guard.watch(monkeypatch)


@pytest.fixture(autouse=True)
def _local_settings(settings, tmp_path_factory):
    """Uploads go to a folder of the test; passwords hash fast; static files need no manifest."""
    # Made by the first upload: most tests have none.
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / f"media-{next(NUMBERS)}"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Else every client looks through the collected files of the demo.
    settings.STATIC_ROOT = None
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()
    for name in ("pages", "counts"):
        caches[name].clear()


@pytest.fixture
def pillars(db):
    """The four pillars with one activity type each, by number."""
    from pillars.models import ActivityType, Pillar

    rows = [
        (1, "I", "layanan-migrasi", "Layanan Migrasi", "Migration Services"),
        (2, "II", "usaha-produktif", "Usaha Produktif", "Productive Enterprise"),
        (3, "III", "community-parenting", "Community Parenting", "Community Parenting"),
        (4, "IV", "koperasi-desmigratif", "Koperasi Desmigratif", "Desmigratif Co-operative"),
    ]
    made = Pillar.objects.bulk_create(
        Pillar(number=number, code=code, slug=slug, name=name, name_en=name_en)
        for number, code, slug, name, name_en in rows
    )
    ActivityType.objects.bulk_create(
        ActivityType(pillar=pillar, name=f"Jenis {pillar.code}", name_en=f"Type {pillar.code}")
        for pillar in made
    )
    return {pillar.number: pillar for pillar in made}


@pytest.fixture
def places(db):
    """Tulungagung in Jawa Timur with three villages, and Lombok Timur in NTB with one."""
    areas = factories.areas(
        {
            "35": "Jawa Timur",
            "35.04": "Kabupaten Tulungagung",
            "35.04.14": "Kalidawir",
            "35.04.14.2011": "Tunggangri",
            "35.04.14.2016": "Betak",
            "35.04.14.2017": "Pagersari",
            "52": "Nusa Tenggara Barat",
            "52.03": "Kabupaten Lombok Timur",
            "52.03.01": "Keruak",
            "52.03.01.2001": "Tanjung Luar",
        }
    )

    def village(code):
        area = areas[code]
        district = area.parent
        regency = district.parent
        return Village(area=area, district=district, regency=regency, province=regency.parent)

    names = {
        "tunggangri": "35.04.14.2011",
        "betak": "35.04.14.2016",
        "pagersari": "35.04.14.2017",
        "far": "52.03.01.2001",
    }
    # Kept as the service keeps them: pages show that a village was added.
    made = bulk_create_with_history([village(code) for code in names.values()], Village)
    return dict(zip(names, made, strict=True))


def _person(role, area=None, **fields):
    person = factories.UserFactory(role=role, **fields)
    if area is not None:
        factories.AssignmentFactory(user=person, area=area, valid_from=datetime.date(2020, 1, 1))
    return person


@pytest.fixture
def officer(places):
    """Disnaker officer of Tulungagung."""
    return _person(Role.OFFICER, places["betak"].regency, full_name="Siti Aminah")


@pytest.fixture
def colleague(places):
    """A second officer of Tulungagung."""
    return _person(Role.OFFICER, places["betak"].regency, full_name="Joko Susilo")


@pytest.fixture
def village_officer(places):
    """Village officer of Tunggangri only."""
    return _person(Role.VILLAGE_OFFICER, places["tunggangri"].area, full_name="Wiji Lestari")


@pytest.fixture
def stranger(places):
    """Disnaker officer of Lombok Timur, in the other province."""
    return _person(Role.OFFICER, places["far"].regency, full_name="Lalu Hasan")


@pytest.fixture
def province_reader(places):
    """Province office of Jawa Timur."""
    return _person(Role.PROVINCE, places["betak"].province, full_name="Endang Rahayu")


@pytest.fixture
def reviewer(places):
    """Reviewer at Kemenko PMK."""
    return _person(Role.REVIEWER, full_name="Rina Wulandari")


@pytest.fixture
def pillar_lead(places):
    """PIC of pillar II."""
    return _person(Role.PILLAR_LEAD, full_name="Bambang Hartono")


@pytest.fixture
def contributor(places):
    return _person(Role.CONTRIBUTOR, full_name="Dewi Anggraini")


@pytest.fixture
def admin(places):
    return _person(Role.ADMIN, full_name="Agus Salim")
