"""What becomes of two records that are made one: which facts can be chosen, what is cut, what stands against it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core import reading_words
from kith.core.identifiers import is_temporary_upn
from kith.core.reading_words import listing
from kith.people import rules as people_rules
from kith.people.matching.births import Span, born_fit

LONGEST_REASON = 400
STALE = "Somebody has changed one of the two records meanwhile. Nothing was merged. Look at both again."
NO_REASON = f"Say how you know that they are one person, in at most {LONGEST_REASON} letters."
RESTRICTED = "A restricted record is not merged. Who may lift the restriction must do that first."
SAME_RECORD = "That is this record itself. Choose the other record of the person."
TWO_AUDITS = (
    "One auditor has an unfinished case audit of each record. Have one of them finished or stopped first."
)
TWO_CASES = (
    "Both records have a case on the same days, and a child has one case at a time. "
    "Close the case that was opened by mistake, on the day it began, before you merge."
)
TWO_STANDINGS = (
    "Both records have a plan, a time in care or other help of one kind on the same days, or one follows the other "
    "without a day between. End the one that was recorded by mistake before you merge."
)
IN_NEED_BESIDE = (
    "One record has a child in need plan and the other a child protection plan or a time in care on the same days, "
    "and these never stand together. End the child in need plan on the day the other began before you merge."
)
TWO_ORDERS = (
    "Both records have the same order of a court on the same days. "
    "End the one that was recorded by mistake before you merge."
)
SAME_DAY_REFERRALS = (
    "Both records have a referral received on the same day, and a child has one referral a day. "
    "The records cannot be merged."
)
# said of a record whose past is sealed and of every other that cannot be merged: nobody learns which it is
NOT_THESE = "These records cannot be merged. Nothing was changed. Ask the records team."
CONFIRM = "Look at what speaks against it, and say that they are one person all the same."
OUT_OF_ORDER = "The record was merged once more after that. Undo the later merge first."
UNDONE = "This merge has been undone already."
RESTRICTED_SINCE = (
    "The record is restricted. Parting would bring back a record that everybody sees. "
    "Lift the restriction first."
)
NOT_BACK = (
    "What was recorded since stands against parting the records as they were: something would be there twice. "
    "Nothing was changed."
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a record says of a person, in one or several columns, of which one value is shown."""

    code: str
    title: str
    columns: tuple[str, ...]


FACTS = (
    Fact("name", "Name", ("given_name", "family_name", "known_as", "sounds")),
    Fact("born", "Born", ("born_text", "born_on", "born_by", "born_precision")),
    Fact("due", "Expected before birth", ("due_on",)),
    Fact("died", "Died", ("died_on",)),
    Fact("sex", "Sex", ("sex",)),
    Fact("ethnicity", "Ethnicity", ("ethnicity",)),
    Fact("language", "Language", ("language",)),
)
EMPTY = ("", None, "U", "unknown")
SINGLE_NUMBERS = {"nhs": "NHS numbers", "upn": "pupil numbers"}
SLIP_OF_A_DATE = 0.5  # points of agreement from which two birth dates may be one, with a slip of the pen

