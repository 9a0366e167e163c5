"""The invented people of the demo: one sign-in per role, printed by `make demo` and on its sign-in page."""

from dataclasses import dataclass

from desmigratif.accounts.roles import Role

PASSWORD = "desa-migran-2026"


@dataclass(frozen=True)
class DemoUser:
    """One invented user; `area` is the code of the area served, empty for national roles."""

    email: str
    full_name: str
    role: Role
    organisation: str
    area: str = ""


PEOPLE = (
    DemoUser(
        "petugas@demo.example",
        "Siti Aminah",
        Role.OFFICER,
        "Dinas Tenaga Kerja dan Transmigrasi Kabupaten Tulungagung",
        "35.04",
    ),
    DemoUser(
        "desa@demo.example",
        "Wiji Lestari",
        Role.VILLAGE_OFFICER,
        "Pemerintah Desa Tunggangri",
        "35.04.14.2011",
    ),
    DemoUser(
        "peninjau@demo.example",
        "Rina Wulandari",
        Role.REVIEWER,
        "Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan",
    ),
    DemoUser(
        "pic@demo.example",
        "Bambang Hartono",
        Role.PILLAR_LEAD,
        "Kementerian Koordinator Bidang Perekonomian",
    ),
    DemoUser("kontributor@demo.example", "Dewi Anggraini", Role.CONTRIBUTOR, "BPJS Ketenagakerjaan"),
    DemoUser("provinsi@demo.example", "Endang Rahayu", Role.PROVINCE, "Pemerintah Provinsi Jawa Timur", "35"),
    DemoUser(
        "admin@demo.example",
        "Agus Salim",
        Role.ADMIN,
        "Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan",
    ),
)


def sign_ins():
    """Rows for the sign-in page: role, e-mail, password."""
    return [{"role": person.role.label, "email": person.email, "password": PASSWORD} for person in PEOPLE]
