"""Two facts in a column, no header, titles in two lines: seven rounds of ordinary lists, those that were read wrongly."""

# fmt: off
# ruff: noqa: E501
from .making import ask, case, day, lines, nik, ok, xlsx

T, B, G = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017"
F, M = "female", "male"
N1, N2, N3 = nik("12/05/1988", 101, "P"), nik("03/11/1990", 102), nik("21/01/1979", 103, "P")

case("t01", "beneficiaries", "data pmi.xlsx", xlsx(Sheet1=[
  ["DATA PMI DESA TUNGGANGRI KECAMATAN KALIDAWIR"],[],
  ["No","Nama / NIK","L/P","Tempat, Tgl Lahir / Umur","Alamat / No. HP","Negara / Pekerjaan"],
  [1,f"Siti Aminah / {N1}","P","Tulungagung, 12-05-1988 / 37 th","RT 01 RW 02 / 081234567801","Taiwan / Caregiver"],
  [2,f"Joko Susilo / {N2}","L","Tulungagung, 03-11-1990 / 35 th","RT 02 RW 02 / 081234567802","Malaysia / Operator"],
]), {4: ok(full_name="Siti Aminah", nik=N1, sex=F, birth_date=day("12/05/1988"), phone_raw="081234567801", country="TW", sector="Caregiver", village=T, rt="01", rw="02"),
     5: ok(full_name="Joko Susilo", nik=N2, sex=M, birth_date=day("03/11/1990"), phone_raw="081234567802", country="MY", village=T)})
case("t02", "beneficiaries", "purna.csv", lines("No;Nama (L/P);Umur;Desa;Bekas Negara","1;Sri Wahyuni (P);41;Betak;Hongkong","2;Bambang S. (L);47;Betak;Malaysia"),
 {2: ok(full_name="Sri Wahyuni", sex=F, village=B, country="HK", stage="purna"), 3: ok(full_name="Bambang S.", sex=M, village=B, country="MY")})
case("t03", "participants", "hadir.xlsx", xlsx(Hadir=[
  ["DAFTAR HADIR"],["Kode Kegiatan : K-01"],[],
  ["No","Nama & NIK","Jabatan/Unsur","Alamat","L/P","TTD"],
  [1,f"Siti Aminah\n{N1}","Keluarga PMI","Betak","P",""],[2,f"Joko Susilo\n{N2}","Purna PMI","Pagersari","L",""],
 ]), {5: ask(full_name="Siti Aminah", nik=N1, sex=F, village=B, category="family", list_code="K-01"), 6: ask(full_name="Joko Susilo", nik=N2, village=G, category="returned")}, needs="K-01")
case("t05", "participants", "hadir2.csv", lines("Kode;Nama / Jabatan;Desa;JK","K-01;Suyono / Ketua RT 02;Betak;L","K-01;Dewi Lestari / Kader PKK;Betak;P"),
 {2: ok(full_name="Suyono", village=B, sex=M, list_code="K-01"), 3: ok(full_name="Dewi Lestari", sex=F)}, needs="K-01")
case("t06", "beneficiaries", "tanpa judul.csv", lines(f"1;{N1};Siti Aminah;P;12/05/1988;Tunggangri;Kalidawir;Taiwan",f"2;{N2};Joko Susilo;L;03/11/1990;Betak;Kalidawir;Malaysia",f"3;{N3};Endang Rahayu;P;21/01/1979;Pagersari;Kalidawir;Hongkong"),
 {1: ok(full_name="Siti Aminah", nik=N1, sex=F, birth_date=day("12/05/1988"), village=T, country="TW"), 2: ok(full_name="Joko Susilo", nik=N2, sex=M, village=B, country="MY"), 3: ok(full_name="Endang Rahayu", sex=F, village=G, country="HK")})
