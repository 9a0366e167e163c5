"""Schedules by weeks, codes with names behind them, outcomes in a note, `Jumlah penduduk` that is no total."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, ok, xlsx

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
