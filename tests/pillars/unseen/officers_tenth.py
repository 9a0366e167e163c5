"""Lists of three hands that never saw the reader: the rows of 72 that were read wrongly at first sight."""

# fmt: off
# ruff: noqa: E501
from .making import ask, case, day, lines, nik, ok, xlsx

T, B, G, JO, KT = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2008", "35.04.14.2005"
KB, DO, WI, PK = "35.04.14.2001", "35.04.14.2014", "35.04.14.2007", "35.04.14.2009"
SK, MG = "35.04.14.2003", "35.04.10.2003"
F, M = "female", "male"
VALUES, COOPS = "indicator_values", "cooperatives"

case("jc07", "activities", "Usulan Kegiatan APBN 2027.csv",
  lines("No,Usulan Kegiatan,Pilar,Desa,Kecamatan,Jadwal Mulai,Jadwal Selesai,Kebutuhan Anggaran (Rp),Sumber Dana,Status",
   '1,"Pelatihan bahasa Korea dasar",I,Winong,Kalidawir,01-03-2027,12-03-2027,"48.000.000",APBN,Direncanakan',
   '2,"Bantuan etalase dan timbangan digital",II,Pakisaji,Kalidawir,20-04-2027,20-04-2027,"22.750.000",APBN,Direncanakan', sep=","),
  {2: ok(title="Pelatihan bahasa Korea dasar", pillar=1, villages=[WI], start_on=day("01/03/2027"), end_on=day("12/03/2027"), plan=48_000_000, source="apbn", status="planned"),
   3: ok(title="Bantuan etalase dan timbangan digital", pillar=2, villages=[PK], start_on=day("20/04/2027"), plan=22_750_000, source="apbn", status="planned")})
case("jd08", "beneficiaries", "DATA WARGA LN DS PAGERSARI UPDATE BARU fix.xlsx",
  xlsx(**{"fix banget": [
    ["DATA WARGA DESA PAGERSARI DI LN","","","","","","update 20/2/26"],[],
    ["NO","NAMA LENGKAP","KELAMIN","NIK","LAHIR","RT RW","NEGARA","KET"],
    ["1.","Lilik Indrawati","perempuan",nik("16/01/1986",9001,"P"),"16 Januari 1986","RT 01 RW 03","Hongkong","masih kerja"],
    ["2.","Mashudi","laki laki",nik("09/12/1981",9002),"9 Desember 1981","RT 02 RW 03","Malaysia","sdh pulang th 2023"],
    ["3.","Tutik Rahayu","perempuan",nik("28/02/1998",9003,"P"),"28 Pebruari 1998","RT 01 RW 01","Taiwan","masih proses di PT"],
  ]}),
  {4: ask(full_name="Lilik Indrawati", nik=nik("16/01/1986",9001,"P"), sex=F, birth_date=day("16/01/1986"), village=G, stage="pmi", country="HK", rt="01", rw="03"),
   5: ask(full_name="Mashudi", sex=M, birth_date=day("09/12/1981"), village=G, stage="purna", country="MY"),
   6: ask(full_name="Tutik Rahayu", sex=F, birth_date=day("28/02/1998"), village=G, stage="cpmi", country="TW")})
case("jd17", "activities", "agenda koperasi th 2025 pagersari.xlsx",
  xlsx(Sheet1=[
    ["AGENDA KEGIATAN KOPERASI DESMIGRATIF DESA PAGERSARI"],["tahun buku 2025"],[],
    ["tgl","acara","pilar","anggota hadir (L)","anggota hadir (P)","habis biaya","dana dari"],
    [day("25/01/2025"),"Rapat Anggota Tahunan tutup buku 2024","IV",12,31,"Rp. 2.150.000,-","swadaya anggota"],
    ["30 Juni - 2 Juli 2025","Pelatihan pembukuan pengurus koperasi","IV",4,6,"Rp. 1.800.000,-","dana desa"],
  ]),
  {5: ok(title="Rapat Anggota Tahunan tutup buku 2024", pillar=4, villages=[G], start_on=day("25/01/2025"), heads=[12,31,None], actual=2_150_000, source="swadaya"),
   6: ok(title="Pelatihan pembukuan pengurus koperasi", pillar=4, villages=[G], start_on=day("30/06/2025"), end_on=day("02/07/2025"), heads=[4,6,None], actual=1_800_000, source="dana_desa")})
