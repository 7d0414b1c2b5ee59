"""Child in need plans: those of the story, and of most invented families who get help after their assessment."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from kith.desk.demo import family_plans
from kith.desk.demo.cast import Told
from kith.desk.demo.clocks import Clock, keep
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.family_plans import Agreed
from kith.desk.demo.households import Child
from kith.desk.demo.lives import Life, Span
from kith.desk.demo.parts.plan import AGREED
from kith.desk.demo.story import StoryDays
from kith.inneed.models import InNeedPlan, InNeedReview
from kith.inneed.plan.actions import FIRST, LATER
from kith.work.models import Standing

IN_NEED = 0.7  # of the cases in which help goes on after the assessment
BESIDE = ("in_need", "protection")
DAY, SHORTEST = timedelta(days=1), 14  # days
IN_CARE = "looked_after"
ENDS = {"RC9": "early_help", "RC5": "moved", "RC6": "adult", "RC2": "died", "RC1": "other"}
BETWEEN = (55, 100)  # days from one review to the next, most of them in time
# children of the story, who holds them, since which of its days, and when their plan was reviewed
STORY = (
    ("amina.rahman", ("tia", "kofi", "elsie"), AGREED, ()),
    ("owen.tait", ("ciaran",), date(2026, 6, 22), (date(2026, 7, 29), date(2026, 10, 7))),
    # stepped up at the conference that the part ``protecting`` tells of: it gives way by itself
    ("amina.rahman", ("ahmed", "bilal", "noor"), date(2026, 7, 6), ()),
)


def tell(facts: Facts, days: StoryDays, told: Told) -> None:
    """The plans of three families of the story; what the Marlowes' says stands in the plan they made."""
    for holder, children, since, reviews in STORY:
        for child in children:
            _put(
                facts, told.people[child], told.cases[child], days.on(since), None, "",
                [days.on(day) for day in reviews], told.workers[holder],
                family_plan=told.plans.get(children[0]),
            )  # fmt: skip


def live(rng: Random, facts: Facts, life: Life) -> None:
    """Help went on: a plan from some days after the assessment until the case ended, reviewed now and then.

    It gives way to a child protection plan and to care, and takes their place where that was decided.
    """
    helped = rng.random() < IN_NEED
    assessed = [planned for planned, _ in life.made if planned.outcome == "in_need"]
    began = None
    if assessed and helped:
        began = facts.calendar.add(max(one.done_on for one in assessed), rng.randint(2, 12))
    ended = None if life.is_open else min(life.spell.ended_on, life.last_on)
    by = life.spell.held.worker or life.spell.held.manager
    together: dict[tuple[date, date | None, str], list[int]] = {}
    for child in life.children:
        if child.id not in life.cases:
            continue
        for first, last, reason in _times(life, child, began, ended):
            if first < (last or life.last_on) and _is_free(life, child.id, first, last):
                together.setdefault((first, last, reason), []).append(child.id)
                life.spans.append(Span(child.id, "in_need", first, last))
    for (first, last, reason), people in together.items():
        told = _agreed(facts, life, people, first, last)
        for person in people:
            reviews = _review_days(rng, facts, first, last or life.last_on)
            _put(facts, person, life.cases[person], first, last, reason, reviews, by, told)


def _agreed(
    facts: Facts, life: Life, people: Sequence[int], first: date, last: date | None
) -> int | None:  # fmt: skip
    """The plan that was written with the family; none beside what waits in the story."""
    if last is None and life.goes_on_in_the_story:
        return None
    held, until = life.spell.held, last or life.last_on
    by = held.worker or held.manager
    told = Agreed("in_need", life.house.family, held.team, held.worker, by, people, first, last, until)
    return family_plans.write(facts, told)


def _is_free(life: Life, person: int, first: date, last: date | None) -> bool:
    """Whether no other plan holds between two days; one may end on the first and one begin on the last."""
    return life.is_free(person, BESIDE, first + DAY, last - DAY if last else None)


def _times(
    life: Life, child: Child, began: date | None, ended: date | None
) -> Iterator[tuple[date, date | None, str]]:  # fmt: skip
    """The times on such a plan beside protection and care: from, to, why it ended."""
    reason = ENDS.get(life.spell.end_reason, "met") if ended else ""
    cared = [span for span in life.spans if (span.person, span.kind) == (child.id, IN_CARE)]
    for first, last, why in _drawn(life, child.id, began, ended, reason):
        over = min(last or date.max, child.eighteenth)
        if first >= over or any(span.started_on <= first < (span.ended_on or date.max) for span in cared):
            continue
        into_care = min((span.started_on for span in cared if first < span.started_on < over), default=None)
        if into_care:
            yield first, into_care, IN_CARE
        elif over == child.eighteenth <= life.last_on:
            yield first, over, "adult"
        else:
            yield first, last, why


def _drawn(
    life: Life, person: int, began: date | None, ended: date | None, reason: str
) -> Iterator[tuple[date, date | None, str]]:
    """The times as if nobody came into care or grew up."""
    own = [span for span in life.spans if span.person == person]
    protected = [span for span in own if span.kind == "protection"]
    if not protected and began:
        yield began, ended, reason
    for span in protected:
        if began and (span.started_on - began).days > SHORTEST:
            yield began, span.started_on, "protection"
    for span in own:
        if span.kind in ("protection", IN_CARE) and span.then == "in_need" and span.ended_on:
            yield span.ended_on, ended, reason


def _review_days(rng: Random, facts: Facts, began: date, last: date) -> list[date]:
    found: list[date] = []
    day = facts.calendar.next_working(began + timedelta(days=rng.randint(30, 50)))
    while day < last:
        found.append(day)
        day = facts.calendar.next_working(day + timedelta(days=rng.randint(*BETWEEN)))
    return found


def _put(
    facts: Facts, person: int, case: int, began: date, ended: date | None, reason: str, reviews: Sequence[date],
    by: int, family_plan: int | None = None,
) -> None:  # fmt: skip
    rows, closed = facts.rows, moment(ended, 15) if ended else None
    standing = rows.add(
        Standing, person_id=person, kind="in_need", involvement_id=case, started_on=began, ended_on=ended,
        end_reason=reason, by_id=by, recorded_at=moment(began, 16), ended_recorded_at=closed,
    )  # fmt: skip
    rows.add(InNeedPlan, standing_id=standing, family_plan_id=family_plan)
    for number, held_on in enumerate(reviews):
        rows.add(
            InNeedReview, plan_id=standing, held_on=held_on, decision="go_on", by_id=by,
            next_on=reviews[number + 1] if number + 1 < len(reviews) else None, recorded_at=moment(held_on, 17),
        )  # fmt: skip
    for number, since in enumerate((began, *reviews)):
        met = reviews[number] if number < len(reviews) else None
        _clock(facts, person, standing, LATER if number else FIRST, since, met, ended, by)


def _clock(
    facts: Facts, person: int, standing: int, code: str, since: date, met: date | None, ended: date | None, by: int
) -> None:  # fmt: skip
    event = "the last review" if code == LATER else "the start of the plan"
    keep(facts, Clock(person, code, since, event, by, standing, met, ended, "Child in need plan ended."))
