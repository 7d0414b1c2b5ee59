"""Children who are looked after: two of the story, and as many of the population as the published figures have.

Shares of legal statuses, placements, changes and reasons are those of the published figures (DfE children looked after,
2020 to 2024); what none says is assumed. Where postcodes lie is invented like the postcodes themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING
from zlib import crc32

from kith.care.models import CarePeriod, CareReview, LegalStatus, Placement, Postcode
from kith.care.placement import distance
from kith.care.review.rules import clock_after, event_before
from kith.care.visits.rules import FIRST, SIX_WEEKS
from kith.core.period import add_months
from kith.desk.demo import care_shares
from kith.desk.demo.cast import Told
from kith.desk.demo.chances import Bands, Weighted
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.households import Child
from kith.desk.demo.story import StoryDays
from kith.people.models import Address
from kith.practice.timescales import last_of
from kith.work.models import Standing, Timescale

if TYPE_CHECKING:  # they name the parts themselves
    from kith.desk.demo.lives import Life
    from kith.desk.demo.planning import Spell

STARTS = 0.05  # of the cases in which care begins, for about a thousand days each
CHANGES = Weighted({"P": 0.605, "L": 0.27, "T": 0.1, "B": 0.02, "U": 0.005})
REASONS = Weighted({"CARPL": 0.41, "OTHER": 0.29, "CREQB": 0.11, "CREQO": 0.08, "CHILD": 0.04, "LAREQ": 0.07})
NEEDS = Weighted({"N1": 0.64, "N2": 0.03, "N3": 0.03, "N4": 0.08, "N5": 0.14, "N6": 0.02, "N8": 0.06})
EPISODES = Bands((60, 180, 0.35), (181, 360, 0.35), (361, 700, 0.3))  # days; about 300 on the average
LASTS = Bands((40, 200, 0.2), (201, 700, 0.3), (701, 1400, 0.3), (1401, 2200, 0.2))  # about 1,000
PARTS = Weighted({"PN1": 0.45, "PN2": 0.08, "PN3": 0.05, "PN4": 0.03, "PN5": 0.12, "PN6": 0.2, "PN7": 0.07})
Law = tuple[str, date]
LEFT_TO_PLANS = 0.7  # of open cases with an enquiry, so that enough children are on a plan; found by trying
LATE_REVIEW, LATE_VISIT = 0.08, 0.15
PROVIDERS = {"P": "PR0", "U": "PR1", "K": "PR4", "R": "PR5", "A": "PR1"}
CARERS = ("Mr and Mrs Osborne", "Ms Fenn", "Mrs Adair", "The Lathams", "Mr Tully", "The Quills", "Ms Okoro")
HOMES = ("Oakleaf House", "Larch House", "The Old Rectory", "Number 9")
PLACES = ("WM6 1AB", "WM7 1AB", "WM3 4QD", "WM8 2LN", "WM9 5TT", "WM1 2PP", "WM2 6HR", "WM5 3EN")
COUNCIL = "E06000999"  # of nobody: Westmere is invented
WORDS = "Seen at the placement. Settled; school was the main thing we talked about."
HOME_AGAIN = ("E4A", "E4B", "E13")  # ends of care after which help goes on, where the case does
MISSED_WHY = "Time in care ended."


@dataclass
class Home:
    """One placement as it is told here."""

    kind: str
    on: date
    carer: str = ""
    postcode: str = ""
    lines: str = ""
    stays: bool = False
    why: str = ""  # it ended
    resumes: bool = False


@dataclass
class Story:
    """One time in care as it is told here."""

    person: int
    case: int
    by: int
    need: str
    began: date
    laws: list[tuple[str, date]]
    homes: list[Home]
    ended: date | None = None
    reason: str = ""
    home_postcode: str = ""
    officer: int | None = None
    is_unaccompanied: bool = False
    reviews: list[tuple[date, str]] = field(default_factory=list)
    visits: list[date] = field(default_factory=list)


def tell(facts: Facts, days: StoryDays, told: Told) -> None:
    """Ruby lives with foster carers since her mum is in hospital; Jordan in a children's home after two moves."""
    ago = facts.calendar.add
    ruby = _ruby(facts, told, ago(facts.today, -300))
    jordan = _jordan(facts, told, ago(facts.today, -190))
    for one in (ruby, jordan):
        write(facts, one)


def _ruby(facts: Facts, told: Told, began: date) -> Story:
    homes = [
        Home("U6", began, "Ms Fenn", "WM7 1AB", "2 Oak Way", why="CARPL"),
        Home("U6", began + timedelta(days=65), "Mr and Mrs Osborne", "WM6 1AB", "9 Elm Row"),
    ]
    one = Story(
        told.people["ruby"], told.cases["ruby"], told.workers["amina.rahman"], "N3", began, [("V2", began)], homes,
        home_postcode="WM6 4RE", officer=told.workers["grace.adeyemi"],
    )  # fmt: skip
    return lived(facts, Random(3), one)  # noqa: S311 - no secret


