"""Countries: their ISO 3166-1 codes, their names in both languages, and how offices write them.

`NAMES` holds every country (names as in the Unicode CLDR, shortened where Indonesian offices do); the
destinations of Indonesian migrants come first in forms. `read` takes what stands in a list of an office:
either language, old spellings, abbreviations, a city in brackets or behind a comma.
"""

import re
import unicodedata

from django.utils.translation import get_language, gettext

from desmigratif.ui.parsing import ParseError

#: Where most Indonesian migrants go, the usual ones first.
_USUAL = "HK TW MY JP SG SA KR BN IT TR PL AE KW QA OM BH JO MO PG HU RO DE AU NZ US TL"
DESTINATIONS = tuple(_USUAL.split())

#: Code -> (Indonesian, English).
NAMES = {
    "AD": ("Andorra", "Andorra"),
    "AE": ("Uni Emirat Arab", "United Arab Emirates"),
    "AF": ("Afganistan", "Afghanistan"),
    "AG": ("Antigua dan Barbuda", "Antigua & Barbuda"),
    "AI": ("Anguilla", "Anguilla"),
    "AL": ("Albania", "Albania"),
    "AM": ("Armenia", "Armenia"),
    "AO": ("Angola", "Angola"),
    "AQ": ("Antarktika", "Antarctica"),
    "AR": ("Argentina", "Argentina"),
    "AS": ("Samoa Amerika", "American Samoa"),
    "AT": ("Austria", "Austria"),
    "AU": ("Australia", "Australia"),
    "AW": ("Aruba", "Aruba"),
    "AX": ("Kepulauan Aland", "Åland Islands"),
    "AZ": ("Azerbaijan", "Azerbaijan"),
    "BA": ("Bosnia dan Herzegovina", "Bosnia & Herzegovina"),
    "BB": ("Barbados", "Barbados"),
    "BD": ("Bangladesh", "Bangladesh"),
    "BE": ("Belgia", "Belgium"),
    "BF": ("Burkina Faso", "Burkina Faso"),
    "BG": ("Bulgaria", "Bulgaria"),
    "BH": ("Bahrain", "Bahrain"),
    "BI": ("Burundi", "Burundi"),
    "BJ": ("Benin", "Benin"),
    "BL": ("Saint Barthélemy", "St. Barthélemy"),
    "BM": ("Bermuda", "Bermuda"),
    "BN": ("Brunei", "Brunei"),
    "BO": ("Bolivia", "Bolivia"),
    "BQ": ("Belanda Karibia", "Caribbean Netherlands"),
    "BR": ("Brasil", "Brazil"),
    "BS": ("Bahama", "Bahamas"),
    "BT": ("Bhutan", "Bhutan"),
    "BV": ("Pulau Bouvet", "Bouvet Island"),
    "BW": ("Botswana", "Botswana"),
    "BY": ("Belarus", "Belarus"),
    "BZ": ("Belize", "Belize"),
    "CA": ("Kanada", "Canada"),
    "CC": ("Kepulauan Cocos (Keeling)", "Cocos (Keeling) Islands"),
    "CD": ("Kongo - Kinshasa", "Congo - Kinshasa"),
    "CF": ("Republik Afrika Tengah", "Central African Republic"),
    "CG": ("Kongo - Brazzaville", "Congo - Brazzaville"),
    "CH": ("Swiss", "Switzerland"),
    "CI": ("Côte d’Ivoire", "Côte d’Ivoire"),
    "CK": ("Kepulauan Cook", "Cook Islands"),
    "CL": ("Cile", "Chile"),
    "CM": ("Kamerun", "Cameroon"),
    "CN": ("Tiongkok", "China"),
    "CO": ("Kolombia", "Colombia"),
    "CR": ("Kosta Rika", "Costa Rica"),
    "CU": ("Kuba", "Cuba"),
    "CV": ("Tanjung Verde", "Cape Verde"),
    "CW": ("Curaçao", "Curaçao"),
    "CX": ("Pulau Natal", "Christmas Island"),
    "CY": ("Siprus", "Cyprus"),
    "CZ": ("Ceko", "Czechia"),
    "DE": ("Jerman", "Germany"),
    "DJ": ("Jibuti", "Djibouti"),
    "DK": ("Denmark", "Denmark"),
    "DM": ("Dominika", "Dominica"),
    "DO": ("Republik Dominika", "Dominican Republic"),
    "DZ": ("Aljazair", "Algeria"),
    "EC": ("Ekuador", "Ecuador"),
    "EE": ("Estonia", "Estonia"),
    "EG": ("Mesir", "Egypt"),
    "EH": ("Sahara Barat", "Western Sahara"),
    "ER": ("Eritrea", "Eritrea"),
    "ES": ("Spanyol", "Spain"),
    "ET": ("Etiopia", "Ethiopia"),
    "FI": ("Finlandia", "Finland"),
    "FJ": ("Fiji", "Fiji"),
    "FK": ("Kepulauan Falkland", "Falkland Islands"),
    "FM": ("Mikronesia", "Micronesia"),
    "FO": ("Kepulauan Faroe", "Faroe Islands"),
    "FR": ("Prancis", "France"),
    "GA": ("Gabon", "Gabon"),
    "GB": ("Inggris Raya", "United Kingdom"),
    "GD": ("Grenada", "Grenada"),
    "GE": ("Georgia", "Georgia"),
    "GF": ("Guyana Prancis", "French Guiana"),
    "GG": ("Guernsey", "Guernsey"),
    "GH": ("Ghana", "Ghana"),
    "GI": ("Gibraltar", "Gibraltar"),
    "GL": ("Greenland", "Greenland"),
    "GM": ("Gambia", "Gambia"),
    "GN": ("Guinea", "Guinea"),
    "GP": ("Guadeloupe", "Guadeloupe"),
    "GQ": ("Guinea Ekuatorial", "Equatorial Guinea"),
    "GR": ("Yunani", "Greece"),
    "GS": ("Georgia Selatan & Kep. Sandwich Selatan", "South Georgia & South Sandwich Islands"),
    "GT": ("Guatemala", "Guatemala"),
    "GU": ("Guam", "Guam"),
    "GW": ("Guinea-Bissau", "Guinea-Bissau"),
    "GY": ("Guyana", "Guyana"),
    "HK": ("Hong Kong", "Hong Kong"),
    "HM": ("Pulau Heard dan Kepulauan McDonald", "Heard & McDonald Islands"),
    "HN": ("Honduras", "Honduras"),
    "HR": ("Kroasia", "Croatia"),
    "HT": ("Haiti", "Haiti"),
    "HU": ("Hungaria", "Hungary"),
    "ID": ("Indonesia", "Indonesia"),
    "IE": ("Irlandia", "Ireland"),
    "IL": ("Israel", "Israel"),
    "IM": ("Pulau Man", "Isle of Man"),
    "IN": ("India", "India"),
    "IO": ("Wilayah Inggris di Samudra Hindia", "British Indian Ocean Territory"),
    "IQ": ("Irak", "Iraq"),
    "IR": ("Iran", "Iran"),
    "IS": ("Islandia", "Iceland"),
    "IT": ("Italia", "Italy"),
    "JE": ("Jersey", "Jersey"),
    "JM": ("Jamaika", "Jamaica"),
    "JO": ("Yordania", "Jordan"),
    "JP": ("Jepang", "Japan"),
    "KE": ("Kenya", "Kenya"),
    "KG": ("Kirgizstan", "Kyrgyzstan"),
    "KH": ("Kamboja", "Cambodia"),
    "KI": ("Kiribati", "Kiribati"),
    "KM": ("Komoro", "Comoros"),
    "KN": ("Saint Kitts dan Nevis", "St. Kitts & Nevis"),
    "KP": ("Korea Utara", "North Korea"),
    "KR": ("Korea Selatan", "South Korea"),
    "KW": ("Kuwait", "Kuwait"),
    "KY": ("Kepulauan Cayman", "Cayman Islands"),
    "KZ": ("Kazakhstan", "Kazakhstan"),
    "LA": ("Laos", "Laos"),
    "LB": ("Lebanon", "Lebanon"),
    "LC": ("Saint Lucia", "St. Lucia"),
    "LI": ("Liechtenstein", "Liechtenstein"),
    "LK": ("Sri Lanka", "Sri Lanka"),
    "LR": ("Liberia", "Liberia"),
    "LS": ("Lesotho", "Lesotho"),
    "LT": ("Lituania", "Lithuania"),
    "LU": ("Luksemburg", "Luxembourg"),
    "LV": ("Latvia", "Latvia"),
    "LY": ("Libya", "Libya"),
    "MA": ("Maroko", "Morocco"),
    "MC": ("Monako", "Monaco"),
    "MD": ("Moldova", "Moldova"),
    "ME": ("Montenegro", "Montenegro"),
    "MF": ("Saint Martin", "St. Martin"),
    "MG": ("Madagaskar", "Madagascar"),
    "MH": ("Kepulauan Marshall", "Marshall Islands"),
    "MK": ("Makedonia Utara", "North Macedonia"),
    "ML": ("Mali", "Mali"),
    "MM": ("Myanmar (Burma)", "Myanmar (Burma)"),
    "MN": ("Mongolia", "Mongolia"),
    "MO": ("Makau", "Macao"),
    "MP": ("Kepulauan Mariana Utara", "Northern Mariana Islands"),
    "MQ": ("Martinik", "Martinique"),
    "MR": ("Mauritania", "Mauritania"),
    "MS": ("Montserrat", "Montserrat"),
    "MT": ("Malta", "Malta"),
    "MU": ("Mauritius", "Mauritius"),
    "MV": ("Maladewa", "Maldives"),
    "MW": ("Malawi", "Malawi"),
    "MX": ("Meksiko", "Mexico"),
    "MY": ("Malaysia", "Malaysia"),
    "MZ": ("Mozambik", "Mozambique"),
    "NA": ("Namibia", "Namibia"),
    "NC": ("Kaledonia Baru", "New Caledonia"),
    "NE": ("Niger", "Niger"),
    "NF": ("Kepulauan Norfolk", "Norfolk Island"),
    "NG": ("Nigeria", "Nigeria"),
    "NI": ("Nikaragua", "Nicaragua"),
    "NL": ("Belanda", "Netherlands"),
    "NO": ("Norwegia", "Norway"),
    "NP": ("Nepal", "Nepal"),
    "NR": ("Nauru", "Nauru"),
    "NU": ("Niue", "Niue"),
    "NZ": ("Selandia Baru", "New Zealand"),
    "OM": ("Oman", "Oman"),
    "PA": ("Panama", "Panama"),
    "PE": ("Peru", "Peru"),
    "PF": ("Polinesia Prancis", "French Polynesia"),
    "PG": ("Papua Nugini", "Papua New Guinea"),
    "PH": ("Filipina", "Philippines"),
    "PK": ("Pakistan", "Pakistan"),
    "PL": ("Polandia", "Poland"),
    "PM": ("Saint Pierre dan Miquelon", "St. Pierre & Miquelon"),
    "PN": ("Kepulauan Pitcairn", "Pitcairn Islands"),
    "PR": ("Puerto Riko", "Puerto Rico"),
    "PS": ("Palestina", "Palestine"),
    "PT": ("Portugal", "Portugal"),
    "PW": ("Palau", "Palau"),
    "PY": ("Paraguay", "Paraguay"),
    "QA": ("Qatar", "Qatar"),
    "RE": ("Réunion", "Réunion"),
    "RO": ("Rumania", "Romania"),
    "RS": ("Serbia", "Serbia"),
    "RU": ("Rusia", "Russia"),
    "RW": ("Rwanda", "Rwanda"),
    "SA": ("Arab Saudi", "Saudi Arabia"),
    "SB": ("Kepulauan Solomon", "Solomon Islands"),
    "SC": ("Seychelles", "Seychelles"),
    "SD": ("Sudan", "Sudan"),
    "SE": ("Swedia", "Sweden"),
    "SG": ("Singapura", "Singapore"),
    "SH": ("Saint Helena", "St. Helena"),
    "SI": ("Slovenia", "Slovenia"),
    "SJ": ("Kepulauan Svalbard dan Jan Mayen", "Svalbard & Jan Mayen"),
    "SK": ("Slovakia", "Slovakia"),
    "SL": ("Sierra Leone", "Sierra Leone"),
    "SM": ("San Marino", "San Marino"),
    "SN": ("Senegal", "Senegal"),
    "SO": ("Somalia", "Somalia"),
    "SR": ("Suriname", "Suriname"),
    "SS": ("Sudan Selatan", "South Sudan"),
    "ST": ("Sao Tome dan Principe", "São Tomé & Príncipe"),
    "SV": ("El Salvador", "El Salvador"),
    "SX": ("Sint Maarten", "Sint Maarten"),
    "SY": ("Suriah", "Syria"),
    "SZ": ("eSwatini", "Eswatini"),
    "TC": ("Kepulauan Turks dan Caicos", "Turks & Caicos Islands"),
    "TD": ("Chad", "Chad"),
    "TF": ("Wilayah Selatan Prancis", "French Southern Territories"),
    "TG": ("Togo", "Togo"),
    "TH": ("Thailand", "Thailand"),
    "TJ": ("Tajikistan", "Tajikistan"),
    "TK": ("Tokelau", "Tokelau"),
    "TL": ("Timor Leste", "Timor-Leste"),
    "TM": ("Turkmenistan", "Turkmenistan"),
    "TN": ("Tunisia", "Tunisia"),
    "TO": ("Tonga", "Tonga"),
    "TR": ("Turki", "Türkiye"),
    "TT": ("Trinidad dan Tobago", "Trinidad & Tobago"),
    "TV": ("Tuvalu", "Tuvalu"),
    "TW": ("Taiwan", "Taiwan"),
    "TZ": ("Tanzania", "Tanzania"),
    "UA": ("Ukraina", "Ukraine"),
    "UG": ("Uganda", "Uganda"),
    "UM": ("Kepulauan Terluar AS", "U.S. Outlying Islands"),
    "US": ("Amerika Serikat", "United States"),
    "UY": ("Uruguay", "Uruguay"),
    "UZ": ("Uzbekistan", "Uzbekistan"),
    "VA": ("Vatikan", "Vatican City"),
    "VC": ("Saint Vincent dan Grenadine", "St. Vincent & Grenadines"),
    "VE": ("Venezuela", "Venezuela"),
    "VG": ("Kepulauan Virgin Britania Raya", "British Virgin Islands"),
    "VI": ("Kepulauan Virgin Amerika Serikat", "U.S. Virgin Islands"),
    "VN": ("Vietnam", "Vietnam"),
    "VU": ("Vanuatu", "Vanuatu"),
    "WF": ("Kepulauan Wallis dan Futuna", "Wallis & Futuna"),
    "WS": ("Samoa", "Samoa"),
    "YE": ("Yaman", "Yemen"),
    "YT": ("Mayotte", "Mayotte"),
    "ZA": ("Afrika Selatan", "South Africa"),
    "ZM": ("Zambia", "Zambia"),
    "ZW": ("Zimbabwe", "Zimbabwe"),
}

