"""What the title of a column says, however an office words it: the words that count (O34, O36).

Two titles mean the same where the same words are left once explanations, abbreviations and filling words are
out: `No. HP/WA yang aktif` and `Nomor Telepon`, `Tgl. Lhr` and `tanggal lahir`.
"""

import functools
import re
import unicodedata


def listed(names):
    """Titles or words that are written one behind the other, between commas, as a tuple."""
    return tuple(names.split(", "))


def words_set(words):
    """Words that are written between spaces, as a frozen set."""
    return frozenset(words.split())


#: Words written short, or with another word of the same meaning, and what they stand for.
SPELLINGS = {
    word: meant
    for meant, words in {
        "nomor": "no nmr nomer number",
        "nama": "nm name",
        "tanggal": "tgl tggl tgll tg date kapan",
        "hari": "hr hri",
        "tempat": "tmpt tmp tpt",
        "lahir": "lhr lahirnya kelahiran birth",
        "jenis": "jns jen",
        "kelamin": "klmn kelmin klm klmin",
        "jenis kelamin": "jk jkel jekel jnskel seks sex gender",
        "tempat tanggal lahir": "ttl",
        "desa": "ds village",
        "kelurahan": "kel",
        "kecamatan": "kec kcmtn district subdistrict",
        "kabupaten": "kab regency",
        "provinsi": "prov prop propinsi province",
        "dusun": "dsn dukuh dukuhan",
        "tahun": "thn th year",
        "bulan": "bln month",
        "keterangan": "ket ketr",
        "pendidikan": "pend pendik pddk pdd education",
        "pekerjaan": "pek pkrjn kerjaan",
        "telepon": "telp tlp tlpn telpon hp wa whatsapp handphone ponsel seluler phone kontak wathsapp",
        "purna": "eks ex mantan",
        "pmi": "tki tkw bmi",
        "cpmi": "ctki ctkw",
        "penempatan": "pnmptn",
        "jumlah": "jml jlh jmlh banyaknya",
        "kegiatan": "keg kgtn giat activity",
        "anggaran": "angg budget",
        "realisasi": "actual actuals spent",
        "sumber dana": "funding",
        "peserta": "participants",
        "negara": "country",
        "umur": "age",
        "alamat": "address",
        "masyarakat": "masy msy",
        "laki": "l lk lakilaki lelaki pria male men",
        "perempuan": "p pr prp prmpn wanita female women",
        "orangtua": "ortu",
        "nik": "ktp ektp",
        "kartu keluarga": "kk",
        "berangkat": "keberangkatan pemberangkatan brkt brgkt",
        "pulang": "kepulangan pemulangan plg kembali",
        "luar negeri": "ln",
    }.items()
    for word in words.split()
}
#: Words that explain or fill, and tell no column from another.
FILLING = words_set(
    "lengkap sesuai dan atau yang yg anda saat ini sekarang jika bila apabila ada diisi isi "
    "isian isilah terakhir domisili jelas di ke dari pada ybs bersangkutan digit angka aktif tulis "
    "sebutkan mohon the of asal terang berlaku masih dapat dihubungi pilih apa berapa lgkp akhir akh "
    "siapa siapakah mana manakah apakah berapakah dimana dimanakah kapankah tinggal indonesia adalah "
    "dengan dgn besar besarnya sebelumnya dahulu dulu tersebut angkanya"
)
#: Explanations that would bring in words of other columns.
EXPLANATIONS = re.compile(
    r"\b(sesuai|berdasarkan|menurut|di) (e-?ktp|ktp|kk|kartu keluarga|paspor|ijazah|akta?)\b|"
    r"\btempat tinggal\b|\bsaat ini\b|\b(bapak|ibu)\s*/\s*(bapak|ibu|saudara)(\s*/\s*saudara)?(/i|\(i\))?|"
    r"\bwajib(?= (di)?isi\b)|\b(jika|bila) ada\b|\bcalon (?=pmi|tki|pekerja)|"
    r"\b(contoh|misal(nya)?)\b.*",
    re.I,
)
#: `Target Tahun 2026` is the target; which year it is of is asked of the whole title.
OF_YEAR = re.compile(r"\b(?:tahun(?: anggaran| buku)?|thn|th|ta)\.? *20[1-4]\d\b")
PHRASES = (
    (re.compile(r"\borang tua\b"), "orangtua"),
    (re.compile(r"\bcalon (pmi|tki|pekerja migran( indonesia)?)\b"), "cpmi"),
    (re.compile(r"\bpekerja migran( indonesia)?\b"), "pmi"),
    (re.compile(r"\b(no|nomor|nmr)?[. ]*induk kependudukan\b"), " nik"),
    (re.compile(r"\b(jns|jenis|jen)[. ]+kel\b"), "jenis kelamin"),
    (re.compile(r"\bkel(?=[. ]+(pmi|tki|tkw|purna)\b)"), "keluarga"),
    (re.compile(r"\bno\b(?=.*\bnik\b.*\bktp\b)"), " "),
    (re.compile(r"\b(tgl|tanggal|waktu)[. ]+(akhir|berakhir)(?= *$)"), "tanggal selesai"),
    # Who of the household it is.
    (
        re.compile(
            r"\banggota (?:keluarga|rumah tangga|rt) (?:(?:yang|yg|menjadi|jadi|"
            r"sebagai) )+(?=\S*(?:pmi|tk[iw]))"
        ),
        "",
    ),
    # A letter in it is no word of its own.
    (re.compile(r"\bp3mi\b"), "pptkis"),
)
#: What says in brackets which half of the people a column counts: part of the title, and no explanation.
ONE_SEX = r"\s*(?i:l|lk|laki\W*laki|pria|p|pr|perempuan|wanita)\s*"
BRACKETS = re.compile(rf"\((?!{ONE_SEX}\))[^()]*\)|\[(?!{ONE_SEX}\])[^\[\]]*\]")
#: `kelaminnya`: of whom the question asks.
SUFFIX = re.compile(r"(?<=\w{4})nya$|^nya$")
#: Marks of money in a title.
MONEY = re.compile(
    r"\brp\b|\brupiah\b|\bidr\b|\b(ribu|juta|mil[iy]ar)(an)?\b|\bjt\b|"
    r"x ?(rp\.? ?)?1[.,]?000|'000|\.000\b|\b000\b",
    re.I,
)
MONEY_WORDS = words_set("rp rupiah idr ribu ribuan juta jutaan jt miliar milyar dalam dlm x")
#: Of whom the list tells: their names are the ones to be kept.
SUBJECTS = words_set("pmi cpmi purna peserta penerima manfaat warga penduduk anggota responden orang calon")
#: Other people whom such lists name beside them.
OTHERS = words_set(
    "orangtua ayah ibu bapak suami istri pasangan wali waris pendamping petugas majikan penjamin "
    "darurat kepala agen agensi agency kerabat pelapor pengisi enumerator saksi"
)
#: With these a title tells of something else: the number of, the day of, the reason of, a paper.
ABOUT_OTHERS = words_set(
    "jumlah kode alasan surat akta ijazah rekening bank kandung lama biaya gaji bukti foto skema umum "
    "kegiatan kader kantor lembaga rekomendasi verifikasi cetak terbit input entri update rumah sakit"
)
#: What is left of an amount, or measures or describes it.
LEFT_OVER = words_set(
    "sisa lebih kurang selisih persen persentase fisik tahun rekening satuan sumber asal dokumentasi link"
)
#: What bears a name and is no person.
NAMED_THINGS = words_set(
    "desa kelurahan kecamatan kabupaten provinsi dusun negara pt p3mi pptkis perusahaan lpk blk sekolah "
    "usaha produk kelompok koperasi program pelatihan jabatan pekerjaan wilayah rt rw kota bandara"
)
#: With these a column that nobody knows is neither the names of people nor of activities.
OTHER_THINGS = NAMED_THINGS | OTHERS | ABOUT_OTHERS | LEFT_OVER | {"alamat", "keterangan", "catatan", "lahir"}
PARENTS = words_set("orangtua ayah ibu bapak pmi")
CALLED_PROSPECTIVE = words_set("pmi calon")
CHILD = "anak"
#: Columns that programs of forms add, in which nobody tells anything.
TECHNICAL = re.compile(
    r"_.*|start|end|today|deviceid|device id|subscriberid|simserial|username|phonenumber|audit|instanceid|"
    r"meta/.*|.*_url|uuid|timestamp|cap waktu|email address|alamat email|email|score|skor|username kobo|"
    r"__version__|formhub/uuid|submission.*",
    re.I,
)
#: Microsoft Forms adds these to every list; `Name` is that of an account.
FORMS = frozenset(("id", "start time", "completion time", "email", "name", "last modified time"))
FORMS_IN_INDONESIAN = frozenset(
    ("id", "waktu mulai", "waktu selesai", "email", "nama", "waktu modifikasi terakhir")
)