# what is done with a row of the record that goes when the database says that the one that stays has its like
CUT = {"residence_one_at_a_time": (), "family_member_once_at_a_time": ("family_id",)}
CLEARED = {"contact_child_once", "contact_adult_once"}  # the words told stay and no longer say whom they mean
# of these nothing is lost: what the other record says is the same
STANDS_ONCE = {
    "challenge_child_once", "conflict_once", "counted_answer_once", "counted_answer_one_of_nothing",
    "management_decision_child_once", "night_alert_once_a_child", "note_child_once", "planned_visit_child_once",
    "timescale_once_at_a_time", "told_apart_once",
}  # fmt: skip
# of these only the telling of the record that stays is kept: what the other tells differently is said before
TOLD_ONCE = {
    "council_transfer_child_once": "a part in the same transfer between councils",
    "stay_here_once_at_a_time": "a stay here for another council",
    "around_child_once": "a part in the same early help",
    "answer_once_for_each_question": "an answer to the same question of a piece of work",
    "boundary_once": "the same limit on what somebody may do or be told",
    "conference_child_once": "a part in the same conference",
    "council_move_once_a_day": "a move between councils on the same day",
    "earlier_registration_once": "an old registration that began on the same day",
    "court_request_child_once": "a part in the same request of a court",
    "kept_address_once": "an address kept from the same person",
    "other_home_once": "the same second home",
    "plan_child_once": "a part in the same plan",
    "relationship_once": "the same relationship to the same person",
    "responsibility_once": "the same person with parental responsibility",
    "set_aside_once": "been set aside in the same contact",
    "step_child_once": "a part in the same piece of work",
    "strategy_child_once": "a part in the same strategy discussion",
    "tie_once": "the same professional or agency",
    "trait_once": "the same entry of a list",
    "visit_child_once": "a line on the same visit",
}
KEPT_OF_BOTH = {"plan_child_once": ("own_words",), "visit_child_once": ("words", "told")}
# a child's part in a piece of work stands for all that is told of the child in it
BRINGS = {"work_stepchild": (("work_step", "step_id"),)}
SEEN = ("not_seen", "seen", "alone")  # the least first
REFUSED = {
    "standing_one_of_a_kind": TWO_STANDINGS,
    "standing_in_need_or_protection": IN_NEED_BESIDE,
    "standing_in_need_or_in_care": IN_NEED_BESIDE,
    "standing_apart_by_a_day": TWO_STANDINGS,
    "short_breaks_one_at_a_time": TWO_STANDINGS,
    "court_order_one_of_a_kind": TWO_ORDERS,
    "involvement_one_at_a_time": TWO_CASES,
    "referral_one_a_child_a_day": SAME_DAY_REFERRALS,
    "restriction_once": RESTRICTED,
    "case_audit_one_of_a_child_at_a_time": TWO_AUDITS,
}
# what is counted on the page where both records stand side by side
COUNTED = {
    "people_residence": "addresses",
    "people_familymember": "times in families",
    "people_relationship": "relationships",
    "people_othername": "other names",
    "people_identifier": "numbers",
    "people_phone": "telephones",
    "people_alert": "alerts",
    "work_involvement": "cases",
    "work_stepchild": "pieces of work",
    "work_visitchild": "visits",
    "work_notechild": "notes",
    "work_managementdecisionchild": "management decisions",
    "frontdoor_contactchild": "contacts",
    "frontdoor_referral": "referrals",
}


def is_known(fact: Fact, values: Mapping[str, Any]) -> bool:
    """Whether a record says anything about this fact."""
    return any(values[column] not in EMPTY for column in fact.columns if column != "sounds")


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[Fact]:
    """The facts on which two records, told as values by column, do not agree."""
    return [fact for fact in FACTS if any(one[column] != other[column] for column in fact.columns)]


def agreeing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[Fact]:
    """The facts on which two records agree; the day a child was expected only where it is known."""
    differ = differing(one, other)
    return [fact for fact in FACTS if fact not in differ and (fact.code != "due" or is_known(fact, one))]


def proposed(kept: Mapping[str, Any], gone: Mapping[str, Any]) -> set[str]:
    """The facts to take from the record that goes, unless somebody chooses: those the one that stays does not know."""
    return {fact.code for fact in differing(kept, gone) if not is_known(fact, kept) and is_known(fact, gone)}


def words(fact: Fact, values: Mapping[str, Any]) -> str:
    """A fact as a reader sees it; codes of lists as they are."""
    if fact.code == "name":
        shown = people_rules.full_name(values["given_name"], values["family_name"])
        return f"{shown} (known as {values['known_as']})" if values["known_as"] else shown
    if fact.code == "born":
        return people_rules.born_words(values["born_on"], values["born_by"], values["born_precision"])
    if fact.code == "due" and values["due_on"]:
        return reading_words.short_day(values["due_on"])
    if fact.code == "died":
        return reading_words.short_day(values["died_on"]) if values["died_on"] else "no"
    return str(values[fact.columns[0]] or "not known")


def without(
    started: date, ended: date | None, taken: Iterable[tuple[date, date | None]]
) -> list[tuple[date, date | None]]:
    """What is left of the days from `started` to before `ended` when the taken ones are cut out of them."""
    left = [(started, ended)]
    for first, end in taken:
        left = [piece for whole in left for piece in _cut(whole, first, end)]
    return left


def _cut(whole: tuple[date, date | None], first: date, end: date | None) -> list[tuple[date, date | None]]:
    started, ended = whole
    if (end is not None and end <= started) or (ended is not None and first >= ended) or first == end:
        return [whole]
    before = [(started, first)] if first > started else []
    after = [(end, ended)] if end is not None and (ended is None or end < ended) else []
    return [*before, *after]


def overlap(one: Sequence[tuple[date, date | None]], other: Sequence[tuple[date, date | None]]) -> bool:
    """Whether any day lies in a period of both; a period without an end goes on."""
    far = date.max
    return any(
        max(start, first) < min(_end(end, start, far), _end(last, first, far))
        for start, end in one
        for first, last in other
    )


def _end(end: date | None, start: date, far: date) -> date:
    return far if end is None else max(end, start)


def obstacle_to_reason(reason: str) -> str | None:
    """Why these words do not do as a reason."""
    return None if 0 < len(reason.strip()) <= LONGEST_REASON else NO_REASON