#: Spellings beyond the two names: old names, abbreviations, cities and regions that stand for the country.
#: They win over codes: "AS" in an Indonesian list is America, not American Samoa.
SPELLINGS = {
    "HK": "hongkong, hkg, hong kong sar, hongkong sar, hongkong dak, hong kong dak, xianggang",
    "TW": "taiwan roc, taiwan republik tiongkok, taiwan r o c, twn, formosa, taipei, tw roc",
    "MY": "msia, malaysa, malasyia, malaisia, malayasia, mys, malay, semenanjung malaysia, sabah, "
    "sarawak, malaysia barat, malaysia timur, johor, johor bahru, kuala lumpur, selangor, penang, "
    "pulau pinang, sarawak",
    "JP": "jpn, nippon, jepun, tokyo",
    "SG": "singapore, singapur, sgp, spore, singapore city",
    "SA": "arab, saudi, saudi arab, arab saudia, ksa, sau, jeddah, riyadh, mekah, makkah, madinah",
    "KR": "korsel, korea, republik korea, republic of korea, rok, kor, seoul, korea south, korea sel, "
    "korea s",
    "KP": "korut, north korea, dprk",
    "BN": "brunai, brunei, brunei darusalam, brunai darussalam, brunei darussalam, brn",
    "AE": "uea, uae, uni emirat, emirat arab, persatuan emirat arab, abu dhabi, dubai, are",
    "KW": "kuait, kuwet, kuweit, kwt",
    "QA": "katar, qatar doha, doha, qat",
    "OM": "muscat, omn",
    "BH": "bahrein, bhr",
    "JO": "yordan, jordania, yordania, jor",
    "MO": "macau, makao, mac",
    "CN": "rrc, rrt, cina, china, tiongkok, republik rakyat tiongkok, chn, prc",
    "TR": "turki, turky, turkey, tur",
    "PL": "polandia, polen, pol",
    "IT": "itali, ita",
    "HU": "hongaria, hungari, hun",
    "RO": "rumania, romania, rou",
    "DE": "jerman, deutschland, deu",
    "NL": "holland, belanda, netherland, the netherlands, nld",
    "GB": "inggris, england, uk, united kingdom, britania raya, gbr, skotlandia",
    "US": "amerika, amerika serikat, as, usa, u s a, united states of america, united states",
    "AU": "ausi, aus",
    "NZ": "new zealand, selandia baru, nzl",
    "PG": "papua nugini, papua new guinea, png",
    "TL": "timor leste, timor timur, east timor, timtim, tls",
    "EG": "mesir, egypt, kairo",
    "SY": "suriah, siria, syria",
    "LB": "libanon, lebanon",
    "IQ": "irak, iraq",
    "IN": "india",
    "ID": "indonesia, idn, dalam negeri",
    "MM": "birma, burma, myanmar",
    "KH": "kamboja, kampuchea, cambodia",
    "TH": "thailand, muangthai, tha",
    "VN": "vietnam, viet nam",
    "PH": "filipina, philipina, pilipina, philippines, phl",
    "CH": "swiss, switzerland",
    "ZA": "afrika selatan, afsel",
    "FJ": "fiji",
    "MV": "maladewa, maldives",
    "CZ": "ceko, czech, republik ceko, czech republic",
    "SK": "slovakia, slowakia",
    "PS": "palestina, palestine",
    "RU": "rusia, russia, russian federation",
}