case("je04", "beneficiaries", "Baseline Keluarga PMI.xlsx",
  xlsx(_merges=["A1:K1"], Baseline=[
    ["SURVEI DATA AWAL KELUARGA PMI - PENDAMPINGAN COMMUNITY PARENTING 2025"],[],
    ["No. Resp.","Desa","RT","RW","Nama Anggota Keluarga","NIK Anggota Keluarga","L/P","Tanggal Lahir","Hubungan dengan PMI","Nama PMI","Negara PMI Bekerja"],
    ["R-01","Joho","03","01","Katiman",nik("10/10/1958",9401),"L","10 Oktober 1958","Ayah","Lestari Ningsih","Taiwan"],
    ["R-02","Joho","03","02","Suyatin",nik("02/03/1962",9402,"P"),"P","2 Maret 1962","Ibu","Harianto","Malaysia"],
    ["R-03","Karangtalun","01","01","Edi Purwanto",nik("19/07/1981",9403),"L","19 Juli 1981","Suami","Nur Aini","Hongkong"],
    [],["Enumerator: tim konsultan"],
  ]),
  {4: ok(full_name="Katiman", nik=nik("10/10/1958",9401), sex=M, birth_date=day("10/10/1958"), village=JO, is_family=True, rt="03", rw="01"),
   5: ok(full_name="Suyatin", sex=F, birth_date=day("02/03/1962"), village=JO, is_family=True, rt="03", rw="02"),
   6: ok(full_name="Edi Purwanto", sex=M, birth_date=day("19/07/1981"), village=KT, is_family=True, rt="01", rw="01")})
case("je07", "activities", "Rencana Aksi dan Penarikan Dana 2026.xlsx",
  xlsx(_merges=["A1:J1","A3:A4","B3:B4","C3:C4","D3:D4","E3:E4","F3:I3","J3:J4"], **{"Renaksi 2026": [
    ["RENCANA AKSI PEMBERDAYAAN DESMIGRATIF KABUPATEN TULUNGAGUNG TAHUN 2026"],[],
    ["No","Pilar","Kegiatan","Desa","Pagu (Rp)","Rencana Penarikan (Rp)","","","","Sumber Dana"],
    ["","","","","","TW I","TW II","TW III","TW IV",""],
    [1,"Pilar I","Penyuluhan migrasi aman bagi pencari kerja","Domasan",16000000,4000000,4000000,4000000,4000000,"APBD Kabupaten"],
    [2,"Pilar IV","Bimtek pembukuan koperasi","Kalibatur",9500000,0,9500000,0,0,"APBN"],
    ["","","Jumlah","",25500000,4000000,13500000,4000000,4000000,""],
  ]}),
  {5: ask(title="Penyuluhan migrasi aman bagi pencari kerja", pillar=1, villages=[DO], plan=16_000_000, source="apbd_regency"),
   6: ask(title="Bimtek pembukuan koperasi", pillar=4, villages=[KB], plan=9_500_000, source="apbn")})
case("je12", "head_counts", "Kehadiran terpilah gender.xlsx",
  xlsx(_merges=["A1:I1","A3:A4","B3:B4","C3:E3","F3:H3","I3:I4"], Terpilah=[
    ["DATA TERPILAH KEHADIRAN PESERTA"],[],
    ["Kode Kegiatan","Desa","PMI Purna","","","Keluarga PMI","","","Jumlah Seluruhnya"],
    ["","","P","L","P+L","P","L","P+L",""],
    ["K-02","Tunggangri",14,3,17,8,1,9,26],
    ["K-03","Betak",6,2,8,19,4,23,31],
    ["Jumlah","",20,5,25,27,5,32,57],
  ]),
  {5: ok(village=T, list_code="K-02", counts={"returned":[3,14,None],"family":[1,8,None]}),
   6: ok(village=B, list_code="K-03", counts={"returned":[2,6,None],"family":[4,19,None]})}, needs="K-01")
