"""Schedules by weeks, codes with names behind them, outcomes in a note, `Jumlah penduduk` that is no total."""

# fmt: off
# ruff: noqa: E501

from tests.villages.lists.workbooks import ods, row, text

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017"
F, M = "female", "male"

case("gc_r03_laporan_desa", "activities", "Laporan Kegiatan Bulan Juli 2025 Desa Tanen.xlsx", xlsx(_merges=["A1:H1", "A2:H2", "A3:H3"], Juli=[
  ["LAPORAN BULANAN KEGIATAN DESMIGRATIF"], ["DESA TANEN KECAMATAN REJOTANGAN KABUPATEN TULUNGAGUNG"], ["BULAN JULI 2025"], [], ["NO", "HARI, TANGGAL", "JENIS KEGIATAN", "PILAR", "PESERTA", "TEMPAT", "HASIL", "KENDALA"],
  [1, "Rabu, 2 Juli 2025", "Sosialisasi bahaya calo", "I", "35 orang", "Balai Desa Tanen", "Warga paham prosedur", "-"], [2, "Sabtu, 12 Juli 2025", "Pelatihan pembuatan sabun", "II", "20 orang", "Rumah Ibu Kades", "20 orang bisa membuat sabun", "bahan mahal"], [3, "Minggu, 20 Juli 2025", "Bimbel anak PMI", "III", "15 anak", "Mushola Al Ikhlas", "rutin tiap minggu", ""],
  [], ["", "", "", "", "", "", "Tanen, 31 Juli 2025"], ["", "", "", "", "", "", "Petugas Desmigratif"], [], ["", "", "", "", "", "", "Nurul Hidayah"]]),
  {6: ok(title="Sosialisasi bahaya calo", pillar=1, start_on=day("02/07/2025"), villages=["35.04.13.2008"], heads=[None, None, 35], result="Warga paham prosedur"), 7: ok(pillar=2, start_on=day("12/07/2025"), heads=[None, None, 20], obstacle="bahan mahal", villages=["35.04.13.2008"]), 8: ok(pillar=3, start_on=day("20/07/2025"), heads=[None, None, 15])})
case("gc_r10_target_desa", "targets", "target 2026.csv", lines(
  "Indikator;Wilayah;Tahun;Target;Satuan", "I-1 CPMI diedukasi;Kabupaten Tulungagung;2026;1.000;orang", "I-2 Kelompok usaha;Kabupaten Tulungagung;2026;20;kelompok"),
  {2: ok(indicator="I-1", area="35.04", year=2026, target=1000), 3: ok(indicator="I-2", target=20)})
case("gc_r11_buku_tamu", "desk_visits", "Buku tamu Rumah Desmigratif Jan 2026.csv", lines(
  "BUKU TAMU RUMAH DESMIGRATIF DESA SAMIR,,,,,,", "No,Hari/Tanggal,Nama Pengunjung,L/P,Alamat,Keperluan,Keterangan", '1,"Senin, 5 Januari 2026",Sukirah,P,RT 1 RW 2,Konsultasi kerja ke Taiwan,selesai', '2,"Kamis, 8 Januari 2026",Wahid,L,RT 2 RW 2,Mengurus rekomendasi paspor,selesai', '3,"Selasa, 13 Januari 2026",Yanti,P,RT 1 RW 1,Pengaduan majikan menahan paspor,diteruskan ke BP3MI', sep=","),
  {3: ok(visited_on=day("05/01/2026"), sex=F, village="35.04.11.2002", purpose="information"), 4: ok(visited_on=day("08/01/2026"), sex=M, purpose="documents"), 5: ask(visited_on=day("13/01/2026"), purpose="complaint", outcome="referred", referred_to="bp3mi")})
