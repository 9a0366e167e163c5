"""Lists of village officers and district staff, with what each row says; written before they were read."""

# fmt: off
# ruff: noqa: E501

from .making import ask, case, day, held, lines, nik, ok, passed, xlsx

T, B, G, K = "35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "35.04.14.2004"
F, M = "female", "male"

case("aa01_lpj_dana_desa", "activities", "LPJ Desmigratif Domasan 2025.xlsx", xlsx(_merges=["A1:J1", "A2:J2", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:G5", "H5:I5", "J5:J6"], Sheet1=[
    ["LAPORAN PELAKSANAAN KEGIATAN DESA MIGRAN PRODUKTIF"], ["PEMERINTAH DESA DOMASAN KECAMATAN KALIDAWIR"], ["TAHUN ANGGARAN 2025"], [],
    ["No.", "Nama Kegiatan", "Pilar", "Tgl. Pelaksanaan", "Jumlah Peserta", "", "", "Anggaran", "", "Sumber Dana"],
    ["", "", "", "", "L", "P", "Jml", "Rencana (Rp)", "Realisasi (Rp)", ""],
    [1, "Pelatihan pembuatan jamu instan", "II", "11 Maret 2025", 4, 16, 20, "Rp 6.500.000,-", "Rp 6.200.000,-", "Dana Desa"],
    [2, "Penyuluhan bahaya PMI non prosedural", "I", "18 s/d 19 Maret 2025", 14, 21, 35, "Rp 3.000.000,-", "Rp 3.000.000,-", "ADD"],
    ["", "Jumlah", "", "", 18, 37, 55, "Rp 9.500.000,-", "Rp 9.200.000,-", ""],
    [], ["", "", "", "", "", "", "", "Domasan, 30 Desember 2025"], ["", "Mengetahui,"], ["", "Kepala Desa Domasan", "", "", "", "", "", "Petugas Desmigratif"], [], ["", "SUPRIYADI", "", "", "", "", "", "ANIK WIDAYATI"],
]), {
    7: ok(title="Pelatihan pembuatan jamu instan", pillar=2, start_on=day("11/03/2025"), villages=["35.04.14.2014"], heads=[4, 16, None], plan=6_500_000, actual=6_200_000, source="dana_desa"),
    8: ask(title="Penyuluhan bahaya PMI non prosedural", pillar=1, start_on=day("18/03/2025"), end_on=day("19/03/2025"), heads=[14, 21, None], plan=3_000_000, actual=3_000_000),
})
case("aa02_agenda_bulan", "activities", "Rencana Aksi 2026.xlsx", xlsx(Renaksi=[
    ["RENCANA AKSI KEGIATAN PEMBERDAYAAN PURNA PMI"], ["KABUPATEN TULUNGAGUNG TAHUN 2026"], [],
    ["NO", "URAIAN KEGIATAN", "PILAR", "LOKASI", "VOL", "SATUAN", "HARGA SATUAN (Rp)", "JUMLAH (Rp)", "WAKTU", "KET"],
    [1, "Pelatihan barista", "Pilar 2", "Ds. Beji Kec. Boyolangu", 20, "orang", 350000, 7000000, "14-16 April 2026", "APBN"],
    [2, "Workshop pemasaran daring", "Pilar 2", "Desa Serut, Boyolangu", 2, "hari", 2500000, 5000000, "Mei 2026", ""],
    [3, "FGD koperasi purna", "Pilar 4", "Ds. Junjung Kec. Sumbergempol", 1, "keg", 4250000, 4250000, "20/05/2026", "APBD Kab"],
    ["", "TOTAL", "", "", "", "", "", 16250000, "", ""],
]), {
    5: ok(title="Pelatihan barista", pillar=2, villages=["35.04.02.2015"], start_on=day("14/04/2026"), end_on=day("16/04/2026"), plan=7_000_000),
    6: held(title="Workshop pemasaran daring", start_on=None),
    7: ok(title="FGD koperasi purna", pillar=4, villages=["35.04.10.2009"], start_on=day("20/05/2026"), plan=4_250_000),
})
case("aa03_peserta_satu_sel", "activities", "jurnal petugas.csv", lines(
    "JURNAL HARIAN PETUGAS DESMIGRATIF", "Nama Petugas : Anik Widayati", "Desa : Ngubalan", "",
    "No;Hari/Tgl;Uraian Kegiatan;Pilar;Jml Peserta;Hasil yang dicapai;Kendala/Hambatan;Tindak Lanjut",
    "1;Rabu, 08-01-2025;Pendampingan pengajuan paspor CPMI;I;3 orang;3 berkas lengkap;antrian imigrasi;dijadwalkan ulang",
    "2;Sabtu, 11-01-2025;Kelas calistung anak PMI;III;L=6 P=9;anak hadir semua;-;rutin tiap Sabtu",
    "3;Kamis, 16-01-2025;Musyawarah pengurus koperasi;IV;12;AD/ART dibahas;;"),
    {6: ok(title="Pendampingan pengajuan paspor CPMI", pillar=1, start_on=day("08/01/2025"), villages=["35.04.14.2013"], heads=[None, None, 3], obstacle="antrian imigrasi", follow_up="dijadwalkan ulang"),
     7: ask(title="Kelas calistung anak PMI", pillar=3, start_on=day("11/01/2025"), heads=[6, 9, None]),
     8: ok(title="Musyawarah pengurus koperasi", pillar=4, start_on=day("16/01/2025"), heads=[None, None, 12])})
