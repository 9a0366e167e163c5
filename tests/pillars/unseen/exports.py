"""Lists of people as programs give them out, and single cells as people write them."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case(
    "p03_disnaker_ctki", "beneficiaries", "ctki_2025.csv",
    lines(
        "No;Nama CTKI;No. KTP;Tempat Lahir;Tgl Lahir;Jenis Kelamin;Kelurahan/Desa;Kec;Negara Tujuan;Nama PPTKIS;Jabatan;Tgl. Rekom",
        f"1;Eko Prasetyo;{nik('09/08/1998', 301)};Tulungagung;09-08-1998;LAKI-LAKI;Joho;Kalidawir;Taiwan;PT. Bina Adidaya;Operator;14-01-2025",
        f"2;Dewi Rahmawati;{nik('30/01/2001', 302, 'P')};Kediri;30-01-2001;PEREMPUAN;Salakkembang;Kalidawir;Hongkong;PT. Sukma;PLRT;15-01-2025",
        f"3;Muji René;{nik('11/12/1994', 303)};Tulungagung;11-12-1994;LAKI-LAKI;Rejosari;Gondang;Malaysia;PT. Sukma;Ladang;20-01-2025",
        encoding="cp1252", end="\r\n",
    ),
    {
        2: ok(full_name="Eko Prasetyo", birth_date=day("09/08/1998"), sex=M, village="35.04.14.2008", stage="cpmi", country="TW", sector="Operator"),
        3: ok(full_name="Dewi Rahmawati", birth_date=day("30/01/2001"), sex=F, village="35.04.14.2012", stage="cpmi", country="HK"),
        4: ok(full_name="Muji René", birth_date=day("11/12/1994"), sex=M, village="35.04.09.2008", stage="cpmi"),
    },
)

case(
    "p04_bp3mi_tab", "beneficiaries", "BP3MI_JATIM_PENEMPATAN.txt",
    lines(
        ["NO", "NAMA_PMI", "NO_PASPOR", "NIK", "JK", "TGL_LAHIR", "ALAMAT", "DESA", "KECAMATAN", "KABUPATEN", "NEGARA", "JABATAN", "SKEMA", "TGL_TERBANG"],
        [1, "SUWARTI", "C1234567", nik("17/05/1988", 401, "P"), "P", "19880517", "DSN KRAJAN", "DOMASAN", "KALIDAWIR", "TULUNGAGUNG", "TAIWAN", "CARETAKER", "P TO P", "20240312"],
        [2, "AGUS WIDODO", "C7654321", nik("03/10/1995", 402), "L", "19951003", "DSN SELATAN", "NGUBALAN", "KALIDAWIR", "TULUNGAGUNG", "KOREA SELATAN", "MANUFACTURING", "G TO G", "20240420"],
        sep="\t", end="\r\n",
    ),
    {
        2: ok(full_name="SUWARTI", nik=nik("17/05/1988", 401, "P"), birth_date=day("17/05/1988"), sex=F, village="35.04.14.2014", stage="pmi", stage_on=day("12/03/2024"), country="TW"),
        3: ok(full_name="AGUS WIDODO", birth_date=day("03/10/1995"), sex=M, village="35.04.14.2013", stage="pmi", stage_on=day("20/04/2024"), country="KR"),
    },
)

case(
    "p05_ltsa_utf16", "beneficiaries", "LTSA.csv",
    lines(
        ["No Registrasi", "ID PMI", "Nama Lengkap", "NIK", "Tgl. Lahir", "Kelamin", "Alamat", "Desa/Kelurahan", "Kecamatan", "Negara Tujuan", "Perusahaan (P3MI)", "Telp", "Keterangan"],
        ["LT-001/25", "35040011", "Nurul Huda", nik("14/02/1997", 501, "P"), "14 Februari 1997", "Wanita", "Jl. Raya 12", "Tunggangri", "Kalidawir", "Hong Kong", "PT Karya Semesta", "081234500501", "CPMI"],
        ["LT-002/25", "35040012", "Joko Susilo", nik("25/12/1992", 502), "25 Desember 1992", "Pria", "Jl. Raya 15", "Pagersari", "Kalidawir", "Taiwan", "PT Karya Semesta", "081234500502", "CPMI"],
        sep="\t", encoding="utf-16", end="\r\n",
    ),
    {
        2: ask(full_name="Nurul Huda", birth_date=day("14/02/1997"), sex=F, village=T, stage="cpmi", country="HK", phone_raw="081234500501"),
        3: ask(full_name="Joko Susilo", birth_date=day("25/12/1992"), sex=M, village=G, stage="cpmi", country="TW"),
    },
    answers={"note_is_stage": "yes"},
)

case(
    "p06_dukcapil", "beneficiaries", "dkb_pmi.csv",
    lines(
        "NIK|NO_KK|NAMA_LGKP|JENIS_KLMIN|TMPT_LHR|TGL_LHR|GOL_DARAH|AGAMA|STAT_KWN|STAT_HBKEL|PDDK_AKH|JENIS_PKRJN|ALAMAT|NO_RT|NO_RW|NO_KEC|NAMA_KEC|NO_KEL|NAMA_KEL",
        f"{nik('05/06/1983', 601)}|3504140102030001|SUGENG RIYADI|Laki-Laki|TULUNGAGUNG|1983-06-05|O|ISLAM|KAWIN|KEPALA KELUARGA|SLTA/SEDERAJAT|PEKERJA MIGRAN|DSN KRAJAN|003|001|14|KALIDAWIR|2016|BETAK",
        f"{nik('19/09/1986', 602, 'P')}|3504140102030002|ENDANG LESTARI|Perempuan|TULUNGAGUNG|1986-09-19|-|ISLAM|KAWIN|ISTRI|SLTP/SEDERAJAT|PEKERJA MIGRAN|DSN KIDUL|001|002|14|KALIDAWIR|2017|PAGERSARI",
    ),
    {
        2: ok(full_name="SUGENG RIYADI", sex=M, birth_date=day("05/06/1983"), village=B, rt="003", rw="001", household="3504140102030001"),
        3: ok(full_name="ENDANG LESTARI", sex=F, birth_date=day("19/09/1986"), village=G, household="3504140102030002"),
    },
)

case(
    "p07_kobo_pertanyaan", "beneficiaries", "Pendataan_PMI_-_all_versions.csv",
    lines(
        '"start";"end";"today";"1. Siapa nama lengkap PMI?";"2. Berapa NIK PMI?";"3. Apa jenis kelaminnya?";"4. Tanggal lahir";"5. Di desa mana tinggalnya?";"6. Apa status saat ini?";"7. Di negara mana bekerja?";"8. Nomor HP keluarga yang bisa dihubungi";"_id";"_uuid";"_submission_time";"_index"',
        f'"2025-11-02T09:12:01.000+07:00";"2025-11-02T09:20:44.000+07:00";"2025-11-02";"Rumiati";"{nik("08/04/1982", 701, "P")}";"Perempuan";"1982-04-08";"Tunggangri";"Masih bekerja di luar negeri";"Singapura";"081331000701";"10231";"a1b2";"2025-11-02T02:21:00";"1"',
        f'"2025-11-02T10:02:01.000+07:00";"2025-11-02T10:11:44.000+07:00";"2025-11-02";"Bambang Irawan";"{nik("27/10/1975", 702)}";"Laki-laki";"1975-10-27";"Betak";"Sudah pulang (purna)";"Malaysia";"";"10232";"a1b3";"2025-11-02T03:12:00";"2"',
        f'"2025-11-02T11:02:01.000+07:00";"2025-11-02T11:11:44.000+07:00";"2025-11-02";"Rini Astuti";"{nik("12/06/2002", 703, "P")}";"Perempuan";"2002-06-12";"Betak";"Calon PMI (sedang proses)";"Taiwan";"081331000703";"10233";"a1b4";"2025-11-02T04:12:00";"3"',
    ),
    {
        2: ask(full_name="Rumiati", sex=F, birth_date=day("08/04/1982"), village=T, stage="pmi", country="SG"),
        3: ask(full_name="Bambang Irawan", sex=M, birth_date=day("27/10/1975"), village=B, stage="purna", country="MY"),
        4: ask(full_name="Rini Astuti", sex=F, birth_date=day("12/06/2002"), village=B, stage="cpmi"),
    },
)

case(
    "p08_google_form", "beneficiaries", "Form Pendataan Purna PMI (Jawaban).csv",
    lines(
        '"Timestamp","Alamat Email","Nama Lengkap (sesuai KTP)","NIK (16 angka, tanpa spasi)","Jenis Kelamin","Tempat Lahir","Tanggal Lahir","Desa Asal","Kecamatan","No. WhatsApp aktif","Apakah saat ini Bapak/Ibu adalah","Negara tempat bekerja terakhir","Kapan pulang ke Indonesia?"',
        f'"02/11/2025 9:12:33","a@contoh.example","Sri Wahyuni","{nik("15/01/1980", 801, "P")}","Perempuan","Tulungagung","15/01/1980","Tunggangri","Kalidawir","0812 3450 0801","Purna PMI","Taiwan","14/06/2022"',
        f'"02/11/2025 9:40:10","b@contoh.example","Heri Purnomo","{nik("23/09/1977", 802)}","Laki-laki","Trenggalek","23/09/1977","Pagersari","Kalidawir","+62 812-3450-0802","Purna PMI","Malaysia","01/02/2020"',
        sep=",",
    ),
    {
        2: ok(full_name="Sri Wahyuni", sex=F, birth_date=day("15/01/1980"), village=T, stage="purna", stage_on=day("14/06/2022"), country="TW"),
        3: ok(full_name="Heri Purnomo", sex=M, birth_date=day("23/09/1977"), village=G, stage="purna", stage_on=day("01/02/2020")),
    },
)

case(
    "p09_siskop2mi", "beneficiaries", "siskop2mi export.xlsx",
    xlsx(
        Worksheet=[
            ["ID PMI", "Nama", "NIK", "Tempat Lahir", "Tanggal Lahir", "Jenis Kelamin", "Status Kawin", "Pendidikan Terakhir", "Kelurahan", "Kecamatan", "Kab/Kota", "Jabatan", "Negara Penempatan", "Nama P3MI", "Agency", "Status Verifikasi", "Tgl Verifikasi"],
            ["2025-0001", "WAHYU NINGSIH", nik("04/05/1993", 901, "P"), "TULUNGAGUNG", "1993-05-04", "PEREMPUAN", "KAWIN", "SMA", "KARANGTALUN", "KALIDAWIR", "KAB. TULUNGAGUNG", "CARETAKER", "TAIWAN", "PT ABADI", "HUA JIN", "TERVERIFIKASI", "2025-05-06"],
            ["2025-0002", "RUDI HARTONO", nik("20/08/1990", 902), "BLITAR", "1990-08-20", "LAKI-LAKI", "BELUM KAWIN", "SMP", "JABON", "KALIDAWIR", "KAB. TULUNGAGUNG", "PLANTATION", "MALAYSIA", "PT ABADI", "-", "TERVERIFIKASI", "2025-05-07"],
        ],
    ),
    {
        2: ask(full_name="WAHYU NINGSIH", sex=F, birth_date=day("04/05/1993"), village="35.04.14.2005", country="TW", education="sma"),
        3: ask(full_name="RUDI HARTONO", sex=M, birth_date=day("20/08/1990"), village="35.04.14.2010", country="MY"),
    },
)

case(
    "p10_opensid", "beneficiaries", "penduduk_pmi_desa_betak.xlsx",
    xlsx(
        Penduduk=[
            ["alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id", "pendidikan_kk_id", "pekerjaan_id", "status_kawin", "kk_level", "telepon"],
            ["Jl. Melati 3", "KRAJAN", "001", "002", "SITI MUNAWAROH", "3504140506070001", nik("13/02/1984", 1001, "P"), 2, "TULUNGAGUNG", "1984-02-13", 1, 5, 20, 2, 1, "081200001001"],
            ["Jl. Melati 5", "KRAJAN", "001", "003", "KHOIRUL ANAM", "3504140506070002", nik("29/07/1981", 1002), 1, "TULUNGAGUNG", "1981-07-29", 1, 4, 20, 2, 1, "-"],
        ],
    ),
    {
        2: ok(full_name="SITI MUNAWAROH", sex=F, birth_date=day("13/02/1984"), village=B, rt="002", rw="001", household="3504140506070001", phone_raw="081200001001"),
        3: ok(full_name="KHOIRUL ANAM", sex=M, birth_date=day("29/07/1981"), village=B, household="3504140506070002"),
    },
)

case(
    "p19_tanggal", "beneficiaries", "tanggal.xlsx",
    xlsx(
        Data=[
            ["Nama", "NIK", "Tgl Lahir", "Desa", "Status"],
            ["Anik Rahayu", nik("17/08/1990", 1901, "P"), 33102, "Tunggangri", "PMI"],
            ["Budi Cahyono", nik("03/11/1988", 1902), "3 Nop 88", "Tunggangri", "PMI"],
            ["Cahyo Adi", nik("17/08/1990", 1903), "17.08.90", "Tunggangri", "PMI"],
            ["Dian Permata", nik("05/05/1987", 1904, "P"), "Tulungagung, 05 Mei 1987", "Tunggangri", "PMI"],
            ["Evi Tamala", nik("09/12/1985", 1905, "P"), day("09/12/1985"), "Tunggangri", "PMI"],
            ["Fajar Sidik", nik("01/01/1979", 1906), "1-1-1979", "Tunggangri", "PMI"],
            ["Gina Safitri", nik("25/02/1992", 1907, "P"), "25 Peb. 1992", "Tunggangri", "PMI"],
            ["Hadi Sucipto", nik("14/09/1983", 1908), "Senin, 14 Sept 1983", "Tunggangri", "PMI"],
            ["Indah Sari", nik("30/06/1994", 1909, "P"), "30/6/94", "Tunggangri", "PMI"],
            ["Jaka Umbara", nik("02/10/1986", 1910), "02-Okt-1986", "Tunggangri", "PMI"],
            ["Kiki Amalia", nik("19/07/1995", 1911, "P"), "1995-07-19 00:00:00", "Tunggangri", "PMI"],
            ["Lukman Hakim", nik("12/03/1984", 1912), "tidak tahu", "Tunggangri", "PMI"],
            ["Mimin Suminar", nik("22/04/1989", 1913, "P"), "22 / 04 / 1989", "Tunggangri", "PMI"],
            ["Nanang Qosim", "", "31/04/1990", "Tunggangri", "PMI"],
            ["Oki Setiana", "", "1987", "Tunggangri", "PMI"],
            ["Puji Astuti", nik("07/01/1991", 1916, "P"), "07/01/1991 (sesuai KK)", "Tunggangri", "PMI"],
        ],
    ),
    {
        2: ok(birth_date=day("17/08/1990")), 3: ok(birth_date=day("03/11/1988")), 4: ok(birth_date=day("17/08/1990")),
        5: ok(birth_date=day("05/05/1987")), 6: ok(birth_date=day("09/12/1985")), 7: ok(birth_date=day("01/01/1979")),
        8: ok(birth_date=day("25/02/1992")), 9: ok(birth_date=day("14/09/1983")), 10: ok(birth_date=day("30/06/1994")),
        11: ok(birth_date=day("02/10/1986")), 12: ok(birth_date=day("19/07/1995")), 13: ok(birth_date=None),
        14: ok(birth_date=day("22/04/1989")), 15: held(birth_date=None), 16: ask(birth_date=None), 17: ask(birth_date=day("07/01/1991")),
    },
)

case(
    "p20_nik", "beneficiaries", "nik.xlsx",
    xlsx(
        Data=[
            ["Nama", "NOMOR INDUK KEPENDUDUKAN", "Desa", "Status"],
            ["Ani", int(nik("17/08/1990", 2001, "P")), "Tunggangri", "PMI"],
            ["Beni", "'" + nik("03/11/1988", 2002), "Tunggangri", "PMI"],
            ["Cipto", "3504 1417 0890 2003", "Tunggangri", "PMI"],
            ["Dadang", "35.0414.170890.2004", "Tunggangri", "PMI"],
            ["Eni", "3,50414E+15", "Tunggangri", "PMI"],
            ["Farid", "350414170890200", "Tunggangri", "PMI"],
            ["Gatot", "-", "Tunggangri", "PMI"],
            ["Haris", "belum ada", "Tunggangri", "PMI"],
            ["Iwan", "0000000000000000", "Tunggangri", "PMI"],
            ["Jono", "dalam proses", "Tunggangri", "PMI"],
            ["Kunti", '"' + nik("17/08/1990", 2011, "P") + '"', "Tunggangri", "PMI"],
            ["Lilis", "NIK. " + nik("18/08/1990", 2012, "P"), "Tunggangri", "PMI"],
            ["Mamad", nik("19/08/1990", 2013)[:6] + "-" + nik("19/08/1990", 2013)[6:12] + "-" + nik("19/08/1990", 2013)[12:], "Tunggangri", "PMI"],
            ["Nono", 3504142008900000, "Tunggangri", "PMI"],
            ["Opik", "1234567890123456", "Tunggangri", "PMI"],
            ["Parno", "tidak punya KTP", "Tunggangri", "PMI"],
            ["Qori", "35041421089O2017", "Tunggangri", "PMI"],
            ["Rono", "xxxxxxxxxxxxxxxx", "Tunggangri", "PMI"],
            ["Susi", "3504146208902019 ", "Tunggangri", "PMI"],
            ["Tono", "NIHIL", "Tunggangri", "PMI"],
        ],
    ),
    {
        2: ok(nik=nik("17/08/1990", 2001, "P")), 3: ok(nik=nik("03/11/1988", 2002)), 4: ok(nik="3504141708902003"),
        5: ok(nik="3504141708902004"), 6: held(nik=None), 7: held(nik=None), 8: ok(nik=None), 9: ok(nik=None), 10: ask(nik=None),
        11: ok(nik=None), 12: ok(nik=nik("17/08/1990", 2011, "P")), 13: ok(nik=nik("18/08/1990", 2012, "P")),
        14: ok(nik=nik("19/08/1990", 2013)), 15: held(nik=None), 16: ask(nik=None), 17: ok(nik=None), 18: held(nik=None),
        19: ask(nik=None), 20: ok(nik="3504146208902019"), 21: ok(nik=None),
    },
)

case(
    "p24_bom_baris_dalam_sel", "beneficiaries", "data.csv",
    lines(
        '"NAMA\nLENGKAP","NIK /\nNO. KTP","JENIS\nKELAMIN","DESA /\nKEL","NEGARA\nTUJUAN","STATUS\nPMI"',
        f'"Sulis\ntyowati","{nik("16/06/1986", 2401, "P")}","P","Tunggangri","Taiwan","Aktif"',
        f'"Mohammad Ali","{nik("17/07/1987", 2402)}","L","Betak","Malaysia","Purna"',
        sep=",", encoding="utf-8-sig", end="\r\n",
    ),
    {
        # The number of a record is the line on which it starts: the heading takes seven lines.
        8: ask(nik=nik("16/06/1986", 2401, "P"), sex=F, village=T, country="TW", stage="pmi"),
        10: ok(full_name="Mohammad Ali", sex=M, village=B, country="MY", stage="purna"),
    },
)

case(
    "p28_tempel_word", "beneficiaries", "dari word.txt",
    lines(
        "DATA TKI/TKW DESA BETAK", "", ["No", "Nama TKI/TKW", "Jns Kelamin", "Tempat Kerja", "RT/RW", "Tahun Brkt"],
        [1, "Mesinem", "Prp", "Hongkong", "01/02", 2017], [2, "Suroso", "Lk", "Malaysia", "03/01", 2020], [3, "Ngatini", "Prp", "Singapore", "02/02", 2021],
        ["Jumlah", "3 orang"], sep="\t",
    ),
    {
        4: ok(full_name="Mesinem", sex=F, village=B, stage="pmi", country="HK", rt="01", rw="02"),
        5: ok(full_name="Suroso", sex=M, village=B, stage="pmi", country="MY"), 6: ok(full_name="Ngatini", sex=F, village=B, country="SG"),
    },
)

case(
    "p29_pemekaran", "beneficiaries", "wilayah lama.csv",
    lines(
        "Nama;NIK;Kecamatan;Desa;Status;Tgl Berangkat",
        f"Sumini;{nik('02/02/1982', 2901, 'P', '350415')};Besuki;Besole;PMI;05/06/2022",
        f"Karno;{nik('03/02/1982', 2902, 'L', '350415')};Besuki Barat;Keboireng;PMI;05/06/2024",
        f"Lastri;{nik('04/02/1982', 2903, 'P', '350402')};Boyolangu;Kendalbulur;PMI;05/06/2023",
        f"Misdi;{nik('05/02/1982', 2904, 'L', '350403')};Kedungwaru;Simo;PMI;05/06/2024",
        f"Nurul;{nik('06/02/1982', 2905, 'P', '350416')};Campurdarat;Sawo Kidul;PMI;05/06/2024",
    ),
    {
        2: ask(full_name="Sumini", village="35.04.22.2001"), 3: ok(full_name="Karno", village="35.04.22.2002"),
        4: ask(full_name="Lastri", village="35.04.02.2006"), 5: held(full_name="Misdi"), 6: ok(full_name="Nurul", village="35.04.16.2010"),
    },
    needs="O29_perubahan_wilayah.csv",
)

case(
    "q03_kobo_grup", "beneficiaries", "aXyZ_pendataan.csv",
    lines(
        '"start","end","identitas/Nama responden (PMI/CPMI/Purna)","identitas/Nomor NIK sesuai KTP","identitas/Jenis kelamin responden","identitas/Umur responden (tahun)","lokasi/Kecamatan","lokasi/Desa/Kelurahan","lokasi/Dusun","migrasi/Status migrasi responden","migrasi/Negara tujuan terakhir","__version__","_id","_uuid","_submission_time","_validation_status"',
        f'"2025-10-01T08:00:00.000+07:00","2025-10-01T08:15:00.000+07:00","Siti Aisyah","{nik("12/08/1979", 131, "P")}","perempuan","46","Kalidawir","Joho","Krajan","purna_pmi","hongkong","vA1","901","u-1","2025-10-01T01:20:00",""',
        f'"2025-10-01T09:00:00.000+07:00","2025-10-01T09:15:00.000+07:00","Moh. Toha","{nik("01/01/1995", 132)}","laki_laki","30","Kalidawir","Tanjung","Lor","cpmi","taiwan","vA1","902","u-2","2025-10-01T02:20:00",""',
        sep=",",
    ),
    {
        2: ok(full_name="Siti Aisyah", sex=F, village="35.04.14.2008", stage="purna", country="HK", hamlet="Krajan"),
        3: ok(full_name="Moh. Toha", sex=M, village="35.04.14.2015", stage="cpmi", country="TW"),
    },
)

case(
    "q04_google_keluarga", "beneficiaries", "Pendataan Keluarga PMI (Responses).csv",
    lines(
        '"Cap waktu","Nama anggota keluarga yang ditinggalkan","Hubungan dengan PMI","NIK anggota keluarga","Jenis kelamin","Tanggal lahir","Nama PMI yang bekerja di luar negeri","Negara penempatan PMI","Desa/Kelurahan tempat tinggal"',
        f'"10/11/2025 10:10:10","Suparmi","Ibu","{nik("09/03/1960", 141, "P")}","Perempuan","09/03/1960","Ratna Sari","Hong Kong","Tunggangri"',
        f'"10/11/2025 10:20:10","Bima Aji","Anak","{nik("30/04/2012", 142)}","Laki-laki","30/04/2012","Ratna Sari","Hong Kong","Tunggangri"',
        sep=",",
    ),
    {
        2: ok(full_name="Suparmi", nik=nik("09/03/1960", 141, "P"), sex=F, birth_date=day("09/03/1960"), is_family=True, stage=None, country=None, village=T),
        3: ok(full_name="Bima Aji", sex=M, birth_date=day("30/04/2012"), is_family=True, stage=None, village=T),
    },
)

case(
    "q05_opensid_export_label", "beneficiaries", "Data_Penduduk_Desa_Pagersari_2025.csv",
    lines(
        '"No","No. KK","Nama","NIK","Nama Ayah","Nama Ibu","Alamat","Dusun","RT","RW","Pendidikan dalam KK","Umur","Pekerjaan","Kawin","Hub. Keluarga","Tgl Lahir","L/P"',
        f'"1","3504140101100001","WARTINI","{nik("21/06/1982", 151, "P")}","SUKIR","SAMI","Jl. Anggrek","KULON","001","003","TAMAT SD / SEDERAJAT","43","BURUH MIGRAN","KAWIN","ISTRI","21-06-1982","PEREMPUAN"',
        f'"2","3504140101100002","PRIYONO","{nik("05/02/1977", 152)}","KARTO","SITI","Jl. Anggrek","KULON","002","003","SLTA / SEDERAJAT","48","BURUH MIGRAN","KAWIN","KEPALA KELUARGA","05-02-1977","LAKI-LAKI"',
        sep=",",
    ),
    {
        2: ok(full_name="WARTINI", sex=F, birth_date=day("21/06/1982"), village=G, rt="001", rw="003", hamlet="KULON", household="3504140101100001", education="sd"),
        3: ok(full_name="PRIYONO", sex=M, village=G, household="3504140101100002", education="sma"),
    },
)

case(
    "q09_berangkat_terpisah", "beneficiaries", "bmi.txt",
    lines(
        ["Nm Lengkap", "No Identitas (NIK)", "Tgl Brgkt", "Tgl Plg", "Ds Asal", "Kec Asal", "Ngr Penempatan", "Telp Keluarga"],
        ["Sri Utami", nik("11/11/1986", 171, "P"), "05-01-2017", "20-12-2021", "Betak", "Kalidawir", "Hong Kong", "081200000171"],
        ["Edi Mulyono", nik("12/12/1989", 172), "15-03-2023", "", "Winong", "Kalidawir", "Taiwan", ""],
        sep="\t",
    ),
    {
        2: ok(full_name="Sri Utami", nik=nik("11/11/1986", 171, "P"), stage="purna", stage_on=day("20/12/2021"), village=B, country="HK"),
        3: ok(full_name="Edi Mulyono", stage="pmi", stage_on=day("15/03/2023"), village="35.04.14.2007", country="TW"),
    },
)

case(
    "q11_nik_campur", "beneficiaries", "nik2.csv",
    lines(
        "Nama Purna;N I K;Desa", "Ardi;`3504141203800191;Tunggangri", "Bety;KTP 3504145203800192;Tunggangri", "Cahya;3504141203800193 (lama);Tunggangri",
        "Doni;3.50414120380019E+15;Tunggangri", "Eka;-;Tunggangri", "Fani;hilang;Tunggangri", "Gani;1111111111111111;Tunggangri", "Hani;35041412038001950;Tunggangri",
        'Ina;="3504145203800196";Tunggangri', "Jati;3504 14 120380 0197;Tunggangri", "Kiki;blm punya;Tunggangri", "Lala;9999999999999999;Tunggangri",
    ),
    {
        2: ok(nik="3504141203800191", stage="purna"), 3: ok(nik="3504145203800192"), 4: ask(nik="3504141203800193"), 5: held(), 6: ok(nik=None), 7: ok(nik=None),
        8: ask(nik=None), 9: held(), 10: ask(nik="3504145203800196"), 11: ok(nik="3504141203800197"), 12: ok(nik=None), 13: held(nik=None),
    },
)

case(
    "q12_tanggal2", "beneficiaries", "tgl.csv",
    lines(
        "Nama;NIK;Tempat/Tanggal Lahir;Kelurahan;Status PMI",
        f"Anto;{nik('09/01/1981', 201)};T.Agung, 9 Jan 1981;Betak;PMI", f"Bima;{nik('10/02/1982', 202)};Tulungagung/10-02-1982;Betak;PMI", f"Cici;{nik('11/03/1983', 203, 'P')};11 Maret '83;Betak;PMI",
        f"Dodo;{nik('12/04/1984', 204)};12 04 1984;Betak;PMI", f"Eni;{nik('13/05/1985', 205, 'P')};Kab. Tulungagung, 13/05/85;Betak;PMI", f"Fifi;{nik('14/06/1986', 206, 'P')};14.6.1986;Betak;PMI",
        f"Gugun;{nik('15/07/1987', 207)};lupa;Betak;PMI", "Hilda;;00-00-1988;Betak;PMI", "Indra;;31-06-1989;Betak;PMI", f"Joni;{nik('17/08/1990', 210)};17 Agt 1990;Betak;PMI", f"Kukuh;{nik('18/09/1991', 211)};18 SEPTEMBER 1991;Betak;PMI",
    ),
    {
        2: ok(birth_date=day("09/01/1981")), 3: ok(birth_date=day("10/02/1982")), 4: ask(birth_date=day("11/03/1983")), 5: ask(birth_date=day("12/04/1984")), 6: ok(birth_date=day("13/05/1985")),
        7: ok(birth_date=day("14/06/1986")), 8: ok(birth_date=None), 9: ask(birth_date=None), 10: held(), 11: ok(birth_date=day("17/08/1990")), 12: ok(birth_date=day("18/09/1991")),
    },
)
