"""Names by sound: folding, sound codes, nicknames, nearness. For finding people however they are spelt."""

import unicodedata
from functools import lru_cache

import jellyfish

from kith.core.other_letters import latin, same_in_latin

__all__ = [
    "also_known_as", "closeness", "codes_to_search", "fold", "latin", "same_in_latin", "sound_codes", "sounds_like",
    "words",
]  # fmt: skip

APOSTROPHES = str.maketrans("", "", "'’‘`´ʼʻʹ")
LATIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "ng"}
)
ONE_NAME = """
alexander alex alec sandy xander sasha
alexandra alex sandra lexi sasha
andrew andy drew
anthony tony ant
benjamin ben benny
catherine katherine kate katie cathy kathy kitty kat
charles charlie chas
charlotte charlie lottie
christopher chris kit
daniel dan danny
david dave davey
edward ed eddie ted teddy ned
eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza libby bess
emily em emmie millie
frances fran frankie
francis frank frankie
frederick fred freddie
gabriel gabe
george georgie
grace gracie
harold harry
henry harry hank
isabella bella izzy isabel
jacob jake
james jim jimmy jamie
jennifer jen jenny
jessica jess jessie
john johnny jack
jonathan jon jonny
joseph joe joey
joshua josh
kieran kian kieron ciaran
lawrence laurie larry
leonard len lenny leo
margaret maggie meg peggy daisy
matthew matt matty
megan meg meggie
michael mike mick mikey
mohammed muhammad mohamed mo mohammad
nathaniel nathan nat nate
nicholas nick nicky
oliver ollie olly
olivia liv livvy
patricia pat trish tricia patsy
patrick pat paddy
peter pete
philip phil pip
rebecca becky becca
richard rich rick dick ricky
robert rob bob bobby robbie bert
samantha sam sammy
samuel sam sammy
sarah sally sadie
stephen steve steven stevie
susan sue susie
theodore theo ted teddy
theresa teresa tess terry
thomas tom tommy
timothy tim timmy
victoria vicky tori
william will bill billy liam
zachary zac zach zak
docherty doherty dougherty
hussain hussein husain
choudhury chowdhury chaudhry
oneill oneil neill
"""


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """A name in one plain form: small letters, Latin accents off, apostrophes gone, hyphens as spaces.

    Letters of other scripts are kept with their marks: they carry the sound there.
    """
    plain = text.translate(APOSTROPHES).casefold().translate(LATIN_LETTERS)
    kept: list[str] = []
    for sign in unicodedata.normalize("NFD", plain):
        if unicodedata.combining(sign) and kept and _is_latin(kept[-1]):
            continue
        kept.append(sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else " ")
    return unicodedata.normalize("NFC", " ".join("".join(kept).split())).translate(LATIN_LETTERS)


def words(text: str) -> list[str]:
    """The words of a folded name in order."""
    return fold(text).split()


@lru_cache(maxsize=20_000)
def sound_codes(text: str) -> tuple[str, ...]:
    """How a name sounds, as sorted codes to be stored and compared; any shared code is a likeness.

    Latin words give metaphone, NYSIIS and soundex codes; a word of another script stands for itself, and gives the
    codes of how it is written in Latin letters. A double-barrelled name is also taken as one word (Anne-Marie,
    Annemarie).
    """
    parts = words(text)
    together = [joined for piece in text.split() if (joined := "".join(words(piece))) not in parts and joined]
    return tuple(sorted({code for word in parts + together for code in _codes_of_word(word)}))


def codes_to_search(text: str) -> list[str]:
    """The codes of a name as typed and of the names people with it are known by."""
    meant = {word: [word, *also_known_as(word)] for word in words(text)}
    return sorted(
        set(sound_codes(text))
        | {code for known in meant.values() for word in known for code in _codes_of_word(word)}
    )


@lru_cache(maxsize=20_000)
def also_known_as(word: str) -> tuple[str, ...]:
    """Other forms of a name, from a small list: Kian gives Kieran, Doherty gives Docherty."""
    one = fold(word)
    groups = (group for group in _nickname_groups() if one in group)
    return tuple(sorted({other for group in groups for other in group if other != one}))


def closeness(one: str, other: str) -> float:
    """How near two names are written, from 0 to 1, whatever the order of their words."""
    first, second = words(one), words(other)
    if not first or not second:
        return 0.0
    in_order = jellyfish.jaro_winkler_similarity(" ".join(first), " ".join(second))
    sorted_words = jellyfish.jaro_winkler_similarity(" ".join(sorted(first)), " ".join(sorted(second)))
    return max(in_order, sorted_words)


def sounds_like(one: str, other: str) -> bool:
    """Whether two single names share a sound or are forms of each other."""
    return bool(set(codes_to_search(one)) & set(codes_to_search(other)))


@lru_cache(maxsize=20_000)
def _codes_of_word(word: str) -> tuple[str, ...]:
    letters = "".join(sign for sign in word if not sign.isdigit())
    if not letters:
        return (f"w:{word}",)
    if not letters.isascii():
        plain = latin(letters)
        return (f"w:{word}", *(_codes_of_word(plain) if plain.isascii() and plain.isalpha() else ()))
    codes = (
        ("m", jellyfish.metaphone(letters)),
        ("n", jellyfish.nysiis(letters)),
        ("s", jellyfish.soundex(letters)),
    )
    return tuple(f"{kind}:{code}" for kind, code in codes if code) or (f"w:{word}",)


@lru_cache(maxsize=1)
def _nickname_groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in ONE_NAME.split("\n") if group)


def _is_latin(sign: str) -> bool:
    return sign.isascii() or unicodedata.name(sign, "").startswith("LATIN")
