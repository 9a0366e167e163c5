"""By another hand that had not seen the reader, two sets: those that were read wrongly."""

# fmt: off
# ruff: noqa: E501
from .making import ask, case, day, lines, nik, ok, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
KB, DO, KT, BU, JO = "35.04.14.2001", "35.04.14.2014", "35.04.14.2005", "35.04.14.2006", "35.04.14.2008"
SK, MG = "35.04.14.2003", "35.04.10.2003"
F, M = "female", "male"
SK, BU, WI, PJ, JB = "35.04.14.2003", "35.04.14.2006", "35.04.14.2007", "35.04.14.2009", "35.04.14.2010"
SL, NG, DO, TJ, KT = "35.04.14.2012", "35.04.14.2013", "35.04.14.2014", "35.04.14.2015", "35.04.14.2005"
MG = "35.04.10.2003"

case("a03", "beneficiaries", "purna pmi domasan (update juni).xlsx",
  xlsx(Rekap=[
    ["DAFTAR PURNA PMI DESA DOMASAN KEC. KALIDAWIR"],["Hasil pendataan s/d Juni 2026"],[],
    ["No","Nama","L/P","Tempat Lahir","Tgl Lahir","RT","RW","Pernah Kerja di","Th. Pulang","Usaha Sekarang","Pelatihan yg diminati"],
    ["Dusun Krajan"],
    [1,"Sunarti","P","Tulungagung","12 Mei 1980",1,1,"Saudi Arabia",2015,"Warung kopi","Tata boga"],
    [2,"Edi Purwanto","L","Trenggalek","3 Agustus 1978",2,1,"Malaysia",2019,"Ternak kambing","Pakan ternak"],
    ["Dusun Gading"],
    [3,"Lilik Masruroh","P","Tulungagung","28 Pebruari 1987",1,3,"Taiwan",2022,"-","Menjahit"],
    ["Jumlah","3 orang"],
    [],["","","","","","","","Petugas Desmigratif,"],[],["","","","","","","","ttd"],["","","","","","","","Khoirul Anam, S.Sos."],
  ]),
  {6: ok(full_name="Sunarti", sex=F, birth_date=day("12/05/1980"), village=DO, stage="purna", country="SA", hamlet="Krajan", rt="1", rw="1"),
   7: ok(full_name="Edi Purwanto", sex=M, birth_date=day("03/08/1978"), village=DO, stage="purna", country="MY", hamlet="Krajan"),
   9: ok(full_name="Lilik Masruroh", sex=F, birth_date=day("28/02/1987"), village=DO, stage="purna", country="TW", hamlet="Gading", rt="1", rw="3")})

case("a05", "beneficiaries", "Form Pendataan Pekerja Migran Kec. Kalidawir (Jawaban).xlsx",
  xlsx(**{"Form Responses 1": [
    ["Stempel waktu","Nama lengkap sesuai KTP","Nomor NIK (lihat di KTP)","Jenis kelamin","Tempat lahir","Tanggal lahir","Alamat (Dusun, RT/RW)","Desa asal","Status kamu sekarang","Negara tujuan / negara tempat bekerja","Nomor WhatsApp aktif"],
    ["03/02/2026 10:14:55","Fitri Handayani","'"+nik("09/06/1999",1501,"P"),"Perempuan","Tulungagung",day("09/06/1999"),"Dsn Ngipik RT 02/RW 04","Tunggangri","Calon PMI (sedang proses)","Taiwan","081200001501"],
    ["03/02/2026 19:40:02","Rudi Hartono","3504 1411 0386 1502","Laki-laki","Tulungagung",day("11/03/1986"),"RT 01/RW 01","Betak","Masih bekerja di luar negeri","Malaysia","+60 11-0000 1502"],
    ["04/02/2026 06:22:31","Nanik Sulistyowati","belum ada KTP baru","Perempuan","Kediri",day("22/11/1982"),"Dsn Krajan RT 03/RW 02","Pagersari","Sudah pulang (purna PMI)","Singapura","0812-0000-1503"],
  ]}),
  {2: ok(full_name="Fitri Handayani", nik=nik("09/06/1999",1501,"P"), sex=F, birth_date=day("09/06/1999"), village=T, stage="cpmi", country="TW", rt="02", rw="04"),
   3: ok(full_name="Rudi Hartono", nik=nik("11/03/1986",1502), sex=M, birth_date=day("11/03/1986"), village=B, stage="pmi", country="MY"),
   4: ok(full_name="Nanik Sulistyowati", sex=F, birth_date=day("22/11/1982"), village=G, stage="purna", country="SG")})