case("aa04_ribuan_kolom", "activities", "monev_tw1.csv", lines(
    "Kecamatan,Desa,Pilar,Kegiatan,Tgl Mulai,Tgl Selesai,Pagu (Rp ribu),Realisasi (Rp ribu),Sumber,Status",
    'Pakel,Gombang,2,Pelatihan servis HP,10 Feb 2026,13 Feb 2026,"12.500","12.350",APBD Provinsi,Selesai', 'Pakel,Sodo,3,Parenting digital,17 Feb 2026,17 Feb 2026,"3.200","0",CSR,Belum', 'Pakel,Duwet,1,Sosialisasi UU 18/2017,03 Mar 2026,03 Mar 2026,"2.750","2.750",APBDes,Terlaksana', sep=","),
    {2: ok(title="Pelatihan servis HP", pillar=2, villages=["35.04.18.2008"], start_on=day("10/02/2026"), end_on=day("13/02/2026"), plan=12_500_000, actual=12_350_000, source="apbd_province", status="done"),
     3: ok(title="Parenting digital", pillar=3, villages=["35.04.18.2007"], plan=3_200_000, source="csr", status="planned"),
     4: ok(title="Sosialisasi UU 18/2017", pillar=1, villages=["35.04.18.2004"], start_on=day("03/03/2026"), plan=2_750_000, actual=2_750_000, status="done")})
case("aa05_per_pilar_blok", "activities", "Laporan Semester I.xlsx", xlsx(Lap=[
    ["LAPORAN SEMESTER I TAHUN 2025"], ["DESA : WAJAK KIDUL"], [], ["No", "Kegiatan", "Tanggal", "Tempat", "Jumlah Peserta (orang)", "Biaya"],
    ["I. PUSAT LAYANAN MIGRASI"], [1, "Layanan konsultasi keliling", "06/02/2025", "Balai desa", 17, 1200000], [2, "Sosialisasi job fair", "20/02/2025", "Balai desa", 40, 2500000],
    ["II. USAHA PRODUKTIF"], [1, "Pelatihan keripik tempe", "08/04/2025", "Rumah Bu Sri", 20, 6750000], ["", "Jumlah", "", "", 77, 10450000]]),
    {6: ok(title="Layanan konsultasi keliling", pillar=1, start_on=day("06/02/2025"), villages=["35.04.02.2001"], heads=[None, None, 17], plan=1_200_000),
     7: ok(title="Sosialisasi job fair", pillar=1, start_on=day("20/02/2025"), heads=[None, None, 40]),
     9: ok(title="Pelatihan keripik tempe", pillar=2, start_on=day("08/04/2025"), villages=["35.04.02.2001"])})
case("aa06_kobo_kegiatan", "activities", "Form_Kegiatan_Desmigratif.csv", lines(
    '"start","end","Nama petugas","Nama kegiatan","Pilar kegiatan","Tanggal pelaksanaan","Lokasi/Kecamatan","Lokasi/Desa","Peserta/Laki-laki","Peserta/Perempuan","Anggaran/Jumlah (Rp)","Anggaran/Sumber","Foto kegiatan","_id","_uuid","_submission_time"',
    '"2025-06-02T10:00:00.000+07:00","2025-06-02T10:08:00.000+07:00","Anik","Pelatihan hidroponik","Pilar II - Usaha Produktif","2025-05-28","Ngunut","Kaliwungu","7","13","4500000","Dana Desa","img_1.jpg","881","aa-1","2025-06-02T03:08:00"',
    '"2025-06-02T11:00:00.000+07:00","2025-06-02T11:05:00.000+07:00","Anik","Konseling keluarga","Pilar III - Community Parenting","2025-05-30","Ngunut","Gilang","2","8","0","Tidak ada","","882","aa-2","2025-06-02T04:05:00"', sep=","),
    {2: ok(title="Pelatihan hidroponik", pillar=2, start_on=day("28/05/2025"), villages=["35.04.11.2009"], heads=[7, 13, None], plan=4_500_000, source="dana_desa"),
     3: ask(title="Konseling keluarga", pillar=3, start_on=day("30/05/2025"), villages=["35.04.11.2013"], heads=[2, 8, None])})

