"""Lists of people as villages and districts keep them."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case(
    "p01_desa_purna_cetak", "beneficiaries", "data purna.xlsx",
    xlsx(
        _merges=["A1:L1", "A2:L2", "A4:L4", "A6:A7", "B6:B7", "C6:C7", "D6:E6", "F6:F7", "G6:I6", "J6:J7", "K6:K7", "L6:L7"],
        Sheet1=[
            ["PEMERINTAH DESA TUNGGANGRI"], ["KECAMATAN KALIDAWIR KABUPATEN TULUNGAGUNG"], [],
            ["DAFTAR PURNA PMI DESA TUNGGANGRI TAHUN 2025"], [],
            ["NO", "NAMA LENGKAP", "NIK", "JENIS KELAMIN", "", "TEMPAT, TGL LAHIR", "ALAMAT", "", "", "NEGARA TUJUAN", "THN PULANG", "KET"],
            ["", "", "", "L", "P", "", "DUSUN", "RT", "RW", "", "", ""],
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
            [1, "SULASTRI", nik("17/03/1985", 101, "P"), "", "V", "Tulungagung, 17-03-1985", "Krajan", 1, 2, "Taiwan", 2019, ""],
            [2, "MARYONO", nik("02/11/1979", 102), "V", "", "Tulungagung, 02-11-1979", "Krajan", 2, 2, "Malaysia", 2015, "usaha ternak"],
            [3, "TITIK HANDAYANI", nik("21/07/1990", 103, "P"), "", "V", "Blitar, 21-07-1990", "Sumber", 1, 4, "Hongkong", 2023, ""],
            ["", "JUMLAH", "", 1, 2, "", "", "", "", "", "", ""],
            [], ["", "", "", "", "", "", "", "", "", "Tunggangri, 12 Januari 2026"], ["", "", "", "", "", "", "", "", "", "Kepala Desa Tunggangri"], [], [],
            ["", "", "", "", "", "", "", "", "", "SUPARNO"],
        ],
    ),
    {
        9: ok(full_name="SULASTRI", sex=F, birth_date=day("17/03/1985"), village=T, stage="purna", hamlet="Krajan", rt="1", rw="2", country="TW"),
        10: ok(full_name="MARYONO", sex=M, birth_date=day("02/11/1979"), village=T, stage="purna", country="MY", note="usaha ternak; THN PULANG: 2015"),
        11: ok(full_name="TITIK HANDAYANI", sex=F, birth_date=day("21/07/1990"), village=T, stage="purna", country="HK"),
    },
)

case(
    "p02_kecamatan_desa_gabung", "beneficiaries", "PMI Kec Kalidawir.xlsx",
    xlsx(
        _merges=["A1:H1", "B5:B7", "B8:B9"],
        Data=[
            ["DATA PEKERJA MIGRAN INDONESIA KECAMATAN KALIDAWIR"], ["Keadaan s.d. Desember 2025"], [],
            ["No.", "Desa", "Nama PMI", "L/P", "Umur", "Negara", "PPTKIS", "Thn. Berangkat"],
            [1, "Betak", "Sunarsih", "P", 41, "Hong Kong", "PT Sinar Jaya", 2018],
            [2, "", "Imam Mahfud", "L", 35, "Korea Selatan", "G to G", 2021],
            [3, "", "Yuliana", "P", 29, "Singapura", "PT Megah", 2022],
            [4, "Pagersari", "Suprapto", "L", 44, "Malaysia", "-", 2012],
            [5, "", "Siti Khotimah", "P", 38, "Taiwan", "PT Sinar Jaya", 2019],
        ],
    ),
    {
        5: ok(full_name="Sunarsih", sex=F, village=B, stage="pmi", country="HK"),
        6: ok(full_name="Imam Mahfud", sex=M, village=B, stage="pmi", country="KR"),
        7: ok(full_name="Yuliana", sex=F, village=B, stage="pmi", country="SG"),
        8: ok(full_name="Suprapto", sex=M, village=G, stage="pmi", country="MY"),
        9: ok(full_name="Siti Khotimah", sex=F, village=G, stage="pmi", country="TW"),
    },
)

case(
    "p11_keluarga_pmi", "beneficiaries", "keluarga.csv",
    lines(
        ";;DAFTAR KELUARGA PMI;;;;;",
        ";;;;;;;",
        "No;Nama PMI;Negara;Nama Anggota Keluarga;NIK;Hubungan;L/P;Tgl. Lahir;Desa",
        f"1;Sumiati;Taiwan;Kasiran;{nik('03/03/1976', 1101)};Suami;L;03/03/1976;Tunggangri",
        f"2;Sumiati;Taiwan;Rizky Pratama;{nik('11/11/2008', 1102)};Anak;L;11/11/2008;Tunggangri",
        f"3;Tukijan;Malaysia;Partini;{nik('21/05/1985', 1103, 'P')};Istri;P;21/05/1985;Betak",
        "4;Tukijan;Malaysia;Lia Amelia;;Anak;P;17/08/2015;Betak",
    ),
    {
        4: ok(full_name="Kasiran", nik=nik("03/03/1976", 1101), sex=M, village=T, is_family=True, stage=None, country=None),
        5: ok(full_name="Rizky Pratama", birth_date=day("11/11/2008"), sex=M, village=T, is_family=True, stage=None),
        6: ok(full_name="Partini", sex=F, village=B, is_family=True, stage=None),
        7: ok(full_name="Lia Amelia", birth_date=day("17/08/2015"), sex=F, village=B, is_family=True, stage=None),
    },
)

case(
    "p12_keluarga_gabung", "beneficiaries", "Data Anggota Keluarga.xlsx",
    xlsx(
        _merges=["A4:A5", "B4:B5"],
        Keluarga=[
            ["DATA ANGGOTA KELUARGA PMI YANG DITINGGALKAN"], [],
            ["No", "Nama PMI", "Nama Keluarga", "Hubungan dgn PMI", "NIK Keluarga", "JK", "Kode Desa"],
            [1, "Lasmini", "Sukarno", "Suami", nik("10/10/1974", 1201), "L", "35.04.14.2017"],
            ["", "", "Dinda Ayu", "Anak kandung", nik("05/02/2010", 1202, "P"), "P", "35.04.14.2017"],
            [2, "Jumadi", "Wagini", "Ibu", nik("12/12/1955", 1203, "P"), "P", "35.04.14.2011"],
        ],
    ),
    {
        4: ok(full_name="Sukarno", nik=nik("10/10/1974", 1201), sex=M, village=G, is_family=True, stage=None),
        5: ok(full_name="Dinda Ayu", sex=F, village=G, is_family=True, stage=None),
        6: ok(full_name="Wagini", sex=F, village=T, is_family=True, stage=None),
    },
)

case(
    "p13_lembar_per_desa", "beneficiaries", "PMI Kalidawir 2025.xlsx",
    xlsx(
        Tunggangri=[
            ["No", "Nama", "NIK", "L/P", "Umur", "Negara", "Status"],
            [1, "Suyati", nik("01/04/1983", 1301, "P"), "P", 42, "Taiwan", "TKW"],
            [2, "Mujiono", nik("02/05/1978", 1302), "L", 47, "Malaysia", "Ex TKI"],
        ],
        **{"Ds. Betak": [
            ["No", "Nama", "NIK", "L/P", "Umur", "Negara", "Status"],
            [1, "Warsito", nik("03/06/1991", 1303), "L", 34, "Korea", "TKI"],
        ]},
        REKAP=[["Desa", "Jumlah"], ["Tunggangri", 2], ["Betak", 1], ["Total", 3]],
    ),
    {
        "Tunggangri": {
            2: ok(full_name="Suyati", sex=F, village=T, stage="pmi", country="TW"),
            3: ok(full_name="Mujiono", sex=M, village=T, stage="purna", country="MY"),
        },
        "Ds. Betak": {2: ok(full_name="Warsito", sex=M, village=B, stage="pmi", country="KR")},
    },
)

case(
    "p14_kata_status", "beneficiaries", "status.csv",
    lines(
        "Nama Lengkap,Desa,Status Migran,Tahun Kepulangan",
        "Asih Lestari,Tunggangri,TKI,", "Bagus Setiawan,Tunggangri,Eks TKW,2018", "Catur Nugroho,Betak,Mantan PMI,2020",
        "Darti Ningsih,Betak,Calon TKI,", "Edi Suwito,Pagersari,PMI Purna,2016", "Fitri Yani,Pagersari,PMI Aktif,",
        "Gito Rolis,Pagersari,Bekerja di LN,", "Harni Susanti,Pagersari,Sudah Pulang,2021", "Ika Puspita,Joho,CPMI,",
        "Jarwo Kuat,Joho,Keluarga PMI,", "Karti Wulandari,Joho,ya,",
    ),
    {
        2: ok(full_name="Asih Lestari", village=T, stage="pmi"), 3: ok(stage="purna", village=T), 4: ok(stage="purna", village=B),
        5: ok(stage="cpmi", village=B), 6: ok(stage="purna", village=G), 7: ok(stage="pmi", village=G),
        8: ask(stage="pmi", village=G), 9: held(), 10: ok(stage="cpmi"), 11: ok(is_family=True, stage=None),
        12: held(stage=None),
    },
)

case(
    "p15_pria_wanita", "beneficiaries", "peserta.csv",
    lines("Nama;P/W;Desa;Status", "Sutrisno;P;Tunggangri;PMI", "Nurjanah;W;Betak;PMI", "Slamet;P;Betak;Purna"),
    {2: ask(full_name="Sutrisno", sex=M, village=T), 3: ask(full_name="Nurjanah", sex=F), 4: ask(sex=M)},
)

case(
    "p16_satu_dua_judul", "beneficiaries", "kode.csv",
    lines(
        "Nama;Jenis Kelamin (1=Lk, 2=Pr);Desa;Status (1=CPMI, 2=PMI, 3=Purna)",
        "Agung Laksono;1;Tunggangri;2", "Beti Suryani;2;Tunggangri;1", "Cici Paramida;2;Betak;3",
    ),
    {2: ok(full_name="Agung Laksono", sex=M, stage="pmi", village=T), 3: ok(sex=F, stage="cpmi"), 4: ok(sex=F, stage="purna", village=B)},
)

case(
    "p17_usia", "beneficiaries", "usia.csv",
    lines(
        "Nama PMI;Usia (th);JK;Desa asal;Negara", "Tumirah;34 th;Pr;Tunggangri;Brunei Darussalam", "Paijo;41 Thn;Lk;Betak;Arab Saudi",
        "Warni;27;Pr;Pagersari;Jepang", "Yatno;± 50;Lk;Pagersari;Uni Emirat Arab",
    ),
    {
        2: ok(full_name="Tumirah", sex=F, birth_date=None, village=T, stage="pmi", country="BN"),
        3: ok(full_name="Paijo", sex=M, birth_date=None, village=B, country="SA"),
        4: ok(full_name="Warni", sex=F, birth_date=None, country="JP"),
        5: ask(full_name="Yatno", sex=M, birth_date=None, country="AE"),
    },
)

case(
    "p18_dua_tanggal", "beneficiaries", "berangkat.csv",
    lines(
        "Nama;NIK;Desa;Tgl Berangkat / Tgl Pulang;Negara",
        f"Sriatun;{nik('04/04/1980', 1801, 'P')};Tunggangri;12/03/2015 - 20/04/2018;Taiwan",
        f"Marsudi;{nik('05/05/1981', 1802)};Betak;01 Juni 2012 s/d 30 Juli 2016;Malaysia",
        f"Kamti;{nik('06/06/1982', 1803, 'P')};Betak;10/01/2023 - sekarang;Hongkong",
    ),
    {
        2: ok(full_name="Sriatun", stage_on=day("20/04/2018"), note="Berangkat: 12/03/2015", stage="purna", village=T),
        3: ok(stage_on=day("30/07/2016"), stage="purna", village=B),
        4: ok(stage_on=day("10/01/2023"), stage="pmi", village=B),
    },
)

case(
    "p21_telepon", "beneficiaries", "hp.xlsx",
    xlsx(
        Data=[
            ["Nama", "Desa", "Status", "Nomor Telp/WA"],
            ["Ana Susana", "Betak", "PMI", 81234567801], ["Boy Candra", "Betak", "PMI", "+62 812-3456-7802"],
            ["Cinta Laura", "Betak", "PMI", "0812.3456.7803 (suami)"], ["Dodi Sudrajat", "Betak", "PMI", "-"],
            ["Erna Sari", "Betak", "PMI", "081234567805/085712345678"], ["Fendi Irawan", "Betak", "PMI", "6281234567806"],
        ],
    ),
    {
        2: ok(phone_raw="81234567801", village=B), 3: ok(full_name="Boy Candra", village=B), 4: ok(full_name="Cinta Laura", village=B),
        5: ok(phone_raw=None, village=B), 6: ok(full_name="Erna Sari", village=B), 7: ok(full_name="Fendi Irawan", village=B),
    },
)

case(
    "p25_thn_pulang", "beneficiaries", "Purna 2024.csv",
    lines(
        "NO;NAMA EKS PMI;L/P;UMUR;DUSUN/RT/RW;DESA;NEGARA PENEMPATAN;LAMA KERJA;THN PULANG;USAHA SEKARANG",
        "1;Tarmini;P;45;Krajan/02/01;Tunggangri;Arab Saudi;2 tahun;2016;warung", "2;Kusnadi;L;51;Sumber/01/03;Betak;Malaysia;7 thn;2014;ternak kambing",
        "3;Rohmah;P;39;Krajan/03/02;Betak;Hong Kong;4 tahun;2021;belum ada",
    ),
    {
        2: ok(full_name="Tarmini", sex=F, village=T, stage="purna", country="SA"), 3: ok(full_name="Kusnadi", sex=M, village=B, stage="purna"),
        4: ok(full_name="Rohmah", village=B, stage="purna", country="HK"),
    },
)

case(
    "p26_kode_wilayah", "beneficiaries", "kodewil.xlsx",
    xlsx(Data=[
        ["KODE WILAYAH", "NAMA", "JK", "KET. STATUS"], [3504142011, "Siswanto", "L", "PMI"], ["3504142016", "Sumarni", "P", "PURNA"],
        ["35.04.14.2017", "Kasiyem", "P", "CPMI"], ["35 04 14 2004", "Sugito", "L", "PMI"],
    ]),
    {2: ok(full_name="Siswanto", village=T, stage="pmi"), 3: ok(village=B, stage="purna"), 4: ok(village=G, stage="cpmi"), 5: ok(village=K, stage="pmi")},
)

case(
    "p27_desa_dalam_alamat", "beneficiaries", "alamat.csv",
    lines(
        "No;Nama PMI;Alamat;Negara",
        "1;Sukarti;Dsn. Krajan RT 02 RW 01 Ds. Tunggangri Kec. Kalidawir;Taiwan",
        "2;Wahono;Dusun Sumber RT.003/RW.002 Desa Betak, Kec. Kalidawir, Kab. Tulungagung;Malaysia",
        "3;Siti Rofiah;RT 1 RW 4 Ds Pagersari Kalidawir Tulungagung;Hongkong",
    ),
    {
        2: ask(full_name="Sukarti", village=T, rt="02", rw="01", country="TW"), 3: ask(full_name="Wahono", village=B, rt="003", rw="002"),
        4: ask(full_name="Siti Rofiah", village=G, rt="1", rw="4"),
    },
)

case(
    "p30_kk_di_kiri", "beneficiaries", "kk.csv",
    lines(
        "No;Nama Kepala Keluarga;Nama TKI;Jenis Kelamin TKI;Umur TKI;Desa;Negara tempat bekerja;Nama Suami/Istri;Tgl berangkat",
        "1;Paidi;Sriyatun;P;36;Tunggangri;Taiwan;Paidi;12/02/2023", "2;Samiran;Heru Santoso;L;28;Betak;Korsel;;15/08/2022",
    ),
    {
        2: ok(full_name="Sriyatun", sex=F, village=T, stage="pmi", country="TW", stage_on=day("12/02/2023")),
        3: ok(full_name="Heru Santoso", sex=M, village=B, stage="pmi", country="KR", stage_on=day("15/08/2022")),
    },
)

case(
    "p31_desa_dari_nama_berkas", "beneficiaries", "Data PMI Desa Salakkembang.xlsx",
    xlsx(Sheet1=[["No", "Nama", "NIK", "JK", "Negara"], [1, "Winarti", nik("07/07/1987", 3101, "P"), "P", "Taiwan"], [2, "Subekti", nik("08/08/1988", 3102), "L", "Malaysia"]]),
    {2: ok(full_name="Winarti", sex=F, village="35.04.14.2012", stage="pmi"), 3: ok(full_name="Subekti", sex=M, village="35.04.14.2012", stage="pmi")},
)

case(
    "p32_dua_tahap_satu_orang", "beneficiaries", "riwayat.csv",
    lines(
        "Nama;NIK;Desa;Status;Tgl Status",
        f"Marni;{nik('09/09/1989', 3201, 'P')};Tunggangri;PMI;10/01/2020", f"Marni;{nik('09/09/1989', 3201, 'P')};Tunggangri;Purna;15/02/2024",
        f"Yanto;{nik('10/09/1989', 3202)};Betak;CPMI;01/03/2024",
    ),
    {2: ok(full_name="Marni", stage="pmi", stage_on=day("10/01/2020")), 3: ok(stage="purna", stage_on=day("15/02/2024")), 4: ok(stage="cpmi", stage_on=day("01/03/2024"))},
)

case(
    "p33_blok_desa", "beneficiaries", "rekap kecamatan.xlsx",
    xlsx(Data=[
        ["DAFTAR NAMA PMI PER DESA"], [], ["NO", "NAMA", "L/P", "NEGARA"],
        ["DESA TUNGGANGRI"], [1, "Sarmi", "P", "Taiwan"], [2, "Kasno", "L", "Malaysia"],
        ["DESA BETAK"], [1, "Tutik", "P", "Hongkong"],
    ]),
    {5: ok(full_name="Sarmi", sex=F, village=T, stage="pmi"), 6: ok(full_name="Kasno", sex=M, village=T, stage="pmi"), 8: ok(full_name="Tutik", sex=F, village=B, stage="pmi", country="HK")},
)

case(
    "q01_kelurahan_buku_register", "beneficiaries", "BUKU REGISTER CPMI.xlsx",
    xlsx(
        _merges=["A1:K1", "A2:K2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5", "H4:I4", "J4:J5", "K4:K5"],
        Register=[
            ["BUKU REGISTER CALON PEKERJA MIGRAN INDONESIA"], ["DESA DOMASAN KEC. KALIDAWIR"], [],
            ["Nomor Urut", "Nama Pemohon", "Nomor KTP", "Lk/Pr", "Kelahiran", "", "Pend. Terakhir", "Tujuan", "", "Tgl Surat", "Ket."],
            ["", "", "", "", "Tempat", "Tanggal", "", "Negara", "Jabatan", "", ""],
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"],
            [1, "Rina Marlina", nik("19/05/2000", 111, "P"), "Pr", "Tulungagung", "19-05-2000", "SMA", "Taiwan", "Perawat lansia", "03-02-2025", ""],
            [2, "Yoga Pratama", nik("27/09/1997", 112), "Lk", "Blitar", "27-09-1997", "SMK", "Jepang", "Pertanian", "10-02-2025", "magang"],
            [], ["", "", "", "", "", "", "", "", "Domasan, 28 Februari 2025"], ["", "", "", "", "", "", "", "", "Kasi Pelayanan"],
        ],
    ),
    {
        7: ok(full_name="Rina Marlina", nik=nik("19/05/2000", 111, "P"), sex=F, birth_date=day("19/05/2000"), village="35.04.14.2014", stage="cpmi", country="TW", sector="Perawat lansia", education="sma"),
        8: ok(full_name="Yoga Pratama", sex=M, birth_date=day("27/09/1997"), village="35.04.14.2014", stage="cpmi", country="JP", note="magang"),
    },
)

case(
    "q02_pulang_dipulangkan", "beneficiaries", "Pemulangan PMI-B 2025.csv",
    lines(
        "DATA PEMULANGAN PMI BERMASALAH TAHUN 2025;;;;;;;;", ";;;;;;;;",
        "NO;NAMA LENGKAP PMI;NIK/PASPOR;L/P;ALAMAT ASAL;DESA/KEL;KEC;NEGARA PENEMPATAN;TGL TIBA;SEBAB KEPULANGAN",
        f"1;SUMARTINI;{nik('03/07/1984', 121, 'P')};P;DSN KRAJAN;TUNGGANGRI;KALIDAWIR;MALAYSIA;12/03/2025;SAKIT",
        f"2;WIDODO;{nik('14/12/1990', 122)};L;DSN DARI;BETAK;KALIDAWIR;MALAYSIA;02/04/2025;DEPORTASI",
        "3;NURHAYATI;C8812345;P;DSN TENGAH;PAGERSARI;KALIDAWIR;ARAB SAUDI;17/05/2025;PHK",
    ),
    {
        4: ok(full_name="SUMARTINI", sex=F, village=T, stage="purna", stage_on=day("12/03/2025"), country="MY", return_reason="illness"),
        5: ok(full_name="WIDODO", sex=M, village=B, stage="purna", return_reason="deported"),
        6: held(full_name="NURHAYATI"),
    },
)

case(
    "q06_dua_baris_status_centang", "beneficiaries", "Pendataan RT.xlsx",
    xlsx(
        _merges=["A3:A4", "B3:B4", "C3:D3", "E3:G3", "H3:H4"],
        RT01=[
            ["PENDATAAN PMI RT 01 RW 02 DESA BETAK"], [],
            ["No", "Nama Warga", "Kelamin", "", "Status", "", "", "Negara"],
            ["", "", "L", "P", "CPMI", "PMI", "Purna", ""],
            [1, "Suryati", "", "x", "", "x", "", "Taiwan"], [2, "Hartono", "x", "", "", "", "x", "Malaysia"], [3, "Ayu Lestari", "", "x", "x", "", "", "Hongkong"],
        ],
    ),
    {
        5: ok(full_name="Suryati", sex=F, village=B, stage="pmi", country="TW"), 6: ok(full_name="Hartono", sex=M, stage="purna", village=B),
        7: ok(full_name="Ayu Lestari", sex=F, stage="cpmi", village=B),
    },
)

case(
    "q07_kode_legenda_bawah", "beneficiaries", "sensus pmi.csv",
    lines(
        "No;Nama;Sex;Status;Kode Desa;Tahun Lahir", "1;Rokhani;2;3;3504142011;1975", "2;Basuki;1;2;3504142016;1988",
        ";;;;;", "Keterangan:;;;;;", "Sex: 1 = Laki-laki, 2 = Perempuan;;;;;", "Status: 1 = CPMI, 2 = PMI, 3 = Purna PMI;;;;;",
    ),
    {2: ok(full_name="Rokhani", sex=F, stage="purna", village=T, birth_year=1975), 3: ok(full_name="Basuki", sex=M, stage="pmi", village=B, birth_year=1988)},
)

case(
    "q08_dibagi_tahap", "beneficiaries", "data migran.xlsx",
    xlsx(Sheet1=[
        ["DATA MIGRAN DESA PAKISAJI KECAMATAN KALIDAWIR"], [], ["NO", "NAMA", "NIK", "L/P", "NEGARA", "KET"],
        ["A", "CALON PMI"], [1, "Mega Puspita", nik("17/04/2001", 161, "P"), "P", "Hongkong", ""],
        ["B", "PMI AKTIF"], [1, "Darmaji", nik("18/05/1985", 162), "L", "Korea", ""], [2, "Sulasmi", nik("19/06/1987", 163, "P"), "P", "Taiwan", ""],
        ["C", "PURNA PMI"], [1, "Kateni", nik("20/07/1972", 164), "L", "Malaysia", "toko"],
    ]),
    {
        5: ok(full_name="Mega Puspita", stage="cpmi", village="35.04.14.2009"), 7: ok(full_name="Darmaji", stage="pmi", sex=M), 8: ok(full_name="Sulasmi", stage="pmi"),
        10: ok(full_name="Kateni", stage="purna", village="35.04.14.2009", note="toko"),
    },
)

case(
    "q10_kolom_tanpa_judul", "beneficiaries", "daftar tkw.xlsx",
    xlsx(**{"TKW Desa Karangtalun": [
        ["NO", "NAMA", "", "TANGGAL LAHIR", "ALAMAT", "NEGARA", "MULAI BEKERJA"],
        [1, "MUNTAMAH", nik("25/05/1983", 181, "P"), day("25/05/1983"), "RT 03 RW 01", "SINGAPURA", day("01/08/2019")],
        [2, "SITI MARFUAH", nik("26/06/1990", 182, "P"), day("26/06/1990"), "RT 01 RW 02", "TAIWAN", day("15/02/2022")],
    ]}),
    {
        2: ok(full_name="MUNTAMAH", nik=nik("25/05/1983", 181, "P"), birth_date=day("25/05/1983"), village="35.04.14.2005", rt="03", rw="01", country="SG", stage="pmi"),
        3: ok(full_name="SITI MARFUAH", nik=nik("26/06/1990", 182, "P"), village="35.04.14.2005", country="TW", stage="pmi"),
    },
)

case(
    "q13_lembar_tahap_dan_desa", "beneficiaries", "Rekap Migran Ds Joho.xlsx",
    xlsx(**{
        "CPMI": [["No", "Nama Lengkap", "Jenis Kelamin", "Negara Tujuan"], [1, "Fitria", "Perempuan", "Taiwan"]],
        "Purna": [["No", "Nama Lengkap", "Jenis Kelamin", "Negara Penempatan"], [1, "Sukamto", "Laki-laki", "Malaysia"]],
    }),
    {"CPMI": {2: ok(full_name="Fitria", sex=F, stage="cpmi", village="35.04.14.2008")}, "Purna": {2: ok(full_name="Sukamto", sex=M, stage="purna", village="35.04.14.2008")}},
)

case(
    "q14_nama_suami_kiri", "beneficiaries", "tkw.csv",
    lines(
        "No.;Nama Suami/Wali;Nama TKW;Usia;Dusun;RT/RW;Desa;Negara Tujuan;Tahun Berangkat;Status TKW", "1;Kamidi;Suminah;40;Krajan;01/01;Betak;Hongkong;2014;Masih di LN",
        "2;Ponijan;Rukayah;47;Tengah;02/01;Betak;Arab Saudi;2009;Mantan TKW",
    ),
    {2: ok(full_name="Suminah", stage="pmi", village=B, rt="01", rw="01", country="HK"), 3: ok(full_name="Rukayah", stage="purna", hamlet="Tengah", country="SA")},
)

case(
    "q15_alamat_gabung_kecamatan", "beneficiaries", "purna.csv",
    lines(
        "Nama Mantan TKI;Alamat (Desa - Kecamatan);No. Telepon / HP;Usaha", "Supriadi;Rejosari - Gondang;0813-0000-0001;bengkel", "Sutarmi;Rejosari - Kalidawir;0813-0000-0002;salon", "Lamijan;Tunggangri - Kalidawir;;tani",
    ),
    {2: ok(full_name="Supriadi", village="35.04.09.2008", stage="purna"), 3: ok(full_name="Sutarmi", village="35.04.14.2002", stage="purna"), 4: ok(full_name="Lamijan", village=T)},
)