case("t07", "activities", "tanpa judul keg.csv", lines("Sosialisasi migrasi aman;Pilar 1;Tunggangri;12/02/2025;25;Dana Desa","Pelatihan batik;Pilar 2;Betak;20/03/2025;20;APBN"),
 {1: ok(title="Sosialisasi migrasi aman", pillar=1, villages=[T], start_on=day("12/02/2025"), source="dana_desa"), 2: ok(title="Pelatihan batik", pillar=2, villages=[B], start_on=day("20/03/2025"), source="apbn")})
case("t09", "desk_visits", "tamu2.csv", lines("03/02/2025;Rini Astuti;P;Betak;Konsultasi kerja ke Taiwan","04/02/2025;Slamet Riyadi;L;Pagersari;Pengaduan gaji tidak dibayar"),
 {1: ask(full_name="Rini Astuti", sex=F, village=B, visited_on=day("03/02/2025"), purpose="information"), 2: ask(full_name="Slamet Riyadi", village=G, purpose="complaint")})
case("t10", "activities", "keg.xlsx", xlsx(Sheet1=[["KEGIATAN DESMIGRATIF 2025"],[],["No","Kegiatan","Desa","Tanggal","Peserta (org)","Biaya (Rp)"],[1,"[UP] Pelatihan batik tulis","Betak","12 Maret 2025",20,5000000],[2,"[LM] Sosialisasi bahaya calo","Tunggangri","13 Maret 2025",40,2000000],[3,"Kelas ibu hebat (Community Parenting)","Pagersari","14 Maret 2025",15,1000000],[4,"Pilar 4: RAT koperasi","Betak","15 Maret 2025",30,1500000]]),
 {4: ok(pillar=2, villages=[B], plan=5_000_000), 5: ok(pillar=1, villages=[T]), 6: ok(pillar=3, villages=[G]), 7: ok(pillar=4, villages=[B])})
case("t11", "activities", "keg2.xlsx", xlsx(Sheet1=[["KEGIATAN DESMIGRATIF 2025"],[],["No","Kegiatan","Desa","Tanggal","Peserta (org)","Biaya (Rp)"],[1,"Pelatihan batik tulis","Betak","12 Maret 2025",20,5000000],[2,"Sosialisasi bahaya calo TKI","Tunggangri","13 Maret 2025",40,2000000],[3,"Kelas parenting anak PMI","Pagersari","14 Maret 2025",15,1000000],[4,"RAT koperasi","Betak","15 Maret 2025",30,1500000]]),
 {4: ok(pillar=2, villages=[B], plan=5_000_000), 5: ok(pillar=1, villages=[T]), 6: ok(pillar=3, villages=[G]), 7: ok(pillar=4, villages=[B])})
case("t13", "cooperatives", "kop.xlsx", xlsx(_merges=["D3:E3","F3:G3"], Sheet1=[["PERKEMBANGAN KOPERASI DESMIGRATIF"],[],["No","Nama Koperasi","Desa","Aset (Rp)","","SHU (Rp)",""],["","","","2023","2024","2023","2024"],[1,"KSP Sumber Makmur","Betak",10000000,12000000,500000,700000]]),
 {5: ok(name="KSP Sumber Makmur", village=B, year=2023, assets=10_000_000, surplus=500_000, kind="cooperative"), 15: ok(year=2024, assets=12_000_000, surplus=700_000)})
case("w03", "beneficiaries", "Rekap Kepulangan 2025.xlsx", xlsx(**{"2025": [
  ["DATA KEPULANGAN PMI BERMASALAH (PMI-B) KABUPATEN TULUNGAGUNG TAHUN 2025"],["Sumber: BP3MI Jawa Timur"],[],
  ["No.","Tgl Kedatangan","Nama PMI","L/P","Alamat","Desa","Negara","Sebab Kepulangan","Debarkasi","Ket."],
  [1,day("12/02/2025"),"Suprapti","P","RT 4/2","Tunggangri","Malaysia","Deportasi","Juanda",""],
  [2,day("20/05/2025"),"Mat Solikin","L","RT 1/5","Kalibatur","Arab Saudi","Sakit","Juanda","dijemput keluarga"],
  ["Jumlah","","2 orang"],
]}), {5: ok(full_name="Suprapti", sex=F, village=T, stage="purna", country="MY", return_reason="deported", rt="4", rw="2"),
      6: ok(full_name="Mat Solikin", sex=M, stage="purna", country="SA", return_reason="illness")})