case("je14", VALUES, "Bahan Rakor Evaluasi Desmigratif 2025.xlsx",
  xlsx(_merges=["A1:G1","A2:G2"], **{"Kab. Tulungagung": [
    ["CAPAIAN INDIKATOR DESA MIGRAN PRODUKTIF TAHUN 2025"],["KABUPATEN TULUNGAGUNG"],[],
    ["Kode","Indikator","Wilayah","Target","Realisasi","% Capaian","Keterangan"],
    ["PILAR I LAYANAN MIGRASI"],
    ["I-1","CPMI diedukasi","Kab. Tulungagung","1.000","1.120","112,00",""],
    ["PILAR II USAHA PRODUKTIF"],
    ["I-2","Kelompok usaha","Kab. Tulungagung",20,14,"70,00","6 kelompok menunggu bantuan"],
    [],["Catatan: realisasi s.d. 31 Desember 2025"],
  ]}),
  {6: ok(value=1120, year=2025), 8: ok(value=14, year=2025)})
case("je16", VALUES, "Formulir Input Indikator Kab-Kota (Responses).csv",
  lines('"Timestamp","Email Address","Kabupaten/Kota","Kode indikator","Nama indikator","Tahun data","Nilai realisasi","Keterangan (jika ada)"',
   '"12/01/2026 10:14:09","disnaker.ta@contoh.invalid","Kabupaten Tulungagung","I-1","CPMI diedukasi","2025","987","sudah diverifikasi bidang"',
   '"12/01/2026 10:19:33","disnaker.ta@contoh.invalid","Kabupaten Tulungagung","I-2","Kelompok usaha","2025","11",""', sep=","),
  {2: ok(value=987, year=2025), 3: ok(value=11, year=2025)})
case("je18", "memberships", "Sebaran Desa Desmigratif per Tahun.xlsx",
  xlsx(_merges=["A1:G1","A2:G2","A4:A5","B4:B5","C4:F4","G4:G5"], Sebaran=[
    ["SEBARAN DESA MIGRAN PRODUKTIF (DESMIGRATIF)"],["KABUPATEN TULUNGAGUNG, PROVINSI JAWA TIMUR"],[],
    ["No","Desa","Tahun Penetapan","","","","Ket."],
    ["","","2017","2018","2019","2020",""],
    ["Kecamatan Kalidawir"],
    [1,"Sukorejo Kulon","","√","","",""],
    [2,"Kalibatur","","","","√",""],
    ["Kecamatan Sumbergempol"],
    [3,"Mirigambar","","","√","",""],
    ["Jumlah","",0,1,1,1,""],
  ]),
  {7: ask(village=SK, programme="desmigratif", batch_year=2018),
   8: ask(village=KB, programme="desmigratif", batch_year=2020),
   10: ask(village=MG, programme="desmigratif", batch_year=2019)})
case("je22", "desk_visits", "Log_Layanan_Rumah_Desmigratif_-_labels.csv",
  lines("start;end;Nama petugas;Kecamatan;Desa tempat layanan;Tanggal kunjungan;Nama pengunjung;Jenis kelamin pengunjung;Keperluan;Tindak lanjut;_id;_submission_time",
   "2025-09-03T09:00:01.000+07:00;2025-09-03T09:06:00.000+07:00;Anis;Kalidawir;Tunggangri;2025-09-03;Sulastri;Perempuan;Informasi lowongan kerja luar negeri;Diberi penjelasan;9901;2025-09-03T02:06:20",
   "2025-09-08T10:10:00.000+07:00;2025-09-08T10:15:12.000+07:00;Anis;Kalidawir;Tunggangri;2025-09-05;Yoga Pratama;Laki-laki;Pengurusan dokumen CPMI;Berkas dilengkapi;9917;2025-09-08T03:15:40",
   "2025-09-10T13:30:00.000+07:00;2025-09-10T13:41:00.000+07:00;Heri;Kalidawir;Betak;2025-09-10;Mutmainah;Perempuan;Pengaduan PMI putus komunikasi;Dirujuk ke Disnaker;9924;2025-09-10T06:41:33"),
  {2: ok(village=T, visited_on=day("03/09/2025")),
   3: ok(village=T, visited_on=day("05/09/2025")),
   4: ok(village=B, visited_on=day("10/09/2025"))})