case("a06", "activities", "Matriks Aksi K_L Desmigratif 2025 final.xlsx",
  xlsx(_merges=["A1:H1","A2:H2"], Matriks=[
    ["MATRIKS PELAKSANAAN RENCANA AKSI PEMBERDAYAAN PMI PURNA DI DESA DESMIGRATIF"],["KABUPATEN TULUNGAGUNG TAHUN 2025"],[],
    ["No","Kegiatan","Lokus","Waktu","Pagu (Rp juta)","Realisasi (Rp juta)","Sumber Dana","K/L atau OPD Pelaksana"],
    ["PILAR I - LAYANAN MIGRASI"],
    [1,"Diseminasi informasi peluang kerja luar negeri","Desa Tunggangri","12-14 Mei 2025",25,24.75,"APBN","Kementerian P2MI"],
    ["PILAR III - COMMUNITY PARENTING"],
    [2,"Pelatihan kader pengasuhan keluarga migran","Desa Betak","3 September 2025",12.5,12.5,"APBN","Kemenko PMK"],
    ["PILAR IV - KOPERASI DESMIGRATIF"],
    [3,"Pendampingan penyusunan AD/ART koperasi","Desa Pagersari","24 s.d. 28 November 2025",8,7.2,"APBD Prov.","Dinas Koperasi dan UKM Prov. Jatim"],
    ["","TOTAL","","",45.5,44.45,"",""],
  ]),
  {6: ask(title="Diseminasi informasi peluang kerja luar negeri", pillar=1, villages=[T], start_on=day("12/05/2025"), end_on=day("14/05/2025"), plan=25_000_000, actual=24_750_000, source="apbn"),
   8: ask(title="Pelatihan kader pengasuhan keluarga migran", pillar=3, villages=[B], start_on=day("03/09/2025"), plan=12_500_000, actual=12_500_000, source="apbn"),
   10: ask(title="Pendampingan penyusunan AD/ART koperasi", pillar=4, villages=[G], start_on=day("24/11/2025"), end_on=day("28/11/2025"), plan=8_000_000, actual=7_200_000, source="apbd_province")})

case("a07", "activities", "Lap. Bulanan Petugas - Mei.xlsx",
  xlsx(_merges=["A7:A8","B7:B8","C7:C8","D7:E7","F7:F8","G7:G8"], Mei=[
    ["LAPORAN BULANAN PETUGAS DESMIGRATIF"],["Nama Petugas","",": Siti Nur Azizah, S.Pd."],["Desa","",": Betak"],["Bulan","",": Mei 2026"],[],[],
    ["Tgl","Uraian Kegiatan","Pilar","Yang Hadir","","Biaya (Rp)","Sumber Biaya"],
    ["","","","L","P","",""],
    [7,"Rapat koordinasi kelompok usaha purna PMI","II",6,9,150000,"Swadaya"],
    [19,"Belajar bersama anak PMI di rumah belajar","III",8,11,200000,"Dana Desa"],
    [],["","","","","Mengetahui,"],["","","","","Kepala Desa Betak"],
  ]),
  {9: ask(title="Rapat koordinasi kelompok usaha purna PMI", pillar=2, villages=[B], start_on=day("07/05/2026"), heads=[6,9,None], source="swadaya"),
   10: ask(title="Belajar bersama anak PMI di rumah belajar", pillar=3, villages=[B], start_on=day("19/05/2026"), heads=[8,11,None], source="dana_desa")})

