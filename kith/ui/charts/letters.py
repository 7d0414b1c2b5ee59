"""How wide words are in the typeface of the charts, so that they have room and no more than that. Pure arithmetic."""

from collections.abc import Iterable

_WIDTHS = {  # thousandths of the size, rounded up, for letters as wide as each other
    "ijl": 245,
    " I!'.,:;’‘": 302,
    "`t|": 335,
    "()[]/\\fr": 378,
    "1{}": 428,
    '"^_-“”': 472,
    "*?s": 530,
    "57JLackvxyz£": 595,
    "0234689EFbdeghnopqu–": 650,
    "#$&BDHKNPRSTUVXYZA+<=>~−C": 755,
    "GOQMWmw%@—…": 985,
}
_OF = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_OTHER, _BOLD = 760, 1.07


def width_of(words: str, size: float = 13, *, bold: bool = False) -> float:
    """How much room words need, in units of the drawing; never less than they take."""
    found = sum(_OF.get(letter, _OTHER) for letter in words) * size / 1000
    return round(found * (_BOLD if bold else 1), 1)


def widest(words: Iterable[str], size: float = 13, *, bold: bool = False) -> float:
    """The room that the widest of several needs; of none, none."""
    return max((width_of(one, size, bold=bold) for one in words), default=0.0)


def shortened(words: str, room: float, size: float = 13, *, bold: bool = False) -> str:
    """As much of the words as fits, with an ellipsis where something was left out."""
    if width_of(words, size, bold=bold) <= room:
        return words
    kept = words
    while kept and width_of(f"{kept.rstrip()}…", size, bold=bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