case("ab01_hadir_tanpa_kode", "participants", "Daftar Hadir.xlsx", xlsx(_merges=["A1:G1"], Sheet1=[
    ["DAFTAR HADIR"], ["Kegiatan", "", ": Sosialisasi migrasi aman"], ["Hari / Tanggal", "", ": Selasa / 5 Maret 2024"], ["Tempat", "", ": Balai Desa Tunggangri"], [],
    ["NO", "NAMA", "L/P", "UMUR", "ALAMAT", "STATUS", "TTD"],
    [1, "Lasmi", "P", 44, "RT 01/02", "Purna PMI", ""], [2, "Yatno", "L", 50, "RT 03/01", "Suami PMI", ""], [3, "Kasdi", "L", 38, "RT 03/01", "Ketua BPD", ""]]),
    {7: ask(full_name="Lasmi", sex=F, category="returned", list_code="K-02", village=T), 8: ask(full_name="Yatno", sex=M, category="family"), 9: ask(full_name="Kasdi", category="official")}, needs="K-01")
case("ab02_jk_dua_kolom", "participants", "peserta K-03.csv", lines(
    "DAFTAR PESERTA KELAS PENGASUHAN (KODE K-03)", "", "No;Nama Peserta;NIK;Laki;Perempuan;Desa;Unsur;No. HP",
    f"1;Purwati;{nik('04/04/1985', 811, 'P')};;V;Betak;Istri PMI;0812", f"2;Gunawan;{nik('05/05/1979', 812)};V;;Pagersari;Kader Desmigratif;0813", f"3;Jumilah;{nik('06/06/1990', 813, 'P')};;V;Tunggangri;Eks PMI;", "Jumlah;;;1;2;;;"),
    {4: ok(full_name="Purwati", sex=F, village=B, category="family", list_code="K-03", nik=nik("04/04/1985", 811, "P")), 5: ok(full_name="Gunawan", sex=M, village=G, category="official"), 6: ok(full_name="Jumilah", sex=F, village=T, category="returned")}, needs="K-01")
case("ab03_gform_presensi", "participants", "Presensi Pelatihan Batik (Responses).csv", lines(
    '"Timestamp","Nama Lengkap (huruf kapital)","NIK KTP","Jenis Kelamin","Alamat (Desa)","Sebagai","Kode Kegiatan"',
    f'"11/21/2023 8:14:22","SRI WINARSIH","{nik("12/01/1982", 821, "P")}","Perempuan","Betak","Mantan Pekerja Migran","K-01"',
    f'"11/21/2023 8:15:02","DODIK SUGIARTO","{nik("13/02/1995", 822)}","Laki-laki","Tunggangri","Calon Pekerja Migran","K-01"',
    '"11/21/2023 8:17:40","ENI","","Perempuan","Betak","Lainnya","K-01"', sep=","),
    {2: ok(full_name="SRI WINARSIH", sex=F, village=B, category="returned", list_code="K-01"), 3: ok(full_name="DODIK SUGIARTO", sex=M, village=T, category="cpmi"), 4: ask(full_name="ENI", village=B, category="other")}, needs="K-01")
case("ab04_per_kategori_blok", "participants", "absen.xlsx", xlsx(Absen=[
    ["ABSEN PESERTA PELATIHAN BATIK"], ["Kode Kegiatan : K-01"], [], ["No", "Nama Lengkap", "P/L", "Desa", "Paraf"],
    ["A. Purna PMI"], [1, "Mujinah", "P", "Betak", ""], [2, "Sutopo", "L", "Betak", ""], ["B. Keluarga PMI"], [3, "Warsinah", "P", "Tunggangri", ""]]),
    {6: ok(full_name="Mujinah", sex=F, village=B, category="returned", list_code="K-01"), 7: ok(full_name="Sutopo", sex=M, category="returned"), 9: ok(full_name="Warsinah", sex=F, village=T, category="family")}, needs="K-01")