@functools.lru_cache(maxsize=4096)
def words_of(title):
    """The words of a title that count, as a frozen set."""
    text = unicodedata.normalize("NFKD", title.casefold().replace("_", " ").replace("%", " persen "))
    text = "".join(mark for mark in text if not unicodedata.combining(mark))
    text = BRACKETS.sub(" ", text) if re.sub(r"[\W\d]+", "", BRACKETS.sub("", text)) else text
    text = OF_YEAR.sub(" ", text) if re.search(r"[^\W\d]", OF_YEAR.sub("", text)) else text
    text = EXPLANATIONS.sub(lambda found: found[0] if found[0].startswith("calon") else " ", text)
    for phrase, meant in PHRASES:
        text = phrase.sub(meant, text)
    found = []
    for word in re.findall(r"[^\W\d_]+", text):
        word = word if word in SPELLINGS else SUFFIX.sub("", word)
        found += SPELLINGS.get(word, word).split()
    if CALLED_PROSPECTIVE.issubset(found) and "purna" not in found:
        # `PMI / Calon / L`
        found = [word for word in found if word not in CALLED_PROSPECTIVE] + ["cpmi"]
    return frozenset(word for word in found if word not in FILLING) or frozenset(found)


def added_by_forms(titles):
    """Which titles of a list Microsoft Forms put there: none, unless at most one of its own is missing."""
    said = {title.strip().casefold() for title in titles}
    for added in (FORMS, FORMS_IN_INDONESIAN):
        if len(said & added) >= len(added) - 1:
            return added
    return frozenset()


def is_money(title):
    return bool(MONEY.search(title))


def without_money(words):
    return words - MONEY_WORDS


def last_part(title):
    """`grup_alamat/desa` is `desa`; a title of single letters or words such as `L/P` is one."""
    outside = BRACKETS.sub(lambda found: " " * len(found[0]), title)
    at = outside.rfind("/")
    last = title[at + 1 :].strip()
    return last if at > 2 and len(last) > 1 else title
