"""Reads the conditions of a measure written in a pack, and writes them out anew as SQL. No Django here.

One true-or-false expression over the columns of one relation: comparisons, and, or, not, is null, in, between, days,
numbers, texts, spans, and a short list of functions. Only what was understood is written out, so that a pack cannot
carry SQL of its own (decision 0041).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LONGEST, DEEPEST = 1000, 12
FUNCTIONS = ("abs", "coalesce", "greatest", "least", "lower")
COMPARISONS = ("=", "<>", "!=", "<", "<=", ">", ">=")
KINDS: Mapping[str, str] = {
    "date": "day",
    "timestamptz": "moment",
    "text": "text",
    "int": "number",
    "bigint": "number",
    "numeric": "number",
    "boolean": "yes or no",
    "interval": "span",
}
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<text>'[^']*')|(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|<>|!=|[<>=+\-*(),])"
)
_TEXT = re.compile(r"[\w .,&/-]{0,80}")
_SPAN = re.compile(r"\d{1,5} (day|week|month|year)s?")
_WORDS = ("and", "or", "not", "is", "null", "in", "between", "true", "false", "date", "interval")


class NotACondition(ValueError):
    """A condition that cannot be read; the message says what was found and what is known."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a condition: its SQL and its kind, in words (see ``KINDS``)."""

    sql: str
    kind: str


def condition(words: str, columns: Mapping[str, str]) -> str:
    """The SQL of one true-or-false expression over `columns` (names with their SQL kinds). Raises NotACondition."""
    found = expression(words, columns)
    if found.kind != "yes or no":
        raise NotACondition(f"“{words}” is a {found.kind}, and must be something that holds or does not.")
    return found.sql


def expression(words: str, columns: Mapping[str, str]) -> Part:
    """Any expression over `columns`, with its kind. Raises NotACondition."""
    if len(words) > LONGEST:
        raise NotACondition(f"A condition has at most {LONGEST:,} letters.")
    reader = _Reader(_tokens(words), columns)
    found = reader.either()
    reader.at_end()
    return found


def _tokens(words: str) -> list[tuple[str, str]]:
    tokens, place = [], 0
    while place < len(words):
        found = _TOKEN.match(words, place)
        if found is None:
            raise NotACondition(f"“{words[place]}” has no place in a condition.")
        kind = str(found.lastgroup)
        if kind != "space":
            tokens.append((kind, found[0].lower() if kind == "word" else found[0]))
        place = found.end()
    return [*tokens, ("end", "")]


