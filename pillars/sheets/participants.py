"""Lists of participants: who took part in which activity."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from villages.choices import Sex
from villages.lists.sheets import holdings, readers, titles
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import ACCEPT_CORRECTED, REFUSE, REVIEW, Remark, shown
from villages.lists.sheets.rows import NOTHING
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.titles import listed
from villages.lists.sheets.village_fields import village_fields
from villages.people import names
from villages.people.sheets import identities, sexes, words
from villages.people.sheets.people_schema import SCHEMA as PEOPLE

from ..choices import Category
from . import activity_codes

CATEGORY_WORDS = {
    Category.PROSPECTIVE: ("cpmi", "calon pmi", "calon pekerja migran", "pencaker", "pencari kerja"),
    Category.MIGRANT: ("pmi", "pekerja migran", "tki"),
    Category.RETURNED: ("pmi purna", "purna pmi", "purna", "eks pmi", "eks tki"),
    Category.FAMILY: (
        "keluarga",
        "keluarga pmi",
        "keluarga tki",
        "klg",
        "klg pmi",
        "kel pmi",
        "keluarga purna",
        "keluarga cpmi",
    ),
    Category.OFFICIAL: (
        "petugas",
        "petugas desmigratif",
        "perangkat desa",
        "aparat desa",
        "aparatur desa",
        "pemerintah desa",
        "kader",
    ),
    Category.OTHER: (
        "masyarakat",
        "warga",
        "warga desa",
        "warga masyarakat",
        "masyarakat umum",
        "masyarakat lain",
        "umum",
        "lain",
        "lainnya",
        "tokoh masyarakat",
        "tokoh agama",
        "toga",
        "tomas",
        "karang taruna",
        "pkk",
        "kader pkk",
        "ketua rt",
        "ketua rw",
        *listed(
            "lpmd, lpm, lkmd, pemuda, pemudi, remaja, kader posyandu, kader kesehatan, pelaku umkm, "
            "umkm, lsm, kwt, gapoktan, fatayat, muslimat, aisyiyah, tokoh pemuda, tokoh wanita, "
            "tokoh perempuan, anggota pkk, ibu pkk, kelompok tani, pengurus koperasi, "
            "anggota koperasi, lansia"
        ),
    ),
    Category.UNDETAILED: ("tidak dirinci", "belum dirinci", "semua"),
}
LONGEST_CATEGORY = 100
#: A column for each sex, with a mark in one of them.
MARKS = ("sex_male", "sex_female")
CATEGORY_TITLES = (
    *listed(
        "kelompok sasaran, unsur instansi, asal unsur, mewakili unsur, golongan peserta, golongan, kedudukan"
    ),
    "kategori",
    "kategori peserta",
    "status peserta",
    "unsur",
    "unsur peserta",
    "kelompok",
    "kelompok peserta",
    "jenis peserta",
    "hadir sebagai",
    "peserta sebagai",
    "keterangan peserta",
    "unsur perwakilan",
    "sebagai",
    "status",
)
RELATIVE = (
    r"(?:suami|istri|isteri|pasangan|anak|orang ?tua|ortu|ibu|bapak|ayah|adik|kakak|saudara|mertua|"
    r"kel(?:uarga)?|klg|nenek|kakek|cucu|keponakan|menantu|wali|pengasuh)(?: pengasuh)?(?: (?:anak|cucu))?"
)
WORKER = r"(?:(?:calon|purna|eks|mantan) )?(?:c?pmi|c?tki|tkw|(?:pekerja|buruh) migran)"
#: Whose office or tie says it, behind the words of the categories: `Suami PMI`, `Ketua BPD`.
PATTERNS = (
    (
        Category.RETURNED,
        re.compile(
            r"(?:purna|eks|ex|mantan) (?:pmi|tki|tkw|bmi)(?: .{0,30})?"
            r"|(?:pmi|tki|tkw)(?: yang)? (?:sudah|telah) (?:pulang|kembali)",
            re.I,
        ),
    ),
    (Category.PROSPECTIVE, re.compile(r"(?:cpmi|ctki|calon (?:pmi|tki|tkw))(?: .{0,30})?", re.I)),
    (Category.FAMILY, re.compile(rf"(?:anggota )?{RELATIVE} (?:dari )?{WORKER}(?: .{{0,20}})?", re.I)),
    (
        Category.OFFICIAL,
        re.compile(
            r"(?:plt\W*|pj\W*|ketua |wakil ketua |anggota |staf |sekretaris )*(?:kepala (?:desa|dusun)|kades|"
            r"sekretaris desa|sekdes|carik|kaur|kasi|kadus|kasun|kamituwo|perangkat|pamong|aparat(?:ur)?|"
            r"pem(?:erintah(?:an)?)?des|bpd|staf desa|pendamping desa|linmas|(?:petugas|kader|"
            r"pendamping) desmigratif)(?: .{0,30})?",
            re.I,
        ),
    ),
)
COUNTER = re.compile(r"\W*(?:[a-z]|[ivx]{1,4}|\d{1,2})\s*[.):]\s*", re.I)
WORD_OF_CATEGORY = readers.WordList(Category.choices, CATEGORY_WORDS).read


def category(cell):
    """The category of a word, or of the office or tie of somebody."""
    value, remark = WORD_OF_CATEGORY(cell)
    if remark is None or remark.kind != "code_unknown":
        return value, remark
    text = " ".join(re.sub(r"[^\w]+", " ", cell.text[:LONGEST_CATEGORY]).split())
    for meant, pattern in PATTERNS:
        if pattern.fullmatch(text):
            said = _("“%(value)s” was read as %(word)s.") % {"value": shown(cell.text), "word": meant.label}
            return meant.value, Remark(ACCEPT_CORRECTED, "code_mapped", said)
    return value, remark


def category_in(heading):
    """The category that a heading between the rows names: `A. Purna PMI`; empty for none."""
    text = COUNTER.sub("", heading, count=1) if COUNTER.match(heading) else heading
    return text if category(cell_of(text))[0] else ""


def are_categories(texts):
    """Whether every text of a column is a category, under whatever title (`Perwakilan`, `Keterangan`)."""
    read = [category(cell_of(text)) for text in texts]
    return all(value is not None for value, _remark in read)


def nik(cell):
    """The digits; without a NIK the person is looked for by name."""
    digits, remark = identities.read_nik(cell)
    return digits or None, None if remark and remark.kind == "nik_missing" else remark


def name(cell):
    try:
        value = names.clean(cell.text)
    except names.NameRefused as refused:
        return None, Remark(REFUSE, "name_invalid", shown(refused.message))
    if any(mark.isdigit() for mark in value):
        text = _("“%s” contains a digit, which names rarely do. Is it the whole name and nothing else?")
        return value, Remark(REVIEW, "name_unusual", text % shown(value))
    if value != str(cell.value):
        text = _("Spaces and invisible characters were removed: “%s”.") % shown(value)
        return value, Remark(ACCEPT_CORRECTED, "name_cleaned", text)
    return value, None


def sex(cell):
    value, remark = words.read_word("sex", cell.text, is_own=True)
    return str(value) if value else None, remark


SCHEMA = Schema(
    "participants",
    gettext_lazy("Participants by name"),
    (
        *activity_codes.FIELDS,
        Field(
            "nik",
            gettext_lazy("NIK"),
            ("no nik", "nomor nik", "no ktp", "nomor ktp", "nik ktp", "nik 16 digit"),
            read=nik,
            holds=identities.are_niks,
            is_distinct=True,
        ),
        Field(
            "full_name",
            gettext_lazy("Full name"),
            listed(
                "nama, nama lengkap, nama peserta, peserta, name, nama peserta pelatihan, "
                "nama peserta kegiatan, "
                "nama peserta sosialisasi, nama undangan, nama yang hadir, nama hadirin, nama warga, "
                "nama tamu"
            ),
            True,
            # Who is registered is known by the NIK alone (case O41).
            ("nik",),
            read=name,
            holds=holdings.are_names,
            is_guess=True,
        ),
        Field(
            "sex",
            gettext_lazy("Sex"),
            ("jenis kelamin", "jk", "l/p", "lp", "kelamin", "jns kelamin", "gender"),
            read=sex,
            words=Sex.labels,
            holds=sexes.are_sexes,
            is_distinct=True,
            unless=titles.OTHERS,
            is_titled=sexes.names_sexes,
            keywords=("jenis kelamin", "kelamin"),
        ),
        *(PEOPLE.field(key) for key in MARKS),
        *village_fields(
            codes=("kode desa asal",),
            names=("desa asal", "alamat desa", "asal desa", "asal"),
            instead=("village", "nik"),
        ),
        # Names the village of a list that has no column for it.
        PEOPLE.field("address"),
        Field(
            "place",
            gettext_lazy("Village of the activity"),
            ("kode desa kegiatan", "desa kegiatan", "desa tempat kegiatan", "tempat kegiatan"),
        ),
        Field(
            "category",
            gettext_lazy("Category"),
            CATEGORY_TITLES,
            read=category,
            heads=category_in,
            vague=("perwakilan", "mewakili", "utusan", "instansi", "lembaga", "jabatan"),
            fits=are_categories,
            holds=are_categories,
            is_distinct=True,
            words=Category.labels,
        ),
    ),
    names_people=True,
)


def read_marked_sex(judged, cells, reader):
    """The sex by a mark below `L` or `P`, where a list has a column for each."""
    if set(MARKS) <= cells.keys():
        value, remark = sexes.by_mark(*(cells[key] for key in MARKS))
        judged.values |= {"sex": value} if value else {}
        reader.add(judged, MARKS[0], cells[MARKS[0]], remark)


class ParticipantReader(FieldReader):
    """Also reads in which village of the activity somebody took part."""

    #: The title names where the activity was, and people may come from elsewhere.
    is_of_titled_village = False

    def _no_village(self, judged, said, key):
        """Of whom the register has, it knows the village too."""
        if "nik" not in judged.values:
            super()._no_village(judged, said, key)

    def read_village(self, judged, cells):
        super().read_village(judged, cells)
        self.check_home(judged, cells)
        cell = cells.get("place")
        if cell is None or NOTHING.fullmatch(cell.text):
            return
        is_code = any(mark.isdigit() for mark in cell.text)
        code, remark = self.places.find(*((cell.text,) if is_code else ("", cell.text)))
        if code:
            judged.values["place"] = code
        self.add(judged, "place", cell, remark)
