"""What the invented activities say."""

from pillars.choices import FundingSource

#: Per pillar: position of the activity type, title, result, obstacle, follow-up, share of each
#: category, usual plan in million rupiah.
ACTIVITIES = {
    1: (
        (
            1,
            "Sosialisasi migrasi aman bagi calon PMI",
            "Peserta mengenal jalur resmi, kontrak kerja, dan tempat mengadu.",
            "Sebagian calon PMI sedang bekerja di luar desa.",
            "Sosialisasi susulan di dusun yang belum terwakili.",
            {"cpmi": 60, "family": 25, "official": 15},
            6,
        ),
        (
            2,
            "Sosialisasi Permenaker 4/2023 tentang Jamsos PMI",
            "Tiga puluh calon PMI memahami JKK, JKM, dan JHT; dua belas mendaftar.",
            "",
            "Pendampingan pendaftaran BPJS Ketenagakerjaan di kantor desa.",
            {"cpmi": 50, "returned": 20, "family": 20, "official": 10},
            8,
        ),
        (
            4,
            "Bimtek layanan migrasi aman bagi petugas desa",
            "Petugas mampu mengisi buku layanan dan memeriksa kelengkapan dokumen.",
            "Komputer layanan di desa belum berfungsi.",
            "Permintaan perbaikan komputer diajukan ke Disnaker.",
            {"official": 90, "other": 10},
            12,
        ),
        (
            0,
            "Layanan keliling pencatatan calon PMI",
            "Data calon PMI dan keluarga dimutakhirkan.",
            "Keluarga PMI nonprosedural enggan didata.",
            "Kader mendatangi rumah bersama ketua RT.",
            {"cpmi": 70, "family": 30},
            4,
        ),
    ),
    2: (
        (
            1,
            "Pelatihan olahan pangan kelompok PMI purna",
            "Tiga kelompok mulai memproduksi keripik dan sirup; dua mendaftar NIB.",
            "Kemasan masih sederhana.",
            "Pelatihan kemasan bersama dinas perdagangan.",
            {"returned": 70, "family": 25, "official": 5},
            18,
        ),
        (
            2,
            "Pendampingan usaha produktif",
            "Pembukuan sederhana dipakai oleh seluruh kelompok.",
            "Anggota kelompok berangkat lagi ke luar negeri.",
            "",
            {"returned": 80, "family": 20},
            9,
        ),
        (
            3,
            "Bantuan sarana produktif: mesin jahit dan alat kemas",
            "Sarana diterima lengkap dengan berita acara serah terima.",
            "",
            "Laporan penggunaan dibuat tiga bulan setelah serah terima.",
            {"returned": 85, "family": 15},
            45,
        ),
        (
            4,
            "Temu usaha dan pemasaran produk desa migran",
            "Empat produk masuk ke toko oleh-oleh kabupaten.",
            "Jumlah produksi belum ajek.",
            "Jadwal produksi bersama disusun.",
            {"returned": 60, "family": 20, "other": 20},
            15,
        ),
    ),
    3: (
        (
            0,
            "Sosialisasi modul community parenting",
            "Orang tua pengganti memahami cara mendampingi anak yang ditinggal bekerja.",
            "Kakek dan nenek memerlukan bahan berbahasa daerah.",
            "Modul disadur ke bahasa daerah.",
            {"family": 75, "returned": 15, "official": 10},
            9,
        ),
        (
            0,
            "Kelas pengasuhan dan rumah belajar",
            "Rumah belajar dibuka tiga sore dalam sepekan.",
            "",
            "Relawan pengajar ditambah dari karang taruna.",
            {"family": 80, "other": 20},
            7,
        ),
        (
            3,
            "Pembentukan kader keamanan pangan desa",
            "Kader terbentuk dan menerima alat uji sederhana.",
            "",
            "Pengujian jajanan sekolah setiap bulan.",
            {"family": 50, "official": 30, "other": 20},
            11,
        ),
    ),
    4: (
        (
            2,
            "Literasi keuangan anggota koperasi",
            "Anggota menyusun rencana keuangan keluarga dan tujuan remitansi.",
            "",
            "Pertemuan lanjutan tentang tabungan pendidikan anak.",
            {"returned": 50, "family": 45, "official": 5},
            7,
        ),
        (
            1,
            "Pendampingan koperasi Desmigratif",
            "Rapat anggota menyepakati simpanan wajib dan pengurus baru.",
            "Pengurus belum memahami laporan keuangan.",
            "Dinas koperasi mendampingi penyusunan laporan.",
            {"returned": 60, "family": 35, "official": 5},
            10,
        ),
        (
            0,
            "Penguatan usaha produktif melalui koperasi",
            "Koperasi membeli hasil tiga kelompok usaha.",
            "Modal berputar terbatas.",
            "Pengajuan dana bergulir.",
            {"returned": 70, "family": 30},
            22,
        ),
    ),
}

#: Who pays how often; the contributing ministry, where the money is the state's.
SOURCES = (
    (FundingSource.APBN, "Kementerian Ketenagakerjaan", 30),
    (FundingSource.APBN, "Kementerian Koperasi dan UKM", 15),
    (FundingSource.APBN, "Kementerian Desa, PDT dan Transmigrasi", 10),
    (FundingSource.APBD_REGENCY, "", 25),
    (FundingSource.VILLAGE_FUND, "", 15),
    (FundingSource.CSR, "", 5),
)

RETURN_REASONS = (
    "Daftar hadir tidak terbaca, unggah ulang.",
    "Jumlah peserta tidak sama dengan daftar hadir.",
    "Realisasi belum sesuai bukti; periksa kembali.",
)

#: Invented people by the province of their village: first names of women and of men, and second names.
_JAVA = (
    ("Sulastri", "Siti Aminah", "Wahyuni", "Sri Wahyuningsih", "Tumini", "Endang", "Lestari", "Nur Hidayah"),
    ("Slamet", "Sutrisno", "Joko", "Agus", "Bambang", "Suparman", "Mulyono", "Eko"),
)
FIRST_NAMES = {
    "35": _JAVA,
    "33": _JAVA,
    "18": _JAVA,
    "32": (
        ("Euis", "Nenden", "Iis", "Ai Nurhayati", "Imas", "Yuyun", "Tuti", "Neneng"),
        ("Asep", "Dadang", "Ujang", "Cecep", "Dede", "Iwan", "Jajang", "Udin"),
    ),
    "52": (
        ("Baiq Nurhasanah", "Inaq Sahnep", "Baiq Mariani", "Sahnim", "Zohriah", "Raehan", "Hj. Sumiati"),
        ("Lalu Hasan", "Lalu Wirajaya", "Amaq Sahrim", "Saparudin", "H. Mahsun", "Muhammad Zaini", "Sahdan"),
    ),
    "53": (
        ("Maria", "Yuliana", "Agustina", "Theresia", "Yustina", "Margaretha", "Fransiska"),
        ("Yohanes", "Petrus", "Marselinus", "Dominikus", "Antonius", "Gregorius", "Melkianus"),
    ),
}
FAMILY_NAMES = {
    "35": ("", "", "Rahayu", "Wulandari", "Prasetyo", "Santoso", "Hartono", "Utami", "Susanto", "Ma'ruf"),
    "52": ("", "", "", "Hidayat", "Ramdani"),
    "53": ("Bete", "Nahak", "Seran", "Bria", "Taek", "Tefa", "Klau"),
}
HAMLETS = ("Krajan", "Sumberagung", "Karanganyar", "Mekarsari", "Tegalrejo", "Sidomulyo")