case("gc_s02_jadwal_minggu", "activities", "time schedule.xlsx", xlsx(_merges=["A1:O1", "A3:A5", "B3:B5", "C3:C5", "D3:G3", "H3:K3", "L3:O3", "D4:G4", "H4:K4", "L4:O4"], T=[
  ["TIME SCHEDULE KEGIATAN DESMIGRATIF DESA BETAK TAHUN 2026"], [], ["No", "Kegiatan", "Pilar", "Januari", "", "", "", "Februari", "", "", "", "Maret", "", "", ""], ["", "", "", "Minggu ke", "", "", "", "Minggu ke", "", "", "", "Minggu ke", "", "", ""], ["", "", "", "1", "2", "3", "4", "1", "2", "3", "4", "1", "2", "3", "4"],
  [1, "Pendataan ulang PMI", "1", "x", "x", "", "", "", "", "", "", "", "", "", ""], [2, "Kelas parenting", "3", "", "", "", "", "", "x", "", "", "", "x", "", ""]]),
  {6: held(title="Pendataan ulang PMI (Januari 2026)", budget_year=2026), 17: held(title="Kelas parenting (Februari 2026)"), 27: held(title="Kelas parenting (Maret 2026)")})
case("gc_s04_figures_kolom", "village_figures", "Monografi PMI.csv", lines(
  "URAIAN;SATUAN;TUNGGANGRI;BETAK;PAGERSARI", "Jumlah penduduk;jiwa;6120;4005;3890", "Jumlah KK;KK;1987;1310;1250", "PMI aktif;orang;169;83;71", "Purna PMI;orang;130;63;58"),
  {2: ok(village=T, population=[6120, None, None], households=[1987, None, None], migrants_abroad=[169, None, None], returned=[130, None, None]), 3: ok(village=B, migrants_abroad=[83, None, None]), 4: ok(village=G, returned=[58, None, None])})
case("gc_s07_layanan_bulan", "desk_visits", "rekap konsultasi.xlsx", xlsx(_merges=["A1:F1"], L=[
  ["LAYANAN PUSAT INFORMASI DESA BESOLE - BESUKI"], [], ["Tgl/Bln/Thn", "Pria/Wanita", "Maksud & Tujuan", "Prosedural/Non", "Penyelesaian", "Catatan"], ["3/2/2026", "Wanita", "Info magang Jepang", "Prosedural", "Selesai", "dikasih brosur"], ["4/2/2026", "Pria", "Legalisasi surat ijin ortu", "Prosedural", "Selesai", ""], ["9/2/2026", "Wanita", "Lapor anak ditipu calo", "Non prosedural", "Proses", "menunggu data"]]),
  {4: ask(visited_on=day("03/02/2026"), sex=F, village="35.04.15.2001", purpose="information", outcome="served"), 5: ask(visited_on=day("04/02/2026"), sex=M, purpose="family_letter"), 6: ask(visited_on=day("09/02/2026"), purpose="complaint", outcome="pending", route="non_procedural")})
case("gd_t01_data_pmi_rt", "beneficiaries", "Data PMI Ds. Karangtalun 2025.xlsx", xlsx(_merges=["A1:L1", "A2:L2", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:I4", "J4:J5", "K4:K5", "L4:L5"], DATA=[
  ["DATA WARGA YANG BEKERJA DI LUAR NEGERI"], ["DESA KARANGTALUN KECAMATAN KALIDAWIR TAHUN 2025"], [],
  ["No", "Nama Lengkap", "NIK", "Jenis Kelamin", "", "Tempat/Tgl Lahir", "Alamat", "", "", "Negara Tujuan", "Pekerjaan di LN", "Ket."], ["", "", "", "L", "P", "", "Dusun", "RT", "RW", "", "", ""],
  [1, "Sri Hartatik", nik("22/01/1985", 5101, "P"), "", "P", "T.Agung, 22-01-1985", "Krajan", "01", "01", "Hongkong", "PRT", ""], [2, "Eko Susanto", nik("13/07/1990", 5102), "L", "", "T.Agung, 13-07-1990", "Sumber", "03", "02", "Malaysia", "Bangunan", ""], [3, "Umi Kulsum", nik("01/05/1993", 5103, "P"), "", "P", "Malang, 01-05-1993", "Krajan", "02", "01", "Taiwan", "Perawat", ""]]),
  {6: ok(full_name="Sri Hartatik", sex=F, birth_date=day("22/01/1985"), village="35.04.14.2005", stage="pmi", country="HK", rt="01", rw="01", hamlet="Krajan"), 7: ok(full_name="Eko Susanto", sex=M, stage="pmi", country="MY", sector="Bangunan"), 8: ok(sex=F, country="TW", birth_date=day("01/05/1993"))})
