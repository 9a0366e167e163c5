"""Lists that tell days in three columns, periods or villages side by side, or one thing in each line."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case("fa01_biodata", "beneficiaries", "Biodata Purna PMI an Sumiati.xlsx", xlsx(Form=[
  ["PEMERINTAH DESA TENGGUR KECAMATAN REJOTANGAN"], ["FORMULIR BIODATA PURNA PMI"], [],
  ["Nama Lengkap", ":", "Sumiati"], ["NIK", ":", nik("07/03/1982", 1101, "P")], ["Tempat/Tanggal Lahir", ":", "Tulungagung, 7 Maret 1982"],
  ["Jenis Kelamin", ":", "Perempuan"], ["Alamat", ":", "Dsn. Krajan RT 03 RW 01"], ["Desa", ":", "Tenggur"], ["Pendidikan Terakhir", ":", "SMP"],
  ["Negara Penempatan", ":", "Taiwan"], ["Tanggal Pulang", ":", "12 Januari 2022"], ["No. HP", ":", "081334455667"],
  [], ["", "", "Tenggur, 3 Maret 2025"], ["", "", "Yang mendata,"]]),
  {4: ok(full_name="Sumiati", nik=nik("07/03/1982", 1101, "P"), birth_date=day("07/03/1982"), sex=F, village="35.04.13.2001", stage="purna", country="TW", rt="03", rw="01", education="smp")})
case("fa02_profil", "village_figures", "Profil Desa Jengglungharjo 2025.csv", lines(
  "PROFIL DESA", "Nama Desa : Jengglungharjo", "Kecamatan : Tanggunggunung", "Tahun : 2025", "",
  "Jumlah Penduduk : 5.214 jiwa", "Jumlah KK : 1.702 KK", "Jumlah PMI : 96 orang", "Jumlah Purna PMI : 143 orang"),
  {2: ok(village="35.04.19.2002", population=[5214, None, None], households=[1702, None, None], migrants_abroad=[96, None, None], returned=[143, None, None])})
case("fa04_tgl_bln_thn", "activities", "REGISTER KEGIATAN.xlsx", xlsx(_merges=["A1:A2", "B1:D1", "E1:E2", "F1:F2", "G1:G2", "H1:I1"], R=[
  ["No", "Waktu Pelaksanaan", "", "", "Nama Kegiatan", "Pilar", "Desa", "Peserta", ""], ["", "Tgl", "Bln", "Thn", "", "", "", "L", "P"],
  [1, 5, 2, 2025, "Sosialisasi remitansi", "Pilar II", "Besole", 12, 19], [2, 17, "Mei", 2025, "Konseling keluarga PMI", "Pilar III", "Keboireng", 4, 11], [3, "", 6, 2025, "Rapat koperasi", "Pilar IV", "Besole", 6, 6]]),
  {3: ok(title="Sosialisasi remitansi", pillar=2, start_on=day("05/02/2025"), villages=["35.04.15.2001"], heads=[12, 19, None]), 4: ok(start_on=day("17/05/2025"), villages=["35.04.15.2004"], heads=[4, 11, None]), 5: held(title="Rapat koperasi")})
case("fa05_lahir_tiga", "beneficiaries", "pendataan cpmi ds pakisaji.csv", lines(
  "No;NIK;Nama;L/P;Tgl Lahir;Bln Lahir;Thn Lahir;RT;RW;Negara Tujuan",
  f"1;{nik('03/04/1999', 1201)};Yusron Fadli;L;3;4;1999;01;02;Korea Selatan", f"2;{nik('21/12/2001', 1202, 'P')};Riska Ayu;P;21;12;2001;02;02;Hongkong"),
  {2: ok(full_name="Yusron Fadli", sex=M, birth_date=day("03/04/1999"), village="35.04.14.2009", stage="cpmi", country="KR", rt="01", rw="02"), 3: ok(full_name="Riska Ayu", birth_date=day("21/12/2001"), country="HK")})
case("fa06_tw_melintang", "indicator_values", "Capaian 2026.xlsx", xlsx(_merges=["A1:H1"], C=[
  ["CAPAIAN INDIKATOR DESMIGRATIF DESA BETAK TAHUN 2026"], [], ["No", "Kode", "Indikator", "Satuan", "TW I", "TW II", "TW III", "TW IV"],
  [1, "A-1", "Jumlah CPMI yang dilayani", "orang", 7, 9, 12, ""]]),
  {4: ok(indicator="A-1", area=B, year=2026, quarter=1, value=7), 14: ok(quarter=2, value=9), 24: ok(quarter=3, value=12)})
case("fa07_tahun_melintang", "targets", "Target RPJMD.xlsx", xlsx(_merges=["A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3"], T=[
  ["TARGET INDIKATOR DESMIGRATIF KABUPATEN TULUNGAGUNG"], [], ["No", "Kode", "Indikator", "Satuan", "Target Tahun", "", ""], ["", "", "", "", 2025, 2026, 2027],
  [1, "I-1", "CPMI diedukasi", "orang", 900, 1000, 1100], [2, "I-2", "Kelompok usaha", "kelompok", 10, 12, 15]]),
  {5: ok(indicator="I-1", area="35.04", year=2025, target=900), 15: ok(indicator="I-1", year=2026, target=1000), 25: ok(indicator="I-1", year=2027, target=1100), 6: ok(indicator="I-2", year=2025, target=10), 16: ok(indicator="I-2", year=2026, target=12), 26: ok(indicator="I-2", year=2027, target=15)})
case("fa11_buku_tamu", "desk_visits", "Buku Tamu Rumah Desmigratif Betak Oktober 2025.xlsx", xlsx(_merges=["A1:H1"], Okt=[
  ["BUKU TAMU LAYANAN RUMAH DESMIGRATIF DESA BETAK"], ["BULAN OKTOBER 2025"], [], ["NO", "HARI/TANGGAL", "NAMA", "L/P", "ALAMAT", "KEPERLUAN", "TINDAK LANJUT", "PARAF"],
  [1, "Jumat, 3 Okt'25", "-", "P", "RT 02/01", "Tanya info kerja ke Taiwan", "Sudah dilayani", ""], [2, "Senin, 6 Okt'25", "-", "L", "RT 03/01", "Surat izin keluarga", "Selesai", ""], [3, "Kamis, 16 Okt'25", "-", "P", "RT 01/02", "Pengaduan gaji", "Dirujuk ke Disnaker", ""]]),
  {5: ask(visited_on=day("03/10/2025"), sex=F, village=B, purpose="information", outcome="served"), 6: ok(visited_on=day("06/10/2025"), sex=M, village=B, purpose="family_letter", outcome="served"), 7: ask(visited_on=day("16/10/2025"), purpose="complaint", outcome="referred")})
case("fa12_desa_melintang", "head_counts", "Rekap hadir per desa.xlsx", xlsx(_merges=["A1:A2", "B1:C1", "D1:E1"], R=[
  ["Kode Kegiatan", "Tunggangri", "", "Betak", ""], ["", "L", "P", "L", "P"], ["K-01", 4, 9, 3, 11], ["K-03", 1, 7, 2, 6]]),
  {3: ok(list_code="K-01", village=T, counts={"undetailed": [4, 9, None]}), 13: ok(list_code="K-01", village=B, counts={"undetailed": [3, 11, None]}), 4: ok(list_code="K-03", village=T, counts={"undetailed": [1, 7, None]}), 14: ok(list_code="K-03", village=B, counts={"undetailed": [2, 6, None]})}, needs="K-01")
case("fa13_msforms", "participants", "Daftar Hadir K-02(1-3).xlsx", xlsx(Form1=[
  ["ID", "Start time", "Completion time", "Email", "Name", "Nama lengkap peserta", "Jenis kelamin", "Asal desa", "Peserta dari unsur", "Nomor HP (WhatsApp)"],
  [1, day("05/03/2024"), day("05/03/2024"), "anonymous", "", "Lina Marlina", "Perempuan", "Tunggangri", "CPMI", "081222333444"], [2, day("05/03/2024"), day("05/03/2024"), "anonymous", "", "Samsul Hadi", "Laki-laki", "Pagersari", "Keluarga PMI", "081222333445"]]),
  {2: ok(full_name="Lina Marlina", sex=F, village=T, category="cpmi", list_code="K-02"), 3: ok(full_name="Samsul Hadi", sex=M, village=G, category="family")}, needs="K-01")
case("fa15_kegiatan_kec", "activities", "rekap kegiatan tw 3 2025.xlsx", xlsx(_merges=["A1:I1"], Rekap=[
  ["REKAP KEGIATAN DESMIGRATIF TRIWULAN III TAHUN 2025"], [], ["No", "Nama Kegiatan", "Pilar", "Tanggal", "Jml Peserta", "Pagu (Rp jt)", "Realisasi (Rp jt)", "Sumber Dana", "Progres"],
  ["KECAMATAN BANDUNG"], ["DESA NGLAMPIR"], [1, "Pelatihan sablon kaos", 2, "7 s.d 9 Juli 2025", "25 org", "12,5", "12,25", "APBD II", "100%"],
  ["DESA SUWARU"], [1, "Sosialisasi bahaya TPPO", 1, "Selasa, 22/07/2025", "60 org", 5, 5, "APBD I", "100%"], [2, "Pelatihan sablon kaos", 2, "25 Sept 2025", "20 org", "10", "-", "DD", "0%"]]),
  {6: ask(title="Pelatihan sablon kaos", pillar=2, villages=["35.04.17.2001"], start_on=day("07/07/2025"), end_on=day("09/07/2025"), heads=[None, None, 25], plan=12_500_000, actual=12_250_000, source="apbd_regency"), 8: ask(title="Sosialisasi bahaya TPPO", villages=["35.04.17.2005"], start_on=day("22/07/2025"), plan=5_000_000, source="apbd_province"), 9: ask(villages=["35.04.17.2005"], start_on=day("25/09/2025"), plan=10_000_000, source="dana_desa")})
case("ji04_keluarga", "beneficiaries", "Keluarga PMI Pagersari.xlsx", xlsx(Sheet1=[
  ["DATA KELUARGA PEKERJA MIGRAN INDONESIA DESA PAGERSARI"], [], ["No", "Nama Anggota Keluarga", "Jenis Kelamin (L/P)", "Tanggal Lahir", "NIK", "Nomor KK", "Alamat RT", "Alamat RW", "Keterangan"],
  [1, "Sutrisno", "L", day("06/06/1975"), nik("06/06/1975", 6401), "3504142001100021", 2, 1, "suami PMI"], [2, "Warsini", "P", day("18/02/1955"), nik("18/02/1955", 6402, "P"), "3504142001100022", 2, 1, "ibu PMI"]]),
  {4: ok(full_name="Sutrisno", sex=M, birth_date=day("06/06/1975"), village=G, is_family=True, stage=None), 5: ok(full_name="Warsini", sex=F, village=G, is_family=True, stage=None)})
case("jd06_google", "activities", "Form Laporan Kegiatan (Jawaban).csv",
  lines('"Timestamp";"Nama Desa";"Pilar kegiatan";"Judul kegiatan yang dilaksanakan";"Tanggal mulai kegiatan";"Tanggal selesai kegiatan";"Jumlah peserta laki-laki";"Jumlah peserta perempuan";"Sumber dana kegiatan";"Berapa realisasi biaya kegiatan?"',
   '"10/06/2025 9:15:22";"Tunggangri";"Pilar 2: Usaha Produktif";"Pelatihan ternak kambing";"02/06/2025";"04/06/2025";"14";"6";"Dana Desa";"6500000"',
   '"11/06/2025 14:02:10";"Pagersari";"Pilar 4: Koperasi Desmigratif";"Pembukaan buku simpanan anggota";"09/06/2025";"09/06/2025";"5";"11";"Swadaya masyarakat";"250000"'),
  {2: ok(title="Pelatihan ternak kambing", pillar=2, villages=[T], start_on=day("02/06/2025"), end_on=day("04/06/2025"), heads=[14,6,None], actual=6_500_000, source="dana_desa"),
   3: ok(title="Pembukaan buku simpanan anggota", pillar=4, villages=[G], heads=[5,11,None], source="swadaya", actual=250_000)})
case("jd07_bulan_tgl", "activities", "Jadwal kegiatan semester 2.xlsx",
  xlsx(Jadwal=[
    ["JADWAL KEGIATAN DESMIGRATIF SEMESTER II TAHUN 2025"],[],
    ["No","Bulan","Tgl","Kegiatan","Pilar","Tempat","Undangan","Pembiayaan"],
    [1,"Juli",9,"Sosialisasi job fair","I","Balai Desa Tunggangri",50,"APBD Kab"],
    [2,"Agustus",20,"Pelatihan rajut","II","Balai Desa Betak",20,"DD"],
    [3,"Sept",11,"Kelas ayah bunda","III","Balai Desa Pagersari",30,"DD"],
  ]),
  {4: ask(title="Sosialisasi job fair", pillar=1, villages=[T], start_on=day("09/07/2025"), source="apbd_regency"),
   5: ask(title="Pelatihan rajut", pillar=2, villages=[B], start_on=day("20/08/2025"), source="dana_desa"),
   6: ask(title="Kelas ayah bunda", pillar=3, villages=[G], start_on=day("11/09/2025"), source="dana_desa")})
case("jd14_alamat", "beneficiaries", "Daftar warga kembali dari luar negeri.csv",
  lines("No,Nama,NIK,Tgl Lahir,L/P,Alamat Lengkap,Datang dari,Tgl Tiba,Alasan",
   f"1,Sutini,{nik('16/06/1974',5401,'P')},16 Juni 1974,P,\"Dusun Krajan RT 3 RW 1, Tunggangri, Kalidawir\",Taiwan,5 Mei 2025,Habis kontrak",
   f"2,Paidi,{nik('01/09/1970',5402)},1 September 1970,L,\"Dusun Ngipik RT 1 RW 4, Tunggangri, Kalidawir\",Malaysia,20 Juni 2025,Deportasi", sep=","),
  {2: ok(full_name="Sutini", sex=F, birth_date=day("16/06/1974"), village=T, stage="purna", country="TW", rt="3", rw="1"),
   3: ok(full_name="Paidi", sex=M, village=T, stage="purna", country="MY")})
