"""What somebody chose to look at: place, period, day, comparison. Read from the address,
so that it can be shared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from kith.core import Refused
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.indicators import TOPICS
from kith.performance.papers.places import usual_day
from kith.performance.tree import Tree

PERIODS = {
    "month": "This month",
    "quarter": "This quarter",
    "ytd": "Year to date, from 1 April",
    "rolling12": "Last 12 months",
}
COMPARISONS = {
    "month": "Last month",
    "year": "A year ago",
    "neighbours": "Statistical neighbours",
    "england": "England",
}
SHOWN = {
    "all": "All",
    "off": "Off target",
    "real": "Real change",
    "on": "On target",
    "none": "No target",
    "quiet": "No cases",
    "mine": "My watch list",
}
LAYOUTS = {"cards": "Cards", "table": "Table"}
EVERY_GROUP = "all"
USUAL = {
    "area": "",
    "period": "ytd",
    "compare": "month",
    "topic": "",
    "show": "all",
    "as": "cards",
    "on": "",
    "words": "",
    "open": "",
}
LONGEST_WORDS = 60
WORDS = {
    "area": "area",
    "period": "period",
    "compare": "comparison",
    "topic": "topic",
    "show": "choice",
    "as": "form",
    "open": "group",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """The filters of a page of figures. `today` is the day shown when nobody chose one, `words` are in the name of a
    measure, `open` is the topic whose measures are opened, or every one.
    """

    today: date
    on: date
    place: Place = EVERYWHERE
    period: str = "ytd"
    compare: str = "month"
    topic: str = ""
    show: str = "all"
    layout: str = "cards"
    words: str = ""
    open: str = ""
    problems: tuple[tuple[str | None, str], ...] = field(default=())
    known: Tree | None = field(
        default=None, repr=False, compare=False
    )  # the tree of teams, as it was read for them

    @property
    def is_narrowed(self) -> bool:
        """Whether only some measures were asked for."""
        return self.show != "all" or bool(self.topic or self.words)

    def address(self, **changed: str) -> str:
        """The part of the address after the question mark, with some choices changed;
        usual ones are left out.
        """
        chosen = {
            "area": self.place.code,
            "period": self.period,
            "compare": self.compare,
            "topic": self.topic,
            "show": self.show,
            "as": self.layout,
            "words": self.words,
            "open": self.open,
            "on": "" if self.on == self.today else self.on.isoformat(),
        } | changed
        said = {name: value for name, value in chosen.items() if value != USUAL.get(name, "")}
        return f"?{urlencode(said)}" if said else "?"


def read(query: Mapping[str, str], known: Tree, today: date) -> Choices:
    """The choices in an address; what is unknown or impossible becomes a problem and the usual holds
    instead.
    """
    problems: list[tuple[str | None, str]] = []

    def one_of(name: str, options: Mapping[str, str]) -> str:
        given = query.get(name, "") or USUAL[name]
        if given in options:
            return given
        problems.append((name, f"There is no such {WORDS[name]}. Choose one from the list."))
        return USUAL[name]

    place = _place(query.get("area", ""), known, problems)
    usual = usual_day(place.code, today)
    chosen = Choices(
        today=usual,
        on=_day(query.get("on", ""), today, usual, problems),
        place=place,
        period=one_of("period", PERIODS),
        compare=one_of("compare", COMPARISONS),
        topic=one_of("topic", {"": "", **dict.fromkeys(TOPICS, "")}),
        show=one_of("show", SHOWN),
        layout=one_of("as", LAYOUTS),
        words=_words(query.get("words", ""), problems),
        open=one_of("open", {"": "", EVERY_GROUP: "", **dict.fromkeys(TOPICS, "")}),
        known=known,
    )
    return replace(chosen, problems=tuple(problems))


def _words(text: str, problems: list[tuple[str | None, str]]) -> str:
    given = " ".join(text.split())
    if len(given) <= LONGEST_WORDS:
        return given
    problems.append(("words", f"Write at most {LONGEST_WORDS} letters of the name of a measure."))
    return ""


def _place(code: str, known: Tree, problems: list[tuple[str | None, str]]) -> Place:
    try:
        return known.named(code)
    except Refused:
        problems.append(("area", "There is no such area or team. Choose one from the list."))
        return EVERYWHERE


def _day(text: str, today: date, usual: date, problems: list[tuple[str | None, str]]) -> date:
    if not text.strip():
        return usual
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        problems.append(("on", "Write the day as 2026-09-30."))
        return usual
    if not date(1990, 1, 1) <= day <= today:
        problems.append(("on", "Choose today or a day in the past."))
        return usual
    return day