case("ac01_rekap_hadir_hari", "head_counts", "Rekap Kehadiran.xlsx", xlsx(_merges=["A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4", "H4:I4", "J4:J5"], Rekap=[
    ["REKAPITULASI KEHADIRAN PESERTA KEGIATAN DESMIGRATIF"], ["KECAMATAN KALIDAWIR"], [],
    ["NO", "KODE KEGIATAN", "DESA", "EKS PMI", "", "KELUARGA PMI", "", "MASYARAKAT UMUM", "", "TOTAL"], ["", "", "", "LK", "PR", "LK", "PR", "LK", "PR", ""],
    [1, "K-01", "TUNGGANGRI", 2, 6, 1, 3, "-", 2, 14], [2, "K-01", "BETAK", 1, 4, 0, 5, 1, 1, 12], [3, "K-02", "TUNGGANGRI", 5, 5, 2, 2, 8, 9, 30], ["JUMLAH", "", "", 8, 15, 3, 10, 9, 12, 56]]),
    {6: held(village=T), 7: ok(village=B, counts={"returned": [1, 4, None], "family": [0, 5, None], "other": [1, 1, None]}), 8: held(village=T)}, needs="K-01")
case("ac02_kategori_jml", "head_counts", "jml peserta.csv", lines(
    "Kode Keg.|Nama Desa|Jumlah CPMI|Jumlah PMI Purna|Jumlah Keluarga PMI|Jumlah Aparat Desa|Jumlah Seluruhnya", "K-03|Pagersari|2|5|11|3|21", "K-03|Betak|1|4|12|2|19", "K-03|Tunggangri|0|6|10|3|20", sep="|"),
    {2: ok(village=G, counts={"cpmi": [None, None, 2], "returned": [None, None, 5], "family": [None, None, 11], "official": [None, None, 3]}), 3: ok(village=B, counts={"cpmi": [None, None, 1], "returned": [None, None, 4], "family": [None, None, 12], "official": [None, None, 2]}), 4: held(village=T)}, needs="K-01")
case("ac03_pria_wanita", "head_counts", "Peserta per desa kelas pengasuhan.xlsx", xlsx(Data=[
    ["Kegiatan: Kelas pengasuhan (K-03)"], [], ["No", "Desa", "Pria", "Wanita", "Jumlah", "Ket"], [1, "Ds. Tunggangri", 4, 12, 16, ""], [2, "Ds. Betak", 3, 15, 18, ""], [3, "Ds. Pagersari", 6, 9, 15, "termasuk kader"]]),
    {4: ok(village=T, counts={"undetailed": [4, 12, None]}), 5: ok(village=B, counts={"undetailed": [3, 15, None]}), 6: ok(village=G, counts={"undetailed": [6, 9, None]})}, needs="K-01")

case("ad01_monografi_lp", "village_figures", "Data Dasar Kec Bandung.xlsx", xlsx(_merges=["A3:A4", "B3:B4", "C3:E3", "F3:F4", "G3:I3", "J3:L3"], Data=[
    ["DATA DASAR DESA SE-KECAMATAN BANDUNG KEADAAN BULAN JUNI 2025"], [],
    ["NO", "DESA", "JUMLAH PENDUDUK", "", "", "JUMLAH KK", "PMI", "", "", "PURNA PMI", "", ""], ["", "", "L", "P", "L+P", "", "L", "P", "L+P", "L", "P", "L+P"],
    [1, "GANDONG", "2.104", "2.088", "4.192", "1.305", 21, 44, 65, 10, 17, 27], [2, "SEBALOR", "1.577", "1.590", "3.167", 988, 12, 30, 42, 8, 11, 19], [3, "KESAMBI", "3.010", "2.995", "6.005", "1.876", 33, 61, 95, 15, 20, 35], ["", "JUMLAH", "6.691", "6.673", "13.364", "4.169", 66, 135, 202, 33, 48, 81]]),
    {5: ok(village="35.04.17.2018", population=[4192, 2104, 2088], households=[1305, None, None], migrants_abroad=[65, 21, 44], returned=[27, 10, 17]), 6: ok(village="35.04.17.2010", population=[3167, 1577, 1590], households=[988, None, None], migrants_abroad=[42, 12, 30]), 7: held(village="35.04.17.2017")})
