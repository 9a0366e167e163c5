"""What a list of children of a group may say, under which headings, with how they stand at school."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from villages.lists.sheets import readers
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import ACCEPT_CORRECTED, Remark
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.village_fields import village_fields

from ..sheets.own_words import LONGEST_WORDS, in_own_words, meant_by
from ..sheets.participants import name
from .choices import SchoolLevel, SchoolState

LEVELS = {
    SchoolLevel.PRESCHOOL: ("paud", "tk", "ra", "kelompok bermain"),
    SchoolLevel.PRIMARY: ("sd", "mi", "sekolah dasar"),
    SchoolLevel.LOWER_SECONDARY: ("smp", "mts", "sltp"),
    SchoolLevel.UPPER_SECONDARY: ("sma", "smk", "ma", "slta", "sma/smk"),
    SchoolLevel.EQUIVALENCE: ("paket a", "paket b", "paket c", "pkbm"),
}
#: A level by the name of a school; where none is named, by the class.
LEVEL_PATTERNS = (
    (SchoolLevel.PRESCHOOL, r"paud|tk|ra|kb|tpa|taman kanak|kelompok bermain"),
    (SchoolLevel.PRIMARY, r"sd[nis]?\s?\d*|min?\s?\d*|sekolah dasar"),
    (SchoolLevel.LOWER_SECONDARY, r"smpn?\s?\d*|mtsn?\s?\d*|sltp"),
    (SchoolLevel.UPPER_SECONDARY, r"sm[ak]n?\s?\d*|man?\s?\d*|slta|stm"),
    (SchoolLevel.EQUIVALENCE, r"paket [abc]|pkbm|kejar paket"),
)
CLASS_PATTERNS = (
    (SchoolLevel.PRIMARY, r"(?:kelas|kls)\.?\s?(?:[1-6]|i{1,3}|iv|vi?)|[1-6]"),
    (SchoolLevel.LOWER_SECONDARY, r"(?:kelas|kls)\.?\s?(?:[789]|vii|viii|ix)|[789]"),
    (SchoolLevel.UPPER_SECONDARY, r"(?:kelas|kls)\.?\s?(?:1[0-2]|xi{0,2})|1[0-2]"),
)
STATES = {
    SchoolState.AT_SCHOOL: ("sekolah", "masih sekolah", "aktif", "bersekolah", "aktif sekolah", "ya"),
    SchoolState.NOT_YET: ("belum sekolah", "belum", "balita", "belum usia sekolah"),
    SchoolState.DROPPED_OUT: ("putus sekolah", "putus", "do", "drop out", "berhenti", "berhenti sekolah"),
    SchoolState.FINISHED: ("lulus", "tamat", "selesai"),
}
#: Nobody knows whether such a child was ever at school.
DOUBTFUL = {SchoolState.DROPPED_OUT: ("tidak sekolah", "tidak", "tdk sekolah", "tidak bersekolah")}
STATE_PATTERNS = (
    (
        SchoolState.DROPPED_OUT,
        r"putus|drop ?out|berhenti|keluar|(?:tidak|tdk) (?:me)?lanjut\w*|(?:tidak|tdk) sekolah lagi",
    ),
    (SchoolState.NOT_YET, r"(?:belum|blm) (?:ber)?sekolah|(?:belum|blm) usia|(?:belum|blm) cukup umur"),
    (SchoolState.FINISHED, r"lulus\w*|tamat\w*"),
)
AT_SCHOOL_PATTERNS = (
    (SchoolState.AT_SCHOOL, r"(?:masih |ber)?sekolah|aktif|pelajar|siswa|siswi|murid|naik kelas"),
)


class SchoolReader(FieldReader):
    """One cell may say both: `SD kelas 4`, `putus sekolah (SMP)`, and a level alone is a child at school."""

    def _read(self, judged, one, cell):
        super()._read(judged, one, cell)
        text, values = cell.text[:LONGEST_WORDS], judged.values
        if one.key == "school" and "level" not in values:
            levels = meant_by(text, LEVEL_PATTERNS)
            if len(levels) == 1:
                values["level"] = levels.pop().value
        if one.key == "level" and "school" not in self.mapping and values.get("level"):
            states = meant_by(text, STATE_PATTERNS)
            if len(states) < 2:
                values["school"] = states.pop().value if states else SchoolState.AT_SCHOOL.value
                said = _("The list gives a level and no status; the child was read as “%s”.")
                said %= SchoolState(values["school"]).label
                self.add(judged, one.key, cell, Remark(ACCEPT_CORRECTED, "status_by_level", said))


SCHEMA = Schema(
    "parenting_children",
    gettext_lazy("Children of parenting groups"),
    (
        *village_fields(),
        Field(
            "full_name",
            gettext_lazy("Full name"),
            ("nama anak", "nama", "nama lengkap", "nama lengkap anak", "anak", "nama peserta", "nama siswa"),
            True,
            keywords=("nama anak", "nama lengkap"),
            read=name,
        ),
        Field(
            "group",
            gettext_lazy("Group"),
            (
                "kelompok",
                "nama kelompok",
                "rumah belajar",
                "nama rumah belajar",
                "komunitas",
                "kelompok pengasuhan",
                "kelompok belajar",
            ),
            keywords=("nama kelompok", "rumah belajar"),
            read=readers.text(120),
        ),
        Field(
            "joined_on",
            gettext_lazy("Member since"),
            (
                "tanggal masuk",
                "tgl masuk",
                "tanggal bergabung",
                "tgl bergabung",
                "bergabung",
                "ikut sejak",
                "sejak",
            ),
            read=readers.day,
        ),
        Field(
            "school",
            gettext_lazy("School status"),
            ("status sekolah", "sekolah", "status pendidikan", "bersekolah", "keterangan sekolah", "status"),
            keywords=("status sekolah", "putus sekolah"),
            read=in_own_words(
                readers.WordList(SchoolState.choices, STATES, doubtful=DOUBTFUL),
                STATE_PATTERNS,
                AT_SCHOOL_PATTERNS,
                tuple((SchoolState.AT_SCHOOL, said) for _level, said in LEVEL_PATTERNS),
            ),
            words=SchoolState.labels,
        ),
        Field(
            "level",
            gettext_lazy("Level"),
            (
                "jenjang",
                "jenjang pendidikan",
                "jenjang sekolah",
                "pendidikan",
                "kelas",
                "tingkat",
                "nama sekolah",
                "asal sekolah",
                "jenjang kelas",
            ),
            keywords=("jenjang", "nama sekolah"),
            read=in_own_words(readers.WordList(SchoolLevel.choices, LEVELS), LEVEL_PATTERNS, CLASS_PATTERNS),
            words=SchoolLevel.labels,
        ),
        Field(
            "on",
            gettext_lazy("Status as of"),
            (
                "tanggal data",
                "per tanggal",
                "tanggal pendataan",
                "tgl pendataan",
                "tanggal status",
                "tgl data",
            ),
            read=readers.day,
        ),
    ),
)
