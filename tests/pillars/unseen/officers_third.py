"""Lists of village officers and district staff, with what each row says; written before they were read."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case("ca01_rekap_kab", "activities", "Rekap Giat Desmigratif Kab 2025.xlsx", xlsx(_merges=["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:H4", "I4:J4", "K4:K5"], Rekap=[
    ["REKAPITULASI PELAKSANAAN KEGIATAN DESMIGRATIF"], ["KABUPATEN TULUNGAGUNG"], ["TAHUN 2025"],
    ["No", "Kecamatan / Desa", "Pilar", "Bentuk Kegiatan", "Pelaksanaan", "Peserta (orang)", "", "", "Anggaran (Rp Juta)", "", "Ket."], ["", "", "", "", "", "L", "P", "Jumlah", "Pagu", "Realisasi", ""],
    [1, "Kalidawir / Tunggangri", "II", "Pelatihan sablon", "22 s.d 24 April 2025", 12, 8, 20, "15,5", "15,25", ""], [2, "Kalidawir / Betak", "III", "Bimbingan anak PMI", "29 April 2025", 10, 14, 24, "3", "2,75", ""], ["", "JUMLAH", "", "", "", 22, 22, 44, "18,5", "18", ""]]), {
    6: ok(title="Pelatihan sablon", pillar=2, villages=[T], start_on=day("22/04/2025"), end_on=day("24/04/2025"), heads=[12, 8, None], plan=15_500_000, actual=15_250_000),
    7: ok(title="Bimbingan anak PMI", pillar=3, villages=[B], heads=[10, 14, None], plan=3_000_000, actual=2_750_000)})
case("ca02_notulen", "activities", "buku kegiatan.csv", lines(
    "BUKU KEGIATAN PETUGAS DESMIGRATIF DESA PAGERSARI", "", "No|Tgl.|Nama/Jenis Kegiatan|Pilar|Sasaran|Jml Hadir|Biaya|Sumber|Ket",
    "1|4-2-25|Kunjungan rumah keluarga PMI|III|Keluarga PMI|7|-|-|", "2|11 Feb '25|Pelatihan pembuatan sabun|II|Purna PMI|15|1.850.000|Swadaya|", "3|18.02.2025|Layanan informasi pasar kerja|I|CPMI|9|0|-|"),
    {4: ask(title="Kunjungan rumah keluarga PMI", pillar=3, start_on=day("04/02/2025"), villages=[G], heads=[None, None, 7]), 5: ask(title="Pelatihan pembuatan sabun", pillar=2, start_on=day("11/02/2025"), plan=1_850_000, source="swadaya"), 6: ok(title="Layanan informasi pasar kerja", pillar=1, start_on=day("18/02/2025"), heads=[None, None, 9], plan=0)})
case("ca03_romawi_gabung", "activities", "Matriks RKT.xlsx", xlsx(_merges=["B3:B4", "B5:B6"], RKT=[
    ["RENCANA KERJA TAHUNAN DESMIGRATIF DESA TANEN KEC. REJOTANGAN TAHUN 2026"], ["No", "Pilar", "Kegiatan", "Target Peserta", "Tanggal", "Anggaran", "Sumber Dana"],
    [1, "Pilar I", "Sosialisasi prosedur kerja ke luar negeri", 40, day("12/02/2026"), 2500000, "APBDes"], [2, "", "Pelayanan dokumen", 25, day("19/02/2026"), 500000, "APBDes"], [3, "Pilar II", "Pelatihan budidaya lele", 20, day("02/06/2026"), 9000000, "APBN"], [4, "", "Pendampingan pemasaran", 20, day("09/06/2026"), 3000000, "APBN"]]), {
    3: ok(title="Sosialisasi prosedur kerja ke luar negeri", pillar=1, villages=["35.04.13.2008"], start_on=day("12/02/2026"), plan=2_500_000, source="dana_desa"), 4: ok(title="Pelayanan dokumen", pillar=1, plan=500_000), 5: ok(title="Pelatihan budidaya lele", pillar=2, source="apbn"), 6: ok(title="Pendampingan pemasaran", pillar=2, plan=3_000_000)})
case("ca04_siskeudes", "activities", "realisasi siskeudes.csv", lines(
    "kd_desa,nama_desa,kd_keg,nama_kegiatan,pilar,tgl_mulai,tgl_selesai,pagu_anggaran,realisasi_anggaran,sumberdana,volume,satuan", "3504142011,TUNGGANGRI,03.01.01,Pelatihan Usaha Ekonomi Purna PMI,2,2025-03-10,2025-03-12,12000000,11850000,DDS,20,Orang", "3504142016,BETAK,03.01.02,Pembinaan Anak PMI,3,2025-03-17,2025-03-17,3000000,3000000,DDS,30,Orang", sep=","),
    {2: ok(title="Pelatihan Usaha Ekonomi Purna PMI", pillar=2, villages=[T], start_on=day("10/03/2025"), end_on=day("12/03/2025"), plan=12_000_000, actual=11_850_000, source="dana_desa"), 3: ok(title="Pembinaan Anak PMI", villages=[B], plan=3_000_000)})

case("cb01_pelatihan_blk", "participants", "Data Peserta.xlsx", xlsx(Peserta=[
    ["DATA PESERTA PELATIHAN"], ["Nama Pelatihan : Pelatihan batik"], ["Waktu : 20 November 2023 s.d. 10 Februari 2024"], [], ["No.", "No. Peserta", "Nama Lengkap", "No. KTP", "Tempat/Tgl Lahir", "Lk/Pr", "Alamat KTP", "Pendidikan", "Status"],
    [1, "P-001", "Kholifah", nik("02/02/1984", 801, "P"), "Tulungagung/02-02-1984", "Pr", "RT 02 RW 01 Ds. Betak Kec. Kalidawir", "SMP", "Ex PMI Taiwan"], [2, "P-002", "Mujib", nik("03/03/1990", 802), "Tulungagung/03-03-1990", "Lk", "RT 01 RW 03 Ds. Tunggangri Kec. Kalidawir", "SMA", "Suami PMI"]]),
    {6: ok(full_name="Kholifah", nik=nik("02/02/1984", 801, "P"), sex=F, village=B, list_code="K-01", category="returned"), 7: ok(full_name="Mujib", sex=M, village=T, category="family")}, needs="K-01")
case("cb02_whatsapp", "participants", "hadir k03.txt", lines(
    "Daftar hadir kelas pengasuhan K-03", "", "No\tNama\tL/P\tDesa\tKeterangan", "1\tBu Sulikah\tP\tPagersari\tkeluarga PMI", "2\tPak Darto\tL\tBetak\tperangkat", "3\tMbak Yuni\tP\tTunggangri\tpurna"),
    {4: ask(village=G, sex=F, list_code="K-03", category="family"), 5: ask(village=B, sex=M, category="official"), 6: ask(village=T, category="returned")}, needs="K-01")
case("cb03_lintas_kegiatan", "participants", "Rekap Peserta Semua.xlsx", xlsx(Data=[
    ["No", "ID Kegiatan", "Judul Kegiatan", "NIK Peserta", "Nama Peserta", "Jenis Kelamin (L/P)", "Kec.", "Desa/Kelurahan", "Kategori Peserta"],
    [1, "K-02", "Sosialisasi migrasi aman", nik("04/05/1979", 811), "Sunaryo", "L", "Kalidawir", "Tunggangri", "Tokoh Masyarakat"], [2, "K-03", "Kelas pengasuhan", nik("05/06/1988", 812, "P"), "Lina Marlina", "P", "Kalidawir", "Pagersari", "Orang tua PMI"]]),
    {2: ok(full_name="Sunaryo", list_code="K-02", village=T, category="other"), 3: ok(full_name="Lina Marlina", list_code="K-03", village=G, category="family")}, needs="K-01")

case("cc01_bulan_kolom", "head_counts", "peserta.csv", lines(
    "KODE;DESA;CPMI L;CPMI P;PMI PURNA L;PMI PURNA P;KEL. PMI L;KEL. PMI P;MASY. UMUM L;MASY. UMUM P;JUMLAH", "K-03;Tunggangri;0;1;2;3;1;6;2;4;19", "K-03;Betak;1;1;0;2;2;8;0;1;15"),
    {2: ok(village=T, counts={"cpmi": [0, 1, None], "returned": [2, 3, None], "family": [1, 6, None], "other": [2, 4, None]}), 3: ok(village=B, counts={"cpmi": [1, 1, None], "returned": [0, 2, None], "family": [2, 8, None], "other": [0, 1, None]})}, needs="K-01")
case("cc02_judul_tanggal", "head_counts", "Rekap Hadir Sosialisasi.xlsx", xlsx(_merges=["A4:A5", "B4:B5", "C4:D4", "E4:E5"], R=[
    ["REKAP KEHADIRAN"], ["KEGIATAN : SOSIALISASI MIGRASI AMAN, 5 MARET 2024"], [], ["NO", "ASAL DESA", "JUMLAH HADIR", "", "TOTAL"], ["", "", "LK", "PR", ""], [1, "TUNGGANGRI", 14, 26, 40]]),
    {6: ok(village=T, list_code="K-02", counts={"undetailed": [14, 26, None]})}, needs="K-01")
case("cc03_unsur_baris", "head_counts", "unsur.csv", lines(
    "Kegiatan;Desa;Unsur;L;P;Jumlah", "Kelas pengasuhan;Betak;Keluarga PMI;2;11;13", "Kelas pengasuhan;Betak;Kader Desmigratif;0;2;2", "Kelas pengasuhan;Betak;Perangkat Desa;3;nihil;3"),
    {2: ok(village=B, counts={"family": [2, 11, None]}, list_code="K-03"), 3: ask(village=B, counts={"official": [0, 2, None]}), 4: ask(village=B, counts={"official": [3, 0, None]})}, needs="K-01")

case("cd01_bps_dalam_angka", "village_figures", "Kecamatan Pucanglaban Dalam Angka.xlsx", xlsx(T=[
    ["Tabel 3.1 Jumlah Penduduk Menurut Desa dan Jenis Kelamin di Kecamatan Pucanglaban, 2025"], [], ["Desa", "Laki-Laki", "Perempuan", "Jumlah", "Rasio Jenis Kelamin"], ["(1)", "(2)", "(3)", "(4)", "(5)"], ["Pucanglaban", 2501, 2488, 4989, 100.5], ["Manding", "1 204", "1 198", "2 402", 100.5], ["Kecamatan Pucanglaban", 3705, 3686, 7391, 100.5], ["Sumber: Proyeksi Penduduk"]]),
    {5: ok(village="35.04.12.2001", population=[4989, 2501, 2488]), 6: ok(village="35.04.12.2006", population=[2402, 1204, 1198])})
case("cd02_migran_kolom", "village_figures", "rekap desa.csv", lines(
    "DESA,JML CPMI,JML PMI LK,JML PMI PR,JML PURNA LK,JML PURNA PR,KEL PMI,ANAK PMI,PETUGAS", "Ds. Beji,4,11,25,9,14,36,21,2", "Ds. Serut,nihil,7,19,4,8,26,15,2", sep=","),
    {2: ok(village="35.04.02.2015", prospective=[4, None, None], migrants_abroad=[36, 11, 25], returned=[23, 9, 14], families=[36, None, None], children=[21, None, None], officers=[2, None, None]), 3: ask(village="35.04.02.2014", prospective=[0, None, None], migrants_abroad=[26, 7, 19], returned=[12, 4, 8])})
case("cd03_tegak_lp", "village_figures", "Monografi Ds Joho.xlsx", xlsx(Monografi=[
    ["MONOGRAFI DESA JOHO KECAMATAN KALIDAWIR"], ["KEADAAN BULAN DESEMBER 2025"], [], ["NO", "URAIAN", "LAKI-LAKI", "PEREMPUAN", "JUMLAH"], [1, "Penduduk", 1810, 1795, 3605], [2, "Calon PMI", 2, 5, 7], [3, "PMI Aktif", 18, 40, 58], [4, "Purna PMI", 12, 25, 37]]),
    {5: ok(village="35.04.14.2008", population=[3605, 1810, 1795], prospective=[7, 2, 5], migrants_abroad=[58, 18, 40], returned=[37, 12, 25])})

case("ce01_dua_indikator_kolom", "indicator_values", "nilai.csv", lines(
    "kode_indikator;kode_wilayah;tahun;triwulan;nilai;sumber", "A-1;3504142011;2026;1;14;register", "A-1;35.04.14.2016;2026;TW 1;0;register"),
    {2: ok(indicator="A-1", area=T, year=2026, quarter=1, value=14), 3: ok(area=B, quarter=1, value=0)})
case("ce02_judul_periode", "indicator_values", "Laporan Indikator.xlsx", xlsx(Laporan=[
    ["LAPORAN INDIKATOR KINERJA DESMIGRATIF"], ["PERIODE : TRIWULAN II 2026"], [], ["No.", "Nama Indikator", "Desa", "L", "P", "Total"], [1, "Peserta pelatihan", "Desa Betak", 4, 16, 20], [2, "Peserta pelatihan", "Desa Tunggangri", 6, 9, 15]]),
    {5: ok(indicator="A-3", area=B, year=2026, quarter=2, male=4, female=16), 6: ok(indicator="A-3", area=T, male=6, female=9)})

case("cf01_target_kolom_tahun", "targets", "target.csv", lines(
    "TARGET INDIKATOR DESMIGRATIF KAB TULUNGAGUNG TA 2026", "", "Kode;Uraian;Satuan;Target;Realisasi s.d. bulan ini;%", "I-1;CPMI diedukasi;orang;1.400;560;40", "I-2;Kelompok usaha;kelompok;20;6;30"),
    {4: ok(indicator="I-1", area="35.04", year=2026, target=1400, actual=560), 5: ok(indicator="I-2", target=20, actual=6)})

case("cg01_p3mi", "beneficiaries", "Laporan Penempatan P3MI Jan 2026.xlsx", xlsx(Data=[
    ["LAPORAN PENEMPATAN PEKERJA MIGRAN INDONESIA"], ["PT. KARYA MITRA SEJAHTERA - BULAN JANUARI 2026"], [], ["NO", "NAMA PMI", "JK", "TTL", "NO. NIK", "NO. PASPOR", "ALAMAT", "DESA/KEL", "KECAMATAN", "NEGARA", "JABATAN", "TGL BERANGKAT"],
    [1, "ENI SUSANTI", "P", "TULUNGAGUNG, 03-03-1992", nik("03/03/1992", 821, "P"), "E1234567", "DSN. KRAJAN RT 003/002", "TANEN", "REJOTANGAN", "HONGKONG", "DOMESTIC WORKER", day("14/01/2026")], [2, "SLAMET RIADI", "L", "BLITAR, 17-08-1995", nik("17/08/1995", 822), "E7654321", "DSN. NGELO RT 001/005", "TENGGUR", "REJOTANGAN", "TAIWAN", "FISHERMAN", day("20/01/2026")]]),
    {5: ok(full_name="ENI SUSANTI", sex=F, birth_date=day("03/03/1992"), village="35.04.13.2008", stage="pmi", country="HK", stage_on=day("14/01/2026"), rt="003", rw="002"), 6: ok(full_name="SLAMET RIADI", sex=M, village="35.04.13.2001", country="TW", stage="pmi")})
case("cg02_bantuan_modal", "beneficiaries", "Penerima Bantuan Modal Usaha Purna PMI.csv", lines(
    "No;Nama;NIK;No KK;Alamat Lengkap;Jenis Usaha;Besar Bantuan (Rp);Nomor Rekening;Ket", f"1;SITI AMINAH;{nik('12/04/1983', 831, 'P')};3504140505100011;RT 02 RW 03 Desa Betak;Warung;2.000.000;0123456789;diterima", f"2;MUHADI;{nik('23/09/1976', 832)};3504140505100012;RT 01 RW 01 Desa Tunggangri;Ternak;2.000.000;0123456790;diterima"),
    {2: ok(full_name="SITI AMINAH", village=B, stage="purna", household="3504140505100011", rt="02", rw="03"), 3: ok(full_name="MUHADI", village=T, stage="purna")})
case("ch01_sk_bupati", "memberships", "Data Desa Desmigratif dan Desa Migran Emas.csv", lines(
    "No,Provinsi,Kab/Kota,Kecamatan,Desa,Program,Tahun,Status,SK", "1,Jawa Timur,Kab. Tulungagung,Kalidawir,Betak,Desmigratif,2019,Aktif,SK Dirjen 3/250/2019", "2,Jawa Timur,Kab. Tulungagung,Rejotangan,Tanen,Desa Migran Emas,2025,Penetapan,SK BP2MI 12/2025", sep=","),
    {2: ok(village=B, programme="desmigratif", status="facilitated", batch_year=2019), 3: ok(village="35.04.13.2008", programme="dme", status="designated", batch_year=2025)})