case("a08", "activities", "emonev_kegiatan_2025.csv",
  lines("No;Pilar;Judul Kegiatan;Tgl Awal;Tgl Akhir;Kec.;Desa;Peserta (L);Peserta (P);Peserta (Jml);Pagu (Rp);Realisasi Keuangan (Rp);Sumber Dana;OPD Pelaksana;Status Pelaksanaan",
   '1;1;Bimtek petugas layanan migrasi desa;17/02/2025;18/02/2025;Kalidawir;Kalibatur;9;6;15;"Rp12.500.000,00";"Rp11.980.000,00";APBD Kabupaten;Disnakertrans;Selesai',
   '2;2;Pelatihan sablon kaos bagi keluarga PMI;14/04/2025;17/04/2025;Kalidawir;Domasan;12;8;20;"Rp18.000.000,00";"Rp17.455.500,00";APBD Kabupaten;Disnakertrans;Selesai',
   '3;4;Sosialisasi Koperasi Desa Merah Putih bagi purna PMI;09/10/2025;09/10/2025;Kalidawir;Banyuurip;14;21;35;"Rp3.500.000,00";"Rp3.500.000,00";Dana Desa;Pemdes Banyuurip;Selesai'),
  {2: ok(title="Bimtek petugas layanan migrasi desa", pillar=1, villages=[KB], start_on=day("17/02/2025"), end_on=day("18/02/2025"), heads=[9,6,None], plan=12_500_000, actual=11_980_000, source="apbd_regency", status="done"),
   3: ok(title="Pelatihan sablon kaos bagi keluarga PMI", pillar=2, villages=[DO], start_on=day("14/04/2025"), end_on=day("17/04/2025"), heads=[12,8,None], plan=18_000_000, actual=17_455_500, source="apbd_regency", status="done"),
   4: ok(title="Sosialisasi Koperasi Desa Merah Putih bagi purna PMI", pillar=4, villages=[BU], start_on=day("09/10/2025"), heads=[14,21,None], plan=3_500_000, actual=3_500_000, source="dana_desa", status="done")})

case("a12", "targets", "Target Renja 2027.xlsx",
  xlsx(_merges=["A1:F1","A2:F2"], Sheet1=[
    ["TARGET INDIKATOR DESA MIGRAN PRODUKTIF"],["KABUPATEN TULUNGAGUNG TAHUN 2027"],[],
    ["No","Kode","Indikator","Satuan","Capaian 2025 (baseline)","Target"],
    [1,"I-1","CPMI diedukasi","orang","875","1.100"],
    ["","","","","Kepala Dinas,",""],
  ]),
  {5: ask(target=1100, year=2027, baseline=875)})

case("b01", "beneficiaries", "DATA PMI PER DESA 2026.xlsx",
  xlsx(_merges=["A1:I1"], **{"Ds. Tanjung": [
    ["DATA PEKERJA MIGRAN INDONESIA YANG MASIH DI LUAR NEGERI PER DESA KECAMATAN KALIDAWIR TAHUN 2026"],[],
    ["No","Nama PMI","L/P","Umur","RT/RW","Negara","Pekerjaan","Berangkat","Habis Kontrak"],
    [1,"Umi Mahmudah","P",37,"003/001","Hongkong","PRT","Mei 2025","Mei 2027"],
    [2,"Slamet Widodo","L",41,"001/002","Malaysia","Perkebunan","Jan 2025","Jan 2027"],
  ], "Ds. Ngubalan": [
    ["DATA PEKERJA MIGRAN INDONESIA YANG MASIH DI LUAR NEGERI PER DESA KECAMATAN KALIDAWIR TAHUN 2026"],[],
    ["No","Nama PMI","L/P","Umur","RT/RW","Negara","Pekerjaan","Berangkat","Habis Kontrak"],
    [1,"Rini Setyawati","P",29,"002/002","Singapura","PRT","Agustus 2025","Agustus 2027"],
    [2,"M. Fathur Rozi","L",26,"004/001","Jepang","Konstruksi","Maret 2024","Maret 2027"],
  ]}),
  {"Ds. Tanjung": {4: ok(full_name="Umi Mahmudah", sex=F, village=TJ, stage="pmi", country="HK", rt="003", rw="001"),
                   5: ok(full_name="Slamet Widodo", sex=M, village=TJ, stage="pmi", country="MY", rt="001", rw="002")},
   "Ds. Ngubalan": {4: ok(full_name="Rini Setyawati", sex=F, village=NG, stage="pmi", country="SG", rt="002", rw="002"),
                    5: ok(full_name="M. Fathur Rozi", sex=M, village=NG, stage="pmi", country="JP", rt="004", rw="001")}})

