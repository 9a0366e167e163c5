"""Lists of village officers and district staff, with what each row says; written before they were read."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case("da01_lap_triwulan", "activities", "Laporan TW I Desmigratif Ds. Ngubalan.xlsx", xlsx(_merges=["A1:H1"], Laporan=[
    ["LAPORAN TRIWULAN I PETUGAS DESMIGRATIF"], ["NAMA DESA", ": NGUBALAN"], ["KECAMATAN", ": KALIDAWIR"], ["KABUPATEN", ": TULUNGAGUNG"], [], ["NO", "TANGGAL", "KEGIATAN", "PILAR", "TEMPAT", "JML PESERTA", "NARASUMBER", "KETERANGAN"],
    [1, "6 Jan 2026", "Sosialisasi lowongan kerja luar negeri", "I", "Balai Desa", 32, "Disnaker", ""], [2, "10-11 Feb 2026", "Pelatihan pengemasan produk", "II", "Balai Desa", 18, "Dinkop", ""], [3, "14 Maret 2026", "Lomba mewarnai anak PMI", "III", "TK Dharma Wanita", 40, "-", ""]]),
    {7: ok(title="Sosialisasi lowongan kerja luar negeri", pillar=1, start_on=day("06/01/2026"), villages=["35.04.14.2013"], heads=[None, None, 32]), 8: ok(title="Pelatihan pengemasan produk", pillar=2, start_on=day("10/02/2026"), end_on=day("11/02/2026")), 9: ok(title="Lomba mewarnai anak PMI", pillar=3, villages=["35.04.14.2013"], heads=[None, None, 40])})
case("da02_usulan", "activities", "usulan musrenbang.csv", lines(
    "No;Usulan Kegiatan;Pilar;Lokasi;Perkiraan Waktu;Perkiraan Biaya (Rp);Sumber Dana;Prioritas", "1;Pelatihan kopi bubuk;Pilar 2;Desa Betak;10 Agustus 2026;Rp 12.000.000,00;APBD Kabupaten;1", "2;Rumah baca anak PMI;Pilar 3;Desa Pagersari;17 Agustus 2026;Rp 5.500.000,00;Dana Desa;2"),
    {2: ok(title="Pelatihan kopi bubuk", pillar=2, villages=[B], start_on=day("10/08/2026"), plan=12_000_000, source="apbd_regency"), 3: ok(title="Rumah baca anak PMI", pillar=3, villages=[G], plan=5_500_000, source="dana_desa")})
case("da03_hari_terpisah", "activities", "absensi giat.csv", lines(
    "Kegiatan,Pilar,Tgl,Bln,Thn,Desa,L,P", "Kelas bahasa Mandarin,1,12,3,2025,Tunggangri,4,11", sep=","),
    {2: ok(title="Kelas bahasa Mandarin", start_on=day("12/03/2025"), villages=[T], heads=[4, 11, None])})
case("da05_sebutan", "activities", "kegiatan.csv", lines(
    "Nama Kegiatan;Pilar;Tanggal Pelaksanaan;Nama Desa;Kecamatan;Jumlah Peserta Laki-Laki (orang);Jumlah Peserta Perempuan (orang);Total Peserta (orang);Anggaran;Realisasi;Sisa Anggaran;Persentase (%)", "Pelatihan roti;Usaha Produktif;04/11/2025 s/d 06/11/2025;Sambidoplang;Sumbergempol;6;14;20;9.000.000;8.750.000;250.000;97,22", "Sosialisasi KUR PMI;Layanan Migrasi;11 Nop. 2025;Junjung;Sumbergempol;15;15;30;3.500.000;3.500.000;0;100"),
    {2: ok(title="Pelatihan roti", pillar=2, start_on=day("04/11/2025"), end_on=day("06/11/2025"), villages=["35.04.10.2001"], heads=[6, 14, None], plan=9_000_000, actual=8_750_000), 3: ok(title="Sosialisasi KUR PMI", pillar=1, start_on=day("11/11/2025"), villages=["35.04.10.2009"], plan=3_500_000, actual=3_500_000)})

case("db01_undangan_hadir", "participants", "Daftar Hadir K-01 hari 1.xlsx", xlsx(Hadir=[
    ["PEMERINTAH KABUPATEN TULUNGAGUNG"], ["DINAS TENAGA KERJA DAN TRANSMIGRASI"], [], ["DAFTAR HADIR PESERTA PELATIHAN BATIK"], ["HARI PERTAMA, 20 NOVEMBER 2023"], [], ["NO", "NAMA LENGKAP", "L/P", "DESA", "KATEGORI", "NO. TELP", "TANDA TANGAN", ""], ["1", "Siti Khotimah", "P", "Betak", "PMI Purna", "0812", "1", ""], ["2", "Eko Wahyudi", "L", "Tunggangri", "Masyarakat", "0813", "", "2"], [], ["", "", "", "", "Tulungagung, 20 November 2023"], ["", "", "", "", "Panitia,"]]),
    {8: ok(full_name="Siti Khotimah", sex=F, village=B, list_code="K-01", category="returned"), 9: ok(full_name="Eko Wahyudi", sex=M, village=T, category="other")}, needs="K-01")
case("db02_nomor_portal", "participants", "peserta kelas.csv", lines(
    "kode_kegiatan;nama_lengkap;nik;jenis_kelamin;desa;kecamatan;kategori", f"K-03;RATNA DEWI;{nik('01/01/1991', 901, 'P')};PEREMPUAN;PAGERSARI;KALIDAWIR;KELUARGA PMI", f"K-03;HARTONO;{nik('02/02/1972', 902)};LAKI-LAKI;TUNGGANGRI;KALIDAWIR;PEMERINTAH DESA"),
    {2: ok(full_name="RATNA DEWI", sex=F, village=G, category="family"), 3: ok(full_name="HARTONO", village=T, category="official", list_code="K-03")}, needs="K-01")
case("db03_kobo", "participants", "presensi_kobo.csv", lines(
    '"start","end","Kode kegiatan","Nama peserta","Jenis kelamin peserta","Desa asal peserta","Peserta merupakan","_id","_uuid"', '"2024-04-08T09:00:00","2024-04-08T09:01:00","K-03","Wiwik","Perempuan","Betak","Pasangan PMI","1","u1"', '"2024-04-08T09:02:00","2024-04-08T09:03:00","K-03","Sukirno","Laki-laki","Pagersari","PMI yang sudah pulang","2","u2"', sep=","),
    {2: ok(full_name="Wiwik", sex=F, village=B, category="family", list_code="K-03"), 3: ask(full_name="Sukirno", village=G)}, needs="K-01")

case("dc01_total_saja", "head_counts", "peserta per desa.csv", lines(
    "PESERTA KELAS PENGASUHAN", "", "Desa;Jumlah", "Tunggangri;16", "Betak;18", "Pagersari;15", "Total;49"),
    {4: ok(village=T, list_code="K-03", counts={"undetailed": [None, None, 16]}), 5: ok(village=B, counts={"undetailed": [None, None, 18]}), 6: ok(village=G, counts={"undetailed": [None, None, 15]})}, needs="K-01")
case("dc02_tiga_tingkat", "head_counts", "Rekap.xlsx", xlsx(_merges=["A1:A3", "B1:B3", "C1:H1", "C2:D2", "E2:F2", "G2:H2", "I1:I3"], R=[
    ["Kode", "Desa", "Jumlah Peserta", "", "", "", "", "", "Total"], ["", "", "Purna PMI", "", "Keluarga PMI", "", "Aparatur Desa", "", ""], ["", "", "L", "P", "L", "P", "L", "P", ""], ["K-01", "Betak", 2, 8, 1, 6, 3, 1, 21], ["K-01", "Tunggangri", 4, 5, 0, 7, 2, 2, 20]]),
    {4: ok(village=B, counts={"returned": [2, 8, None], "family": [1, 6, None], "official": [3, 1, None]}), 5: ok(village=T, counts={"returned": [4, 5, None], "family": [0, 7, None], "official": [2, 2, None]})}, needs="K-01")

case("dd01_desa_x", "village_figures", "Data Kec. Besuki.xlsx", xlsx(_merges=["A4:A5", "B4:B5", "C4:E4", "F4:H4", "I4:I5"], D=[
    ["PEMERINTAH KABUPATEN TULUNGAGUNG"], ["KECAMATAN BESUKI"], ["DATA PENDUDUK DAN PMI PER 31 DESEMBER 2025"], ["No", "Nama Desa", "Jumlah Penduduk", "", "", "Jumlah PMI", "", "", "Jumlah KK"], ["", "", "L", "P", "JML", "L", "P", "JML", ""],
    [1, "Desa Besole", 4021, 3988, 8009, 40, 71, 111, 2611], [2, "Desa Sedayugunung", 1502, 1499, 3001, 11, 19, 30, 1002], ["", "Jumlah", 5523, 5487, 11010, 51, 90, 141, 3613]]),
    {6: ok(village="35.04.15.2001", population=[8009, 4021, 3988], migrants_abroad=[111, 40, 71], households=[2611, None, None]), 7: ok(village="35.04.15.2006", population=[3001, 1502, 1499], households=[1002, None, None])})
case("dd02_per_tanggal", "village_figures", "purna.csv", lines(
    "Nama Desa;Purna PMI Laki-laki;Purna PMI Perempuan;Purna PMI Total;Keadaan Tanggal;Sumber", "Tanen;18;35;53;30 September 2025;Pendataan petugas", "Blimbing;9;21;30;30 September 2025;Pendataan petugas"),
    {2: ok(village="35.04.13.2008", returned=[53, 18, 35], stated_on=day("30/09/2025"), source="Pendataan petugas"), 3: ok(village="35.04.13.2010", returned=[30, 9, 21])})
case("dd03_tegak_desa_kolom", "village_figures", "Data Dasar Tiga Desa.xlsx", xlsx(D=[
    ["DATA DASAR DESA DESMIGRATIF KECAMATAN KALIDAWIR TAHUN 2025"], [], ["No", "Indikator", "Tunggangri", "Betak", "Pagersari"], [1, "Jumlah Penduduk", 4512, 5020, 3887], [2, "Jumlah KK", 1320, 1411, 1002], [3, "Jumlah PMI", 52, 40, 28], [4, "Jumlah Purna PMI", 51, 37, 11]]),
    {4: ok(village=T, population=[4512, None, None], households=[1320, None, None], migrants_abroad=[52, None, None], returned=[51, None, None]), 5: ok(village=B, population=[5020, None, None]), 6: ok(village=G, population=[3887, None, None], returned=[11, None, None])})

case("de01_semester", "indicator_values", "nilai sem.csv", lines(
    "Indikator;Desa;Semester;Tahun;Nilai", "Jumlah CPMI yang dilayani;Tunggangri;I;2025;20"),
    {2: held(area=T)})
case("de02_desa_kolom", "indicator_values", "Capaian TW II 2026.xlsx", xlsx(D=[
    ["CAPAIAN INDIKATOR TRIWULAN II TAHUN 2026"], [], ["No", "Kode", "Nama Indikator", "Nama Desa", "Capaian", "Satuan", "Sumber Bukti"], [1, "A-1", "Jumlah CPMI yang dilayani", "Tunggangri", "11 orang", "orang", "Register"], [2, "A-1", "Jumlah CPMI yang dilayani", "Betak", "6 orang", "orang", "Register"]]),
    {4: ok(indicator="A-1", area=T, year=2026, quarter=2, value=11), 5: ok(area=B, value=6)})
case("df01_perjanjian_kinerja", "targets", "Perjanjian Kinerja 2027.xlsx", xlsx(PK=[
    ["PERJANJIAN KINERJA TAHUN 2027"], ["DINAS TENAGA KERJA DAN TRANSMIGRASI KABUPATEN TULUNGAGUNG"], [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"], [1, "Meningkatnya pelindungan CPMI", "CPMI diedukasi", "1.500 orang"], [2, "Meningkatnya usaha purna PMI", "Kelompok usaha", "25 kelompok"]]),
    {5: ok(indicator="I-1", area="35.04", year=2027, target=1500), 6: ok(indicator="I-2", target=25)})
case("dg01_desa_sah", "memberships", "Daftar Desmigratif Tulungagung.csv", lines(
    "Kode Kemendagri;Nama Desa;Kecamatan;Angkatan;Keterangan", "35.04.14.2016;Betak;Kalidawir;2018;Aktif", "35.04.13.2008;Tanen;Rejotangan;2019;Tidak aktif"),
    {2: ask(village=B, batch_year=2018), 3: ask(village="35.04.13.2008", batch_year=2019)})
case("dh01_data_cpmi", "beneficiaries", "DATA CPMI 2026 KEC NGUNUT.xlsx", xlsx(CPMI=[
    ["DATA CALON PEKERJA MIGRAN INDONESIA (CPMI)"], ["KECAMATAN NGUNUT TAHUN 2026"], [], ["NO", "NAMA", "TEMPAT LAHIR", "TGL LAHIR", "UMUR", "JK", "NIK", "DESA", "RT", "RW", "PENDIDIKAN", "NEGARA TUJUAN", "PPTKIS/P3MI", "TGL DAFTAR"],
    [1, "DEVI ANGGRAINI", "TULUNGAGUNG", day("21/05/2003"), 22, "P", nik("21/05/2003", 911, "P"), "GILANG", "02", "03", "SMK", "TAIWAN", "PT BUMENJAYA", day("05/01/2026")], [2, "RENDY SAPUTRA", "BLITAR", day("02/08/2000"), 25, "L", nik("02/08/2000", 912), "PULOSARI", "01", "01", "SMA", "KOREA SELATAN", "BP3MI (G TO G)", day("12/01/2026")]]),
    {5: ok(full_name="DEVI ANGGRAINI", sex=F, birth_date=day("21/05/2003"), village="35.04.11.2013", stage="cpmi", country="TW", rt="02", rw="03"), 6: ok(full_name="RENDY SAPUTRA", sex=M, village="35.04.11.2017", stage="cpmi", country="KR")})
case("dh02_penjemputan", "beneficiaries", "rekap pemulangan.csv", lines(
    "NO,NAMA PMI,NIK,JENIS KELAMIN,ALAMAT,NEGARA,TANGGAL KEPULANGAN,KETERANGAN", f'1,SRI RAHAYU,{nik("10/10/1980", 921, "P")},P,"RT 02 RW 01 Desa Serut Kec. Boyolangu",Malaysia,05 Januari 2026,Deportasi', f'2,IMAM GHOZALI,{nik("11/11/1985", 922)},L,"RT 04 RW 02 Desa Beji Kec. Boyolangu",Arab Saudi,09 Januari 2026,Sakit', sep=","),
    {2: ok(full_name="SRI RAHAYU", sex=F, village="35.04.02.2014", stage="purna", stage_on=day("05/01/2026"), country="MY"), 3: ok(full_name="IMAM GHOZALI", village="35.04.02.2015", stage="purna", country="SA")})
