"""Names in other letters, written in Latin ones as English speakers hear them: for finding, never for showing.

Cyrillic, Greek and Arabic letters from small tables; for Indian scripts, Ethiopic and Japanese syllables the Unicode
name of a letter says how it sounds. Arabic writes few vowels, so two names are compared by their consonants.
"""

import re
import unicodedata
from functools import lru_cache


def _table(text: str) -> dict[str, str]:
    """Letters and their sounds, ж=zh; a low line for a letter without one."""
    return dict(pair.split("=") for pair in text.split())


CYRILLIC = _table("""
а=a б=b в=v г=g ґ=g д=d е=e ё=yo є=ye ж=zh з=z и=i і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f
х=kh ц=ts ч=ch ш=sh щ=shch ъ=_ ы=y ь=_ э=e ю=yu я=ya ђ=dj ј=y љ=ly њ=ny ћ=c џ=dz ѓ=g ќ=k ў=u ѕ=dz
""")
GREEK = _table("""
α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
""")
GREEK_PAIRS = {
    "ου": "u",
    "μπ": "b",
    "ντ": "d",
    "γγ": "ng",
    "γκ": "g",
    "ει": "i",
    "οι": "i",
    "αι": "e",
    "ευ": "ev",
    "αυ": "av",
}
ARABIC = _table("""
ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h
و=w ي=y ى=a ة=a ء=_ آ=a أ=a إ=a ؤ=w ئ=y پ=p چ=ch ژ=zh گ=g ک=k ی=y ہ=h ھ=h ے=e ں=n ٹ=t ڈ=d ڑ=r ۃ=a ٱ=a
""")
PLAIN = {sign: "" if sound == "_" else sound for sign, sound in (CYRILLIC | GREEK | ARABIC).items()}
WITH_SOUND = re.compile(
    r"^(?:DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA|HIRAGANA|KATAKANA|ETHIOPIC) "
    r"(?P<kind>LETTER|VOWEL SIGN|SYLLABLE|SIGN) (?:SMALL |SHORT |VOCALIC )?(?P<sound>[A-Z]+)"
)
INDIAN = (
    "DEVANAGARI",
    "BENGALI",
    "GURMUKHI",
    "GUJARATI",
    "TAMIL",
    "TELUGU",
    "KANNADA",
    "MALAYALAM",
    "SINHALA",
)
SIGNS = {
    "ANUSVARA": "n",
    "CANDRABINDU": "n",
    "BINDI": "n",
    "TIPPI": "n",
    "VISARGA": "h",
    "VIRAMA": "",
    "NUKTA": "",
}
SAME_CONSONANT = (
    ("sch", "s"), ("shch", "s"), ("sh", "s"), ("ch", "k"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("zh", "z"), ("ph", "f"), ("ts", "s"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("v", "f"), ("z", "s"),
    ("j", "g"), ("h", ""),
)  # fmt: skip
VOWELS = re.compile(r"[aeiouyw]")


@lru_cache(maxsize=20_000)
def latin(word: str) -> str:
    """A folded word in Latin letters, as far as its letters are known; what is not known stays."""
    if word.isascii():
        return word
    plain = word
    for pair, sound in GREEK_PAIRS.items():
        plain = plain.replace(pair, sound)
    found = "".join(_sound_of(sign) for sign in unicodedata.normalize("NFC", plain))
    return _without_unspoken(found)


@lru_cache(maxsize=50_000)
def same_in_latin(one: str, other: str) -> bool:
    """Whether two words, in whatever letters, have the same consonants; at least two of them."""
    mine, theirs = _consonants(one), _consonants(other)
    return len(mine) > 1 and mine == theirs


@lru_cache(maxsize=20_000)
def _consonants(word: str) -> str:
    plain = latin(word)
    for one, other in SAME_CONSONANT:
        plain = plain.replace(one, other)
    return re.sub(r"(.)\1+", r"\1", VOWELS.sub("", plain))


def _sound_of(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign in PLAIN:
        return PLAIN[sign]
    name = unicodedata.name(sign, "")
    found = WITH_SOUND.match(name)
    if found:
        return _spoken(found["kind"], found["sound"], name.startswith(INDIAN))
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) > 1:
        return _sound_of(parts[0])
    return "" if unicodedata.combining(sign) else sign


def _spoken(kind: str, sound: str, indian: bool) -> str:
    """How a letter sounds; an Indian consonant holds an "a" that the next sign may take away."""
    if kind == "VOWEL SIGN":
        return f"<{_vowel(sound)}"
    if sound in SIGNS or (kind == "SIGN" and indian):
        return "<" if sound == "VIRAMA" else SIGNS.get(sound, "")
    if indian and kind == "LETTER" and len(sound) > 1 and sound.endswith("A") and sound != "AA":
        return sound[:-1].lower() + ">"
    return _vowel(sound)


def _vowel(sound: str) -> str:
    return {"AA": "a", "II": "i", "UU": "u", "EE": "e", "OO": "o"}.get(sound, sound.lower())


def _without_unspoken(text: str) -> str:
    """The held "a" of Indian consonants is spoken between two consonants, and not at the end."""
    text = text.replace("><", "").replace("<", "")
    return re.sub(r">$", "", text).replace(">", "a")