case("ad03_bnyk_kurung", "village_figures", "rekap pmi kec pakel.csv", lines(
    "REKAP JUMLAH PEKERJA MIGRAN KEC. PAKEL;;;;;;;", ";;;;;;;", "No;Desa/Kel.;Banyaknya CPMI (L);Banyaknya CPMI (P);Banyaknya PMI (L);Banyaknya PMI (P);Banyaknya Purna (L);Banyaknya Purna (P)", "1;Desa Gebang;1;3;9;22;4;7", "2;Desa Sanan;0;2;7;19;5;9", "3;Desa Pecuk;2;2;11;;3;6"),
    {4: ok(village="35.04.18.2017", prospective=[4, 1, 3], migrants_abroad=[31, 9, 22], returned=[11, 4, 7]), 5: ok(village="35.04.18.2014", prospective=[2, 0, 2], migrants_abroad=[26, 7, 19], returned=[14, 5, 9]), 6: held(village="35.04.18.2011", prospective=[4, 2, 2], returned=[9, 3, 6])})
case("ae01_capaian_tw", "indicator_values", "capaian tw1.csv", lines(
    "LAPORAN CAPAIAN INDIKATOR DESMIGRATIF TRIWULAN I TAHUN 2026", "", "No;Kode;Indikator;Desa;Realisasi;Satuan;Keterangan", "1;A-1;Jumlah CPMI yang dilayani;Tunggangri;14;orang;buku register", "2;A-1;Jumlah CPMI yang dilayani;Betak;9;orang;buku register", "3;A-3;Peserta pelatihan;Betak;-;orang;"),
    {4: ok(area=T, quarter=1, year=2026, value=14), 5: ok(area=B, quarter=1, value=9), 6: passed()})
case("ae02_lp", "indicator_values", "nilai indikator.xlsx", xlsx(Nilai=[
    ["Kode Indikator", "Desa/Kelurahan", "Thn", "TW", "L", "P", "Jumlah", "Bukti"], ["A-3", "Ds. Tunggangri", 2026, "II", 5, 12, 17, "daftar hadir"], ["A-3", "Ds. Betak", 2026, "II", 3, 6, 9, "daftar hadir"]]),
    {2: ok(area=T, year=2026, quarter=2, male=5, female=12), 3: ok(area=B, year=2026, quarter=2, male=3, female=6)})
case("ae03_rasio", "indicator_values", "rasio.csv", lines(
    "Indikator;Wilayah;Periode;Pembilang;Penyebut;Capaian (%);Sumber Data", "A-2;Kab. Tulungagung;2025;120;160;75;rekap", "A-4;Kelurahan Bago;TW III 2025;3;4;75%;rekap"),
    {2: ask(area="35.04", year=2025, indicator="A-2"), 3: ok(area="35.04.01.1006", year=2025, quarter=3, numerator=3, denominator=4)})

case("af01_renja", "targets", "Renja Disnaker 2026.xlsx", xlsx(_merges=["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3"], Renja=[
    ["TARGET KINERJA DINAS TENAGA KERJA KAB. TULUNGAGUNG"], [], ["No", "Kode", "Indikator Kinerja", "Satuan", "Target", ""], ["", "", "", "", "2026", "2027"], [1, "I-1", "CPMI diedukasi", "orang", 150, 175], [2, "I-2", "Kelompok usaha", "kelompok", 12, 15]]),
    {5: ok(area="35.04", year=2026, target=150), 6: ok(year=2026, target=12), 15: ok(year=2027, target=175), 16: ok(year=2027, target=15)})
case("af02_awal", "targets", "indikator sasaran.csv", lines(
    "Kode Ind.;Nama Ind.;Kab/Kota;Tahun Target;Kondisi Awal (2025);Target 2026;Satuan", "I-1;CPMI diedukasi;Kab. Tulungagung;2026;110;1.500;orang", "I-2;Kelompok usaha;Kab. Tulungagung;2026;8;12;kelompok"),
    {2: ok(area="35.04", year=2026, baseline=110, target=1500), 3: ok(year=2026, baseline=8, target=12)})
case("ag01_sk", "memberships", "Lampiran SK Dirjen.xlsx", xlsx(_merges=["A1:F1"], Lampiran=[
    ["LAMPIRAN KEPUTUSAN DIREKTUR JENDERAL BINAPENTA DAN PKK"], ["NOMOR : 3/250/PK.02/IV/2019"], ["TENTANG PENETAPAN LOKASI DESA MIGRAN PRODUKTIF TAHUN 2019"], [], ["NO", "PROVINSI", "KABUPATEN/KOTA", "KECAMATAN", "DESA"],
    [1, "JAWA TIMUR", "TULUNGAGUNG", "REJOTANGAN", "BLIMBING"], [2, "JAWA TIMUR", "TULUNGAGUNG", "NGUNUT", "KALANGAN"]]),
    {6: ok(village="35.04.13.2010", programme="desmigratif", batch_year=2019), 7: ok(village="35.04.11.2012", programme="desmigratif", batch_year=2019)})