def _jordan(facts: Facts, told: Told, began: date) -> Story:
    day = timedelta(days=1)
    home = ("Oakleaf House", "WM3 9PU", "Oakleaf House, Grange Road")
    homes = [
        Home("U6", began, "Mrs Adair", "WM8 2LN", "5 Hill Rise", why="CREQB"),
        Home("K2", began + 44 * day, *home),
        Home("T1", began + 120 * day, "", "", ""),
        Home("K2", began + 124 * day, *home, resumes=True),
    ]
    laws = [("V2", began), ("C1", began + 30 * day)]
    one = Story(
        told.people["jordan"], told.cases["jordan"], told.workers["amina.rahman"], "N4", began, laws, homes,
        home_postcode="WM4 1ES", officer=told.workers["grace.adeyemi"],
    )  # fmt: skip
    return lived(facts, Random(5), one)  # noqa: S311 - no secret


def plan(rng: Random, facts: Facts, spell: "Spell", children: Sequence[Child]) -> None:
    """Where care begins, the case lasts as long as the care does."""
    if drawn := _drawn(rng, facts, spell):
        began, lasts = drawn
        spell.stay_until(began + timedelta(days=lasts + 20))
        if way := care_shares.to_adoption(rng, facts, spell, began, [child.born_on for child in children]):
            spell.end_by_adoption(way)


def live(rng: Random, facts: Facts, life: "Life") -> None:
    """Brothers and sisters of such a case begin to be looked after on one day; then each goes a way of its own."""
    from kith.desk.demo.lives import Cared, Span  # it names the parts itself

    shares = facts.kept(care_shares.CareShares)
    shares.open_children += len(life.children) * life.is_open
    drawn = _drawn(rng, facts, life.spell) or _lacking(rng, facts, life, shares)
    if drawn is None or life.spell.held.worker is None or drawn[0] >= life.last_on - timedelta(days=3):
        return
    (began, lasts), way = drawn, life.spell.adoption
    over = way.ordered_on if way else began + timedelta(days=lasts)
    need, postcode = NEEDS.draw(rng), _postcode_of(life.house.family)
    last = date.max if life.is_open else life.last_on
    until = min(over, last, life.last_on)
    going = [child for child in life.children if _may_go(child, life, began)]
    goes_on = over > life.last_on and life.is_open
    if not going:
        return
    born = [child.born_on for child in going]
    family = way.laws if way else care_shares.laws(rng, shares, began, until, born, goes_on=goes_on)
    for child in going:
        ended = next((day for day in (min(over, child.eighteenth, last),) if day <= life.last_on), None)
        laws = care_shares.own_laws(family, child.born_on, ended or life.last_on)
        homes = _homes(rng, shares, child, laws, began, ended or life.last_on, way.placed_on if way else None)
        reason = way.reason if way else _why_ended(rng, shares, child, ended, laws[-1][0], homes[-1].kind)
        one = Story(
            child.id, life.cases[child.id], life.spell.held.worker, need, began, laws, homes, ended, reason, postcode,
            life.staff.chair(life.house.family),
        )  # fmt: skip
        standing = write(facts, lived(facts, rng, one, child))
        then = "in_need" if reason in HOME_AGAIN else ""
        life.spans.append(Span(child.id, "looked_after", began, ended, then))
        life.cared.append(Cared(child, standing, one))
        shares.in_care_now += ended is None


def _lacking(
    rng: Random, facts: Facts, life: "Life", shares: care_shares.CareShares
) -> tuple[date, int] | None:
    """Care in an open case beside those drawn, while there are too few such children; never beside the story's own."""
    if not life.is_open or life.goes_on_in_the_story or not shares.are_too_few(len(life.children)):
        return None
    if life.done("strategy_discussion") and rng.random() < LEFT_TO_PLANS:
        return None
    return facts.calendar.add(life.spell.allocated_on, rng.randint(15, 60)), LASTS.draw(rng)


def _may_go(child: Child, life: "Life", began: date) -> bool:
    """Whether a child may begin to be looked after on a day."""
    is_child = child.born_on <= began < child.eighteenth - timedelta(days=60)
    return is_child and life.is_free(child.id, ["looked_after"], began, None)


def _why_ended(
    rng: Random, shares: care_shares.CareShares, child: Child, on: date | None, law: str, home: str
) -> str:
    if on is None:
        return ""
    if on == child.eighteenth:
        return "E17" if home.startswith("U") else "E5"
    return care_shares.ends(rng, shares, on, child.born_on, law, home)


