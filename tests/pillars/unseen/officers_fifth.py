"""Lists of village officers and district staff, with what each row says; written before they were read."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case("ea01_spj", "activities", "Rekap SPJ Desmigratif.xlsx", xlsx(_merges=["A1:J1"], SPJ=[
    ["REKAP SPJ KEGIATAN DESMIGRATIF DESA TANJUNG TAHUN 2025"], [], ["No.", "Tgl Kegiatan", "Uraian", "Pilar", "Peserta (L)", "Peserta (P)", "Nilai Pagu", "Nilai SPJ / Realisasi", "Sumber Dana", "Ket"],
    [1, day("12/02/2025"), "Pelatihan anyaman bambu", "2", 3, 17, "Rp5,500,000", "Rp5,350,000", "Dana Desa", "lunas"], [2, day("20/02/2025"), "Penyuluhan perlindungan PMI", "1", 20, 25, "Rp2,000,000", "Rp2,000,000", "Dana Desa", "lunas"], ["", "", "TOTAL", "", 23, 42, "Rp7,500,000", "Rp7,350,000", "", ""]]), {
    4: ask(title="Pelatihan anyaman bambu", pillar=2, start_on=day("12/02/2025"), villages=["35.04.14.2015"], heads=[3, 17, None], plan=5_500_000, actual=5_350_000, source="dana_desa"), 5: ask(title="Penyuluhan perlindungan PMI", pillar=1, heads=[20, 25, None], plan=2_000_000)})
case("ea02_kalender", "activities", "Kalender Kegiatan.csv", lines(
    "KALENDER KEGIATAN DESMIGRATIF KECAMATAN KALIDAWIR TAHUN 2026", "", "No;Desa;Pilar;Nama Kegiatan;Rencana Tanggal;Penanggung Jawab;Sasaran", "1;Tunggangri;I;Sosialisasi jalur resmi;12 Jan s.d. 13 Jan 2026;Petugas;CPMI", "2;Rejosari;II;Pelatihan bordir;27 Januari 2026;Petugas;Purna"),
    {4: ok(title="Sosialisasi jalur resmi", pillar=1, villages=[T], start_on=day("12/01/2026"), end_on=day("13/01/2026")), 5: ok(title="Pelatihan bordir", pillar=2, villages=["35.04.14.2002"], start_on=day("27/01/2026"))})
case("ea03_kota", "activities", "rekap kel.csv", lines(
    "Kelurahan,Kegiatan,Pilar,Tanggal,Anggaran (Rp.),Realisasi (Rp.),Keterangan", 'Kel. Bago,Pelatihan make up,II,05-03-2025,"3.000.000","2.900.000",Selesai', 'Kel. Kauman,Kelas gadget sehat,III,06-03-2025,"1.500.000",-,Batal', sep=","),
    {2: ok(title="Pelatihan make up", pillar=2, villages=["35.04.01.1006"], plan=3_000_000, actual=2_900_000, status="done"), 3: ok(title="Kelas gadget sehat", villages=["35.04.01.1010"], plan=1_500_000, status="cancelled")})
case("eb01_lembar", "participants", "Presensi Kelas pengasuhan.xlsx", xlsx(**{"1 April 2024": [
    ["PRESENSI"], [], ["No", "Nama Ibu/Bapak", "JK", "Desa", "Unsur"], [1, "Sulasih", "P", "Betak", "Keluarga PMI"], [2, "Wagiran", "L", "Pagersari", "Kamituwo"]]}),
    {"1 April 2024": {4: ok(full_name="Sulasih", sex=F, village=B, category="family", list_code="K-03"), 5: ok(full_name="Wagiran", village=G, category="official")}}, needs="K-01")
case("eb02_nik_saja", "participants", "k-02 peserta.csv", lines(
    "Kode;NIK;Nama;L/P;Alamat", f"K-02;'{nik('07/07/1987', 951, 'P')};Kartini;P;RT 01 RW 02 Desa Tunggangri", f"K-02;{nik('08/08/1988', 952)};Bejo;L;RT 02 RW 02 Desa Tunggangri"),
    {2: ok(full_name="Kartini", nik=nik("07/07/1987", 951, "P"), village=T, list_code="K-02"), 3: ok(full_name="Bejo", sex=M, village=T)}, needs="K-01")
case("ec01_tanggal_nama", "head_counts", "Kehadiran.csv", lines(
    "Tanggal;Kegiatan;Desa;Hadir L;Hadir P;Jml Hadir", "05/03/2024;Sosialisasi Migrasi Aman;Tunggangri;10;15;25", "01/04/2024;Kelas Pengasuhan;Betak;2;14;16"),
    {2: ok(village=T, list_code="K-02", counts={"undetailed": [10, 15, None]}), 3: ok(village=B, list_code="K-03", counts={"undetailed": [2, 14, None]})}, needs="K-01")
case("ed01_statistik", "village_figures", "statistik migran.csv", lines(
    "id_desa,desa,calon_pmi_l,calon_pmi_p,pmi_l,pmi_p,purna_l,purna_p,keluarga_pmi,anak_pmi", "3504142011,TUNGGANGRI,3,7,12,40,20,31,45,33", "3504142016,BETAK,2,5,9,31,15,22,38,20", sep=","),
    {2: ok(village=T, prospective=[10, 3, 7], migrants_abroad=[52, 12, 40], returned=[51, 20, 31], families=[45, None, None], children=[33, None, None]), 3: ok(village=B, prospective=[7, 2, 5], returned=[37, 15, 22])})
case("ed02_tegak_sub", "village_figures", "Profil Desa Demuk.xlsx", xlsx(P=[
    ["PROFIL DESA DEMUK KEC. PUCANGLABAN TAHUN 2025"], [], ["No", "Jenis Data", "Volume", "Satuan"], [1, "Jumlah Penduduk", 6101, "Jiwa"], ["", "a. Laki-laki", 3060, "Jiwa"], ["", "b. Perempuan", 3041, "Jiwa"], [2, "Jumlah Kepala Keluarga", 1988, "KK"], [3, "Jumlah PMI", 120, "Orang"]]),
    {4: ok(village="35.04.12.2009", population=[6101, 3060, 3041], households=[1988, None, None], migrants_abroad=[120, None, None])})
case("ee01_lap", "indicator_values", "Laporan Indikator Ds Betak TW I 2026.csv", lines(
    "No,Kode Indikator,Indikator,Realisasi,Bukti Dukung", "1,A-1,Jumlah CPMI yang dilayani,7,Buku tamu", sep=","),
    {2: ok(indicator="A-1", area=B, year=2026, quarter=1, value=7)})
case("ef01_target_tw", "targets", "target tw.csv", lines(
    "Kode Indikator;Wilayah;Tahun;s.d. Triwulan;Target;Satuan", "I-1;Kabupaten Tulungagung;2026;;1400;orang", "I-2;Kab. Tulungagung;2026;;20;kelompok"),
    {2: ok(indicator="I-1", area="35.04", year=2026, target=1400), 3: ok(indicator="I-2", target=20)})
case("eh01_pendataan", "beneficiaries", "Pendataan Purna PMI Ds Kresikan.xlsx", xlsx(D=[
    ["PENDATAAN PURNA PMI DESA KRESIKAN KECAMATAN TANGGUNGGUNUNG"], [], ["No", "Nama", "NIK", "L/P", "Tgl Lahir", "RT/RW", "Negara Penempatan Terakhir", "Tahun Pulang", "Pekerjaan Sekarang", "No HP"], [1, "Jumiran", nik("09/09/1975", 961), "L", "09/09/1975", "02/04", "Malaysia", 2019, "Petani", "0857"], [2, "Watini", nik("10/10/1986", 962, "P"), "P", "10/10/1986", "01/04", "Taiwan", 2022, "Pedagang", ""]]),
    {4: ok(full_name="Jumiran", sex=M, village="35.04.19.2001", stage="purna", country="MY", rt="02", rw="04"), 5: ok(full_name="Watini", sex=F, stage="purna", country="TW")})