case("gd_t02_kk_pmi", "beneficiaries", "Daftar Keluarga PMI penerima bantuan.csv", lines(
  "No;Nama Kepala Keluarga/Wali;NIK;No KK;Tgl Lahir;L/P;Desa;Kecamatan;Nama PMI;Hubungan dengan PMI;Negara PMI", f"1;Sunarto;{nik('12/12/1965', 5201)};3504141201080011;12/12/1965;L;Winong;Kalidawir;Siti Umayah;Suami;Taiwan", f"2;Katemi;{nik('03/09/1960', 5202, 'P')};3504141201080022;03/09/1960;P;Joho;Kalidawir;Agus Salim;Ibu;Malaysia"),
  {2: ask(full_name="Sunarto", nik=nik("12/12/1965", 5201), sex=M, birth_date=day("12/12/1965"), village="35.04.14.2007", is_family=True, household="3504141201080011"), 3: ask(full_name="Katemi", sex=F, village="35.04.14.2008", is_family=True)})
case("gd_t12_koperasi", "cooperatives", "Data Koperasi & BUMDes binaan.xlsx", xlsx(_merges=["A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3", "I3:I4", "J3:J4"], K=[
  ["DATA KOPERASI BINAAN DESMIGRATIF PER 31 DESEMBER 2025"], [], ["No", "Nama Koperasi", "Alamat Desa", "No. & Tgl Badan Hukum", "Jumlah Anggota", "", "Simpanan (Rp)", "", "Total Aset (Rp)", "SHU (Rp)"], ["", "", "", "", "Laki-laki", "Perempuan", "Pokok", "Wajib", "", ""],
  [1, "Koperasi Bina Purna", "Tunggangri", "AHU-0009.AH.01.26.2021", 18, 37, 5_500_000, 13_200_000, 74_000_000, 4_900_000], [2, "Koperasi Mekar Sari", "Betak", "-", 5, 25, 1_500_000, 2_700_000, 9_800_000, 350_000]]),
  {5: ok(name="Koperasi Bina Purna", village=T, year=2025, members_male=18, members_female=37, savings_principal=5_500_000, savings_mandatory=13_200_000, assets=74_000_000, surplus=4_900_000), 6: ok(name="Koperasi Mekar Sari", village=B, members_female=25, savings_principal=1_500_000)})
case("gd_u02_gabung", "activities", "lap akhir th.xlsx", xlsx(_merges=["A1:H1", "A4:A5", "C4:C5"], L=[
  ["LAPORAN AKHIR TAHUN 2025 PETUGAS DESMIGRATIF DS. SAMIR"], [], ["No", "Kegiatan", "Pilar", "Tgl", "Jml", "Dana (Rp)", "Asal Dana", "Bukti"], [1, "Sosialisasi SMP", "I", "7/8/25", "60 siswa", "500 ribu", "Swadaya", "foto"], ["", "Sosialisasi SMA", "", "14/8/25", "75 siswa", "750 ribu", "Swadaya", "foto"], [2, "Pelatihan ecoprint", "II", "1-3/9/25", "20 ibu", "5 juta", "CSR", "foto"]]),
  {4: ask(title="Sosialisasi SMP", pillar=1, start_on=day("07/08/2025"), villages=["35.04.11.2002"], heads=[None, None, 60], plan=500_000, source="swadaya"), 5: ask(title="Sosialisasi SMA", pillar=1, start_on=day("14/08/2025"), heads=[None, None, 75], plan=750_000), 6: ask(start_on=day("01/09/2025"), end_on=day("03/09/2025"), heads=[None, None, 20], plan=5_000_000, source="csr")})
