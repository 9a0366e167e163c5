"""Lists of village officers and district staff, with what each row says; written before they were read."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case("ba01_lra", "activities", "LRA Kegiatan Betak.xlsx", xlsx(_merges=["A1:I1"], LRA=[
    ["LAPORAN REALISASI PELAKSANAAN KEGIATAN DESMIGRATIF DESA BETAK T.A. 2025"], [],
    ["Kode Rekening", "Uraian Kegiatan", "Pilar", "Tgl", "Jumlah Anggaran (Rp)", "Jumlah Realisasi (Rp)", "Lebih/Kurang (Rp)", "%", "Sumber"],
    ["2.4.01", "Pelatihan hidroponik kelompok purna", "II", "05/02/2025", 8500000, 8250000, 250000, 97.06, "DDS"],
    ["2.4.02", "Penyuluhan migrasi aman", "I", "26/02/2025", 2000000, 2000000, 0, 100, "PAD"],
    ["", "JUMLAH", "", "", 10500000, 10250000, 250000, 97.62, ""]]), {
    4: ask(title="Pelatihan hidroponik kelompok purna", pillar=2, start_on=day("05/02/2025"), villages=[B], plan=8_500_000, actual=8_250_000),
    5: ask(title="Penyuluhan migrasi aman", pillar=1, plan=2_000_000, actual=2_000_000)})
case("ba02_fisik_keuangan", "activities", "Realisasi Fisik Keuangan TW II.xlsx", xlsx(_merges=["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:G4", "H4:I4"], Data=[
    ["LAPORAN REALISASI FISIK DAN KEUANGAN"], ["PROGRAM DESMIGRATIF KABUPATEN TULUNGAGUNG TRIWULAN II TAHUN 2025"], ["(dalam ribuan)"],
    ["NO", "PAKET/KEGIATAN", "LOKASI (DESA)", "PILAR", "TGL PELAKSANAAN", "KEUANGAN", "", "FISIK (%)", ""], ["", "", "", "", "", "PAGU", "REALISASI", "TARGET", "REALISASI"],
    [1, "Bimtek petugas desmigratif", "Tunggangri", "I", "14-15 Mei 2025", "22.500", "21.750", 100, 100],
    [2, "Pelatihan tata boga", "Pagersari", "II", "02-06 Juni 2025", "37.500", "35.000", 100, 100]]), {
    6: ok(title="Bimtek petugas desmigratif", villages=[T], pillar=1, start_on=day("14/05/2025"), end_on=day("15/05/2025"), plan=22_500_000, actual=21_750_000),
    7: ok(title="Pelatihan tata boga", villages=[G], pillar=2, start_on=day("02/06/2025"), end_on=day("06/06/2025"), plan=37_500_000, actual=35_000_000)})
case("ba03_status_tempat", "activities", "kegiatan desmigratif 2026.csv", lines(
    "No;Nama Giat;Pilar;Hari;Tanggal;Jam;Tempat;Desa;Pemateri;Peserta L;Peserta P;Total;Dokumentasi",
    "1;Sosialisasi pencegahan TPPO;1;Selasa;13/01/2026;09.00 WIB;Balai Desa;Ngubalan;Disnaker & BP3MI;12;23;35;ada",
    "2;Senam dan cek kesehatan lansia keluarga PMI;3;Jumat;16/01/2026;07.00;Lapangan;Ngubalan;Puskesmas;5;31;36;ada",
    "3;Rapat anggota koperasi;4;Sabtu;24/01/2026;19.30;Rumah ketua;Ngubalan;-;18;4;22;belum"),
    {2: ok(title="Sosialisasi pencegahan TPPO", pillar=1, start_on=day("13/01/2026"), villages=["35.04.14.2013"], heads=[12, 23, None]), 3: ok(title="Senam dan cek kesehatan lansia keluarga PMI", pillar=3, heads=[5, 31, None]), 4: ok(title="Rapat anggota koperasi", pillar=4, heads=[18, 4, None])})
case("ba04_lembar_pilar", "activities", "Rekap Kegiatan Desa Kalibatur.xlsx", xlsx(**{
    "Pilar 1": [["No", "Kegiatan", "Tanggal", "Peserta", "Biaya (Rp)"], [1, "Pengurusan dokumen CPMI", "03/03/2025", 6, 0]],
    "Pilar 2": [["No", "Kegiatan", "Tanggal", "Peserta", "Biaya (Rp)"], [1, "Pelatihan abon ikan", "10/03/2025", 20, 4750000]]}),
    {"Pilar 1": {2: ok(title="Pengurusan dokumen CPMI", pillar=1, villages=["35.04.14.2001"], start_on=day("03/03/2025"), heads=[None, None, 6], plan=0)}, "Pilar 2": {2: ok(title="Pelatihan abon ikan", pillar=2, plan=4_750_000)}})
case("ba05_gform", "activities", "Laporan Kegiatan (Jawaban).csv", lines(
    '"Timestamp","Nama Petugas","Desa Binaan","Kegiatan yang dilaksanakan","Termasuk pilar apa?","Tanggal kegiatan","Berapa jumlah peserta laki-laki?","Berapa jumlah peserta perempuan?","Besar anggaran (Rp)","Sumber anggaran","Upload foto"',
    '"04/07/2025 14:02:11","Anik","Domasan","Pelatihan menjahit masker","Pilar II (Usaha Produktif)","02/07/2025","0","15","Rp2.250.000","CSR PT Merdeka","https://drive.example/x"',
    '"05/07/2025 08:40:00","Anik","Domasan","Kelas parenting","Pilar III (Community Parenting)","03/07/2025","4","21","tidak ada","tidak ada","https://drive.example/y"', sep=","),
    {2: ok(title="Pelatihan menjahit masker", pillar=2, villages=["35.04.14.2014"], start_on=day("02/07/2025"), heads=[0, 15, None], plan=2_250_000, source="csr"),
     3: ask(title="Kelas parenting", pillar=3, heads=[4, 21, None], plan=None)})
case("ba06_tgl_awal_akhir", "activities", "jadwal_pelatihan.csv", lines(
    "KEJURUAN/KEGIATAN|PILAR DESMIGRATIF|TGL MULAI|TGL SELESAI|DESA|KEC.|JML PESERTA|PAGU|SUMBER DANA|STATUS",
    "Tata rias pengantin|Usaha Produktif|1 Sep 2025|12 Sep 2025|Ds. Beji|Boyolangu|16 org|Rp. 28.800.000|APBN (DIPA BPVP)|Selesai", "Las listrik|Usaha Produktif|15 Sep 2025|3 Okt 2025|Ds. Serut|Boyolangu|16 org|Rp. 31.200.000|APBD Kab. Tulungagung|Sedang berjalan"),
    {2: ok(title="Tata rias pengantin", pillar=2, start_on=day("01/09/2025"), end_on=day("12/09/2025"), villages=["35.04.02.2015"], heads=[None, None, 16], plan=28_800_000, source="apbn", status="done"),
     3: ok(title="Las listrik", start_on=day("15/09/2025"), end_on=day("03/10/2025"), villages=["35.04.02.2014"], plan=31_200_000, source="apbd_regency", status="running")})

case("bb01_judul_nama", "participants", "Peserta Pelatihan batik.xlsx", xlsx(_merges=["A1:H1", "A2:H2"], Peserta=[
    ["DAFTAR NAMA PESERTA PELATIHAN BATIK"], ["TANGGAL 20 NOVEMBER 2023"], [], ["NO", "NAMA PESERTA", "NIK", "TEMPAT, TGL LAHIR", "L/P", "ALAMAT", "DESA", "KET"],
    [1, "Sunarmi", nik("11/11/1981", 701, "P"), "Tulungagung, 11-11-1981", "P", "RT 1 RW 2", "Betak", "Purna PMI"], [2, "Heru Wibowo", nik("12/12/1985", 702), "Tulungagung, 12-12-1985", "L", "RT 3 RW 1", "Tunggangri", "CPMI"]]),
    {5: ok(full_name="Sunarmi", sex=F, village=B, list_code="K-01", category="returned", nik=nik("11/11/1981", 701, "P")), 6: ok(full_name="Heru Wibowo", sex=M, village=T, category="cpmi")}, needs="K-01")
case("bb02_kolom_kegiatan", "participants", "rekap peserta.csv", lines(
    "No;Nama Kegiatan;Tanggal;Nama Peserta;Jenis Kelamin;Desa;Status", "1;Sosialisasi migrasi aman;05/03/2024;Lilik Handayani;Perempuan;Tunggangri;Keluarga PMI", "2;Sosialisasi migrasi aman;05/03/2024;Agus Prasetyo;Laki-laki;Tunggangri;Perangkat Desa", "3;Kelas pengasuhan;08/04/2024;Umi Nadhiroh;Perempuan;Pagersari;Istri PMI"),
    {2: ok(full_name="Lilik Handayani", sex=F, village=T, list_code="K-02", category="family"), 3: ok(full_name="Agus Prasetyo", list_code="K-02", category="official"), 4: ok(full_name="Umi Nadhiroh", village=G, list_code="K-03", category="family")}, needs="K-01")
case("bb03_nik_kosong_semu", "participants", "absensi k-02.csv", lines(
    "ABSENSI SOSIALISASI MIGRASI AMAN DESA TUNGGANGRI (K-02)", "", "No.,Nama,NIK,JK,Dusun,Unsur", "1,Mbah Sarmi,-,P,Krajan,Masyarakat", "2,Toni,0000000000000000,L,Krajan,Karang Taruna", f"3,Yuliatin,{nik('03/03/1993', 711, 'P')},P,Sumber,Mantan TKW", sep=","),
    {4: ok(full_name="Mbah Sarmi", sex=F, village=T, list_code="K-02", category="other", nik=None), 5: ask(full_name="Toni", nik=None, category="other"), 6: ok(full_name="Yuliatin", category="returned")}, needs="K-01")
case("bb04_instansi", "participants", "Hadir.xlsx", xlsx(Sheet1=[
    ["DAFTAR HADIR PESERTA"], ["ACARA", ":", "KELAS PENGASUHAN"], ["HARI/TANGGAL", ":", "Senin, 8 April 2024"], ["TEMPAT", ":", "Balai Desa Pagersari"], [],
    ["No", "Nama", "Instansi/Desa", "Jabatan", "L/P", "No HP", "Tanda Tangan"], [1, "Suyanto", "Pagersari", "Kepala Desa", "L", "0812", ""], [2, "Ririn", "Pagersari", "Kader Desmigratif", "P", "0813", ""], [3, "Tutik", "Betak", "Anak PMI", "P", "", ""]]),
    {7: ok(full_name="Suyanto", sex=M, village=G, list_code="K-03", category="official"), 8: ok(full_name="Ririn", category="official", sex=F), 9: ok(full_name="Tutik", village=B, category="family")}, needs="K-01")

case("bc01_nama_kegiatan", "head_counts", "Rekap Peserta 2024.xlsx", xlsx(_merges=["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3"], Rekap=[
    ["REKAP PESERTA KEGIATAN DESMIGRATIF TAHUN 2024"], [], ["No", "Nama Kegiatan", "Tanggal", "Desa", "Jumlah Peserta", "", ""], ["", "", "", "", "L", "P", "Jml"],
    [1, "Sosialisasi migrasi aman", "5 Maret 2024", "Tunggangri", 17, 23, 40], [2, "Kelas pengasuhan", "1 April 2024", "Betak", 3, 22, 25], [3, "Kelas pengasuhan", "1 April 2024", "Pagersari", 5, 15, 20], ["", "Total", "", "", 25, 60, 85]]),
    {5: ok(village=T, list_code="K-02", counts={"undetailed": [17, 23, None]}), 6: ok(village=B, list_code="K-03", counts={"undetailed": [3, 22, None]}), 7: ok(village=G, counts={"undetailed": [5, 15, None]})}, needs="K-01")
case("bc02_satu_sel", "head_counts", "jumlah peserta.csv", lines(
    "Kode Kegiatan;Desa;Jumlah Peserta;Keterangan", "K-03;Tunggangri;18 orang (L: 6, P: 12);", "K-03;Betak;15 (5 L + 10 P);", "K-03;Pagersari;22 orang;data L/P belum ada"),
    {2: ok(village=T, counts={"undetailed": [6, 12, None]}), 3: ok(village=B, counts={"undetailed": [5, 10, None]}), 4: ok(village=G, counts={"undetailed": [None, None, 22]})}, needs="K-01")
case("bc03_blok_kategori", "head_counts", "Peserta pelatihan batik.xlsx", xlsx(Data=[
    ["JUMLAH PESERTA PELATIHAN BATIK (K-01)"], [], ["NO", "DESA", "LAKI-LAKI", "PEREMPUAN", "TOTAL"], ["A.", "PURNA PMI"], [1, "Tunggangri", 2, 9, 11], [2, "Betak", 3, 7, 10], ["B.", "KELUARGA PMI"], [1, "Tunggangri", 0, 4, 4], ["", "JUMLAH", 5, 20, 25]]),
    {5: ok(village=T, counts={"returned": [2, 9, None]}), 6: ok(village=B, counts={"returned": [3, 7, None]}), 8: ok(village=T, counts={"family": [0, 4, None]})}, needs="K-01")

case("bd01_lp_satu_topik", "village_figures", "Data PMI Kec Gondang.xlsx", xlsx(_merges=["A1:F1"], PMI=[
    ["DATA JUMLAH PMI AKTIF DI LUAR NEGERI PER DESA KECAMATAN GONDANG"], ["Keadaan s.d. 31 Desember 2025"], [], ["No", "Desa", "Laki-laki", "Perempuan", "Jumlah", "Ket"], [1, "Kendal", 14, 33, 47, ""], [2, "Tawing", 9, 21, 30, ""], [3, "Bendungan", 22, 40, 61, ""], ["", "Jumlah", 45, 94, 138, ""]]),
    {5: ok(village="35.04.09.2001", migrants_abroad=[47, 14, 33]), 6: ok(village="35.04.09.2002", migrants_abroad=[30, 9, 21]), 7: held(village="35.04.09.2012")})
case("bd02_dua_baris_jiwa", "village_figures", "profil kec.csv", lines(
    "Kecamatan;Desa/Kelurahan;Jumlah Penduduk (Jiwa);Laki-laki (Jiwa);Perempuan (Jiwa);Jumlah KK;Jumlah PMI;Jumlah Purna PMI", "Kalidawir;Tunggangri;4.512 Jiwa;2.200 Jiwa;2.312 Jiwa;1.320 KK;52 orang;51 orang", "Kalidawir;Betak;5.020 Jiwa;2.500 Jiwa;2.520 Jiwa;1.411 KK;40 orang;37 orang"),
    {2: ok(village=T, population=[4512, 2200, 2312], households=[1320, None, None], migrants_abroad=[52, None, None], returned=[51, None, None]), 3: ok(village=B, population=[5020, 2500, 2520])})
case("bd03_keluarga_anak", "village_figures", "Rekap Pendataan Desmigratif.xlsx", xlsx(_merges=["A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2", "I2:I3", "J2:J3"], Rekap=[
    ["REKAP HASIL PENDATAAN DESMIGRATIF 2025"], ["No", "Nama Desa", "Calon PMI", "", "PMI", "", "Mantan PMI", "", "Keluarga PMI", "Anak PMI (0-18 th)"], ["", "", "L", "P", "L", "P", "L", "P", "", ""],
    [1, "Tunggangri", 3, 7, 12, 40, 20, 31, 45, 33], [2, "Betak", 2, 5, 9, 31, 15, 22, 38, 20]]),
    {4: ok(village=T, prospective=[10, 3, 7], migrants_abroad=[52, 12, 40], returned=[51, 20, 31], families=[45, None, None], children=[33, None, None]), 5: ok(village=B, prospective=[7, 2, 5], families=[38, None, None], children=[20, None, None])})
case("bd04_tegak", "village_figures", "Data Dasar Desa Sawo.xlsx", xlsx(Data=[
    ["DATA DASAR DESA"], ["DESA", ": SAWO"], ["KECAMATAN", ": CAMPURDARAT"], ["TAHUN", ": 2025"], [], ["No", "Uraian", "Jumlah", "Satuan"],
    [1, "Jumlah penduduk laki-laki", 2610, "jiwa"], [2, "Jumlah penduduk perempuan", 2620, "jiwa"], [3, "Jumlah kepala keluarga", 1610, "KK"], [4, "Jumlah CPMI", 8, "orang"], [5, "Jumlah PMI aktif", 72, "orang"], [6, "Jumlah PMI purna", 61, "orang"], [7, "Luas wilayah", 412, "ha"]]),
    {7: ok(village="35.04.16.2003", population=[5230, 2610, 2620], households=[1610, None, None], prospective=[8, None, None], migrants_abroad=[72, None, None], returned=[61, None, None])})

case("be01_matriks", "indicator_values", "Capaian Indikator TW III 2025.xlsx", xlsx(Data=[
    ["CAPAIAN INDIKATOR DESMIGRATIF"], ["DESA TUNGGANGRI KECAMATAN KALIDAWIR"], ["TRIWULAN III TAHUN 2025"], [], ["No", "Indikator", "Satuan", "Target", "Realisasi", "Keterangan"],
    [1, "Jumlah CPMI yang dilayani", "orang", 15, 12, "register"], [2, "Peserta pelatihan", "orang", 20, 22, "daftar hadir"]]),
    {6: ok(indicator="A-1", area=T, year=2025, quarter=3, value=12), 7: ask(indicator="A-3", area=T, value=22)})
case("be02_kab_tahunan", "indicator_values", "capaian kab.csv", lines(
    "Kode Indikator;Nama Indikator;Kabupaten/Kota;Tahun;Capaian;Sumber Data", "I-1;CPMI diedukasi;KAB. TULUNGAGUNG;2025;1.245 orang;LTSA", "I-2;Kelompok usaha;Kabupaten Tulungagung;2025;14;Dinas Koperasi"),
    {2: ok(indicator="I-1", area="35.04", year=2025, value=1245), 3: ok(indicator="I-2", value=14)})
case("be03_rasio_tw", "indicator_values", "persentase.csv", lines(
    "Periode;Kode;Desa;Jml Anak Dibina;Jml Seluruh Anak PMI;Persentase", "TW I 2026;A-4;Ds. Tunggangri;12;33;36,36", "TW I 2026;A-4;Ds. Betak;10;20;50"),
    {2: held(area=T), 3: held(area=B)})

case("bf01_target_kab", "targets", "Target Indikator 2026 Disnaker Tulungagung.xlsx", xlsx(Target=[
    ["PENETAPAN TARGET INDIKATOR DESMIGRATIF"], ["KABUPATEN TULUNGAGUNG"], ["TAHUN ANGGARAN 2026"], [], ["No", "Indikator", "Satuan", "Baseline", "Target", "Sumber Data"], [1, "CPMI diedukasi", "orang", 1245, 1400, "LTSA"], [2, "Kelompok usaha", "kelompok", 14, 20, "Dinkop"]]),
    {6: ok(indicator="I-1", area="35.04", year=2026, baseline=1245, target=1400), 7: ok(indicator="I-2", baseline=14, target=20)})
case("bg01_usulan", "memberships", "Usulan Lokasi Desmigratif 2026.xlsx", xlsx(Usulan=[
    ["DAFTAR USULAN CALON LOKASI DESMIGRATIF TAHUN 2026"], ["KABUPATEN TULUNGAGUNG PROVINSI JAWA TIMUR"], [], ["No", "Kecamatan", "Desa", "Jumlah PMI", "Alasan"], [1, "Rejotangan", "Tanen", 86, "kantong PMI"], [2, "Ngunut", "Pulosari", 74, "kantong PMI"]]),
    {5: ok(village="35.04.13.2008", status="proposed", batch_year=2026), 6: ok(village="35.04.11.2017", status="proposed")})