def same_both_ways(row: Mapping[str, Any], others: Iterable[Mapping[str, Any]], kept: int, gone: int) -> bool:
    """Whether a relationship of the record that goes stands at the one that stays already, from the other end."""
    ends = [kept if row[end] == gone else row[end] for end in ("person_id", "other_id")]
    return any(
        [other["other_id"], other["person_id"]] == ends
        and (
            people_rules.OTHER_WAY_ROUND.get(row["kind"]) == other["kind"]
            or people_rules.OTHER_WAY_ROUND.get(other["kind"]) == row["kind"]
        )
        for other in others
    )


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells one person from another on a record: its numbers, birth date, day of death, sex."""

    numbers: Collection[tuple[str, str]]
    born: Span | None
    died_on: date | None
    sex: str


def warnings(one: Marks, other: Marks) -> list[str]:
    """What speaks against two records being of one person, in words. A slip of the pen is no warning."""
    found = [words for kind in SINGLE_NUMBERS if (words := _two_numbers(kind, one.numbers, other.numbers))]
    if {one.sex, other.sex} == {"F", "M"}:
        found.append("One is recorded as female, the other as male.")
    born = born_fit(one.born, other.born)
    if born and born.points < SLIP_OF_A_DATE and not (_expected(one, other) and born.points > 0):
        found.append("They were not born on the same day: the dates of birth cannot both be right.")
    if _died_before(one, other) or _died_before(other, one):
        found.append("One died before the other was born.")
    return found


def _two_numbers(kind: str, one: Collection[tuple[str, str]], other: Collection[tuple[str, str]]) -> str:
    """Words for different numbers of a kind of which everybody has one."""
    mine, theirs = _lasting(kind, one), _lasting(kind, other)
    if not mine or not theirs or not set(mine).isdisjoint(theirs):
        return ""
    return f"They have different {SINGLE_NUMBERS[kind]}: {listing(mine)} and {listing(theirs)}."


def _lasting(kind: str, numbers: Collection[tuple[str, str]]) -> list[str]:
    """The numbers of a kind but for those that a school gave for the time being."""
    held = sorted(number for named, number in numbers if named == kind)
    return [number for number in held if kind != "upn" or not is_temporary_upn(number)]


def _expected(one: Marks, other: Marks) -> bool:
    return any(side.born is not None and side.born.told == "expected" for side in (one, other))


def _died_before(one: Marks, other: Marks) -> bool:
    return bool(one.died_on and other.born and one.died_on < other.born.first)


def told_once(constraint: str, one: str, other: str) -> str:
    """What two records tell differently of the same thing, and which telling is kept."""
    if constraint == "visit_child_once":
        kept = "That the child was seen is kept, and the words of both"
    else:
        kept = "The record that stays tells it"
    return f"Both have {TOLD_ONCE[constraint]}, and tell it differently: {one} – {other}. {kept}."


def both_words(stays: Mapping[str, Any], goes: Mapping[str, Any]) -> dict[str, Any]:
    """What changes in the line that stays when both were in one note: no words are lost."""
    if not goes["words"] or goes["words"] == stays["words"]:
        return {}
    return {"words": "\n\n".join(part for part in (stays["words"], goes["words"]) if part)}


def better_visit(stays: Mapping[str, Any], goes: Mapping[str, Any]) -> dict[str, Any]:
    """What changes in the line that stays when both were on one visit: seen is seen, and no words are lost."""
    changes = both_words(stays, goes) | {"told": _both_told(stays["told"], goes["told"])}
    if goes["bedroom_seen"] == "yes" or not stays["bedroom_seen"]:
        changes["bedroom_seen"] = goes["bedroom_seen"]
    if SEEN.index(goes["seen"]) > SEEN.index(stays["seen"]):
        changes |= {"seen": goes["seen"], "not_seen_reason": ""}
    return {column: value for column, value in changes.items() if stays[column] != value}


def _both_told(stays: Mapping[str, Any], goes: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of both; where both answered differently in words, both stand."""
    both = {**goes, **stays}
    for name in stays.keys() & goes.keys():
        one, other = stays[name], goes[name]
        if one != other and isinstance(one, str) and isinstance(other, str):
            both[name] = f"{one}\n\n{other}"
    return both


Better = Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, Any]]
Mark = tuple[str, int]  # a table and the number of a row


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a merged record: whether it came since the merge, what it belongs to, what it stands for."""

    mark: Mark
    is_added: bool
    links: frozenset[Mark]
    brings: frozenset[Mark]


def all_that_goes(goes: Iterable[Mark], lines: Iterable[Line]) -> set[Mark]:
    """What goes to the record that comes back, once all that was added since to any of it goes along."""
    held, whole = list(lines), set(goes)
    while True:
        more = {line.mark for line in held if line.is_added and not whole.isdisjoint(line.links)}
        more |= {mark for line in held if line.mark in whole for mark in line.brings}
        if more <= whole:
            return whole
        whole |= more
