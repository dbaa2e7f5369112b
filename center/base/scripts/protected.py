"""What stays in Latin although it stands in a Serbian text: addresses, code, foreign words, units."""

import re
from typing import Final

# Written in lower case only, so that "Dodjite.Me cekamo" is not taken for an address.
_DOMAINS: Final = "rs|com|org|net|eu|edu|gov|info|biz|int|hr|mk|bg|hu|ro|uk|fr|it|ch|at|app|dev|online"
_FILES: Final = (
    "pdf|docx?|xlsx?|xlsm|pptx?|odt|ods|odp|rtf|txt|csv|tsv|json|xml|html?|css|js|py|sql|ics|vcf|sav|zip|rar|7z"
    "|jpe?g|png|gif|svg|webp|avif|heic|tiff?|mp3|mp4|mov|avi|wav|eml|p7m"
)
_UNITS: Final = (
    r"km/h|[kmcd]?m[²³23]?|[kmd]?g|[mcdh]?l|t|ha|h|min|kV|kVA|mA|kJ|J|kcal|[kMGT]B|[kMG]Hz|Hz|°?C|dB|Pa|bar"
)

SPANS: Final = re.compile(
    rf"""
    </?[a-zA-Z!][^<>]*>                                     # HTML tags
    | &(?:[a-zA-Z]+|\#\d+|\#x[0-9a-fA-F]+);                 # and entities
    | \{{\{{[^{{}}]*\}}\}} | \{{%[^{{}}]*%\}} | \{{[\w.:!\[\]]*\}}   # {{name}} and template code
    | %\(\w+\)[a-zA-Z] | (?<![\d%])%[sdifr](?![^\W_])       # %(name)s, %s
    | (?:https?|ftp|mailto|tel|geo|sms):[^\s<>«»„“”"]*[^\s<>«»„“”".,;:!?)\]'…]
    | www\.[^\s<>«»„“”"]*[^\s<>«»„“”".,;:!?)\]'…]
    | (?<=\]\()[^()\s]+                                      # the address of a Markdown link: [text](address)
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+              # e-mail
    | (?<![\w.])[@\#][^\W\d]\w*                             # @handles, #hashtags: converted they lead nowhere
    | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:{_FILES})\b        # file names
    | (?-i:(?<![\w.-])[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:{_DOMAINS})\b)(?:/[^\s<>«»„“”"]*[^\s<>«»„“”".,;:!?)\]'…])?
    | (?<!\w)\w*[^\W_]_\w+                                  # identifiers: ime_polja
    | (?<=\d)[ \u00a0\u202f]?(?-i:{_UNITS})(?![\w.])        # 5 kg, 90 km/h, 17 m²
    | °[CF]\b
    | (?<!\w)e-?mail(?!\w) | (?<!\w)(?:on|off)-?line(?!\w) | (?<!\w)(?:start|pop)-?up(?!\w) | Erasmus\+
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Written in Latin in Cyrillic texts too. Other acronyms are converted (ЕУ, АПР, ПИБ, НВО, ТВ, СМС).
_ACRONYM_TEXT: Final = """
    API CD CNC COVID CSV CV DVD GIZ GPS HACCP HTML IBAN ICS ISO LED PDF PNG SMTP SEO UNDP URL USAID USB VPN
    EUR USD CHF GBP RSD
"""
_BRAND_TEXT: Final = """
    facebook instagram messenger google gmail microsoft zoom teams viber canva booking airbnb outlook
    facebooka facebooku instagrama instagramu googlea googleu viberom viberu vibera zooma zoomu
    mail inbox feedback hub coca cola smartphone photoshop design crowd impact
"""
_ACRONYMS: Final = frozenset(_ACRONYM_TEXT.split())
_BRANDS: Final = frozenset(_BRAND_TEXT.split())

# Letters and clusters that Serbian words do not have; the exceptions are words of the dictionary.
_NOT_SERBIAN: Final = re.compile(
    r"[wxyq]|ch(?!ajm)|cc|ff|gg|kk|ll|pp|(?<!su)bb|(?<!tran)ss|mm(?!et)|(?<![pv]a)nn|tt(?![ro])",
    re.IGNORECASE,
)
_SERBIAN_LETTERS: Final = frozenset("abcčćdđefghijklmnoprsštuvzžABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽ")
_CAMEL: Final = re.compile(
    r"(?<=[a-zčćđšž])(?<!^e)(?<!^[A-Z]i)[A-ZČĆĐŠŽ]"
)  # iPhone, LinkedIn; but eUprava and BiH are ours
_DIGRAPH_IN_CAPITALS: Final = re.compile(r"(?:Nj|Lj|Dž)(?=[A-ZČĆĐŠŽ])")


def is_foreign(word: str) -> bool:
    """Whether a word (letters only) is left as typed: w x y q, a cluster unknown to Serbian, a known name."""
    if word in _ACRONYMS or word.lower() in _BRANDS or _SERBIAN_LETTERS.isdisjoint(word):
        return True
    if not _SERBIAN_LETTERS.issuperset(word):
        return True
    if word.isupper():
        return not {"W", "X", "Y", "Q"}.isdisjoint(word)
    return bool(_NOT_SERBIAN.search(word) or _CAMEL.search(_DIGRAPH_IN_CAPITALS.sub("XX", word)))
