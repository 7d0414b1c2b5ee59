"""What was typed into the search box, taken apart: names, ages, dates, postcodes and numbers in any order."""

import re
from datetime import date

from kith.core import Refused, dates, identifiers, names
from kith.core.reading_words import LONG_MONTHS, MONTHS
from kith.people.matching.births import Span
from kith.people.matching.likeness import MOST_WORDS
from kith.people.matching.rules import Asked

LONGEST = 200
MONTH = "|".join([*LONG_MONTHS, *MONTHS, "Sept"])
PRECISIONS = {"day": "exact", "school year": "age"}  # as ``Person.born_precision`` names them
LABELS = re.compile(
    r"\b(?:id|record|nhs|upn|tel|telephone|phone|postcode)(?:\s*(?:no|number)\b)?\s*[.:#]*\s*(?=[#+(]?[A-Z]?\d)",
    re.I,
)
UPN = re.compile(r"\b[A-Z]\d{11}[0-9A-Z]\b", re.I)
PHONE = re.compile(r"(?:\+\s?44[\s(]*0?[)\s]*|\b0)(?:[\s().-]?\d){9,10}\b")
NHS = re.compile(r"\b\d{3}[\s-]?\d{3}[\s-]?\d{4}\b")
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b|\b([A-Z]{1,2}\d[A-Z\d]?)\b", re.I)
WHOLE_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.I)
BORN_ON = re.compile(
    r"(?:\b(?:born|dob|about|around|circa)\s+(?:in\s+|on\s+)?)?(?:"
    r"\b\d{4}-\d{1,2}-\d{1,2}\b"
    r"|\b\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:\d{4}|\d{2})\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s*(?:of\s+)?[-/ ]?(?:{MONTH})\b\.?,?[-/ ]?\s*(?:\d{{4}}|\d{{2}})\b"
    rf"|\b(?:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    rf"|\b(?:{MONTH})\.?,?\s+\d{{4}}\b"
    r"|\b\d{1,2}\s?[/.\-]\s?\d{4}\b"
    r"|\baged?\s+\d{1,3}\b"
    r"|\b\d{1,3}\s*(?:years?|yrs?|yo|y/o|months?|mths?|weeks?|wks?)\b(?:\s+olds?\b)?"
    r"|\b(?:year|yr)\s+\d{1,2}\b|\breception\b"
    r")",
    re.I,
)
RECORD = re.compile(r"#?\b(?:\d{3}[\s\u00a0]\d{3}|\d{5,18})\b")
YEAR = re.compile(r"(?:\b(?:born|about|around|circa)\s+(?:in\s+)?)?\b(?:19|20)\d{2}\b", re.I)
AGE = re.compile(r"(?<![\w'’-])\d{1,3}(?![\w'’-])")
SEX = re.compile(r"\b(boy|girl)\b", re.I)


def read(text: str, today: date) -> Asked:
    """Take a search text apart. What cannot be read is left out and said in `remarks`; nothing is refused."""
    return _Reader(text, today).asked()


def line(
    name: str,
    born_told: str,
    sex: str,
    today: date,
    *,
    postcode: str = "",
    phone: str = "",
    organisation: str = "",
) -> Asked:
    """What is asked for a child told of on a line of its own. A birth date that cannot be read is left out.

    ``organisation`` is where the caller works; when it is a school, those who go there are meant rather than others.
    """
    span, _ = born(born_told, today)
    return Asked(
        words=tuple(names.words(name[:LONGEST])[:MOST_WORDS]),
        spelt=name,
        told=born_told,
        born=span,
        sex=sex,
        postcode=re.sub(r"\s", "", postcode).upper() if WHOLE_POSTCODE.fullmatch(postcode.strip()) else "",
        phone=plain_phone(phone) if PHONE.fullmatch(phone.strip()) else "",
        organisation=organisation[:LONGEST],
    )


def born(text: str, today: date) -> tuple[Span | None, str]:
    """The days a told birth date can mean, and a remark when it cannot be read."""
    if not text.strip():
        return None, ""
    try:
        told = dates.read(text, today)
    except Refused as refused:
        return None, refused.words
    if told.earliest is None or told.latest is None:
        return None, ""
    return Span(told.earliest, told.latest, precision(told)), ""


def precision(told: dates.AsTold) -> str:
    """The precision as a person's record keeps it."""
    return "expected" if told.expected else PRECISIONS.get(told.precision, told.precision)


class _Reader:
    """Takes one kind of thing after the other out of the text; names are what is left."""

    def __init__(self, text: str, today: date) -> None:
        whole = " ".join(text.replace("\x00", " ").split())
        self.rest, self.today = LABELS.sub(" ", whole[:LONGEST]), today
        self.remarks: list[str] = []
        if len(whole) > LONGEST:
            self.remarks.append(f"That is long: only the first {LONGEST} letters were looked for.")

    def asked(self) -> Asked:
        numbers = self._numbers()
        postcode = self._postcode()
        born_span = self._born()
        sex = {"boy": "M", "girl": "F"}.get(self._take(SEX).lower(), "U")
        words = names.words(self.rest)
        spelt = " ".join(self.rest.split()).strip(" ,.;:")
        if len(words) > MOST_WORDS:
            self.remarks.append(f"Only the first {MOST_WORDS} words were looked for.")
        return Asked(
            words=tuple(words[:MOST_WORDS]),
            spelt=spelt.title() if spelt.islower() else spelt,
            told=self.told,
            born=born_span,
            sex=sex,
            postcode=postcode,
            phone=self.phone,
            numbers=numbers,
            unfinished=bool(words) and len(words[-1]) > 1,
            remarks=tuple(self.remarks),
        )

    def _take(self, shape: re.Pattern[str]) -> str:
        """The first piece of this shape, taken out of the rest."""
        found = shape.search(self.rest)
        if not found:
            return ""
        self.rest = f"{self.rest[: found.start()]} {self.rest[found.end() :]}"
        return found.group().strip()

    def _numbers(self) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        if upn := identifiers.tidy(self._take(UPN)):
            found.append(("upn", upn))
            self._remark(identifiers.upn_problem(upn))
        self.phone = plain_phone(self._take(PHONE))
        if nhs := identifiers.tidy(self._take(NHS)):
            found.append(("nhs", nhs))
            self._remark(identifiers.nhs_number_problem(nhs))
        self.born_text = self._take(BORN_ON)
        if record := re.sub(r"\D", "", self._take(RECORD)):
            found += [("record", str(int(record))), ("old", record)]
        return tuple(found)

    def _postcode(self) -> str:
        return re.sub(r"\s", "", self._take(POSTCODE)).upper()

    def _born(self) -> Span | None:
        text = self.born_text or self._take(YEAR) or self._take(AGE)
        self.told = text
        if not text:
            return None
        span, remark = born(text, self.today)
        self._remark(remark)
        return span

    def _remark(self, words: str | None) -> None:
        if words:
            self.remarks.append(words)


def plain_phone(text: str) -> str:
    """The digits of a telephone number with the country's prefix as 0."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith("44"):
        digits = "0" + digits.removeprefix("44").lstrip("0")
    return digits
