"""Open data: sums per province and pillar, without a small number of people."""

from desmigratif.ui.spreadsheets import ExportColumn

from ..figures.public import open_rows

#: The same in both languages, so that a program that reads the file can rely on them.
COLUMNS = (
    "tahun_anggaran",
    "mulai_sampai",
    "kode_provinsi",
    "provinsi",
    "pilar",
    "nama_pilar",
    "kegiatan",
    "kegiatan_selesai",
    "orang_unik",
    "orang_unik_laki_laki",
    "orang_unik_perempuan",
    "orang_unik_tidak_diketahui",
    "kehadiran",
    "kehadiran_laki_laki",
    "kehadiran_perempuan",
    "kehadiran_tidak_diketahui",
    "pagu_rupiah",
    "realisasi_rupiah",
)


class OpenDataExport:
    """One line per province and pillar of the year and day of the selection."""

    title = "provinsi-pilar"

    def __init__(self, selection):
        self.selection = selection
        self.columns = [ExportColumn(name, 12) for name in COLUMNS]

    def rows(self):
        selection = self.selection
        for row in open_rows(selection.budget_year, selection.through):
            yield [
                selection.budget_year,
                selection.through,
                row.province.code,
                row.province.name,
                row.pillar.code,
                row.pillar.name,
                row.sums.activities,
                row.sums.done,
                row.people,
                *row.people_sexes,
                row.attendances,
                *row.sexes,
                row.sums.plan,
                row.sums.actual,
            ]