case("w05", "activities", "LPJ keg.csv", lines("Nama Kegiatan,Hari/Tgl,Tempat,Jml Peserta,Lk,Pr,Dana yg Digunakan,Sumber Dana,Pilar,Dokumentasi",
  '"Sosialisasi UU 18/2017","Selasa, 11 Februari 2025","Balai Desa Betak",42,20,22,"Rp1.750.000","APBDes","1","https://drive/1"',
  '"Pelatihan manajemen keuangan keluarga PMI","Rabu, 12 Maret 2025","Rumah Ibu Kades Betak",25,2,23,"Rp900.000","APBDes","3","https://drive/2"', sep=","),
  {2: ok(title="Sosialisasi UU 18/2017", pillar=1, villages=[B], start_on=day("11/02/2025"), heads=[20,22,None], actual=1_750_000, source="dana_desa"),
   3: ask(pillar=3, villages=[B], start_on=day("12/03/2025"), heads=[2,23,None], actual=900_000)})
case("w06", "participants", "Absen Pelatihan.xlsx", xlsx(_merges=["A1:G1","A2:G2"], Absen=[
  ["DAFTAR HADIR PESERTA"],["Kode Kegiatan: K-02"],["Hari/Tanggal: Kamis, 13 Maret 2025"],[],
  ["No","Nama Peserta","Jns Kel","Umur","Asal Desa","Status (CPMI/Purna/Klg)","No HP","Tanda Tangan",""],
  [1,"Lastri","P",38,"Tunggangri","Purna","0857000","1",""],[2,"Wawan","L",27,"Betak","CPMI","0812000","","2"],[3,"Bu Yatmi","P",50,"Betak","Klg","-","3",""],
]), {6: ask(full_name="Lastri", sex=F, village=T, category="returned", list_code="K-02"), 7: ask(full_name="Wawan", sex=M, village=B, category="cpmi"), 8: ask(full_name="Bu Yatmi", village=B, category="family")}, needs="K-01")
case("x01", "beneficiaries", "Data PMI Purna Ds. Pagersari.xls.xlsx", xlsx(_merges=["A1:I1","A2:I2"], Data=[
  ["DATA PEKERJA MIGRAN INDONESIA PURNA (MANTAN TKI)"],["DESA PAGERSARI KEC. KALIDAWIR KAB. TULUNGAGUNG"],[],
  ["NO","NAMA","TEMPAT","TANGGAL","JENIS","ALAMAT","NEGARA","TAHUN","USAHA"],
  ["","","LAHIR","LAHIR","KELAMIN","","PENEMPATAN","PULANG","SEKARANG"],
  [1,"Kasmini","Tulungagung","19-04-1974","P","Rt 01 Rw 02","Hongkong",2018,"Toko kelontong"],
  [2,"Heru Cahyono","Blitar","08-08-1988","L","Rt 03 Rw 01","Korea",2021,"Bengkel"],
]), {6: ok(full_name="Kasmini", sex=F, birth_date=day("19/04/1974"), village=G, stage="purna", country="HK", rt="01", rw="02"),
     7: ok(full_name="Heru Cahyono", sex=M, birth_date=day("08/08/1988"), village=G, stage="purna", country="KR")})