def _drawn(rng: Random, facts: Facts, spell: "Spell") -> tuple[date, int] | None:
    """The day on which care begins in this case, and for how many days; nothing in most cases."""
    if rng.random() >= STARTS:
        return None
    return facts.calendar.add(spell.allocated_on, rng.randint(15, 60)), LASTS.draw(rng)


def _homes(
    rng: Random, shares: care_shares.CareShares, child: Child, laws: Sequence[Law], began: date, until: date,
    placed_on: date | None = None,
) -> list[Home]:  # fmt: skip
    def law(day: date) -> str:
        return [code for code, on in laws if on <= day][-1]

    def home(day: date) -> Home:
        return _home(rng, day, care_shares.kind(rng, shares, day, child.born_on, law(day)))

    adopted = placed_on or care_shares.is_to_be_adopted(shares, laws, child.born_on, until)
    found, on = [home(began)], began + timedelta(days=EPISODES.draw(rng))
    while on < (adopted or until):
        change, before = CHANGES.draw(rng), found[-1]
        if change in ("P", "B"):
            before.why = REASONS.draw(rng)
            found.append(home(on))
        elif change in ("T", "U") and before.kind.startswith("U"):
            before.why = "PLACE"
            after = Home(before.kind, on, before.carer, rng.choice(PLACES), "", stays=True)
            if after.postcode == before.postcode:
                before.why, after = "OTHER", _home(rng, on, before.kind)
            found.append(after)
        on += timedelta(days=EPISODES.draw(rng))
    if adopted and adopted > found[-1].on:
        found[-1].why = "CARPL"
        found.append(Home("A6", adopted, "Adopters", rng.choice(PLACES)))
    return found


def _home(rng: Random, on: date, kind: str) -> Home:
    if kind == "P1":
        return Home(kind, on, "Mum", rng.choice(PLACES))
    return Home(kind, on, rng.choice(HOMES if kind[0] in "KRP" else CARERS), rng.choice(PLACES))


def lived(facts: Facts, rng: Random, one: Story, child: Child | None = None) -> Story:
    """With the reviews and visits that law asks for, most of them in time."""
    until = one.ended or facts.today - timedelta(days=1)
    due = facts.calendar.add(one.began, 20)
    while True:
        held = facts.calendar.add(
            due, rng.randint(1, 8) if rng.random() < LATE_REVIEW else -rng.randint(1, 9)
        )
        if held > until:
            break
        small = child is not None and held < add_months(child.born_on, 48)
        one.reviews.append((held, "PN0" if small else PARTS.draw(rng)))
        due = add_months(held, 3 if len(one.reviews) == 1 else 6)
    on = facts.calendar.next_working(one.began + timedelta(days=rng.randint(2, 7)))
    starts = [home.on for home in one.homes if home.kind[0] != "T" and not home.resumes]
    while on <= until:
        one.visits.append(on)
        late = rng.random() < LATE_VISIT
        after = on + timedelta(days=rng.randint(43, 60) if late else rng.randint(25, 41))
        moved = next((day for day in starts if on < day <= after), None)
        on = facts.calendar.next_working(moved + timedelta(days=rng.randint(2, 5)) if moved else after)
    return one


# --- writing it down ------------------------------------------------------------------------------


def write(facts: Facts, one: Story) -> int:
    """The rows of one time in care. Gives its standing."""
    rows, at = facts.rows, facts.recorded(moment(one.began, 16, 10), 1)
    ended_at = facts.recorded(moment(one.ended, 16, 10), 1) if one.ended else None
    standing = rows.add(
        Standing, person_id=one.person, kind="looked_after", involvement_id=one.case, started_on=one.began,
        ended_on=one.ended, end_reason=one.reason, by_id=one.by, recorded_at=at, ended_recorded_at=ended_at,
    )  # fmt: skip
    rows.add(
        CarePeriod, standing_id=standing, need=one.need, home_postcode=one.home_postcode, before="Z1",
        officer_id=one.officer, is_unaccompanied=one.is_unaccompanied,
    )  # fmt: skip
    chain = [*[on for _, on in one.laws[1:]], one.ended]
    for (code, on), end in zip(one.laws, chain, strict=True):
        rows.add(
            LegalStatus, period_id=standing, code=code, started_on=on, ended_on=end, by_id=one.by,
            recorded_at=facts.recorded(moment(on, 15), 2),
            ended_recorded_at=facts.recorded(moment(end, 15), 2) if end else None,
        )  # fmt: skip
    _write_homes(facts, one, standing)
    _write_reviews(facts, one, standing)
    _write_visits(facts, one, standing)
    return standing