case("ah01_sip", "beneficiaries", "Data_PMI_Purna_Rejotangan.xlsx", xlsx(Data=[
    ["DATA PURNA PMI YANG MENGIKUTI PEMBERDAYAAN"], ["KECAMATAN REJOTANGAN"], [], ["No", "Nama Purna PMI", "No. Induk Kependudukan", "TTL", "L/P", "Dsn/RT/RW", "Desa", "Negara Tujuan Terakhir", "Tgl Kepulangan", "Jenis Usaha", "No. HP/WA"],
    [1, "Siti Romlah", nik("01/12/1979", 901, "P"), "Tulungagung/01-12-1979", "P", "Krajan 02/03", "Tanen", "Hongkong", "12-Des-22", "Kue", "085700000901"], [2, "Mat Solikin", nik("09/07/1974", 902), "Blitar/09-07-1974", "L", "Ngelo 01/05", "Tenggur", "Brunei", "Agustus 2019", "Bengkel", ""]]),
    {5: ask(full_name="Siti Romlah", nik=nik("01/12/1979", 901, "P"), birth_date=day("01/12/1979"), sex=F, village="35.04.13.2008", stage="purna", country="HK", stage_on=day("12/12/2022")), 6: ask(full_name="Mat Solikin", sex=M, village="35.04.13.2001", stage="purna", country="BN")})
case("ah02_paspor_rekom", "beneficiaries", "Rekap Rekom Paspor Feb 2026.csv", lines(
    "REKAPITULASI REKOMENDASI PASPOR CPMI BULAN PEBRUARI 2026;;;;;;;;", ";;;;;;;;", "NO;NO REKOM;TGL REKOM;NAMA;NIK;L/P;ALAMAT;NEGARA;P3MI",
    f"1;562/01;02-02-2026;NUR KHASANAH;{nik('15/08/1999', 911, 'P')};P;RT 02 RW 01 DS. SELOREJO KEC. NGUNUT;TAIWAN;PT. ANUGERAH", f"2;562/02;02-02-2026;M. FAJAR;{nik('21/10/2001', 912)};L;RT 04 RW 02 DS. PULOSARI KEC. NGUNUT;JEPANG;PT. ANUGERAH"),
    {4: ok(full_name="NUR KHASANAH", sex=F, village="35.04.11.2004", stage="cpmi", country="TW", placed_by="PT. ANUGERAH"), 5: ok(full_name="M. FAJAR", sex=M, village="35.04.11.2017", stage="cpmi", country="JP")})
case("ad02_kode_bps_label", "village_figures", "profil.csv", lines(
    "kode_desa;nama_desa;jml_penduduk;jml_lk;jml_pr;jml_kk;jml_pmi_aktif;jml_cpmi;jml_purna;jml_anak_pmi;sumber;per_tanggal", "3504142011;TUNGGANGRI;4512;2200;2312;1320;52;10;51;33;Prodeskel;31/12/2025", "3504142016;BETAK;5020;2500;2520;1411;40;7;37;20;Prodeskel;31/12/2025"),
    {2: ok(village=T, population=[4512, 2200, 2312], households=[1320, None, None], migrants_abroad=[52, None, None], prospective=[10, None, None], returned=[51, None, None], children=[33, None, None]),
     3: ok(village=B, population=[5020, 2500, 2520], households=[1411, None, None], children=[20, None, None])})
case("ad04_satu_desa_tegak", "village_figures", "Profil Desa Sawo.xlsx", xlsx(Profil=[
    ["PROFIL DESA SAWO KECAMATAN CAMPURDARAT"], ["Tahun 2025"], [], ["No", "Uraian", "Jumlah", "Satuan"], [1, "Jumlah penduduk", 5230, "jiwa"], [2, "Laki-laki", 2610, "jiwa"], [3, "Perempuan", 2620, "jiwa"], [4, "Jumlah KK", 1610, "KK"], [5, "PMI aktif", 72, "orang"]]),
    {5: ok(village="35.04.16.2003", population=[5230, 2610, 2620], households=[1610, None, None], migrants_abroad=[72, None, None])})
