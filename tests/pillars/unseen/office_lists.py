"""Lists of ordinary district offices, of every kind; written down before the reading was tried on them."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case("z01_nominatif", "beneficiaries", "daftar nominatif purna.xlsx", xlsx(_merges=["A1:H1"], Sheet1=[
    ["DAFTAR NOMINATIF PURNA PMI DESA BETAK TAHUN 2025"], [], ["No.", "N a m a", "N I K", "Jns Kelamin", "Tmp/Tgl Lahir", "Alamat Lengkap", "Eks Negara", "Ket."],
    [1, "Suparmi", nik("03/04/1981", 1, "P"), "Perempuan", "Tulungagung, 03-04-1981", "RT 02 RW 01", "Taiwan", ""], [2, "Harianto", nik("17/08/1976", 2), "Laki-laki", "Blitar, 17-08-1976", "RT 03 RW 01", "Malaysia", ""]]), {
    4: ok(full_name="Suparmi", sex=F, birth_date=day("03/04/1981"), village=B, stage="purna", country="TW"),
    5: ok(full_name="Harianto", sex=M, birth_date=day("17/08/1976"), village=B, stage="purna", country="MY")})
case("z02_pendamping", "beneficiaries", "rekap petugas.csv", lines(
    "No;Nama Petugas Pendata;Nama yang Didata;NIK yang Didata;Gender;Desa Asal;Kategori Migran;Negara Tempat Bekerja", f"1;Anik;Sri Lestari;{nik('05/06/1987', 3, 'P')};Perempuan;Tunggangri;PMI Aktif;Hong Kong", f"2;Anik;Budi Cahyo;{nik('09/10/1990', 4)};Laki-laki;Tunggangri;Calon PMI;Korea Selatan"),
    {2: ok(full_name="Sri Lestari", sex=F, village=T, stage="pmi", country="HK"), 3: ok(full_name="Budi Cahyo", sex=M, stage="cpmi", country="KR")})
case("z03_calon_bp2mi", "beneficiaries", "calon.csv", lines(
    "DATA CALON PEKERJA MIGRAN INDONESIA", "KECAMATAN KALIDAWIR", "", "No,Nama CPMI,Nomor KTP,Tgl. Lhr,Sex,Nama Desa,Negara Tujuan,Nama P3MI", f'1,Fitri Handayani,{nik("12/12/2001", 5, "P")},12/12/2001,P,Joho,Taiwan,PT Sumber', f'2,Rizal Efendi,{nik("01/01/2000", 6)},01/01/2000,L,Betak,Jepang,PT Sumber', sep=","),
    {5: ok(full_name="Fitri Handayani", sex=F, birth_date=day("12/12/2001"), village="35.04.14.2008", stage="cpmi", country="TW"), 6: ok(full_name="Rizal Efendi", sex=M, village=B, stage="cpmi", country="JP")})
case("z04_sheet_desa", "beneficiaries", "PMI aktif.xlsx", xlsx(Tunggangri=[["No", "Nama PMI", "L/P", "Umur", "Dusun", "Bekerja di Negara"], [1, "Wartini", "P", 35, "Krajan", "Singapura"]],
    Betak=[["No", "Nama PMI", "L/P", "Umur", "Dusun", "Bekerja di Negara"], [1, "Slamet", "L", 41, "Jabon", "Malaysia"]]),
    {"Tunggangri": {2: ok(full_name="Wartini", sex=F, village=T, stage="pmi", country="SG")}, "Betak": {2: ok(full_name="Slamet", sex=M, village=B, stage="pmi", country="MY")}})
case("z05_google", "beneficiaries", "jawaban.csv", lines(
    '"Timestamp","Email Address","Siapa nama lengkap Anda?","Berapa NIK Anda?","Apa jenis kelamin Anda?","Kapan tanggal lahir Anda?","Anda tinggal di desa apa?","Apa status migran Anda?"', f'"2/3/2025 9:15:00","a@b.id","Titik Wahyuni","{nik("30/07/1989", 7, "P")}","Perempuan","30/07/1989","Pagersari","Purna PMI"', sep=","),
    {2: ok(full_name="Titik Wahyuni", sex=F, birth_date=day("30/07/1989"), village=G, stage="purna")})
case("z06_penerima", "beneficiaries", "penerima bantuan.csv", lines(
    "No|Nama Penerima Manfaat|NIK/No. KTP|L / P|Alamat Desa|Nomor WA|Jenis Usaha|Status Penerima", f"1|Lilik Suryani|{nik('22/11/1983', 8, 'P')}|P|Ds. Betak|085612345678|Kue kering|Purna PMI", f"2|Edi Santoso|{nik('14/02/1978', 9)}|L|Ds. Tunggangri|085612345679|Ternak kambing|Purna PMI", sep="|"),
    {2: ok(full_name="Lilik Suryani", sex=F, village=B, stage="purna"), 3: ok(full_name="Edi Santoso", sex=M, village=T, stage="purna")})
case("z07_keberangkatan", "beneficiaries", "berangkat 2024.xlsx", xlsx(Data=[["Rekap Keberangkatan PMI Tahun 2024"], ["No", "Nama Lengkap PMI", "Jenis Kelamin", "Asal Desa", "Negara Penempatan", "Tanggal Berangkat", "Sektor"],
    [1, "Nur Aini", "Wanita", "Joho", "Hong Kong", day("11/03/2024"), "Informal"], [2, "Agus Salim", "Pria", "Betak", "Korea Selatan", day("21/05/2024"), "Formal"]]),
    {3: ok(full_name="Nur Aini", sex=F, village="35.04.14.2008", stage="pmi", country="HK", stage_on=day("11/03/2024")), 4: ok(full_name="Agus Salim", sex=M, village=B, country="KR", stage_on=day("21/05/2024"))})
case("z08_keluarga", "beneficiaries", "keluarga pmi.csv", lines(
    "DAFTAR KELUARGA PMI", "Desa: Tunggangri", "", "No;Nama Anggota Keluarga;L/P;Tgl Lahir;Hubungan dgn PMI;Nama PMI;Negara PMI", "1;Sugeng;L;10/10/1975;Suami;Murni;Taiwan", "2;Dinda;P;03/03/2010;Anak;Murni;Taiwan"),
    {5: ok(full_name="Sugeng", sex=M, village=T, is_family=True, stage=None), 6: ok(full_name="Dinda", sex=F, village=T, is_family=True, stage=None)})

case("z09_matriks", "activities", "matriks.xlsx", xlsx(Sheet1=[["MATRIKS KEGIATAN DESMIGRATIF"], [], ["No", "Bentuk Kegiatan", "Pilar Desmigratif", "Hari/Tanggal", "Tempat", "Alokasi Dana (Rp)", "Dana Terserap (Rp)", "Sumber Pembiayaan"],
    [1, "Sosialisasi penempatan aman", "Pilar 1", "Senin, 10 Maret 2025", "Desa Betak", "4.500.000", "4.200.000", "APBD Kabupaten"], [2, "Pelatihan menjahit", "Pilar 2", "Rabu, 12 Maret 2025", "Desa Tunggangri", "8.000.000", "8.000.000", "APBN"]]),
    {4: ok(title="Sosialisasi penempatan aman", pillar=1, start_on=day("10/03/2025"), villages=[B], plan=4_500_000, actual=4_200_000, source="apbd_regency"), 5: ok(title="Pelatihan menjahit", pillar=2, villages=[T], plan=8_000_000, actual=8_000_000, source="apbn")})
case("z10_jadwal", "activities", "jadwal.csv", lines(
    "No;Agenda;Pilar;Mulai;Selesai;Desa Pelaksana;Kebutuhan Anggaran;Asal Dana", "1;Rapat koordinasi;1;05/02/2025;05/02/2025;Joho;1500000;APBDes", "2;Pelatihan pengolahan ikan;2;10/02/2025;12/02/2025;Betak;9000000;Dana Desa"),
    {2: ask(title="Rapat koordinasi", pillar=1, start_on=day("05/02/2025"), villages=["35.04.14.2008"], plan=1_500_000), 3: ok(title="Pelatihan pengolahan ikan", pillar=2, start_on=day("10/02/2025"), end_on=day("12/02/2025"), plan=9_000_000, source="dana_desa")})
case("z11_output", "activities", "laporan bulanan.csv", lines(
    "LAPORAN KEGIATAN BULAN MEI 2025", "Desa Pagersari", "", "Pilar;Rincian Kegiatan;Tgl Pelaksanaan;Nilai Anggaran;Nilai Realisasi;Hasil Kegiatan", "II;Pelatihan kripik tempe;06/05/2025;5.000.000;4.750.000;20 orang terlatih", "III;Kelas orang tua asuh;13/05/2025;2.000.000;2.000.000;15 keluarga hadir"),
    {5: ok(title="Pelatihan kripik tempe", pillar=2, start_on=day("06/05/2025"), villages=[G], plan=5_000_000, actual=4_750_000), 6: ok(title="Kelas orang tua asuh", pillar=3, villages=[G], plan=2_000_000, actual=2_000_000)})
case("z12_acara", "activities", "acara.csv", lines(
    "Nama Acara,Bidang/Pilar,Tanggal Acara,Lokasi Acara,Total Biaya,Penyelenggara", "Temu purna PMI,Pilar IV,19/06/2025,Tunggangri,3500000,Disnaker", "Bimbingan belajar anak PMI,Pilar III,23/06/2025,Betak,1200000,Desa", sep=","),
    {2: ok(title="Temu purna PMI", pillar=4, start_on=day("19/06/2025"), villages=[T], plan=3_500_000), 3: ok(title="Bimbingan belajar anak PMI", pillar=3, villages=[B], plan=1_200_000)})

case("z13_absensi", "participants", "absensi.xlsx", xlsx(Absen=[["ABSENSI PESERTA"], ["Nomor Kegiatan : K-01"], [], ["No", "Nama Peserta", "L/P", "Asal Desa", "Keterangan Peserta", "Tanda Tangan"], [1, "Surati", "P", "Tunggangri", "Purna PMI", ""], [2, "Basuki", "L", "Betak", "Perangkat Desa", ""]]),
    {5: ok(full_name="Surati", sex=F, village=T, category="returned", list_code="K-01"), 6: ok(full_name="Basuki", sex=M, village=B, category="official")}, needs="K-01")
case("z14_kode", "participants", "peserta.csv", lines("Kode Kegiatan;Nama Lengkap Peserta;Gender;Desa Peserta;Unsur Peserta", "K-01;Mariyem;Perempuan;Betak;Keluarga PMI", "K-01;Joko;Laki-laki;Tunggangri;CPMI"),
    {2: ok(full_name="Mariyem", sex=F, village=B, category="family", list_code="K-01"), 3: ok(full_name="Joko", sex=M, village=T, category="cpmi")}, needs="K-01")
case("z15_undangan", "participants", "undangan.csv", lines("DAFTAR HADIR", "Kegiatan: K-01", "Desa: Tunggangri", "", "No;Nama Undangan;Jns Kelamin;Perwakilan;Paraf", "1;Parti;P;Keluarga PMI;", "2;Hasan;L;Purna PMI;"),
    {6: ok(full_name="Parti", sex=F, village=T, category="family", list_code="K-01"), 7: ok(full_name="Hasan", sex=M, village=T, category="returned")}, needs="K-01")

case("z16_rekap", "head_counts", "rekap peserta.xlsx", xlsx(_merges=["C1:D1", "E1:F1"], Rekap=[["Kode", "Desa", "Calon PMI", "", "Purna PMI", ""], ["", "", "Laki-laki", "Perempuan", "Laki-laki", "Perempuan"], ["K-01", "Tunggangri", 3, 5, 2, 8], ["K-01", "Betak", 1, 4, 0, 6]]),
    {3: ok(village=T, counts={"cpmi": [3, 5, None], "returned": [2, 8, None]}), 4: ok(village=B, counts={"cpmi": [1, 4, None], "returned": [0, 6, None]})}, needs="K-01")
case("z17_hadir", "head_counts", "jumlah hadir.csv", lines("Nomor Kegiatan;Desa Asal Peserta;Hadir Laki-laki;Hadir Perempuan;Total Hadir", "K-01;Tunggangri;6;9;15", "K-01;Betak;4;11;15"),
    {2: ok(village=T, counts={"undetailed": [6, 9, None]}), 3: ok(village=B, counts={"undetailed": [4, 11, None]})}, needs="K-01")
case("z18_satu", "head_counts", "peserta k01.csv", lines("REKAP JUMLAH PESERTA KEGIATAN K-01", "", "Nama Desa;Jml Keluarga PMI (L);Jml Keluarga PMI (P);Jml Purna (L);Jml Purna (P)", "Tunggangri;2;7;3;4", "Betak;1;5;2;2"),
    {4: ok(village=T, counts={"family": [2, 7, None], "returned": [3, 4, None]}), 5: ok(village=B, counts={"family": [1, 5, None], "returned": [2, 2, None]})}, needs="K-01")

case("z19_profil", "village_figures", "profil desa.csv", lines("Nama Desa;Penduduk L;Penduduk P;Total Penduduk;Banyaknya KK;Purna PMI", "Tunggangri;2.210;2.302;4.512;1.320;51", "Betak;2.505;2.515;5.020;1.411;43"),
    {2: ok(village=T, population=[4512, 2210, 2302], households=[1320, None, None], returned=[51, None, None]), 3: ok(village=B, population=[5020, 2505, 2515], households=[1411, None, None], returned=[43, None, None])})
case("z20_jiwa", "village_figures", "data dasar.xlsx", xlsx(Data=[["DATA DASAR DESA TAHUN 2025"], [], ["No", "Desa/Kelurahan", "Jumlah Penduduk (jiwa)", "Jumlah Kepala Keluarga", "Jumlah PMI", "Jumlah Mantan PMI"], [1, "Tunggangri", 4512, 1320, 52, 51], [2, "Betak", 5020, 1411, 41, 43]]),
    {4: ok(village=T, population=[4512, None, None], households=[1320, None, None], migrants_abroad=[52, None, None], returned=[51, None, None]), 5: ok(village=B, population=[5020, None, None], migrants_abroad=[41, None, None])})