case("gd_u03_negara", "beneficiaries", "PMI ke LN.xlsx", xlsx(_merges=["A1:G1"], P=[
  ["DAFTAR PMI PROSEDURAL DAN NON PROSEDURAL DESA GEBANG KEC. PAKEL"], [], ["No", "Nama", "L/P", "Tgl Lahir", "Negara", "Status (Prosedural/Non)", "Agen/Sponsor"], [1, "Musrifah", "P", "12 Januari 1988", "HK", "Prosedural", "PT Karya Semesta Sejahtera"], [2, "Slamet", "L", "3 Maret 1979", "M'sia", "Non Prosedural", "-"]]),
  {4: ask(full_name="Musrifah", sex=F, birth_date=day("12/01/1988"), village="35.04.18.2017", country="HK", route="procedural"), 5: ask(full_name="Slamet", sex=M, country="MY", route="non_procedural")})
case("gd_u05_hadir_jenjang", "participants", "k03.csv", lines(
  "Nama;Jns kelamin;Asal;Ket;Kegiatan", "Bu Parmi;Perempuan;Desa Betak;Nenek pengasuh anak PMI;Kelas pengasuhan", "Pak RT Sukir;Laki2;Desa Betak;Ketua RT;Kelas pengasuhan", "Dik Laila;Perempuan;Desa Pagersari;anak PMI;Kelas pengasuhan"),
  {2: ask(full_name="Bu Parmi", sex=F, village=B, category="family", list_code="K-03"), 3: ask(full_name="Pak RT Sukir", sex=M, category="other"), 4: ask(full_name="Dik Laila", village=G, category="family")}, needs="K-01")
case("gf_w03_umur", "participants", "daftar.txt", lines(
  "Kegiatan: Sosialisasi migrasi aman", "Tgl: 5-3-2024", "", "Nama\tUmur\tL/P\tAlamat\tKet", "Bambang\t34\tL\tTunggangri 01/02\tPurna TKI Korea", "Tutik\t29\tP\tTunggangri 02/02\tIstri TKI", sep="\t"),
  {5: ask(full_name="Bambang", sex=M, village=T, category="returned", list_code="K-02"), 6: ask(full_name="Tutik", sex=F, category="family")}, needs="K-01")
case("gg_x02_istri", "beneficiaries", "Data istri-suami PMI ds Betak.csv", lines(
  "DATA SUAMI/ISTRI PMI YANG DITINGGAL DESA BETAK;;;;;;", "No;Nama;NIK;L/P;Tgl Lahir;Nama PMI;Hubungan", f"1;Supardi;{nik('07/07/1980', 7201)};L;07/07/1980;Siti Aminah;Suami", f"2;Wiwin;{nik('08/08/1985', 7202, 'P')};P;08/08/1985;Hariyanto;Istri"),
  {3: ask(full_name="Supardi", sex=M, birth_date=day("07/07/1980"), village=B, is_family=True), 4: ask(full_name="Wiwin", sex=F, is_family=True, village=B)})
case("gg_x11_tamu", "desk_visits", "Daftar Pengunjung Rumah Desmigratif Tanen.xlsx", xlsx(_merges=["A1:G1", "A2:G2"], P=[
  ["DAFTAR PENGUNJUNG RUMAH DESMIGRATIF"], ["DESA TANEN KEC. REJOTANGAN"], [], ["NO", "TANGGAL KUNJUNGAN", "NAMA", "L/P", "ALAMAT", "TUJUAN KUNJUNGAN", "HASIL"], [1, "02-02-2026", "Ngatmi", "P", "Dsn Krajan", "Konsultasi penempatan Hongkong", "Selesai"], [2, "05-02-2026", "Trimo", "L", "Dsn Tanen", "Permohonan surat izin orang tua", "Selesai"], [3, "11-02-2026", "Sumilah", "P", "Dsn Krajan", "Melaporkan majikan tidak bayar gaji", "Diteruskan ke BP3MI"]]),
  {5: ok(visited_on=day("02/02/2026"), sex=F, village="35.04.13.2008", purpose="information", outcome="served"), 6: ok(visited_on=day("05/02/2026"), sex=M, purpose="family_letter"), 7: ok(visited_on=day("11/02/2026"), purpose="complaint", outcome="referred", referred_to="bp3mi")})