case("je24", COOPS, "Konsolidasi Kinerja Koperasi (Pilar IV).xlsx",
  xlsx(_merges=["A1:I1","A2:I2","A3:I3"], **{"Pilar IV": [
    ["KINERJA KEUANGAN KOPERASI DESMIGRATIF"],["TAHUN BUKU 2024"],["(dalam ribuan rupiah)"],[],
    ["No","Koperasi","Desa","Kecamatan","Total Simpanan","Total Pinjaman","Aset","SHU","Tgl. RAT"],
    [1,"Kop. Desmigratif Sumber Rejeki","Domasan","Kalidawir",32_750,24_100,47_980,2_640,"22 Maret 2025"],
    [2,"Kop. Migran Mandiri","Joho","Kalidawir",12_300,9_875,16_420,"(1.150)","8 April 2025"],
    ["","JUMLAH","","",45_050,33_975,64_400,"1.490",""],
    [],["Sumber: laporan RAT, diolah"],
  ]}),
  {6: ok(year=2024, loans=24_100_000, assets=47_980_000, surplus=2_640_000, met_on=day("22/03/2025")),
   7: ask(year=2024, loans=9_875_000, assets=16_420_000, surplus=-1_150_000, met_on=day("08/04/2025"))})
case("k01", "desk_visits", "Buku tamu.csv", lines("Tanggal Bertamu;Nama Yang Datang;JK;Desa;Yang Ditanyakan;Jawaban Petugas;Dilanjutkan ke", "03/02/2026;Rini Astuti;P;Betak;Informasi lowongan;Diberi penjelasan;", "04/02/2026;Slamet Riyadi;L;Pagersari;Pengaduan gaji tidak dibayar;Dirujuk;BP3MI"),
  {2: ok(full_name="Rini Astuti", village=B, visited_on=day("03/02/2026"), purpose="information", outcome="served"), 3: ok(full_name="Slamet Riyadi", village=G, purpose="complaint", outcome="referred", referred_to="bp3mi")})
case("k02", "activities", "Lap keg.csv", lines("No;Pokok Bahasan;Pilar;Bertempat di Desa;Waktu Mulai;Waktu Selesai;Kehadiran L;Kehadiran P;Plafon (Rp);Biaya Riil (Rp);Didanai oleh", "1;Bahaya calo;I;Betak;03/02/2025;04/02/2025;12;18;5.000.000;4.500.000;APBN"),
  {2: ok(title="Bahaya calo", pillar=1, villages=[B], start_on=day("03/02/2025"), end_on=day("04/02/2025"), heads=[12,18,None], plan=5_000_000, actual=4_500_000, source="apbn")})
case("k03", "targets", "pk.csv", lines("Kode;Wilayah;Tahun;Target Capaian;Realisasi", "I-1;Kab. Tulungagung;2026;1200;300"), {2: ok(indicator="I-1", target=1200, actual=300, year=2026)})
case("k04", "beneficiaries", "purna betak.csv", lines("No;Nama Lengkap;JK;Desa;Tujuan Kerja;Jenis Kerja;Lewat PT;Tgl Tiba di Desa;Status Warga", "1;Sri Utami;P;Betak;Taiwan;Perawat lansia;PT Maju Jaya;12/03/2024;Purna PMI"),
  {2: ok(full_name="Sri Utami", village=B, country="TW", sector="Perawat lansia", placed_by="PT Maju Jaya", stage="purna", stage_on=day("12/03/2024"))})
case("k05", "memberships", "daftar.csv", lines("Kab/Kota;Kecamatan;Desa;Tahun Masuk Program;Nomor SK Menteri;Status Desa Desmigratif", "Kab. Tulungagung;Kalidawir;Joho;2019;3/250/PK.02/IV/2019;aktif"),
  {2: ok(village=JO, batch_year=2019, decree="3/250/PK.02/IV/2019", status="facilitated")})
