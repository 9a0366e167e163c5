"""Lists as offices write them that no case foresaw: each is read without a hand on its columns."""

import datetime

import pytest

from tests.importing import read_as_proposed
from villages.lists.services import import_rows

LISTS = {
    "a group over the address, letters for headings, a span of years": (
        "beneficiaries",
        """DATA PMI KECAMATAN KALIDAWIR
No.;NIK (16 Digit);Nama PMI;Jns Kel (Lk/Pr);Tempat & Tgl Lahir;Alamat;;;Negara Tujuan;No HP/WA;TMT Berangkat
;;;;;Kec.;Desa/Kel.;RT/RW;;;
A.;KECAMATAN KALIDAWIR
1;'3504141205900001;SUTRISNO;Lk;Blitar, 12 Mei 90;Kec. Kalidawir;Ds. Tunggangri;002/001;Malaysia;'0812345;
2;3504145303920002;Siti Maryam;Pr;Blitar / 13-03-1992;Kalidawir;Betak;RT 01 RW 02;Hongkong;-;15/03/2023
3;-;PONIRAN BIN KASAN;lk.;Tulungagung, 1985;Kalidawir;Pagersari;3/4;Korsel;;
;Sub Jumlah;3
""",
        {
            5: {"village": "35.04.14.2011", "phone_raw": "0812345", "birth_date": datetime.date(1990, 5, 12)},
            6: {"village": "35.04.14.2016", "country": "HK", "sex": "female"},
            7: {"village": "35.04.14.2017", "birth_year": 1985, "rt": "3"},
        },
        {4: "section", 8: "total"},
    ),
    "several days in one cell, village and district together": (
        "activities",
        """No;Kegiatan;Waktu;Tempat;Pilar;Peserta;;Anggaran;;Sumber
;;;;;Laki2;Prmpn;Pagu;Serapan;
A.;Layanan
1;Sosialisasi;Senin-Selasa, 2-3 Maret 2026;Ds Tunggangri Kec Kalidawir;Pilar I;10;20;5.000.000;4.500.000;APBN
2;Konseling;28 Feb s/d 2 Mar 2026;Betak, Kec. Kalidawir;I.;5;5;Rp 1.000.000,-;1 juta;APBD Kab.
3;Pelatihan;10/03/2026 - 12/03/2026;Pagersari;II;0;15;2500000;2500000;Dana Desa
;J U M L A H;;;;15;40;8.500.000;8.000.000;
""",
        {
            4: {
                "villages": ["35.04.14.2011"],
                "start_on": datetime.date(2026, 3, 2),
                "end_on": datetime.date(2026, 3, 3),
                "heads": [10, 20, None],
            },
            5: {
                "villages": ["35.04.14.2016"],
                "start_on": datetime.date(2026, 2, 28),
                "end_on": datetime.date(2026, 3, 2),
                "plan": 1_000_000,
            },
            6: {"start_on": datetime.date(2026, 3, 10), "end_on": datetime.date(2026, 3, 12)},
        },
        {3: "section", 7: "total"},
    ),
    "the family and the worker side by side": (
        "beneficiaries",
        """No;Nama Anggota Keluarga;NIK Anggota;L/P;Tgl Lhr;Nama PMI;NIK PMI;Ds.;Kec.;Kontak
1;SUMINI;3504145501700061;P;15 Jan 1970;ANDI;3504141010950062;Tunggangri;Kalidawir;0812-1111-2222
""",
        {2: {"full_name": "SUMINI", "nik": "3504145501700061", "village": "35.04.14.2011"}},
        {},
    ),
    "figures with the word for people": (
        "village_figures",
        """NO.;DESA/KEL.;KECAMATAN;JML PENDUDUK;PMI AKTIF (ORANG);;JML PMI
;;;;LK;PR;
1.;TUNGGANGRI;KALIDAWIR;2.550 jiwa;20;45;65 org
;TOTAL;;2.550;20;45;65
""",
        {3: {"village": "35.04.14.2011", "population": [2550, None, None], "migrants_abroad": [65, 20, 45]}},
        {4: "total"},
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_an_office_is_read_at_first_sight(name, places, pillars, officer):
    kind, text, rows, skipped = LISTS[name]
    batch = read_as_proposed(kind, text, officer)
    for number, said in rows.items():
        row = batch.rows.get(number=number)
        values = import_rows.unsealed(row)["values"]
        assert {key: values.get(key) for key in said} == said, number
        assert row.fate in ("accept", "accept_corrected", "incomplete", "review"), row.notes
    for number, reason in skipped.items():
        assert batch.rows.get(number=number).notes[0]["kind"] == reason
    assert batch.rows.exclude(fate="ignore").count() == len(rows)