#: No country has a longer name.
LONGEST = 100


class CountryUnknown(ParseError):
    """No country is known under what was written."""

    def __init__(self, text):
        known = gettext("“%s” is not a country known here. Write its name, for example Malaysia.")
        super().__init__("country_unknown", known % text)


def read(text):
    """The code of the country that a text names; empty for no text. Raises `CountryUnknown`."""
    typed = str(text or "").strip()
    if len(typed) > LONGEST:
        raise CountryUnknown(f"{typed[:LONGEST]}…")
    if not typed or _key(typed) == "":
        return ""
    for part in (typed, re.sub(r"\(.*?\)", " ", typed), *re.split(r"[,;/()\-–]", typed)):
        if code := _CODES.get(_key(part)):
            return code
    raise CountryUnknown(typed)


def name(code):
    """The name in the reader's language; empty for none, the code itself where it is not known."""
    if not code:
        return ""
    names = NAMES.get(code)
    return names[(get_language() or "id").startswith("en")] if names else code


def choices():
    """Two groups for a drop-down, in the reader's language: usual destinations, then all others by name."""
    others = sorted(
        ((code, name(code)) for code in NAMES if code not in DESTINATIONS and code != "ID"),
        key=lambda choice: _key(choice[1]),
    )
    return [
        (gettext("Usual destinations"), [(code, name(code)) for code in DESTINATIONS]),
        (gettext("Other countries"), others),
    ]


def _key(text):
    """What is compared: no case, accents, spaces or punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    words = re.sub(r"[^a-z0-9 ]", " ", plain).split()
    return "".join(word for word in words if word not in ("negara", "ke"))


def _codes():
    found = {}
    for code, names in NAMES.items():
        for spelling in (code, *names):
            found.setdefault(_key(spelling), code)
    for code, spellings in SPELLINGS.items():
        for spelling in spellings.split(", "):
            found[_key(spelling)] = code
    return found


_CODES = _codes()