case("b02", "beneficiaries", "Register ID CPMI Okt 2025.csv",
  lines("REGISTER PENERBITAN ID CPMI DINAS TENAGA KERJA KAB. TULUNGAGUNG;;;;;;;;;",
   "BULAN OKTOBER 2025;;;;;;;;;",
   ";;;;;;;;;",
   "No;Tgl. Daftar;Nama Calon PMI;Tempat/Tgl. Lahir;L/P;Alamat;Pend.;Neg. Tujuan;PT Pengirim;Telp.",
   "1;01/10/2025;NUR AZIZAH;Tulungagung/12-03-2001;P;Dsn. Kedung RT 02 RW 01 Ds. Jabon Kec. Kalidawir;SLTA;Taiwan;PT Cahaya Insan Mandiri;081200002101",
   "2;07/10/2025;BAYU PRASETYO;Blitar/30-07-1996;L;RT 01 RW 03 Ds. Winong Kec. Kalidawir;SLTA;Korea Selatan;G to G;081200002102",
   "3;22/10/2025;SUCI RAHAYU;Tulungagung/05-11-1999;P;Ds. Mirigambar Kec. Sumbergempol;SLTP;Hong Kong;PT Rukun Artha Jaya;",
   ";;;;;;;;;", ";;;;;;;Mengetahui,;;", ";;;;;;;Kabid Penempatan Tenaga Kerja;;", encoding="utf-8-sig", end="\r\n"),
  {5: ok(full_name="NUR AZIZAH", sex=F, birth_date=day("12/03/2001"), village=JB, stage="cpmi", country="TW", education="sma"),
   6: ok(full_name="BAYU PRASETYO", sex=M, birth_date=day("30/07/1996"), village=WI, stage="cpmi", country="KR", education="sma"),
   7: ok(full_name="SUCI RAHAYU", sex=F, birth_date=day("05/11/1999"), village=MG, stage="cpmi", country="HK", education="smp")})

case("b05", "beneficiaries", "pendataan RT migran pakisaji.xlsx",
  xlsx(Survei=[
    ["PENDATAAN RUMAH TANGGA MIGRAN DESA PAKISAJI KEC. KALIDAWIR TAHUN 2026"],[],
    ["No","Nama Anggota RT","NIK","JK (1=L, 2=P)","Tgl Lahir","RT","RW","Status (1=CPMI, 2=PMI aktif, 3=PMI purna, 4=Keluarga PMI)","Negara"],
    [1,"Eko Prasojo",nik("21/02/2002",2501),1,day("21/02/2002"),2,1,1,"Korea Selatan"],
    [2,"Marsini",nik("10/04/1984",2502,"P"),2,day("10/04/1984"),2,1,2,"Hongkong"],
    [3,"Samsul Hadi",nik("29/09/1979",2503),1,day("29/09/1979"),4,2,3,"Malaysia"],
    [4,"Painem",nik("06/06/1958",2504,"P"),2,day("06/06/1958"),4,2,4,"-"],
  ]),
  {4: ok(full_name="Eko Prasojo", sex=M, birth_date=day("21/02/2002"), village=PJ, stage="cpmi", country="KR", rt="2", rw="1"),
   5: ok(full_name="Marsini", sex=F, birth_date=day("10/04/1984"), village=PJ, stage="pmi", country="HK"),
   6: ok(full_name="Samsul Hadi", sex=M, birth_date=day("29/09/1979"), village=PJ, stage="purna", country="MY", rt="4", rw="2"),
   7: ok(full_name="Painem", sex=F, birth_date=day("06/06/1958"), village=PJ, is_family=True)})

case("b09", "activities", "Pelatihan UPT BLK 2025.xlsx",
  xlsx(_merges=["A1:J1"], **{"Pelatihan": [
    ["DAFTAR PELATIHAN PILAR II (USAHA PRODUKTIF) DESA MIGRAN PRODUKTIF TAHUN 2025"],[],
    ["No","Nama Pelatihan","Tempat Pelatihan","Tgl Buka","Tgl Tutup","Peserta Laki2","Peserta Prmpn","Jml Peserta","Biaya Terpakai (Rp)","Sumber Dana"],
    [1,"Tata rias pengantin","Balai Desa Tanjung",day("05/05/2025"),day("16/05/2025"),0,16,16,32500000,"APBN"],
    [2,"Servis sepeda motor","Aula Kantor Desa Jabon",day("02/06/2025"),day("20/06/2025"),16,0,16,41000000,"APBN"],
    [3,"Pengolahan hasil ikan lele","Balai Desa Ngubalan",day("08/09/2025"),day("12/09/2025"),5,11,16,18750000,"APBD Provinsi"],
  ]}),
  {4: ok(title="Tata rias pengantin", pillar=2, villages=[TJ], start_on=day("05/05/2025"), end_on=day("16/05/2025"), heads=[0,16,None], actual=32_500_000, source="apbn"),
   5: ok(title="Servis sepeda motor", pillar=2, villages=[JB], start_on=day("02/06/2025"), end_on=day("20/06/2025"), heads=[16,0,None], actual=41_000_000, source="apbn"),
   6: ok(title="Pengolahan hasil ikan lele", pillar=2, villages=[NG], start_on=day("08/09/2025"), end_on=day("12/09/2025"), heads=[5,11,None], actual=18_750_000, source="apbd_province")})