class _Reader:
    """Goes through the words once, from the loosest binding (or) to the tightest (a name, a number)."""

    def __init__(self, tokens: list[tuple[str, str]], columns: Mapping[str, str]) -> None:
        self.tokens, self.columns, self.place, self.depth = tokens, columns, 0, 0

    @property
    def now(self) -> str:
        kind, text = self.tokens[self.place]
        return "" if kind == "text" else text

    def take(self, *wanted: str) -> str:
        """The next word if it is one of these, else nothing."""
        if self.now and self.now in wanted:
            self.place += 1
            return self.tokens[self.place - 1][1]
        return ""

    def need(self, wanted: str) -> None:
        if not self.take(wanted):
            raise NotACondition(f"Expected “{wanted}” and found {self.told()}.")

    def told(self) -> str:
        text = self.tokens[self.place][1]
        return f"“{text}”" if text else "the end"

    def at_end(self) -> None:
        if self.tokens[self.place][0] != "end":
            raise NotACondition(f"{self.told()} is not understood here.")

    def either(self) -> Part:
        return self._joined("or", self._both)

    def _both(self) -> Part:
        return self._joined("and", self._denied)

    def _joined(self, word: str, deeper: "object") -> Part:
        found = deeper()  # type: ignore[operator]
        while self.take(word):
            other = deeper()  # type: ignore[operator]
            _must_hold(word, found, other)
            found = Part(f"({found.sql} {word} {other.sql})", "yes or no")
        return found

    def _denied(self) -> Part:
        if not self.take("not"):
            return self._compared()
        self._deeper()
        found = self._denied()
        self.depth -= 1
        _must_hold("not", found)
        return Part(f"(not {found.sql})", "yes or no")

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotACondition(f"Brackets stand at most {DEEPEST} deep.")

    def _compared(self) -> Part:
        left = self._sum()
        if sign := self.take(*COMPARISONS):
            right = self._sum()
            _alike(left, right)
            return Part(f"({left.sql} {sign} {right.sql})", "yes or no")
        if self.take("is"):
            negated = "not " if self.take("not") else ""
            what = self.take("null", "true", "false")
            if not what or (what != "null" and left.kind != "yes or no"):
                raise NotACondition(
                    f"After “is” stands “null”, or of a yes or no “true” or “false”, not {self.told()}."
                )
            return Part(f"({left.sql} is {negated}{what})", "yes or no")
        negated = "not " if self.take("not") else ""
        if self.take("in"):
            return self._listed(left, negated)
        if self.take("between"):
            first = self._sum()
            self.need("and")
            last = self._sum()
            _alike(left, first)
            _alike(left, last)
            return Part(f"({left.sql} {negated}between {first.sql} and {last.sql})", "yes or no")
        if negated:
            raise NotACondition(f"After “not” stands “in” or “between”, not {self.told()}.")
        return left

    def _listed(self, left: Part, negated: str) -> Part:
        self.need("(")
        found = [self._sum()]
        while self.take(","):
            found.append(self._sum())
        self.need(")")
        for one in found:
            _alike(left, one)
        return Part(f"({left.sql} {negated}in ({', '.join(one.sql for one in found)}))", "yes or no")

    def _sum(self) -> Part:
        found = self._one()
        while sign := self.take("+", "-", "*"):
            found = _reckoned(found, sign, self._one())
        return found

    def _one(self) -> Part:
        kind, text = self.tokens[self.place]
        self.place += 1
        if kind == "number":
            return Part(text, "number")
        if kind == "text":
            return Part(_text(text[1:-1]), "text")
        if text == "(":
            self._deeper()
            found = self.either()
            self.depth -= 1
            self.need(")")
            return Part(f"({found.sql})", found.kind)
        if kind == "word":
            return self._word(text)
        self.place -= 1
        raise NotACondition(f"Expected a column, a day, a number or a text, and found {self.told()}.")

    def _word(self, word: str) -> Part:
        if word in ("true", "false"):
            return Part(word, "yes or no")
        if word in ("date", "interval") and self.tokens[self.place][0] == "text":
            self.place += 1
            return _literal(word, self.tokens[self.place - 1][1][1:-1])
        if self.now == "(":
            return self._function(word)
        if word in self.columns:
            return Part(word, KINDS[self.columns[word]])
        if word in _WORDS:
            raise NotACondition(f"“{word}” stands where a column, a day, a number or a text should.")
        raise NotACondition(f"There is no column “{word}”. Known: {', '.join(self.columns)}.")

    def _function(self, word: str) -> Part:
        if word not in FUNCTIONS:
            raise NotACondition(f"There is no function “{word}”. Known: {', '.join(FUNCTIONS)}.")
        self.need("(")
        self._deeper()
        parts = [self._sum()]
        while self.take(","):
            parts.append(self._sum())
        self.depth -= 1
        self.need(")")
        wanted = {"abs": "number", "lower": "text"}.get(word)
        if wanted and (len(parts) != 1 or parts[0].kind != wanted):
            raise NotACondition(f"“{word}” takes one {wanted}.")
        for one in parts:
            _alike(parts[0], one)
        return Part(f"{word}({', '.join(one.sql for one in parts)})", parts[0].kind)


def _text(words: str) -> str:
    if not _TEXT.fullmatch(words):
        raise NotACondition(
            f"“{words[:40]}”: a text has letters, numbers, spaces and . , & / - and at most 80 of them."
        )
    return f"'{words}'"


def _literal(word: str, text: str) -> Part:
    if word == "interval":
        if not _SPAN.fullmatch(text):
            raise NotACondition(f"“{text[:40]}” is no span. Write it as interval '28 days'.")
        return Part(f"interval '{text}'", "span")
    try:
        return Part(f"date '{date.fromisoformat(text).isoformat()}'", "day")
    except ValueError:
        raise NotACondition(f"“{text[:40]}” is no day. Write it as date '2026-04-01'.") from None


def _must_hold(word: str, *parts: Part) -> None:
    for part in parts:
        if part.kind != "yes or no":
            raise NotACondition(
                f"Beside “{word}” stands a {part.kind}, and must something that holds or does not."
            )


def _alike(one: Part, other: Part) -> None:
    kinds = {"day" if part.kind == "moment" else part.kind for part in (one, other)}
    if len(kinds) > 1:
        raise NotACondition(f"A {one.kind} is compared with a {other.kind}: {one.sql} and {other.sql}.")


def _reckoned(one: Part, sign: str, other: Part) -> Part:
    kinds = (one.kind, sign, other.kind)
    if kinds in {
        ("day", "-", "day"),
        ("number", "+", "number"),
        ("number", "-", "number"),
        ("number", "*", "number"),
    }:
        return Part(f"({one.sql} {sign} {other.sql})", "number")
    if one.kind == "day" and sign in "+-" and other.kind in ("number", "span"):
        return Part(f"({one.sql} {sign} {other.sql})", "day")
    raise NotACondition(
        f"{one.sql} {sign} {other.sql}: a {one.kind} and a {other.kind} cannot be reckoned so."
    )
