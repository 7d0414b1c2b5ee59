"""What an indicator is: a named set of rows of one fact relation, and the set it is counted among.

Definitions only name; they never run a query. `compiler` turns them into SQL. No Django here.

The conditions are small SQL expressions over the columns of the relation. A name with a colon in front
(`:cut_off`) stands for a setting of the authority or the day on which it is asked, listed in `SETTINGS`.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import ClassVar, Literal

Good = Literal["high", "low", "neither"]
SETTINGS: Mapping[str, str] = {
    "cut_off": "date",
    "asked_on": "date",
    "protection_visit_days": "int",
    "in_need_visit_days": "int",
    "visit_clocks": "text",
    "caseload_limits": "text",
    "report_limits": "text",
    "kinds_with_aim": "text",
}
SETTING = re.compile(r"(?<![:\w]):([a-z_]+)")
BEST: Mapping[str, str] = {
    "high": "It is best to be high",
    "low": "It is best to be low",
    "neither": "Neither high nor low is best",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact relation: SQL that gives one row for each thing counted, and its columns with their SQL kinds.

    Every relation gives at least row_id, person_id (the record number), team_id and worker_id.
    """

    name: str
    about: str
    sql: str
    columns: Mapping[str, str]

    def where(self, condition: str) -> "Rows":
        """Those rows of the relation for which the condition holds."""
        return Rows(self, condition)

    @property
    def all(self) -> "Rows":
        """Every row of the relation."""
        return Rows(self, "true")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a fact relation narrowed by a condition."""

    fact: Fact
    condition: str


@dataclass(frozen=True, slots=True)
class Bands:
    """The column by whose values the counted rows are told apart on the page, under a heading.

    ``codes`` names the code list that has the words and the order; without one the values are the ``words`` themselves.
    """

    column: str
    heading: str
    codes: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What all kinds of indicator share. `words` is the definition as a practitioner would say it.

    `counting` says how borders are drawn (which day is day 0, what is left out). `topic` groups indicators
    on the dashboard; `short` is the title of a card. `beside` names the indicator whose card shows this one.
    """

    code: str
    title: str
    short: str
    words: str
    counting: str
    topic: str
    good: Good
    unit: str
    source: str
    owner: str
    rows: Rows
    example: str
    beside: str = ""
    carries: str = ""  # the code it has in the list of measures that were asked for, where that is another
    bands: Bands | None = None
    sides: tuple[str, str] = ("In time", "Not in time")  # of a share: what counts, and the rest
    months_of_history: ClassVar[int] = 13
    period_kinds: ClassVar[tuple[str, ...]] = ("month", "quarter", "ytd", "rolling12")
    per: ClassVar[int] = 0  # told for so many children of the population; 0 where it is not

    @property
    def fact(self) -> Fact:
        """The relation it counts in."""
        return self.rows.fact

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of the rows rather than their number."""
        return bool(getattr(self, "part", ""))

    @property
    def is_state(self) -> bool:
        """Whether it is read at the end of a day rather than for a period."""
        return isinstance(self, Stock)

    @property
    def is_number(self) -> bool:
        """Whether it is a whole number of rows: no share, no rate, no duration."""
        return not self.is_share and not self.per and not isinstance(self, (Median, Weighed))

    @property
    def best(self) -> str:
        """Which way is good, in words."""
        return BEST[self.good]

    @property
    def hash(self) -> str:
        """Names this very definition: any change of what is counted changes it."""
        said = [type(self).__name__, self.code, self.fact.sql, self.rows.condition, *self._terms()]
        return hashlib.sha256("\n".join(" ".join(term.split()) for term in said).encode()).hexdigest()[:16]

    def _terms(self) -> list[str]:
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Indicator):
    """Events of a period. With `part` it is a share of the rows, without it a count of them.

    `when` is the column that puts a row into a period; `whole` narrows what is counted among.
    """

    when: str
    part: str = ""
    whole: str = "true"

    def _terms(self) -> list[str]:
        return [self.when, self.part, self.whole]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock(Indicator):
    """The state at the end of a day: rows with `since` on or before it and every column of `until`
    empty or after it.

    With `part` it is the share of those rows for which the condition holds, from the day `part_since` on where that is
    said, and only while every column of `lapses` is empty or after the day: what was in order once may be so no more.
    """

    since: str
    until: tuple[str, ...]
    part: str = ""
    part_since: str = ""
    lapses: tuple[str, ...] = ()
    waits_from: str = ""  # the column from which waiting is told in bands of working days, if it is
    period_kinds: ClassVar[tuple[str, ...]] = ("day",)

    def _terms(self) -> list[str]:
        return [self.since, *self.until, *([self.part, self.part_since, *self.lapses] if self.part else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRate(Stock):
    """The state at the end of a day per 10,000 children of the population."""

    per: ClassVar[int] = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Stock):
    """The state at the end of a day told by what its rows amount to: the sum of the column `above` for the sum of the
    column `below`, both in hundredths, so that parts of full hours add up exactly.

    The list behind it has every row that amounts to something, and `part` says which of them count: posts are listed
    and hours are divided. `sums` are the words for both sums, as '{} of {} full-time posts'.
    """

    above: str
    below: str
    sums: str

    def _terms(self) -> list[str]:
        return [*Stock._terms(self), self.above, self.below]

    @property
    def amounts(self) -> "Amounts":
        """What it amounts to, counted as any other state of a day."""
        return Amounts(
            **{one.name: getattr(self, one.name) for one in fields(self)} | {"code": f"{self.code}:"}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts(Weighed):
    """The sums behind a weighed figure: below in the place of what is counted among, above in that of what counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Flow):
    """Events of twelve months per 10,000 children of the population."""

    per: ClassVar[int] = 10_000
    months_of_history: ClassVar[int] = 25
    period_kinds: ClassVar[tuple[str, ...]] = ("rolling12", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Median(Indicator):
    """The middle value of a duration in whole days. `measure` is the column or expression that has it."""

    when: str
    measure: str
    whole: str = "true"

    def _terms(self) -> list[str]:
        return [self.when, self.measure, self.whole]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean(Median):
    """The average of a duration or a score, where the law or its table says average."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """SQL conditions over the relation's columns: which rows are among those counted, and which count."""

    among: str
    counted: str
    settings: frozenset[str] = field(default_factory=frozenset)


def recipe(indicator: Indicator) -> Recipe:
    """The conditions of any indicator; for a stock they speak of the day `asked.day`."""
    if isinstance(indicator, Stock):
        within = f"({indicator.since}) <= asked.day{_lasts(indicator.until)}"
        among = counted = f"({indicator.rows.condition}) and {within}"
        if indicator.part:
            begun = f" and ({indicator.part_since}) <= asked.day" if indicator.part_since else ""
            counted = f"{among} and ({indicator.part}){begun}{_lasts(indicator.lapses)}"
    elif isinstance(indicator, Flow):
        among = f"({indicator.rows.condition}) and ({indicator.whole})"
        counted = f"{among} and ({indicator.part})" if indicator.part else among
    elif isinstance(indicator, Median):
        among = counted = (
            f"({indicator.rows.condition}) and ({indicator.whole}) and ({indicator.measure}) is not null"
        )
    else:
        raise TypeError(f"{type(indicator).__name__} is no kind of indicator.")
    return Recipe(among, counted, frozenset(SETTING.findall(among + counted)))


def _lasts(columns: Iterable[str]) -> str:
    return "".join(f" and ({column} is null or {column} > asked.day)" for column in columns)
