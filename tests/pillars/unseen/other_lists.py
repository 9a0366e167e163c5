"""Lists of activities, participants, head counts, village figures, memberships and targets."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case(
    "a01_realisasi_cetak", "activities", "realisasi 2025.xlsx",
    xlsx(
        _merges=["A1:M1", "A2:M2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:G4", "H4:J4", "K4:K5"],
        Lap=[
            ["LAPORAN REALISASI KEGIATAN DESMIGRATIF TA 2025"], ["(dalam ribuan rupiah)"], [],
            ["No", "Nama Kegiatan", "Pilar", "Desa", "Waktu Pelaksanaan", "Anggaran", "", "Peserta", "", "", "Sumber Dana"],
            ["", "", "", "", "", "Pagu", "Realisasi", "L", "P", "Jml", ""],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"],
            [1, "Sosialisasi migrasi aman", "I", "Tunggangri", "12 s.d. 14 Maret 2025", "7.500", "7.250", 12, 18, 30, "APBN"],
            [2, "Pelatihan olahan pisang", "II", "Betak", "5 Mei 2025", 12000, 11500, 5, 20, 25, "APBD Kab"],
            ["", "JUMLAH", "", "", "", 19500, 18750, 17, 38, 55, ""],
            [], ["", "", "", "", "", "", "", "", "Tulungagung, 31 Desember 2025"], ["", "", "", "", "", "", "", "", "Kepala Dinas"],
        ],
    ),
    {
        7: ok(title="Sosialisasi migrasi aman", pillar=1, villages=[T], start_on=day("12/03/2025"), end_on=day("14/03/2025"), plan=7_500_000, actual=7_250_000, source="apbn", heads=[12, 18, None]),
        8: ok(title="Pelatihan olahan pisang", pillar=2, villages=[B], start_on=day("05/05/2025"), plan=12_000_000, actual=11_500_000, source="apbd_regency", heads=[5, 20, None]),
    },
)

case(
    "a02_jutaan_teks", "activities", "kegiatan.csv",
    lines(
        "Kegiatan;Pilar;Tanggal;Lokasi Desa;Sumber;Anggaran;Realisasi",
        "Rapat kader;Pilar I;10/02/2025;Tunggangri;DIPA/APBN;Rp 1,5 juta;Rp 1.450.000,-", "Pelatihan kopi;Pilar II;11/02/2025;Betak;Dana Desa;Rp. 7.500.000,-;7,5 jt",
        "Kelas anak;Pilar III;12/02/2025;Pagersari;APBDes;12.500.000,00;-", "Koperasi;Pilar IV;13/02/2025;Pagersari;APBD Prov;Rp3.000.000;2.900.000",
    ),
    {
        2: ask(title="Rapat kader", plan=1_500_000, actual=1_450_000, source="apbn", villages=[T]), 3: ask(plan=7_500_000, actual=7_500_000, source="dana_desa", villages=[B]),
        4: ask(plan=12_500_000, actual=None, villages=[G]), 5: ok(plan=3_000_000, actual=2_900_000, source="apbd_province", pillar=4),
    },
)

case(
    "a03_dua_sumber_lebar", "activities", "rencana.xlsx",
    xlsx(Data=[
        ["Kode", "Nama Kegiatan", "Pilar", "Tanggal", "Desa", "APBD Kab. (Rp)", "Dana Desa (Rp)"],
        ["R-1", "Pelatihan batik", "II", "03/03/2025", "Tunggangri", 10000000, 4000000], ["R-2", "Posyandu remaja", "III", "04/03/2025", "Betak", "", 2500000],
    ]),
    {2: ok(title="Pelatihan batik", plan=14_000_000, lines=[["apbd_regency", 10_000_000, None], ["dana_desa", 4_000_000, None]]), 3: ask(title="Posyandu remaja", plan=2_500_000, source="dana_desa")},
)

case(
    "a04_juta_judul", "activities", "lap.csv",
    lines(
        "REKAP KEGIATAN;;;;;;", "Satuan: Rp juta;;;;;;", ";;;;;;", "Judul Kegiatan;Pilar;Tgl Mulai;Tgl Selesai;Desa;Pagu;Realisasi",
        "Bimtek petugas;I;01/04/2025;03/04/2025;Tunggangri;25,5;24,75", "Usaha jahit;II;05/04/2025;05/04/2025;Betak;12;12",
    ),
    {
        5: ok(title="Bimtek petugas", plan=25_500_000, actual=24_750_000, start_on=day("01/04/2025"), end_on=day("03/04/2025")),
        6: ok(title="Usaha jahit", plan=12_000_000, actual=12_000_000),
    },
)

case(
    "a05_lembar_desa", "activities", "kegiatan per desa.xlsx",
    xlsx(
        Tunggangri=[["No", "Kegiatan", "Pilar", "Tanggal", "Biaya (Rp)"], [1, "Arisan purna", "II", "02/06/2025", 1500000]],
        Betak=[["No", "Kegiatan", "Pilar", "Tanggal", "Biaya (Rp)"], [1, "Kelas ayah", "III", "03/06/2025", "2.000.000"]],
    ),
    {"Tunggangri": {2: ok(title="Arisan purna", villages=[T], plan=1_500_000)}, "Betak": {2: ok(title="Kelas ayah", villages=[B], plan=2_000_000)}},
)

case(
    "a06_bulan_saja", "activities", "bulanan.csv",
    lines("Uraian Kegiatan;Pilar;Bulan;Desa", "Penyuluhan;1;Maret 2025;Tunggangri", "Lomba desa;4;17 Agustus 2025;Betak"),
    {2: held(start_on=None), 3: ok(title="Lomba desa", start_on=day("17/08/2025"), pillar=4)},
)

case(
    "a07_kata_pilar", "activities", "pilar.csv",
    lines(
        "Nama Kegiatan;Pilar/Kegiatan Utama;Tanggal Pelaksanaan;Desa/Kelurahan;Kecamatan;Status Pelaksanaan;Penyelenggara",
        "Layanan informasi;Pusat Layanan Migrasi;07/07/2025;Tunggangri;Kalidawir;Terlaksana;Disnaker", "Ternak lele;Usaha Produktif;08/07/2025;Betak;Kalidawir;Belum Terlaksana;Pemdes Betak",
        "Kelas parenting;Community Parenting;09/07/2025;Pagersari;Kalidawir;Sudah;PKK", "RAT koperasi;Koperasi Produktif;10/07/2025;Joho;Kalidawir;Batal;Koperasi",
    ),
    {
        2: ok(pillar=1, villages=[T], status="done"), 3: ok(pillar=2, villages=[B], status="planned"),
        4: ok(pillar=3, villages=[G], status="done"), 5: ok(pillar=4, status="cancelled"),
    },
)

case(
    "a08_tab_pecahan", "activities", "angka.tsv",
    lines(
        ["nama_kegiatan", "pilar", "mulai", "selesai", "desa", "pagu", "realisasi", "jml_laki", "jml_perempuan"],
        ["Sekolah lapang", "II", "2025-08-01", "2025-08-03", "Tunggangri", "12,500,000", "12,000,000.00", "10", "15"],
        ["Pameran", "II", "2025-08-10", "2025-08-10", "Betak", "(500.000)", "0", "3", "4"],
        ["Magang", "II", "2025-08-12", "2025-08-12", "Betak", "8.000.000", "lima juta", "1.5", "2"],
        sep="\t",
    ),
    {2: ask(plan=12_500_000, actual=12_000_000, heads=[10, 15, None]), 3: held(), 4: held()},
)

case(
    "a09_sumber_baris", "activities", "dua sumber.csv",
    lines(
        "Kode Kegiatan;Nama Kegiatan;Pilar;Tgl;Desa;Sumber Anggaran;Jumlah (Rp)",
        "X-1;Pelatihan las;II;01/09/2025;Tunggangri;APBD II;9.000.000", "X-1;Pelatihan las;II;01/09/2025;Tunggangri;Dana Desa (DD);3.000.000",
        "X-2;Klinik hukum;I;02/09/2025;Betak;CSR Bank Jatim;5.000.000", "X-3;Kerja bakti;IV;03/09/2025;Betak;Swadaya masyarakat;750.000",
    ),
    {2: ok(title="Pelatihan las", plan=9_000_000, source="apbd_regency"), 3: ok(plan=3_000_000, source="dana_desa"), 4: ask(source="csr", plan=5_000_000), 5: ask(source="swadaya", plan=750_000)},
)

case(
    "t01_daftar_hadir", "participants", "daftar hadir.xlsx",
    xlsx(Hadir=[
        ["DAFTAR HADIR PESERTA"], ["Kegiatan", ": Sosialisasi migrasi aman"], ["Kode Kegiatan", ": K-02"], ["Hari/Tanggal", ": Selasa, 5 Maret 2024"], ["Tempat", ": Balai Desa Tunggangri"], [],
        ["No", "Nama", "L/P", "Alamat/Desa", "No. HP", "Tanda Tangan"],
        [1, "Sulastri", "P", "Tunggangri", "0812345", "1."], [2, "Bambang", "L", "Betak", "", "2."],
    ]),
    {8: ok(full_name="Sulastri", sex=F, village=T, list_code="K-02"), 9: ok(full_name="Bambang", sex=M, village=B, list_code="K-02")},
    needs="K-01",
)

case(
    "t02_unsur", "participants", "peserta.csv",
    lines(
        "Kode Keg.;Nama Peserta;NIK;Jns Kelamin;Asal Desa;Unsur",
        f"K-01;Rina;{nik('02/03/1984', 5201, 'P')};P;Tunggangri;PMI Purna", f"K-01;Dodik;{nik('03/03/1984', 5202)};L;Betak;Perangkat Desa",
        f"K-01;Yuni;{nik('04/03/1984', 5203, 'P')};P;Betak;Keluarga PMI", f"K-01;Hasan;{nik('05/03/1984', 5204)};L;Betak;Masyarakat umum", f"K-01;Wati;{nik('06/03/1984', 5205, 'P')};P;Tunggangri;CPMI",
    ),
    {
        2: ok(full_name="Rina", category="returned", village=T), 3: ok(category="official", village=B), 4: ok(category="family"),
        5: ok(category="other"), 6: ok(category="cpmi"),
    },
    needs="K-01",
)

case(
    "t03_google_hadir", "participants", "Presensi (Jawaban).csv",
    lines(
        '"Timestamp","Kode kegiatan","Nama lengkap peserta","Jenis kelamin","Dari desa mana?","Anda hadir sebagai"',
        '"05/03/2024 8:01:00","K-02","Umi Kulsum","Perempuan","Tunggangri","Purna PMI"', '"05/03/2024 8:02:00","K-02","Arif Rahman","Laki-laki","Betak","Keluarga PMI"',
        sep=",",
    ),
    {2: ok(full_name="Umi Kulsum", sex=F, village=T, category="returned"), 3: ok(full_name="Arif Rahman", sex=M, village=B, category="family")},
    needs="K-01",
)

case(
    "h01_rekap_peserta", "head_counts", "rekap peserta.xlsx",
    xlsx(
        _merges=["A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:H3", "I3:I4"],
        Rekap=[
            ["REKAPITULASI PESERTA KEGIATAN"], [],
            ["Kode Kegiatan", "Desa", "CPMI", "", "PMI Purna", "", "Keluarga PMI", "", "Jumlah"],
            ["", "", "L", "P", "L", "P", "L", "P", ""],
            ["K-02", "Tunggangri", 2, 3, 1, 5, 0, 4, 15], ["Total", "", 2, 3, 1, 5, 0, 4, 15],
        ],
    ),
    {5: ok(village=T, counts={"cpmi": [2, 3, None], "returned": [1, 5, None], "family": [0, 4, None]})},
    needs="K-01",
)

case(
    "h02_panjang", "head_counts", "peserta kategori.csv",
    lines("Kode;Desa;Kelompok Peserta;Laki-laki;Perempuan;Total", "K-01;Tunggangri;PMI Purna;4;6;10", "K-01;Betak;Keluarga PMI;1;9;10", "K-01;Betak;Aparat desa;3;2;6"),
    {2: ok(village=T, counts={"returned": [4, 6, None]}), 3: ok(village=B, counts={"family": [1, 9, None]}), 4: held()},
    needs="K-01",
)

case(
    "v01_rekap_kecamatan", "village_figures", "rekap pmi.xlsx",
    xlsx(
        _merges=["A4:A5", "B4:B5", "C4:E4", "F4:H4", "I4:K4"],
        Rekap=[
            ["REKAP DATA PMI KECAMATAN KALIDAWIR"], ["KEADAAN PER 31 DESEMBER 2025"], [],
            ["No", "Desa", "CPMI", "", "", "PMI Aktif", "", "", "PMI Purna", "", ""],
            ["", "", "L", "P", "Jml", "L", "P", "Jml", "L", "P", "Jml"],
            [1, "Tunggangri", 3, 7, 10, 12, 40, 52, 20, 31, 51], [2, "Betak", 2, 5, 7, 9, 31, 40, 15, 22, 37], [3, "Pagersari", 1, 4, 5, 8, 20, 28, "-", 11, 11],
            ["", "JUMLAH", 6, 16, 22, 29, 91, 120, 35, 64, 99],
        ],
    ),
    {
        6: ok(village=T, prospective=[10, 3, 7], migrants_abroad=[52, 12, 40], returned=[51, 20, 31]), 7: ok(village=B, prospective=[7, 2, 5], returned=[37, 15, 22]),
        8: ask(village=G, migrants_abroad=[28, 8, 20]),
    },
)

case(
    "v02_satuan_jiwa", "village_figures", "profil desa.csv",
    lines(
        "Nama Desa;Jumlah Penduduk (jiwa);Jumlah KK;Jml PMI di Luar Negeri;Jml PMI Purna;Anak PMI", "Tunggangri;4.512 jiwa;1.320 KK;52 orang;51 org;33",
        "Betak;5.020;1.411;40;37;20", "Pagersari;3,887;1,002;28;11;15",
    ),
    {
        2: ok(village=T, population=[4512, None, None], households=[1320, None, None], migrants_abroad=[52, None, None], returned=[51, None, None], children=[33, None, None]),
        3: ok(village=B, population=[5020, None, None], households=[1411, None, None]), 4: ask(village=G, population=[3887, None, None], households=[1002, None, None]),
    },
)

case(
    "v03_prodeskel", "village_figures", "potensi.csv",
    lines(
        "Kode Desa,Desa,Penduduk Laki-laki,Penduduk Perempuan,Total Penduduk,Kepala Keluarga,TKI Laki-laki,TKI Perempuan,Total TKI,Tahun Data",
        "3504142011,Tunggangri,2200,2312,4512,1320,12,40,52,2025", "3504142016,Betak,2500,2520,5020,1411,9,31,41,2025",
    ),
    {2: ask(village=T, population=[4512, 2200, 2312], households=[1320, None, None], migrants_abroad=[52, 12, 40]), 3: held(village=B)},
)

case(
    "m01_sk_penetapan", "memberships", "desa desmigratif.xlsx",
    xlsx(Data=[
        ["DAFTAR DESA MIGRAN PRODUKTIF (DESMIGRATIF) KABUPATEN TULUNGAGUNG"], [],
        ["No", "Kabupaten/Kota", "Kecamatan", "Desa", "Tahun Penetapan", "Nomor SK", "Status Desa", "Ket."],
        [1, "Tulungagung", "Kalidawir", "Kalibatur", 2018, "SK Dirjen 123/2018", "Ditetapkan", ""], [2, "Tulungagung", "Kalidawir", "Domasan", 2019, "SK Dirjen 45/2019", "Mandiri", ""],
        [3, "Tulungagung", "Sendang", "Nglurup", 2017, "SK 9/2017", "Tidak Aktif", ""],
    ]),
    {
        4: ok(village="35.04.14.2001", programme="desmigratif", status="designated", batch_year=2018, decree="SK Dirjen 123/2018"),
        5: ok(village="35.04.14.2014", status="independent", batch_year=2019), 6: ok(village="35.04.07.2010", status="inactive", batch_year=2017),
    },
)

case(
    "m02_kode_program", "memberships", "binaan.csv",
    lines("Kode Wilayah;Program;Keterangan Status;Berlaku mulai;s.d.", "3504142010;Desmigratif;Difasilitasi;01-01-2020;31-12-2022", "3504142009;Desmigratif;diusulkan;;"),
    {2: ok(village="35.04.14.2010", status="facilitated", valid_from=day("01/01/2020"), valid_to=day("31/12/2022")), 3: ok(village="35.04.14.2009", status="proposed")},
)

case(
    "g01_target", "targets", "target 2026.xlsx",
    xlsx(Target=[
        ["TARGET KINERJA DESMIGRATIF TAHUN 2026"], [],
        ["No", "Kode Indikator", "Uraian Indikator", "Wilayah", "Tahun", "Target", "Satuan"],
        [1, "I-1", "CPMI diedukasi", "Kabupaten Tulungagung", 2026, "1.200", "orang"], [2, "I-1", "CPMI diedukasi", "35.04", 2027, 1300, "orang"],
    ]),
    {4: ok(target=1200, year=2026), 5: ok(target=1300, year=2027)},
)

case(
    "r01_matriks_ribuan_catatan", "activities", "matrik kegiatan.xlsx",
    xlsx(Matrik=[
        ["MATRIKS KEGIATAN DESMIGRATIF DESA TUNGGANGRI TAHUN 2025"], [],
        ["No", "Uraian Kegiatan", "Pilar", "Tgl Pelaksanaan", "Pagu Anggaran", "Realisasi Anggaran", "%", "Sumber Pembiayaan"],
        [1, "Pelatihan pembukuan", "Pilar II", "12/02/2025", 6500, 6250, 0.96, "Dana Desa TA 2025"], [2, "Pertemuan kelompok", "Pilar IV", "20/02/2025", "1.250,5", "1.250,5", 1, "APBD Kabupaten Tulungagung"],
        ["Jumlah", "", "", "", 7750.5, 7500.5, "", ""], ["Catatan: angka dalam ribuan rupiah"],
    ]),
    {
        4: ok(title="Pelatihan pembukuan", pillar=2, villages=[T], plan=6_500_000, actual=6_250_000, source="dana_desa", start_on=day("12/02/2025")),
        5: ok(title="Pertemuan kelompok", pillar=4, plan=1_250_500, actual=1_250_500, source="apbd_regency"),
    },
)

case(
    "r02_sumber_lebar_realisasi", "activities", "realisasi per sumber.xlsx",
    xlsx(
        _merges=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1"],
        Data=[
            ["Nama Kegiatan", "Pilar", "Tanggal", "Desa", "APBN", "", "APBDes", ""], ["", "", "", "", "Pagu", "Realisasi", "Pagu", "Realisasi"],
            ["Workshop produk", "2", "07/07/2025", "Betak", 20000000, 19500000, 5000000, 5000000], ["Kelas remaja", "3", "08/07/2025", "Betak", "", "", 3000000, 2800000],
        ],
    ),
    {
        3: ok(title="Workshop produk", pillar=2, villages=[B], plan=25_000_000, actual=24_500_000, lines=[["apbn", 20_000_000, 19_500_000], ["dana_desa", 5_000_000, 5_000_000]]),
        4: ok(title="Kelas remaja", pillar=3, plan=3_000_000, actual=2_800_000, source="dana_desa"),
    },
)

case(
    "r03_status_kata", "activities", "agenda.csv",
    lines(
        "Judul;Pilar Desmigratif;Hari/Tgl;Lokasi;Keterlaksanaan;Jml Peserta Lk;Jml Peserta Pr;Biaya", "Sosialisasi PMI aman;I (Layanan Migrasi);Rabu, 5 Maret 2025;Desa Tunggangri;Telah dilaksanakan;15;20;Rp2.500.000",
        "Pelatihan roti;II (Usaha Produktif);Kamis 6/3/2025;Desa Betak;Belum dilaksanakan;;;Rp 4,25 jt", "Bina keluarga;III;7-8 Maret 2025;Balai Desa Pagersari;Terlaksana;10;12;-",
    ),
    {
        2: ok(title="Sosialisasi PMI aman", pillar=1, start_on=day("05/03/2025"), villages=[T], heads=[15, 20, None], plan=2_500_000, status="done"),
        3: ask(title="Pelatihan roti", pillar=2, start_on=day("06/03/2025"), villages=[B], plan=4_250_000, status="planned"),
        4: ask(title="Bina keluarga", pillar=3, start_on=day("07/03/2025"), end_on=day("08/03/2025"), villages=[G], heads=[10, 12, None]),
    },
)

case(
    "r04_pipa_dollar", "activities", "keg.txt",
    lines(
        "KODE|NAMA KEGIATAN|PILAR|MULAI|SELESAI|DESA|PAGU (RP. JUTA)|REALISASI (RP.)|PESERTA", "P1|Temu usaha|2|01/09/2025|01/09/2025|Tunggangri|15|14.750.000|40", "P2|Studi tiru|2|05/09/2025|06/09/2025|Betak|7,5|7.500.000|25",
    ),
    {2: ok(title="Temu usaha", plan=15_000_000, actual=14_750_000, heads=[None, None, 40]), 3: ok(plan=7_500_000, actual=7_500_000, end_on=day("06/09/2025"))},
)

case(
    "s01_absensi", "participants", "ABSENSI K-03.xlsx",
    xlsx(Absen=[
        ["ABSENSI PESERTA"], ["Kode Kegiatan: K-03"], ["Tanggal: 1 April 2024"], [], ["NO.", "NAMA PESERTA", "JK", "DESA ASAL", "STATUS (CPMI/PMI/PURNA/KELUARGA)", "TTD"],
        [1, "SULASTRI", "P", "TUNGGANGRI", "PURNA", ""], [2, "WIJI", "P", "BETAK", "KELUARGA", ""], [3, "BAMBANG", "L", "PAGERSARI", "CPMI", ""], ["Tulungagung, 1 April 2024"],
    ]),
    {
        6: ok(full_name="SULASTRI", list_code="K-03", village=T, category="returned"), 7: ok(full_name="WIJI", village=B, category="family"), 8: ok(full_name="BAMBANG", sex=M, village=G, category="cpmi"),
    },
    needs="K-01",
)

case(
    "s02_nik_sebagai_angka", "participants", "peserta.xlsx",
    xlsx(Peserta=[
        ["ID Kegiatan", "Nama", "NIK", "Desa/Kel", "Kec"], ["K-01", "Harjo", int(nik("15/08/1981", 3203)), "Tunggangri", "Kalidawir"], ["K-01", "Sumi", nik("16/09/1982", 3204, "P"), "Betak", "Kalidawir"], ["K-01", "Tini", "tidak ada", "Betak", "Kalidawir"],
    ]),
    {2: ok(full_name="Harjo", nik=nik("15/08/1981", 3203), village=T), 3: ok(full_name="Sumi", nik=nik("16/09/1982", 3204, "P")), 4: ok(full_name="Tini", nik=None, village=B)},
    needs="K-01",
)

case(
    "s03_rekap_hadir", "head_counts", "rekap hadir.csv",
    lines(
        "Kode Kegiatan;Nama Desa;Calon PMI Lk;Calon PMI Pr;Purna PMI Lk;Purna PMI Pr;Perangkat Desa Lk;Perangkat Desa Pr;Total Lk;Total Pr;Total", "K-02;Tunggangri;1;2;3;4;1;0;5;6;11", "K-01;Betak;0;1;2;2;1;1;3;4;8",
    ),
    {2: ok(village=T, counts={"cpmi": [1, 2, None], "returned": [3, 4, None], "official": [1, 0, None]}), 3: held()},
    needs="K-01",
)

case(
    "t01_profil_bps", "village_figures", "Kec Kalidawir Dalam Angka.xlsx",
    xlsx(
        _merges=["A3:A4", "B3:D3", "E3:E4", "F3:G3"],
        Tabel=[
            ["Tabel 3.1 Penduduk dan Pekerja Migran menurut Desa di Kecamatan Kalidawir, 2025"], [], ["Desa", "Penduduk", "", "", "Rumah Tangga", "TKI", ""], ["", "Laki-laki", "Perempuan", "Jumlah", "", "Laki-laki", "Perempuan"],
            ["1. Rejosari", "2.101", "2.150", "4.251", "1.200", 10, 22], ["2. Winong", "1.900", "1.950", "3.850", "1.050", 5, 9], ["Kalidawir", "4.001", "4.100", "8.101", "2.400", 55, 90], ["Kecamatan", "8.002", "8.200", "16.202", "4.650", 70, 121], ["Sumber: Kantor Desa"],
        ],
    ),
    {
        5: ok(village="35.04.14.2002", population=[4251, 2101, 2150], households=[1200, None, None]), 6: ok(village="35.04.14.2007", population=[3850, 1900, 1950]), 7: ok(village="35.04.14.2004", population=[8101, 4001, 4100], migrants_abroad=[145, 55, 90]),
    },
)

case(
    "t02_profil_tegak", "village_figures", "angka.csv",
    lines("kode_desa,nama_desa,jml_penduduk_l,jml_penduduk_p,jml_kk,jml_cpmi,jml_pmi_aktif,jml_purna_pmi,jml_keluarga_pmi,sumber_data", "35.04.14.2011,TUNGGANGRI,2200,2312,1320,10,52,51,75,Prodeskel 2025", "35.04.14.2016,BETAK,2500,2520,1411,7,40,37,60,Prodeskel 2025"),
    {2: ok(village=T, population=[4512, 2200, 2312], households=[1320, None, None], prospective=[10, None, None], migrants_abroad=[52, None, None], returned=[51, None, None], families=[75, None, None], source="Prodeskel 2025"), 3: ok(village=B, families=[60, None, None])},
)

case(
    "t03_keanggotaan", "memberships", "lampiran sk.csv",
    lines("Lampiran SK Dirjen Binapenta No. 50 Tahun 2018;;;;", ";;;;", "No;Desa;Kecamatan;Kabupaten/Kota;Program;Status Keanggotaan;Angkatan", "1;Tanggulturus;Besuki;Tulungagung;Desa Migran Produktif;Difasilitasi;2018", "2;Kresikan;Tanggunggunung;Tulungagung;Desa Migran Produktif;Usulan;2019"),
    {4: ok(village="35.04.15.2005", programme="desmigratif", status="facilitated", batch_year=2018), 5: ok(village="35.04.19.2001", status="proposed", batch_year=2019)},
)

case(
    "t04_target_wilayah", "targets", "target.csv",
    lines("Wilayah: Kabupaten Tulungagung;;", "Tahun: 2026;;", ";;", "Kode;Indikator;Target;Realisasi", "I-1;CPMI diedukasi;120;40", "I-2;Kelompok usaha;1.500;-"),
    {5: ok(target=120, year=2026), 6: ok(target=1500, year=2026)},
)
