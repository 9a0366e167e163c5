"""Plans with months to tick, `sda`, officials' numbers below a list, areas between villages, years of accounts."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017"
F, M = "female", "male"

case("ga_o01_disnaker_cpmi", "beneficiaries", "Data CPMI Kab Tulungagung Jan-Mar 2025.xlsx", xlsx(_merges=["A1:L1", "A2:L2"], Sheet1=[
  ["DATA CALON PEKERJA MIGRAN INDONESIA (CPMI) YANG MENDAFTAR DI DINAS TENAGA KERJA"], ["PERIODE JANUARI S.D. MARET 2025"], [],
  ["NO", "NAMA", "NIK", "JK", "TEMPAT LAHIR", "TGL LAHIR", "ALAMAT", "DESA/KEL", "KECAMATAN", "PENDIDIKAN", "NEGARA TUJUAN", "P3MI"],
  [1, "SITI KHOTIJAH", nik("04/06/1996", 2101, "P"), "P", "TULUNGAGUNG", "04-06-1996", "DSN. KRAJAN RT 01 RW 02", "JUNJUNG", "SUMBERGEMPOL", "SMA", "TAIWAN", "PT. SURYA PACIFIC JAYA"],
  [2, "MOH. FAISOL", nik("19/12/2000", 2102), "L", "BLITAR", "19-12-2000", "DSN. GEMPOL RT 03 RW 01", "WATES", "SUMBERGEMPOL", "SMK", "KOREA SELATAN", "G TO G"],
  [3, "YULI ASTUTI", nik("30/07/1989", 2103, "P"), "P", "TULUNGAGUNG", "30-07-1989", "DSN. SUMBER RT 02 RW 05", "SUMBERDADI", "SUMBERGEMPOL", "SMP", "HONGKONG", "PT. TRITAMA MEGAH ABADI"],
  [], ["", "", "", "", "", "", "", "", "", "Tulungagung, 2 April 2025"], ["", "", "", "", "", "", "", "", "", "Kepala Bidang Penta"], [], ["", "", "", "", "", "", "", "", "", "Drs. SUGENG, M.M."], ["", "", "", "", "", "", "", "", "", "NIP. 19680412 199403 1 007"]]),
  {5: ok(full_name="SITI KHOTIJAH", sex=F, birth_date=day("04/06/1996"), nik=nik("04/06/1996", 2101, "P"), village="35.04.10.2009", stage="cpmi", country="TW", education="sma", rt="01", rw="02", placed_by="PT. SURYA PACIFIC JAYA"), 6: ok(full_name="MOH. FAISOL", village="35.04.10.2002", country="KR", education="sma", placement="g2g"), 7: ok(village="35.04.10.2014", country="HK", education="smp", birth_date=day("30/07/1989"))})
case("ga_o02_kegiatan_petugas", "activities", "Laporan kegiatan triwulan II 2025.xlsx", xlsx(_merges=["A1:I1", "A2:I2"], Kegiatan=[
  ["LAPORAN KEGIATAN DESMIGRATIF TRIWULAN II TAHUN 2025"], ["DESA NGEPOH KECAMATAN TANGGUNGGUNUNG"], [],
  ["No", "Tanggal", "Nama Kegiatan", "Pilar", "Tempat", "Laki-laki", "Perempuan", "Jumlah", "Sumber Dana", "Keterangan"],
  [1, day("09/04/2025"), "Sosialisasi prosedur bekerja ke luar negeri", "I", "Balai Desa", 18, 25, 43, "APBD", "terlaksana"],
  [2, day("14/05/2025"), "Pelatihan membuat kue kering", "II", "Rumah Desmigratif", 0, 20, 20, "APBN", "terlaksana"],
  [3, day("11/06/2025"), "Kelompok bermain anak PMI", "III", "PAUD Melati", 7, 9, 16, "Swadaya", "terlaksana"],
  ["", "", "Jumlah", "", "", 25, 54, 79, "", ""]]),
  {5: ask(title="Sosialisasi prosedur bekerja ke luar negeri", pillar=1, start_on=day("09/04/2025"), villages=["35.04.19.2005"], heads=[18, 25, None]), 6: ok(title="Pelatihan membuat kue kering", pillar=2, start_on=day("14/05/2025"), heads=[0, 20, None], source="apbn"), 7: ok(pillar=3, start_on=day("11/06/2025"), heads=[7, 9, None], source="swadaya")})
case("ga_o07_sk", "memberships", "Daftar Desa Desmigratif Jatim.xlsx", xlsx(_merges=["A1:F1"], D=[
  ["DAFTAR LOKASI DESA MIGRAN PRODUKTIF (DESMIGRATIF) PROVINSI JAWA TIMUR"], [], ["No", "Kabupaten/Kota", "Kecamatan", "Desa", "Tahun Pembentukan", "Nomor SK"],
  [1, "Kab. Tulungagung", "Kalidawir", "Tunggangri", 2018, "KEP.59/2018"], [2, "Kab. Tulungagung", "Rejotangan", "Tenggur", 2019, "KEP.131/2019"], [3, "Kab. Tulungagung", "Ngunut", "Samir", 2019, "KEP.131/2019"]]),
  {4: ok(village=T, programme="desmigratif", batch_year=2018), 5: ok(village="35.04.13.2001", batch_year=2019), 6: ok(village="35.04.11.2002", batch_year=2019)})
case("ga_o09_layanan", "desk_visits", "Register pelayanan Nov 2025.csv", lines(
  "REGISTER PELAYANAN RUMAH DESMIGRATIF;;;;;;", "DESA BESOLE KECAMATAN BESUKI;;;;;;", ";;;;;;", "No;Tanggal;Jenis Kelamin;Umur;Jenis Layanan;Hasil;Keterangan", "1;03/11/2025;Perempuan;32;Informasi;Selesai;", "2;04/11/2025;Laki-laki;25;Pengurusan dokumen;Selesai;rekom paspor", "3;06/11/2025;Perempuan;41;Pengaduan;Dirujuk;ke BP3MI"),
  {5: ok(visited_on=day("03/11/2025"), sex=F, village="35.04.15.2001", purpose="information", outcome="served"), 6: ok(visited_on=day("04/11/2025"), sex=M, purpose="documents", outcome="served"), 7: ask(purpose="complaint", outcome="referred")})
case("ga_o10_koperasi", "cooperatives", "Data koperasi desmigratif 2024.xlsx", xlsx(_merges=["A1:L1"], K=[
  ["DATA KOPERASI DESMIGRATIF KABUPATEN TULUNGAGUNG TAHUN 2024"], [], ["No", "Nama Koperasi", "Desa", "Kecamatan", "No. Badan Hukum", "Tgl Badan Hukum", "Anggota L", "Anggota P", "Simpanan Pokok (Rp)", "Simpanan Wajib (Rp)", "Aset (Rp)", "SHU (Rp)"],
  [1, "Koperasi Maju Bersama", "Tunggangri", "Kalidawir", "AHU-0001234.AH.01.26", "12/03/2019", 12, 38, 5_000_000, 12_000_000, 87_500_000, 6_250_000],
  [2, "KSU Mitra Purna", "Betak", "Kalidawir", "AHU-0004321.AH.01.26", "05/11/2020", 9, 21, 3_000_000, 7_200_000, 41_000_000, 2_100_000]]),
  {4: ok(name="Koperasi Maju Bersama", village=T, legal_number="AHU-0001234.AH.01.26", legal_on=day("12/03/2019"), year=2024, members_male=12, members_female=38, savings_principal=5_000_000, savings_mandatory=12_000_000, assets=87_500_000, surplus=6_250_000), 5: ok(name="KSU Mitra Purna", village=B, members_female=21, assets=41_000_000)})
case("ga_o12_renja", "activities", "Rencana Kegiatan 2026.xlsx", xlsx(_merges=["A1:H1"], R=[
  ["RENCANA KEGIATAN DESA MIGRAN PRODUKTIF TAHUN 2026"], [], ["No", "Kegiatan", "Pilar", "Desa", "Rencana Tanggal", "Sasaran (orang)", "Kebutuhan Anggaran (Rp)", "Sumber Biaya"],
  [1, "Pelatihan servis HP", "Usaha Produktif", "Tunggangri", "10 Februari 2026", 20, "15.000.000", "APBN"], [2, "Sosialisasi anti TPPO", "Layanan Migrasi", "Betak", "17 Februari 2026", 50, "4.500.000", "APBDes"]]),
  {4: ok(title="Pelatihan servis HP", pillar=2, villages=[T], start_on=day("10/02/2026"), plan=15_000_000, source="apbn"), 5: ok(pillar=1, villages=[B], start_on=day("17/02/2026"), plan=4_500_000)})
case("ga_n01_bulan_tanda", "activities", "Matrik jadwal kegiatan 2025 Ds Betak.xlsx", xlsx(_merges=["A1:P1", "A3:A4", "B3:B4", "C3:C4", "D3:O3"], J=[
  ["MATRIK KEGIATAN DESMIGRATIF DESA BETAK TAHUN 2025"], [], ["No", "Kegiatan", "Pilar", "Bulan", *[""] * 11, "Ket"], ["", "", "", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des", ""],
  [1, "Pendataan PMI", 1, "v", "", "", "", "", "", "", "", "", "", "", "", ""], [2, "Rapat pokja", 4, "", "", "v", "", "", "v", "", "", "", "", "", "", ""]]),
  {5: held(title="Pendataan PMI (Jan 2025)"), 26: held(title="Rapat pokja (Mar 2025)"), 56: held(title="Rapat pokja (Jun 2025)", budget_year=2025)})
case("ga_n02_undangan", "activities", "Lap sosialisasi.csv", lines(
  "No;Uraian;Pilar;Waktu;Desa;Peserta;Sumber Pembiayaan", "1;Sosialisasi TPPO;1;Senin, 3 Feb 2025;Betak;Undangan 40 orang, hadir 36 orang;APBD Kab", "2;Pelatihan sablon;2;4-6 Feb 2025;Tunggangri;20 org;DD", "3;Rakor koperasi;4;10/2/2025;Pagersari;Undangan: 25;Swadaya"),
  {2: ask(title="Sosialisasi TPPO", pillar=1, start_on=day("03/02/2025"), villages=[B], heads=[None, None, 36], source="apbd_regency"), 3: ask(start_on=day("04/02/2025"), end_on=day("06/02/2025"), heads=[None, None, 20], source="dana_desa"), 4: ask(start_on=day("10/02/2025"), heads=[None, None, 25], source="swadaya")})
case("ga_n03_sda", "beneficiaries", "data pmi ds ngrejo.xlsx", xlsx(_merges=["A1:I1", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:G5", "H4:H5", "I4:I5"], Data=[
  ["DATA PMI AKTIF DESA NGREJO KEC. TANGGUNGGUNUNG"], ["s.d. Bulan Juni 2025"], [], ["No", "Nama", "Jns Klmn", "Lahir", "", "Alamat Dusun", "Negara Penempatan", "Berangkat Th", "Majikan/PT"], ["", "", "", "Tempat", "Tanggal", "", "", "", ""],
  [1, "Sumarni", "P", "T.Agung", "12-9-1985", "Krajan", "Taiwan", "2021", "PT Bina Mandiri"], [2, "Tumini", "P", "sda", "3-4-1990", "sda", "sda", "2022", "sda"], [3, "Joko S.", "L", "\"", "25-12-1988", "Jurug", "Korsel", "2019", "G to G"]]),
  {6: ask(full_name="Sumarni", sex=F, birth_date=day("12/09/1985"), village="35.04.19.2003", stage="pmi", country="TW"), 7: ask(full_name="Tumini", sex=F, birth_date=day("03/04/1990"), stage="pmi", country="TW"), 8: ask(full_name="Joko S.", sex=M, birth_date=day("25/12/1988"), country="KR")})
case("ga_n05_kec_heading", "village_figures", "REKAP SE-KAB.xlsx", xlsx(_merges=["A1:F1"], R=[
  ["JUMLAH PMI DAN PURNA PER KECAMATAN/DESA KEADAAN 31-12-2024"], [], ["NO", "KECAMATAN / DESA", "PMI", "", "PURNA PMI", ""], ["", "", "LK", "PR", "LK", "PR"], ["I", "KEC. BANDUNG", 30, 90, 22, 51], [1, "Nglampir", 10, 40, 12, 31], [2, "Suwaru", 20, 50, 10, 20], ["II", "KEC. PAKEL", 5, 25, 3, 30], [1, "Sodo", 5, 25, 3, 30], ["", "TOTAL", 35, 115, 25, 81]]),
  {6: ok(village="35.04.17.2001", migrants_abroad=[50, 10, 40], returned=[43, 12, 31]), 7: ok(village="35.04.17.2005", migrants_abroad=[70, 20, 50], returned=[30, 10, 20]), 9: ok(village="35.04.18.2007", returned=[33, 3, 30])})
case("ga_n06_kobo", "beneficiaries", "Pendataan_Keluarga_PMI_-_all_versions_-_labels.csv", lines(
  '"start";"end";"Nama enumerator";"Kecamatan";"Desa";"Nama lengkap responden";"NIK responden";"Jenis kelamin responden";"Tanggal lahir responden";"Apakah responden pernah bekerja di luar negeri?";"Di negara mana terakhir bekerja?";"_id";"_uuid";"_submission_time"',
  f'"2025-05-02T08:11:02.003+07:00";"2025-05-02T08:31:02.003+07:00";"Dewi";"Pakel";"Sodo";"Wagirah";"{nik("14/02/1980", 2301, "P")}";"Perempuan";"1980-02-14";"Ya, sudah pulang";"Singapura";"331";"1f0c2f3e-1111-2222-3333-444455556666";"2025-05-02T02:31:10"',
  f'"2025-05-02T09:11:02.003+07:00";"2025-05-02T09:31:02.003+07:00";"Dewi";"Pakel";"Sodo";"Slamet Riyadi";"{nik("01/07/1972", 2302)}";"Laki-laki";"1972-07-01";"Ya, sudah pulang";"Malaysia";"332";"1f0c2f3e-1111-2222-3333-444455556667";"2025-05-02T03:31:10"'),
  {2: ask(full_name="Wagirah", sex=F, birth_date=day("14/02/1980"), village="35.04.18.2007", stage="purna", country="SG"), 3: ask(full_name="Slamet Riyadi", sex=M, village="35.04.18.2007", stage="purna", country="MY")})
case("ga_n07_koperasi_jt", "cooperatives", "Perkembangan KSP.csv", lines(
  "Perkembangan Koperasi Desa Tunggangri per 31 Desember 2024;;;;;;", "(dalam jutaan rupiah);;;;;;", "Nama KSP;Jml Anggota (L);Jml Anggota (P);Total Simpanan Pokok;Total Simp. Wajib;Total Aset;SHU", "KSP Purna Sejahtera;10;32;4,2;11,5;65,75;(1,2)"),
  {4: ok(name="KSP Purna Sejahtera", village=T, year=2024, members_male=10, members_female=32, savings_principal=4_200_000, savings_mandatory=11_500_000, assets=65_750_000, surplus=-1_200_000)})
case("ga_n08_layanan_nik", "desk_visits", "Buku_Layanan_LTSA_desa.xlsx", xlsx(_merges=["A1:H1"], B=[
  ["BUKU LAYANAN POS DESMIGRATIF DS. SODO"], [], ["No", "Hr/Tgl", "Jam", "Jns Kel", "Keperluan", "Diteruskan ke", "Status", "Paraf"], [1, "Sn, 6/10/25", "09.10", "P", "minta surat pengantar paspor", "Disnaker", "proses", ""], [2, "sda", "10.00", "L", "konsultasi kerja ke Jepang", "-", "selesai", ""], [3, "Rb, 8/10/25", "08.30", "P", "pulang sakit, minta dibantu", "Puskesmas", "dirujuk", ""]]),
  {4: ask(visited_on=day("06/10/2025"), sex=F, village="35.04.18.2007", purpose="documents"), 5: ask(visited_on=day("06/10/2025"), sex=M, purpose="information", outcome="served"), 6: ask(visited_on=day("08/10/2025"), sex=F, purpose="return", outcome="referred", referred_to="health")})
case("gb_q02_anggaran_pilar", "activities", "Penyerapan DD utk Desmigratif.csv", lines(
  "PEMERINTAH DESA BETAK;;;;;;;", "LAPORAN KEGIATAN DESMIGRATIF SUMBER DANA DESA TA. 2025;;;;;;;", "(dalam ribuan);;;;;;;", "No;Bidang/Pilar;Uraian Keg.;Tgl Pelaks.;Vol (org);Anggaran;Realisasi;Sisa", "1;Layanan Migrasi;Sosialisasi PMI prosedural;Rabu, 19 Maret 2025;45;5.000;4.875;125", "2;Usaha Produktif;Plth. kerajinan bambu;21-23 April 2025;15;9.250;9.250;0", "JUMLAH;;;;60;14.250;14.125;125"),
  {5: ask(title="Sosialisasi PMI prosedural", pillar=1, villages=[B], start_on=day("19/03/2025"), heads=[None, None, 45], plan=5_000_000, actual=4_875_000, source="dana_desa"), 6: ask(title="Plth. kerajinan bambu", pillar=2, start_on=day("21/04/2025"), end_on=day("23/04/2025"), heads=[None, None, 15], plan=9_250_000, actual=9_250_000)})
case("gb_q03_bulan_angka", "activities", "RENCANA KERJA 2026.xlsx", xlsx(_merges=["A1:R1", "A3:A4", "B3:B4", "C3:C4", "D3:O3", "P3:P4"], R=[
  ["JADWAL KEGIATAN DESMIGRATIF DESA SAMIR KEC. NGUNUT TAHUN 2026"], [], ["NO", "URAIAN KEGIATAN", "PILAR", "BULAN KE", *[""] * 11, "VOLUME"], ["", "", "", *range(1, 13), ""],
  [1, "Pelatihan digital marketing", "II", "", "", "x", *[""] * 9, "20 org"], [2, "Pertemuan rutin pengasuhan", "III", "x", "", "", "x", *[""] * 8, "30 org"]]),
  {25: held(title="Pelatihan digital marketing (Maret 2026)", budget_year=2026, villages=["35.04.11.2002"]), 6: held(title="Pertemuan rutin pengasuhan (Januari 2026)", budget_year=2026), 36: held(title="Pertemuan rutin pengasuhan (April 2026)")})
case("gb_q04_pasangan", "village_figures", "profil pmi kec rejotangan.xlsx", xlsx(_merges=["A1:J1", "A3:A5", "B3:B5", "C3:H3", "C4:D4", "E4:F4", "G4:H4", "I3:J4"], P=[
  ["DATA PROFIL PMI KECAMATAN REJOTANGAN PER 30 JUNI 2025"], [], ["No", "Desa", "PMI", "", "", "", "", "", "Keluarga PMI", ""], ["", "", "Calon", "", "Aktif", "", "Purna", "", "", ""], ["", "", "L", "P", "L", "P", "L", "P", "KK", "Anak"],
  [1, "Tenggur", 1, 4, 20, 66, 14, 50, 70, 91], [2, "Tanen", 0, 2, 12, 40, 9, 31, 44, 52]]),
  {6: ok(village="35.04.13.2001", prospective=[5, 1, 4], migrants_abroad=[86, 20, 66], returned=[64, 14, 50], families=[70, None, None], children=[91, None, None]), 7: ok(village="35.04.13.2008", migrants_abroad=[52, 12, 40], families=[44, None, None])})
case("gb_q05_nama_gelar", "participants", "peserta K01 tempel.txt", lines(
  "no\tnama / jabatan\tasal desa\tl/p\tunsur\tkode", "1.\tHj. Siti Fatimah, S.Pd.\tTunggangri\tP\tKader\tK-01", "2.\tBpk. Suyono\tds betak\tL\tPurna TKI\tK-01", sep="\t"),
  {2: ok(full_name="Hj. Siti Fatimah, S.Pd.", sex=F, village=T, category="official", list_code="K-01"), 3: ok(full_name="Bpk. Suyono", sex=M, village=B, category="returned")}, needs="K-01")
case("gb_q08_kopdes_jt", "cooperatives", "KDMP.xlsx", xlsx(_merges=["A1:I1"], K=[
  ["PERKEMBANGAN KOPERASI DESA/KELURAHAN MERAH PUTIH KEC. KALIDAWIR S.D. 31 DESEMBER 2025"], [], ["No", "Desa", "Nama KDMP", "Nomor AHU", "Tgl AHU", "Anggota", "", "Simp. Pokok (Rp juta)", "Aset (Rp juta)"], ["", "", "", "", "", "L", "P", "", ""], [1, "Tunggangri", "KDMP Tunggangri", "AHU-0055555.AH.01.29", "30 Mei 2025", 60, 75, "13,5", "48,25"], [2, "Pagersari", "KDMP Pagersari", "AHU-0055777.AH.01.29", "2 Juni 2025", 41, 38, "7,9", "30"]]),
  {5: ok(village=T, name="KDMP Tunggangri", legal_on=day("30/05/2025"), year=2025, members_male=60, members_female=75, savings_principal=13_500_000, assets=48_250_000), 6: ok(village=G, name="KDMP Pagersari", assets=30_000_000)})