case("x02", "beneficiaries", "sheet per negara.xlsx", xlsx(**{"TAIWAN": [
  ["PMI DI TAIWAN"],[],["No","Nama","L/P","Desa","RT/RW","Pekerjaan","PT","Berangkat"],
  [1,"Ani Lestari","P","Betak","02/01","Perawat lansia","PT Sumber Kencana",day("12/06/2023")],
  [2,"Budi Prasetyo","L","Tunggangri","01/03","Operator pabrik","PT Citra Karya",day("01/11/2022")],
]}), {"TAIWAN": {4: ok(full_name="Ani Lestari", sex=F, village=B, stage="pmi", country="TW", sector="Perawat lansia", rt="02", rw="01", placed_by="PT Sumber Kencana"), 5: ok(full_name="Budi Prasetyo", sex=M, village=T, stage="pmi", country="TW")}})
case("x04", "activities", "Matrik Kegiatan Desmigratif.xlsx", xlsx(_merges=["A1:J1","F3:H3"], Matrik=[
  ["MATRIK PELAKSANAAN KEGIATAN DESMIGRATIF KAB. TULUNGAGUNG"],[],
  ["No","Pilar / Kegiatan","Desa","Tgl","Selesai","Peserta","","","Anggaran (juta)","Ket"],["","","","","","L","P","Jml","",""],
  ["I","PUSAT LAYANAN MIGRASI"],[1,"Sosialisasi penempatan PMI ke Jepang","Tunggangri","3 Feb 2025","3 Feb 2025",20,15,35,5.5,"APBD Kab"],
  ["II","USAHA PRODUKTIF"],[1,"Pelatihan kue kering","Betak","10 Feb 2025","12 Feb 2025",0,20,20,12,"APBN"],[2,"Pelatihan las","Pagersari","17 Feb 2025","19 Feb 2025",16,0,16,14.25,"APBN"],
]), {6: ok(title="Sosialisasi penempatan PMI ke Jepang", pillar=1, villages=[T], start_on=day("03/02/2025"), heads=[20,15,None], plan=5_500_000, source="apbd_regency"),
     8: ok(title="Pelatihan kue kering", pillar=2, villages=[B], start_on=day("10/02/2025"), end_on=day("12/02/2025"), heads=[0,20,None], plan=12_000_000, source="apbn"), 9: ok(pillar=2, villages=[G], plan=14_250_000)})
case("x06", "activities", "Form Laporan Kegiatan Desmigratif (Responses).xlsx", xlsx(**{"Form Responses 1":[
  ["Timestamp","Email Address","Nama petugas desmigratif","Desa penempatan tugas","Kegiatan apa yang dilaksanakan?","Termasuk pilar berapa?","Kapan kegiatan dilaksanakan?","Berapa peserta laki-laki?","Berapa peserta perempuan?","Dari mana sumber dananya?","Berapa biaya yang digunakan?","Apa hasil kegiatannya?","Apa kendalanya?"],
  ["3/4/2025 8:00:00","a@x.id","Rina","Tunggangri","Pendampingan pengisian formulir CPMI","Pilar 1 (Layanan Migrasi)",day("02/04/2025"),4,7,"Swadaya",150000,"11 orang terdaftar","sinyal"],
  ["5/4/2025 9:00:00","b@x.id","Joni","Betak","Kelas kerajinan bambu","Pilar 2 (Usaha Produktif)",day("04/04/2025"),6,3,"Dana Desa",1200000,"9 produk","-"],
 ]}), {2: ok(title="Pendampingan pengisian formulir CPMI", pillar=1, villages=[T], start_on=day("02/04/2025"), heads=[4,7,None], source="swadaya", actual=150_000), 3: ok(pillar=2, villages=[B], heads=[6,3,None], source="dana_desa", actual=1_200_000)})
case("y02", "beneficiaries", "export_siskop2mi.csv", lines('"No","ID PMI","Nama","Tgl. Lahir","Jns Kelamin","Kab/Kota","Kecamatan","Kelurahan","Negara","Jabatan","Sektor","P3MI","Tgl. Berangkat","Status"',
 '"1","3504A0001","YATINI","1990-02-11","P","KAB. TULUNGAGUNG","KALIDAWIR","TUNGGANGRI","HONG KONG","DOMESTIC WORKER","INFORMAL","PT. ABADI JAYA","2024-03-02","PENEMPATAN"',
 '"2","3504A0002","DWI HARTONO","1987-09-30","L","KAB. TULUNGAGUNG","KALIDAWIR","BETAK","KOREA SELATAN","MANUFACTURING","FORMAL","G TO G","2023-08-20","PENEMPATAN"', sep=","),
 {2: ask(full_name="YATINI", birth_date=day("11/02/1990"), sex=F, village=T, country="HK", placed_by="PT. ABADI JAYA"), 3: ask(full_name="DWI HARTONO", village=B, country="KR", placement="g2g")})
