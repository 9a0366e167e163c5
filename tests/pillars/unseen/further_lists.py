"""Further lists of every kind, written when those of the other files were read."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case("u01_buku_bantu", "beneficiaries", "buku bantu.xlsx", xlsx(_merges=["A1:I1", "A2:I2"], Buku=[
    ["BUKU BANTU PENDATAAN WARGA YANG BEKERJA DI LUAR NEGERI"], ["Desa : Salakkembang     Kecamatan : Kalidawir"], [],
    ["No Urut", "Nama Warga", "NIK", "Jenis Kel.", "Tempat & Tgl. Lahir", "Alamat / RT", "Negara Tempat Kerja", "Bekerja Sejak", "Keterangan Lain"],
    [1, "Sutinah", nik("02/02/1988", 1, "P"), "Perempuan", "Tulungagung, 2 Februari 1988", "Dsn Krajan RT 1", "Hongkong", "10 Januari 2020", ""],
    [2, "Marjuki", nik("03/03/1979", 2), "Laki - laki", "Blitar, 3 Maret 1979", "Dsn Krajan RT 2", "Malaysia", "Juni 2018", "ladang sawit"],
]), {
    5: ok(full_name="Sutinah", sex=F, birth_date=day("02/02/1988"), village="35.04.14.2012", stage="pmi", country="HK", stage_on=day("10/01/2020")),
    6: ask(full_name="Marjuki", sex=M, birth_date=day("03/03/1979"), village="35.04.14.2012", stage="pmi", country="MY"),
})
case("u02_pencaker", "beneficiaries", "pencaker LN.csv", lines(
    "DAFTAR PENCARI KERJA KE LUAR NEGERI (CPMI) BULAN MARET 2025", "",
    "No;Nama Pencari Kerja;NIK;TTL;JK;Domisili (Desa);Kecamatan;Negara Dituju;Jenis Jabatan;PT/P3MI;No HP",
    f"1;Lukman Arif;{nik('07/07/1999', 11)};Tulungagung 07/07/1999;L;Ngubalan;Kalidawir;Taiwan;Operator pabrik;PT Maju;0813111",
    f"2;Sari Dewi;{nik('08/08/2000', 12, 'P')};Tulungagung 08/08/2000;P;Gandong;Bandung;Singapura;PLRT;PT Maju;0813222"),
    {4: ok(full_name="Lukman Arif", birth_date=day("07/07/1999"), sex=M, village="35.04.14.2013", stage="cpmi", country="TW"),
     5: ok(full_name="Sari Dewi", sex=F, village="35.04.17.2018", stage="cpmi", country="SG")})
case("u03_anak_ditinggal", "beneficiaries", "anak pmi.xlsx", xlsx(Anak=[
    ["DAFTAR ANAK PMI YANG DITINGGAL ORANG TUA", "", "", "", "", "", ""], ["DESA PAGERSARI"], [],
    ["NO", "NAMA ANAK", "L/P", "TGL LAHIR", "SEKOLAH", "NAMA ORANG TUA (PMI)", "NEGARA"],
    [1, "Alya Putri", "P", day("04/05/2014"), "SDN 1", "Sumarni", "Taiwan"], [2, "Raka", "L", day("09/09/2011"), "SMPN 2", "Kholik", "Malaysia"]]),
    {5: ok(full_name="Alya Putri", sex=F, birth_date=day("04/05/2014"), village=G, is_family=True, stage=None, country=None),
     6: ok(full_name="Raka", sex=M, village=G, is_family=True, stage=None)})
case("u04_pmi_dan_suami", "beneficiaries", "pmi dan keluarga.csv", lines(
    "No;Nama PMI;NIK PMI;L/P;Nama Suami/Istri/Orang Tua;Hubungan;No. HP Keluarga;Desa;Negara;Status PMI",
    f"1;Sukesi;{nik('01/05/1984', 21, 'P')};P;Jumari;Suami;0812000;Tunggangri;Taiwan;Aktif bekerja", f"2;Wasis;{nik('02/05/1984', 22)};L;Watini;Istri;;Betak;Korea Selatan;Sudah Purna"),
    {2: ask(full_name="Sukesi", nik=nik("01/05/1984", 21, "P"), sex=F, village=T, stage="pmi", is_family=None), 3: ask(full_name="Wasis", sex=M, village=B, stage="purna", country="KR", is_family=None)})
case("u05_kk_hub", "beneficiaries", "data kk pmi.csv", lines(
    "No KK;NIK;Nama Anggota Keluarga;Hubungan Keluarga;Jenis Kelamin;Tanggal Lahir;Pendidikan;Pekerjaan;Desa",
    f"3504140909090001;{nik('11/01/1980', 31)};Suwandi;Kepala Keluarga;L;11/01/1980;SMA;Petani;Tunggangri", f"3504140909090001;{nik('12/02/1983', 32, 'P')};Tumini;Istri;P;12/02/1983;SMP;PMI;Tunggangri"),
    {2: ok(full_name="Suwandi", sex=M, village=T, household="3504140909090001", stage=None), 3: ok(full_name="Tumini", sex=F, village=T)})
case("u06_tki_tkw_dua_blok", "beneficiaries", "TKI TKW Desa Tanjung.xlsx", xlsx(Data=[
    ["DAFTAR TKI DAN TKW DESA TANJUNG"], [], ["No", "Nama", "L/P", "Usia", "Tujuan Negara", "Tgl Keberangkatan"],
    [1, "Sugiarti", "P", "33 tahun", "Hongkong", day("14/02/2021")], [2, "Mahmudi", "L", "38 tahun", "Jepang", day("20/03/2022")], ["", "Jumlah TKI/TKW", "", "2 orang", "", ""]]),
    {4: ok(full_name="Sugiarti", sex=F, village="35.04.14.2015", stage="pmi", country="HK", stage_on=day("14/02/2021")), 5: ok(full_name="Mahmudi", stage="pmi", country="JP")})
case("u07_nama_lembar_bulan", "beneficiaries", "CPMI Desa Jabon 2025.xlsx", xlsx(**{
    "Januari": [["NO", "NAMA CPMI", "NO KTP", "TGL LAHIR", "NEGARA"], [1, "Hesti", nik("05/05/2003", 41, "P"), "05/05/2003", "Taiwan"]],
    "Februari": [["NO", "NAMA CPMI", "NO KTP", "TGL LAHIR", "NEGARA"], [1, "Agil", nik("06/06/2002", 42), "06/06/2002", "Korea"]]}),
    {"Januari": {2: ok(full_name="Hesti", village="35.04.14.2010", stage="cpmi", country="TW")}, "Februari": {2: ok(full_name="Agil", village="35.04.14.2010", stage="cpmi", country="KR")}})
case("u08_kode_p_l_terbalik", "beneficiaries", "kelamin.csv", lines(
    "Nama,Kelamin (1: Perempuan 2: Laki-laki),Desa,Jenis Migran", "Endah,1,Betak,Purna PMI", "Farhan,2,Betak,PMI", sep=","),
    {2: ok(full_name="Endah", sex=F, stage="purna", village=B), 3: ok(full_name="Farhan", sex=M, stage="pmi")})
case("u09_laki_perempuan_kolom", "beneficiaries", "centang.csv", lines(
    "No;Nama Penerima;Laki-Laki;Perempuan;Umur;Desa;Status", "1;Gunadi;1;;44;Joho;Purna PMI", "2;Hanum;;1;39;Joho;Purna PMI", "3;Iskandar;√;-;51;Joho;PMI Purna"),
    {2: ok(full_name="Gunadi", sex=M, stage="purna"), 3: ok(sex=F), 4: ok(sex=M, village="35.04.14.2008")})
case("u10_kobo_bahasa_inggris", "beneficiaries", "survey_export.csv", lines(
    '"start","end","q1_nama_lengkap","q2_nik","q3_sex","q4_tgl_lahir","q5_desa","q6_status_migran","q7_negara","q8_no_hp","_id","_submission_time"',
    f'"2025-01-01T08:00:00","2025-01-01T08:10:00","Jamilah","{nik("21/12/1985", 51, "P")}","P","1985-12-21","Kalibatur","purna","Malaysia","0812","1","2025-01-01T01:11:00"', sep=","),
    {2: ok(full_name="Jamilah", sex=F, birth_date=day("21/12/1985"), village="35.04.14.2001", stage="purna", country="MY", phone_raw="0812")})
case("u11_status_dua_arti", "beneficiaries", "campur.csv", lines(
    "Nama;Desa;Status;Status Pernikahan;Status Migrasi", "Katmi;Betak;Aktif;Kawin;PMI", "Ledi;Betak;Tidak aktif;Cerai;Purna"),
    {2: ask(full_name="Katmi", stage="pmi"), 3: ask(full_name="Ledi", stage="purna")})
case("u12_nik_dan_tanggal_excel", "beneficiaries", "angka.xlsx", xlsx(Sheet1=[
    ["NIK", "NAMA LENGKAP", "TGL LHR", "ALAMAT", "RT", "RW", "DESA", "STATUS"],
    [float(nik("15/10/1991", 5231)), "NURDIN", 33526, "JL RAYA", 1.0, 2.0, "TUNGGANGRI", "PMI"], [nik("16/10/1991", 62, "P"), "OLIVIA", "16 Oktober1991", "JL RAYA", "001", "002", "Ds.Betak", "CPMI"]]),
    {2: ok(nik=nik("15/10/1991", 5231), birth_date=day("15/10/1991"), rt="1", rw="2", village=T, stage="pmi"), 3: ask(birth_date=day("16/10/1991"), village=B, stage="cpmi")})
case("u13_kelurahan_kota", "beneficiaries", "kelurahan.csv", lines(
    "NAMA LENGKAP|NOMOR INDUK KEPENDUDUKAN (NIK)|JENIS KELAMIN (L/P)|KELURAHAN|KECAMATAN|STATUS CPMI/PMI/PURNA", f"RATIH|{nik('30/11/1994', 71, 'P', '350401')}|P|BAGO|TULUNGAGUNG|PURNA", f"SAIFUL|{nik('29/10/1990', 72, 'L', '350401')}|L|KAUMAN|TULUNGAGUNG|CPMI"),
    {2: ok(full_name="RATIH", village="35.04.01.1006", stage="purna"), 3: ok(village="35.04.01.1010", stage="cpmi")})
case("u14_kembali_alasan", "beneficiaries", "purna pmi kec gondang.csv", lines(
    "Nama;Desa;Negara Terakhir;Tahun Kembali;Alasan Kembali;Rencana Usaha", "Tarno;Tiudan;Korea Selatan;2022;Habis kontrak;ternak", "Umi;Rejosari;Taiwan;2023;Sakit;", "Vina;Bendo;Hongkong;2020;Menikah;toko"),
    {2: ok(full_name="Tarno", village="35.04.09.2018", stage="purna", country="KR", return_reason="contract"), 3: ok(village="35.04.09.2008", return_reason="illness", stage="purna"), 4: ask(full_name="Vina", stage="purna")})
case("u15_wilayah_bps", "beneficiaries", "kode.csv", lines(
    "Kode Prov;Kode Kab;Kode Kec;Kode Desa;Nama Desa;Nama;Status", "35;04;14;2011;Tunggangri;Wagiman;PMI", "35;04;14;2016;Betak;Yatimah;Purna"),
    {2: ok(full_name="Wagiman", village=T, stage="pmi"), 3: ok(full_name="Yatimah", village=B, stage="purna")})

case("v01_rab_dalam_rupiah", "activities", "RAB.xlsx", xlsx(_merges=["A1:H1"], RAB=[
    ["RENCANA KEGIATAN DESMIGRATIF DESA BETAK TAHUN ANGGARAN 2026"], [], ["No", "Kegiatan", "Pilar", "Waktu", "Sasaran", "Anggaran (Rp.000)", "Sumber", "Penanggung Jawab"],
    [1, "Pelatihan digital marketing", "Usaha Produktif", "10-12 Februari 2026", "20 orang", 8500, "APBDes", "Kasi Kesra"], [2, "Rumah belajar", "Community Parenting", "3 Maret 2026", "30 anak", "4.750", "Dana Desa", "Kader"], ["", "Total", "", "", "", 13250, "", ""]]),
    {4: ok(title="Pelatihan digital marketing", pillar=2, start_on=day("10/02/2026"), end_on=day("12/02/2026"), plan=8_500_000, villages=[B], source="dana_desa"), 5: ok(title="Rumah belajar", pillar=3, plan=4_750_000, start_on=day("03/03/2026"))})
case("v02_laporan_bulanan", "activities", "lap bulanan.csv", lines(
    "LAPORAN BULANAN PETUGAS DESMIGRATIF;;;;;;;", "Desa: Tunggangri;;;;;;;", "Bulan: Maret 2025;;;;;;;", ";;;;;;;", "No;Hari, Tanggal;Nama Kegiatan;Pilar;Tempat;Jumlah Peserta;Hasil;Kendala",
    "1;Senin, 3 Maret 2025;Konsultasi dokumen;I;Kantor Desa;5;5 dokumen dibantu;-", "2;Kamis, 13 Maret 2025;Kelas jahit;II;Rumah Bu Sri;12;2 kelompok;mesin kurang"),
    {6: ask(title="Konsultasi dokumen", pillar=1, start_on=day("03/03/2025"), villages=[T], heads=[None, None, 5]), 7: ask(title="Kelas jahit", villages=[T], heads=[None, None, 12], obstacle="mesin kurang")})
case("v03_apbd_tanpa_tingkat", "activities", "apbd.csv", lines(
    "Kegiatan;Pilar;Tgl Mulai;Tgl Akhir;Nama Desa;Sumber Dana;Pagu (Rp);Realisasi (Rp)", "Bazar;II;01-05-2025;02-05-2025;Tunggangri;APBD;5.000.000;5.000.000", "Expo;II;01-06-2025;02-06-2025;Tunggangri;APBD Kab. Tulungagung;5,000,000;4,900,000", "Temu;IV;05-06-2025;05-06-2025;Betak;Hibah CSR;Rp 2.000.000,00;Rp 0"),
    {2: held(), 3: ask(source="apbd_regency", plan=5_000_000, actual=4_900_000), 4: ok(source="csr", plan=2_000_000, actual=0)})
case("v04_beberapa_desa", "activities", "gabungan.csv", lines(
    "Nama Kegiatan;Pilar;Tanggal;Desa;Anggaran", "Jambore purna;II;10/10/2025;Tunggangri, Betak dan Pagersari;Rp15.000.000", "Seminar;I;11/10/2025;Tunggangri/Betak;7500000"),
    {2: ok(title="Jambore purna", villages=[T, B, G], plan=15_000_000), 3: ask(title="Seminar", villages=[T, B], plan=7_500_000)})

case("w01_hadir_form", "participants", "Daftar Hadir.csv", lines(
    '"Stempel waktu","Nama Lengkap","Jenis Kelamin","Asal Desa/Kelurahan","Status Anda","ID Kegiatan"', '"01/04/2024 08.00.00","Partiyem","Perempuan","Betak","Purna PMI","K-03"', '"01/04/2024 08.01.00","Sarto","Laki-laki","Pagersari","Perangkat Desa","K-03"', sep=","),
    {2: ok(full_name="Partiyem", sex=F, village=B, category="returned", list_code="K-03"), 3: ok(full_name="Sarto", category="official", village=G)}, needs="K-01")
case("w02_hadir_desa_judul", "participants", "K-02.xlsx", xlsx(Hadir=[
    ["DAFTAR HADIR SOSIALISASI MIGRASI AMAN"], ["Desa Tunggangri, 5 Maret 2024"], ["Kode: K-02"], [], ["No", "Nama", "NIK", "L/P", "Unsur", "Paraf"], [1, "Rumini", nik("06/06/1986", 5302, "P"), "P", "Keluarga PMI", ""], [2, "Sabar", "-", "L", "Umum", ""]]),
    {6: ask(full_name="Rumini", list_code="K-02", sex=F, category="family"), 7: ask(full_name="Sabar", list_code="K-02", village=T, category="other")}, needs="K-01")
case("w03_rekap_lp", "head_counts", "rekap.csv", lines(
    "Kode Keg;Desa;L;P;Jml;Keterangan", "K-01;Tunggangri;5;7;12;", "K-01;Betak;4;6;10;", "K-03;Pagersari;3;;;"),
    {2: ok(village=T, counts={"undetailed": [5, 7, None]}), 3: ok(village=B, counts={"undetailed": [4, 6, None]}), 4: held()}, needs="K-01")

case("x01_rekap_status", "village_figures", "REKAP.xlsx", xlsx(_merges=["A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:H3", "I3:I4"], Rekap=[
    ["REKAPITULASI DATA CPMI, PMI DAN PURNA PMI KEC. KALIDAWIR"], [], ["NO", "DESA", "CPMI", "", "PMI", "", "PURNA PMI", "", "JUMLAH"], ["", "", "Lk", "Pr", "Lk", "Pr", "Lk", "Pr", ""],
    [1, "Rejosari", 1, 2, 10, 20, 5, 6, 44], [2, "Winong", "-", 1, 4, 9, 2, 3, 19], ["JUMLAH TOTAL", "", 1, 3, 14, 29, 7, 9, 63]]),
    {5: ok(village="35.04.14.2002", prospective=[3, 1, 2], migrants_abroad=[30, 10, 20], returned=[11, 5, 6]), 6: held()})
case("x02_keanggotaan", "memberships", "DME.xlsx", xlsx(Data=[
    ["DAFTAR DESA MIGRAN EMAS TAHUN 2026"], [], ["No", "Kab/Kota", "Kec.", "Nama Desa", "Status", "No. SK", "Tanggal SK"], [1, "Kab. Tulungagung", "Kalidawir", "Jabon", "Penetapan", "SK 1/2026", "02/01/2026"]]),
    {4: ok(village="35.04.14.2010", programme="dme", status="designated", decree="SK 1/2026")})
case("x03_target", "targets", "indikator.csv", lines(
    "Kabupaten/Kota;Tahun;Kode Indikator;Nama Indikator;Satuan;Target Tahunan;Capaian", "Tulungagung;2026;I-1;CPMI diedukasi;orang;150;75", "Tulungagung;2026;I-2;Kelompok usaha;kelompok;12;-"),
    {2: ok(target=150, year=2026), 3: ok(target=12)})

case("y01", "beneficiaries", "data pmi.xlsx", xlsx(Sheet1=[
    ["REKAPITULASI WARGA MIGRAN"], ["NAMA DESA : KALIBATUR"], ["KECAMATAN : KALIDAWIR"], [],
    ["NO", "N A M A", "N I K", "JENIS KELAMIN", "TTL", "PEKERJAAN DI LN", "NEGARA", "BERANGKAT TH", "PULANG TH"],
    [1, "KASTINI", nik("08/10/1976", 1, "P"), "PEREMPUAN", "TULUNGAGUNG, 08-10-1976", "PRT", "ARAB SAUDI", 2008, 2015], [2, "ROHMAT", nik("09/11/1990", 2), "LAKI-LAKI", "TULUNGAGUNG, 09-11-1990", "PABRIK", "TAIWAN", 2021, ""]]), {
    6: ok(full_name="KASTINI", sex=F, birth_date=day("08/10/1976"), village="35.04.14.2001", stage="purna", country="SA", sector="PRT"), 7: ok(full_name="ROHMAT", sex=M, stage="pmi", country="TW")})
case("y02", "beneficiaries", "responden.csv", lines(
    "id_responden;nm_responden;jk;tgl_lhr;kd_desa;status_pmi;neg_tujuan;thn_brkt", "1;Sholikah;2;12-12-1988;3504142011;pmi;Hongkong;2019", "2;Bahrudin;1;05-06-1970;3504142016;purna;Malaysia;2001"),
    {2: ok(full_name="Sholikah", sex=F, birth_date=day("12/12/1988"), village=T, stage="pmi", country="HK"), 3: ok(full_name="Bahrudin", sex=M, village=B, stage="purna")})
case("y03", "beneficiaries", "Daftar Keluarga.xlsx", xlsx(Data=[
    ["DAFTAR KELUARGA PMI DESA BETAK"], [], ["No", "Nama PMI", "Nama Suami/Istri", "NIK Suami/Istri", "Tgl Lahir", "Negara PMI"], [1, "Painem", "Sarjo", nik("15/02/1975", 11), "15/02/1975", "Taiwan"], [2, "Karjo", "Sumi", nik("16/03/1980", 12, "P"), "16/03/1980", "Korea"]]),
    {4: ok(full_name="Sarjo", nik=nik("15/02/1975", 11), birth_date=day("15/02/1975"), is_family=True, village=B, stage=None), 5: ok(full_name="Sumi", is_family=True)})
case("y04", "beneficiaries", "gform.csv", lines(
    '"Timestamp","Nama Bapak/Ibu/Saudara sesuai KTP","Nomor NIK","Jenis kelamin Anda","Tempat dan tanggal lahir Anda","Desa tempat tinggal","Apakah Anda CPMI, PMI, atau Purna PMI?","Negara tujuan/penempatan"',
    f'"11/11/2025 11:11:11","Dwi Astutik","{nik("19/09/1993", 21, "P")}","Perempuan","Tulungagung, 19 September 1993","Tunggangri","Calon PMI","Taiwan"', sep=","),
    {2: ok(full_name="Dwi Astutik", sex=F, birth_date=day("19/09/1993"), village=T, stage="cpmi", country="TW")})
case("y05", "beneficiaries", "SIAPkerja_export.csv", lines(
    "No Pendaftaran\tNama Lengkap\tNomor Identitas\tTanggal Lahir\tJenis Kelamin\tKelurahan/Desa KTP\tKecamatan KTP\tStatus Penempatan\tNegara\tTanggal Penempatan", f"P-1\tYULIANTO\t{nik('28/02/1992', 31)}\t1992-02-28\tLaki-laki\tJOHO\tKALIDAWIR\tDitempatkan\tJepang\t2024-06-10"),
    {2: ok(full_name="YULIANTO", nik=nik("28/02/1992", 31), birth_date=day("28/02/1992"), village="35.04.14.2008", country="JP", stage="pmi", stage_on=day("10/06/2024"))})
case("y06", "activities", "LPJ.xlsx", xlsx(LPJ=[
    ["LAPORAN PERTANGGUNGJAWABAN KEGIATAN"], ["Desa Pagersari Kec. Kalidawir"], [], ["No", "Jenis Kegiatan", "Pilar ke", "Tanggal", "Volume", "Satuan", "Jumlah Biaya (Rp)", "Sumber Dana"],
    [1, "Pelatihan keripik", 2, "4 Feb 2025", 20, "orang", "6.000.000", "DD"], [2, "Pengajian keluarga PMI", 3, "11 Feb 2025", 1, "kali", "750.000", "Swadaya"], ["", "JUMLAH", "", "", "", "", "6.750.000", ""]]),
    {5: ok(title="Pelatihan keripik", pillar=2, start_on=day("04/02/2025"), villages=[G], plan=6_000_000, source="dana_desa"), 6: ok(title="Pengajian keluarga PMI", pillar=3, plan=750_000, source="swadaya")})
case("y07", "activities", "keg2.csv", lines(
    "KEGIATAN;PILAR;WAKTU;LOKASI;ANGGARAN (dlm jutaan);REALISASI (dlm jutaan)", "Kursus bahasa;PILAR 1;15 s/d 17 Januari 2025;Ds. Tunggangri;10,25;10", "Lomba anak;PILAR 3;20 Januari 2025;Ds. Betak;3;2,9"),
    {2: ok(title="Kursus bahasa", pillar=1, start_on=day("15/01/2025"), end_on=day("17/01/2025"), villages=[T], plan=10_250_000, actual=10_000_000), 3: ok(pillar=3, plan=3_000_000, actual=2_900_000)})
case("y08", "participants", "hadir.csv", lines(
    "Daftar Hadir Kegiatan;;;;", "Kode Keg: K-01;;;;", "No;Nama Lengkap;Lk/Pr;Utusan Desa;Jabatan/Unsur", "1;Mujiati;Pr;Tunggangri;Kader", "2;Sakri;Lk;Betak;Purna PMI"),
    {4: ok(full_name="Mujiati", sex=F, village=T, category="official", list_code="K-01"), 5: ok(full_name="Sakri", village=B, category="returned")}, needs="K-01")
case("y09", "village_figures", "monografi.csv", lines(
    "Desa;Jml Jiwa Laki-laki;Jml Jiwa Perempuan;Jumlah Jiwa;Jumlah KK;PMI Laki-laki;PMI Perempuan;Eks PMI", "Tunggangri;2.200;2.312;4.512;1.320;12;40;51"),
    {2: ok(village=T, population=[4512, 2200, 2312], households=[1320, None, None], migrants_abroad=[52, 12, 40], returned=[51, None, None])})
case("y10", "memberships", "angkatan.csv", lines("Provinsi;Kabupaten;Kecamatan;Desa;Tahun Pembentukan;Status", "Jawa Timur;Tulungagung;Sendang;Geger;2019;Aktif", "Jawa Timur;Tulungagung;Pakel;Gebang;2018;Non Aktif"),
    {2: ok(village="35.04.07.2011", status="facilitated", batch_year=2019), 3: ok(village="35.04.18.2017", status="inactive", batch_year=2018)})
case("y11", "beneficiaries", "PURNA.csv", lines("No,Nama,JK,Alamat,Usaha yang dijalankan,No HP", '1,Sutiyem,P,"Dsn. Ngemplak RT 001/RW 003, Ds. Domasan, Kec. Kalidawir",Warung kopi,0856', sep=","),
    {2: ok(full_name="Sutiyem", sex=F, village="35.04.14.2014", rt="001", rw="003", stage="purna")})
case("y12", "head_counts", "hc.csv", lines("Kode kegiatan;Kode desa;Peserta CPMI L;Peserta CPMI P;Peserta Purna L;Peserta Purna P;Jumlah Peserta", "K-01;3504142011;1;2;3;4;10"),
    {2: ok(village=T, counts={"cpmi": [1, 2, None], "returned": [3, 4, None]})}, needs="K-01")