def _write_homes(facts: Facts, one: Story, standing: int) -> None:
    _lies(facts, one.home_postcode)
    before = None
    for home, end in zip(one.homes, [*[home.on for home in one.homes[1:]], one.ended], strict=True):
        _lies(facts, home.postcode)
        is_parent = home.kind == "P1"
        address = facts.rows.add(Address, lines=home.lines, postcode=home.postcode) if home.lines else None
        made = facts.rows.add(
            Placement, period_id=standing, kind=home.kind, provider=PROVIDERS.get(home.kind[0], ""), carer=home.carer,
            carer_stays=home.stays or home.resumes, postcode=home.postcode, address_id=address,
            urn=_urn(home), miles=None if is_parent or not home.postcode else _miles(one.home_postcode, home.postcode),
            council=COUNCIL if home.postcode else "", is_lasting=home.kind in ("U1", "U4"),
            resumes_id=before if home.resumes else None, started_on=home.on, ended_on=end,
            end_reason=home.why if end and end != one.ended else "", by_id=one.by,
            recorded_at=facts.recorded(moment(home.on, 15, 30), 2),
            ended_recorded_at=facts.recorded(moment(end, 15, 30), 2) if end else None,
        )  # fmt: skip
        before = made if not home.kind.startswith("T") else before


def _urn(home: Home) -> str:
    if home.kind[0] not in "UK":
        return ""
    return "SC041207" if home.kind[0] == "U" else f"SC{crc32(home.carer.encode()) % 900000 + 100000}"


def _write_reviews(facts: Facts, one: Story, standing: int) -> None:
    since = one.began
    for number, (held, part) in enumerate(one.reviews):
        due = _clock(facts, one, standing, clock_after(number), since, event_before(number), held)
        facts.rows.add(
            CareReview, period_id=standing, held_on=held, due_on=due, participation=part, chair_id=one.officer,
            by_id=one.officer or one.by, recorded_at=facts.recorded(moment(held, 16), 1),
        )  # fmt: skip
        since = held
    number = len(one.reviews)
    _clock(facts, one, standing, clock_after(number), since, event_before(number), None)


def _write_visits(facts: Facts, one: Story, standing: int) -> None:
    starts = [home.on for home in one.homes if home.kind[0] != "T" and not home.resumes]
    for on in one.visits:
        facts.visit("looked_after", moment(on, 16), one.by, WORDS, {one.person: ("alone", "")}, lag=1)
    last: date | None = None
    for number, began in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else date.max
        seen = [on for on in one.visits if began <= on < end]
        _clock(
            facts, one, standing, FIRST, began, "the start of the placement", seen[0] if seen else None, end
        )
        for place, last in enumerate(seen):
            after = seen[place + 1] if place + 1 < len(seen) else None
            _clock(facts, one, standing, SIX_WEEKS, last, "the last visit", after, end)


def _clock(
    facts: Facts, one: Story, standing: int, code: str, since: date, event: str, met: date | None,
    dropped: date = date.max,
) -> date | None:  # fmt: skip
    """One clock of the pack, met, dropped or still running; gives its last day."""
    kind = facts.practice_on(since).timescales.get(code)
    last = last_of(kind, since, facts.calendar, event=event) if kind else None
    if kind is None or last is None:
        return None
    over = min(dropped, one.ended or date.max)
    gone = over if met is None and over < date.max else None
    facts.rows.add(
        Timescale, person_id=one.person, code=code, title=kind.title, standing_id=standing, from_on=since,
        due_on=last.on, reason=last.reason, warn_days=kind.warn_days, met_on=met, dropped_on=gone,
        met_recorded_at=facts.recorded(moment(met, 17), 1) if met else None,
        dropped_why=(MISSED_WHY if gone == one.ended else "The child moved.") if gone else "",
        dropped_recorded_at=facts.recorded(moment(gone, 17), 1) if gone else None,
        by_id=one.by, recorded_at=facts.recorded(moment(since, 17), 1),
    )  # fmt: skip
    return last.on


# --- where postcodes lie --------------------------------------------------------------------------


def point(postcode: str) -> distance.Point:
    """An invented place on the grid: of the district, and somewhere in it."""
    key = distance.key(postcode)
    mark = crc32(key.encode())
    district = crc32(key[:3].encode()) % 9
    return 390_000 + 5_000 * (district % 3) + mark % 4_000, 290_000 + 5_000 * (
        district // 3
    ) + mark // 4_000 % 4_000


def _miles(home: str, there: str) -> object:
    return distance.miles(point(home), point(there)) if home else None


def _postcode_of(family: int) -> str:
    """The postcode of an invented family's home, as far as care is told of it."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return (
        f"WM{1 + family % 9} {family // 9 % 9 + 1}{letters[family // 81 % 20]}{letters[family // 1620 % 20]}"
    )


def _lies(facts: Facts, postcode: str) -> None:
    key = distance.key(postcode)
    if key and key not in facts.postcodes:
        facts.postcodes.add(key)
        easting, northing = point(postcode)
        facts.rows.add(Postcode, key=key, easting=easting, northing=northing, council=COUNCIL)