case("y05", "activities", "renaksi kemenko.csv", lines("Pilar;Rencana Aksi;Lokus Desa;Waktu;Target Peserta;K/L Pelaksana;Anggaran (ribu rupiah);Sumber;Status",
 "I;Penguatan pusat layanan migrasi;Tunggangri;TW II 2026;50;KemenP2MI;25.000;APBN;Rencana","II;Inkubasi usaha purna PMI;Betak;15-17 Juni 2026;20;Kemnaker;60.000;APBN;Rencana"),
 {2: ask(title="Penguatan pusat layanan migrasi", pillar=1, villages=[T], plan=25_000_000, source="apbn"), 3: ok(pillar=2, villages=[B], start_on=day("15/06/2026"), end_on=day("17/06/2026"), plan=60_000_000, heads=[None,None,20], status="planned")})
case("y08", "village_figures", "profil.xlsx", xlsx(_merges=["A1:D1"], Profil=[
  ["PROFIL DESA DESMIGRATIF TUNGGANGRI"],["Keadaan 31 Desember 2025"],[],
  ["No","Uraian","Jumlah","Satuan"],[1,"Jumlah Penduduk",4250,"jiwa"],["","a. Laki-laki",2110,"jiwa"],["","b. Perempuan",2140,"jiwa"],[2,"Jumlah KK",1215,"KK"],[3,"PMI aktif",105,"orang"],[4,"Purna PMI",88,"orang"],[5,"Anak PMI",61,"anak"],
]), {5: ok(village=T, population=[4250,2110,2140], households=[1215,None,None], migrants_abroad=[105,None,None], returned=[88,None,None], children=[61,None,None])})
case("y11", "targets", "Perjanjian Kinerja 2026.xlsx", xlsx(PK=[["PERJANJIAN KINERJA TAHUN 2026"],["DINAS TENAGA KERJA KABUPATEN TULUNGAGUNG"],[],["No","Sasaran","Indikator Kinerja","Satuan","Target"],[1,"Meningkatnya pelindungan PMI","CPMI diedukasi","orang",1200],[2,"Berkembangnya usaha","Kelompok usaha","kelompok",15]]),
 {5: ask(indicator="I-1", target=1200, year=2026), 6: ask(indicator="I-2", target=15)})
case("z08", "participants", "Peserta.csv", lines("Kode Keg;Nama & Gelar;L/P;Utusan;Unsur","K-01;Sri Utami, S.Pd;P;Betak;Kader Desmigratif","K-01;H. Mulyono;L;Tunggangri;Tokoh Agama","K-01;Parno;L;Tunggangri;Mantan TKI Malaysia"),
 {2: ok(full_name="Sri Utami, S.Pd", sex=F, village=B, category="official", list_code="K-01"), 3: ok(village=T, category="other"), 4: ok(full_name="Parno", category="returned")}, needs="K-01")
case("z09", "desk_visits", "Buku bantu petugas.xlsx", xlsx(B=[
  ["BUKU BANTU PETUGAS DESMIGRATIF DESA PAGERSARI"],[],
  ["No","Tanggal","Nama","Jenis Kelamin","Kebutuhan","Yang dilakukan petugas","Hasil"],
  [1,day("03/02/2026"),"Suwarni","P","Ingin tahu cara jadi PMI Hongkong","Memberi penjelasan","Paham"],
  [2,day("10/02/2026"),"Pujo","L","Melaporkan adiknya ditipu calo","Mendampingi ke Polsek","Proses"],
]), {4: ask(village=G, visited_on=day("03/02/2026"), purpose="information", sex=F), 5: ask(village=G, purpose="complaint", outcome="pending")})
case("aa2", "beneficiaries", "pendataan_keluarga.csv", lines("No;Nama Kepala Keluarga;Nama Anggota Keluarga yg PMI;Hubungan;JK;Negara;Tahun Berangkat;Desa;RT/RW",
  "1;Wagiman;Siti Nurjanah;Anak;P;Hongkong;2021;Tunggangri;01/02","2;Paijan;Sutrisno;Anak;L;Malaysia;2019;Betak;03/01"),
 {2: ask(full_name="Siti Nurjanah", sex=F, village=T, country="HK"), 3: ask(full_name="Sutrisno", sex=M, village=B, country="MY")})