case("gh_a10_iku", "targets", "IKU 2026.xlsx", xlsx(_merges=["A1:F1", "A2:F2"], IKU=[
  ["INDIKATOR KINERJA UTAMA TAHUN 2026"], ["KABUPATEN TULUNGAGUNG"], [], ["NO", "KODE", "URAIAN INDIKATOR", "SATUAN", "TARGET TAHUN 2026", "PENANGGUNG JAWAB"], [1, "I-1", "CPMI diedukasi", "Orang", 1100, "Kabid Penta"], [2, "I-2", "Kelompok usaha", "Kelompok", 14, "Kabid Penta"]]),
  {5: ok(indicator="I-1", area="35.04", year=2026, target=1100), 6: ok(indicator="I-2", target=14)})
case("gi_b09_desmig", "memberships", "Data Sebaran Desmigratif.xlsx", xlsx(_merges=["A1:F1"], S=[
  ["SEBARAN DESA MIGRAN PRODUKTIF KAB. TULUNGAGUNG S.D. TAHUN 2024"], [], ["No", "Nama Desa", "Kecamatan", "Th. Pembentukan", "Kondisi", "Jumlah Purna PMI"], [1, "Tunggangri", "Kalidawir", 2018, "Aktif", 130], [2, "Tanen", "Rejotangan", 2020, "Tidak aktif", 88]]),
  {4: ok(village=T, status="facilitated", batch_year=2018, programme="desmigratif"), 5: ok(village="35.04.13.2008", status="inactive", batch_year=2020)})


def page(title, *rows):
    """A web page as village programs export lists, with a header of two lines where a title holds `/`."""
    lines = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in rows)
    return f"<style>td {{}}</style><center><h4>{title}</h4></center><table border=1>{lines}</table>".encode()


case("ge01_opensid", "beneficiaries", "Data_Penduduk_PMI.xls", page("Daftar Pekerja Migran Indonesia Desa Tunggangri",
  ["NO", "NIK", "NAMA", "JENIS KELAMIN", "TEMPAT LAHIR", "TANGGAL LAHIR", "ALAMAT", "RT", "RW", "DUSUN", "NEGARA TUJUAN", "STATUS"],
  [1, "'" + nik("05/06/1988", 8101, "P"), "SULISTYOWATI", "PEREMPUAN", "TULUNGAGUNG", "05-06-1988", "DUSUN KRAJAN", "001", "002", "KRAJAN", "TAIWAN", "PMI"], [2, "'" + nik("10/10/1981", 8102), "KASMIRAN", "LAKI-LAKI", "BLITAR", "10-10-1981", "DUSUN KRAJAN", "002", "002", "KRAJAN", "MALAYSIA", "PURNA"]),
  {3: ok(full_name="SULISTYOWATI", nik=nik("05/06/1988", 8101, "P"), sex=F, birth_date=day("05/06/1988"), village=T, stage="pmi", country="TW", rt="001", rw="002"), 4: ok(full_name="KASMIRAN", stage="purna", country="MY")})
case("ge02_ods", "activities", "Kegiatan.ods", ods("".join(row(text(*one)) for one in [
  ["KEGIATAN DESMIGRATIF DESA BETAK"], ["No", "Kegiatan", "Pilar", "Tanggal", "L", "P", "Sumber Dana"], ["1", "Pelatihan roti", "2", "4 Februari 2025", "3", "14", "DD"], ["2", "Sosialisasi", "1", "11 Februari 2025", "10", "9", "Swadaya"]])),
  {3: ok(title="Pelatihan roti", pillar=2, villages=[B], start_on=day("04/02/2025"), heads=[3, 14, None], source="dana_desa"), 4: ok(pillar=1, heads=[10, 9, None], source="swadaya")})