case("b10", "activities", "Output pendampingan konsultan.xlsx",
  xlsx(Output=[
    ["OUTPUT PENDAMPINGAN PILOT PROJECT DESMIGRATIF KAWASAN KALIDAWIR"],["Laporan Akhir, Desember 2025"],[],
    ["No.","Pilar","Nama Kegiatan","Desa","Waktu","Peserta (L/P)","Biaya (Rp)","Sumber Pembiayaan"],
    ["1.","I","Lokakarya penyusunan Perdes pelindungan PMI","Tunggangri, Betak dan Pagersari","28 Juli - 1 Agustus 2025","18/12","27.500.000","APBN"],
    ["2.","II","Klinik kemasan produk purna PMI","Betak & Pagersari","16 Okt 2025","5/19","6.250.000","CSR Bank Jatim"],
    ["3.","III","Pelatihan fasilitator keluarga migran","Tunggangri","11, 12 dan 13 Nov 2025","2/14","9.000.000","APBN"],
  ]),
  {5: ask(title="Lokakarya penyusunan Perdes pelindungan PMI", pillar=1, villages=[T,B,G], start_on=day("28/07/2025"), end_on=day("01/08/2025"), source="apbn"),
   6: ask(title="Klinik kemasan produk purna PMI", pillar=2, villages=[B,G], start_on=day("16/10/2025"), source="csr"),
   7: ask(title="Pelatihan fasilitator keluarga migran", pillar=3, villages=[T], start_on=day("11/11/2025"), end_on=day("13/11/2025"), heads=[2,14,None], source="apbn")})

case("b12", "participants", "Peserta pelatihan batik.xlsx",
  xlsx(_merges=["A1:G1"], Sheet1=[
    ["DAFTAR PESERTA PELATIHAN BATIK (KODE KEGIATAN: K-01)"],[],
    ["No","Nama Peserta Pelatihan","NIK","Lk/Pr","Umur","Status","Paraf"],
    ["DESA TUNGGANGRI"],
    [1,"Suharti",nik("04/04/1983",3201,"P"),"Pr",40,"Eks TKW",""],
    [2,"Yusuf Efendi",nik("11/12/1980",3202),"Lk",42,"Suami PMI",""],
    ["DESA BETAK"],
    [3,"Nita Anggraini",nik("20/07/2002",3203,"P"),"Pr",21,"Calon PMI",""],
  ]),
  {5: ok(full_name="Suharti", nik=nik("04/04/1983",3201,"P"), sex=F, village=T, category="returned", list_code="K-01"),
   6: ok(full_name="Yusuf Efendi", sex=M, village=T, category="family", list_code="K-01"),
   8: ok(full_name="Nita Anggraini", sex=F, village=B, category="cpmi", list_code="K-01")}, needs="K-01")

case("b20", "cooperatives", "Buku perkembangan KSU Migran Mandiri.xlsx",
  xlsx(_merges=["A1:H1"], Neraca=[
    ["PERKEMBANGAN KOPERASI KSU MIGRAN MANDIRI DESA BETAK KECAMATAN KALIDAWIR"],[],
    ["Tahun Buku","Anggota Lk","Anggota Pr","Jumlah Anggota","Total Simpanan (Rp)","Total Aset (Rp)","SHU (Rp)","Tanggal RAT"],
    [2023,8,14,22,"9.450.000","11.200.000","(350.000)","24 Februari 2024"],
    [2024,9,18,27,"12.100.000","14.875.000","640.000","22 Februari 2025"],
    [2025,9,22,31,"15.250.000","17.400.000","1.100.000","21 Februari 2026"],
  ]),
  {4: ask(village=B, year=2023, members_male=8, members_female=14, assets=11_200_000, surplus=-350_000, met_on=day("24/02/2024")),
   5: ask(village=B, year=2024, members_male=9, members_female=18, assets=14_875_000, surplus=640_000, met_on=day("22/02/2025")),
   6: ask(village=B, year=2025, members_male=9, members_female=22, assets=17_400_000, surplus=1_100_000, met_on=day("21/02/2026"))})