case("aa4", "beneficiaries", "Data anak asuh.xlsx", xlsx(A=[
  ["ANAK PMI BINAAN RUMAH BELAJAR DESA BETAK"],[],
  ["No","Nama","Umur","Kelas","L/P","Orang Tua (PMI)","Negara"],
  [1,"Naila",9,"3 SD","P","Wiwik","Taiwan"],[2,"Farel",12,"6 SD","L","Sumadi","Malaysia"],
]), {4: ask(full_name="Naila", sex=F, village=B, is_family=True, stage=None), 5: ask(full_name="Farel", sex=M, village=B, is_family=True)})
case("ad1", "desk_visits", "Rekap konsultasi.csv", lines("Tanggal Konsultasi;Nama Klien;JK;Umur;Alamat;Topik Konsultasi;Hasil","12/01/2026;Imroatul;P;23;Desa Betak RT 1/2;Kerja ke Jepang lewat SSW;Diberi penjelasan","14/01/2026;Sutopo;L;48;Desa Tunggangri RT 2/2;Gaji anaknya di Malaysia tidak dibayar 3 bulan;Dirujuk ke BP3MI"),
 {2: ask(village=B, visited_on=day("12/01/2026"), outcome="served", sex=F), 3: ask(village=T, purpose="complaint", outcome="referred", referred_to="bp3mi")})
case("ba3", "beneficiaries", "Penempatan 2025 G to G.xlsx", xlsx(P=[
  ["DATA PENEMPATAN PMI PROGRAM G TO G KOREA ASAL KAB. TULUNGAGUNG TAHUN 2025"],[],
  ["No","Nama Lengkap","Jenis Kelamin","Tgl. Lahir","Kecamatan","Desa/Kelurahan","Sektor","Tgl. Terbang"],
  [1,"Rangga Saputra","Laki-laki",day("05/05/1998"),"Kalidawir","Betak","Manufaktur",day("12/03/2025")],
  [2,"Dian Kurniawan","Laki-laki",day("17/11/1996"),"Kalidawir","Tunggangri","Perikanan",day("20/06/2025")],
]), {4: ok(full_name="Rangga Saputra", sex=M, village=B, stage="pmi", country="KR", sector="Manufaktur", stage_on=day("12/03/2025")), 5: ok(full_name="Dian Kurniawan", village=T, stage="pmi", country="KR")})
case("bb2", "activities", "kobo_kegiatan.csv", lines("start;end;tanggal_kegiatan;nama_desa;pilar;judul_kegiatan;jml_laki;jml_perempuan;sumber_dana;jumlah_dana;kendala;_id;_uuid",
  "2025-05-06T08:00;2025-05-06T08:09;2025-05-05;Tunggangri;pilar_1;Penyuluhan prosedur kerja luar negeri;15;20;dana_desa;1500000;tidak ada;1;abc","2025-05-13T08:00;2025-05-13T08:12;2025-05-12;Betak;pilar_4;Rapat anggota koperasi;11;9;swadaya;300000;hujan;2;abd"),
 {2: ok(title="Penyuluhan prosedur kerja luar negeri", pillar=1, villages=[T], start_on=day("05/05/2025"), heads=[15,20,None], source="dana_desa", plan=1_500_000), 3: ok(pillar=4, villages=[B], source="swadaya")})
