"""Recording who leaves care with which rights, who advises them, and being in touch with them."""

from datetime import date, timedelta

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.ages import birthday
from kith.care.leaving import queries, rules
from kith.care.leaving.queries import Leaver
from kith.care.models import ArrangedHome, CareLeaver, LeavingCategory, LeavingContact, PersonalAdviser
from kith.care.period.queries import child_of
from kith.care.together.actions import refuse
from kith.core import Refused, clock
from kith.core.period import add_months
from kith.core.reading_words import short_day
from kith.people.family.actions import move as move_home
from kith.people.models import Person
from kith.people.queries import unknown_to
from kith.work.models import FamilyPlan
from kith.work.plans.actions import begin_plan
from kith.work.standings import actions as standings
from kith.work.timescales.actions import drop, meet, running_one, start

KIND, PLAN, IN_TOUCH, MOVED = "care_leaver", "pathway_plan", "birthday_contact", "pathway_review_moved"
ENDS = {
    "AGE": "Turned 25",
    "NREQ": "Needs no support any more",
    "DIED": "Died",
    "MOVED": "Another council supports them",
    "ERROR": "Recorded by mistake",
}
NO_BIRTH = "Put the date of birth on record first: what somebody is owed goes by birthdays."
NOT_ONE = "This person is not recorded as a care leaver."


@action(May.RECORD_CARE)
def begin(
    by: Worker, person: Person, *, category: str, why: str, on: date, adviser: Worker | None = None
) -> CareLeaver:
    """Record that a young person has a right to support from a day on, by which category, and who advises.

    The reason is the rule's own where the category is the one that follows from the record; another needs one in words.
    The clocks of the pathway plan and of the next birthday begin. Raises ``Refused``.
    """
    born_on = _born(person)
    derived = rules.owed(born_on, queries.spells(person.pk), on)
    wrong = rules.obstacle_to_category(category, why, derived)
    if on < birthday(born_on, 16):
        wrong.append(("on", f"That is before the 16th birthday, {short_day(birthday(born_on, 16))}."))
    if adviser is not None:
        wrong += _problems_of_adviser(adviser, person.pk)
    refuse(wrong)
    standing = standings.begin(by, person=person.pk, kind=KIND, on=on)
    leaver = CareLeaver.objects.create(standing=standing)
    facts = {"leaver": leaver, "started_on": on, "by": by, "recorded_at": clock.now()}
    LeavingCategory.objects.create(category=category, why=why.strip() or derived.why, **facts)
    if adviser is not None:
        PersonalAdviser.objects.create(worker=adviser, **facts)
    start(by, code=PLAN, person=person.pk, from_on=on, event="becoming a care leaver", standing=standing)
    _next_birthday(by, leaver, born_on, max(on, clock.today()), set())
    return leaver


@action(May.RECORD_CARE)
def recategorise(by: Worker, leaver: Leaver, *, category: str, why: str, on: date) -> LeavingCategory:
    """Record that another category holds from a day on. Raises ``Refused``."""
    now = _open(by, leaver)
    person = now.row.standing.person
    derived = rules.owed(_born(person), queries.spells(person.pk), on)
    wrong = rules.obstacle_to_category(category, why, derived) + _day(on, now.category)
    if now.category and category == now.category.category:
        wrong.append(("category", "That category holds already."))
    refuse(wrong)
    if now.category:
        LeavingCategory.objects.seen_by(by).filter(pk=now.category.pk).update(ended_on=on)
    return LeavingCategory.objects.create(
        leaver=now.row, category=category, why=why.strip() or derived.why, started_on=on, by=by,
        recorded_at=clock.now(),
    )  # fmt: skip


@action(May.RECORD_CARE)
def name_adviser(by: Worker, leaver: Leaver, *, worker: Worker | None, on: date) -> PersonalAdviser:
    """Name the personal adviser from a day on; the one before ends. Raises ``Refused``."""
    now = _open(by, leaver)
    if worker is None:
        raise Refused("Choose who advises.", "worker")
    wrong = _problems_of_adviser(worker, now.row.standing.person_id) + _day(on, now.adviser)
    if on < now.row.standing.started_on:
        wrong.append(("on", f"Support began on {short_day(now.row.standing.started_on)}."))
    if now.adviser and now.adviser.worker_id == worker.pk:
        wrong.append(("worker", f"{worker.name} is the personal adviser already."))
    refuse(wrong)
    if now.adviser:
        PersonalAdviser.objects.seen_by(by).filter(pk=now.adviser.pk).update(ended_on=on)
    return PersonalAdviser.objects.create(
        leaver=now.row, worker=worker, started_on=on, by=by, recorded_at=clock.now()
    )


@action(May.RECORD_CARE)
def be_in_touch(
    by: Worker,
    leaver: Leaver,
    *,
    on: date,
    in_touch: str,
    activity: str,
    accommodation: str,
    words: str,
    seen_at_home: bool = False,
) -> LeavingContact:
    """Record that one was in touch with a care leaver or tried, what they do, where they live. Raises ``Refused``."""
    now = _open(by, leaver)
    born_on, lists = _born(now.row.standing.person), practice.current().lists
    listed = tuple(
        {code for code, _ in lists[name].choices(on)} for name in ("in_touch", "activity", "accommodation")
    )
    wrong = rules.problems_of_contact(
        in_touch, activity, accommodation, born_on=born_on, on=on, listed=listed,  # type: ignore[arg-type]
        before=queries.said_before(now.contacts, on), seen_at_home=seen_at_home,
    )  # fmt: skip
    wrong += _day(on, None) + rules.problems_of_words(words)
    if on < now.row.standing.started_on:
        wrong.append(("on", f"Support began on {short_day(now.row.standing.started_on)}."))
    if any(one.held_on == on for one in now.contacts):
        wrong.append(("on", f"That of {short_day(on)} is on record already."))
    refuse(wrong)
    age = rules.birthday_of(born_on, on)
    made = LeavingContact.objects.create(
        leaver=now.row, held_on=on, birthday=age, in_touch=in_touch, activity=activity, accommodation=accommodation,
        words=words, seen_at_home=seen_at_home, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    if age is not None:
        meet(by, code=IN_TOUCH, person=now.row.standing.person_id, on=on, about=str(age))
    _next_birthday(by, now.row, born_on, clock.today(), now.met() | ({age} if age else set()))
    if seen_at_home and now.home:
        _visits(by, now, now.home, [*_seen(now), on])
    return made


@action(May.RECORD_CARE)
def move(
    by: Worker, leaver: Leaver, *, on: date, is_arranged: bool | None, lines: str = "", postcode: str = ""
) -> ArrangedHome | None:
    """Record that a care leaver moved on a day, to which address if told, and whether the council arranged it.

    For a home the council arranged or pays for, which is given back, the clocks of visits and of a review begin.
    Raises ``Refused``.
    """
    now = _open(by, leaver)
    person = now.row.standing.person
    wrong = _day(on, None)
    if on < now.row.standing.started_on:
        wrong.append(("on", f"Support began on {short_day(now.row.standing.started_on)}."))
    if now.homes and on <= now.homes[0].started_on:
        wrong.append(("on", f"The last move on record was on {short_day(now.homes[0].started_on)}."))
    if is_arranged is None:
        wrong.append(("is_arranged", "Say whether the council arranged this home or pays for it."))
    if rules.is_in_care(queries.spells(person.pk), on):
        wrong.append((None, f"{child_of(person).called} is in care: record a move of placement instead."))
    refuse(wrong)
    if lines.strip() or postcode.strip():
        try:
            move_home(by, person, lines=lines, postcode=postcode, since=on, today=clock.today())
        except Refused as refused:
            raise Refused.several(
                [("on" if one == "since" else one, said) for one, said in refused.problems]
            ) from None
    if now.home:
        _leave(by, now.home, on)
    if not is_arranged:
        return None
    home = ArrangedHome.objects.create(leaver=now.row, started_on=on, by=by, recorded_at=clock.now())
    start(by, code=MOVED, person=person.pk, from_on=on, event="the move", standing=now.row.standing)
    _visits(by, now, home, _seen(now))
    return home


@action(May.RECORD_CARE)
def begin_pathway(by: Worker, leaver: Leaver) -> FamilyPlan:
    """Begin the pathway plan, which meets its clock. Raises ``Refused``."""
    return begin_plan(by, kind=queries.PATHWAY, people=[_open(by, leaver).row.standing.person_id])


@action(May.RECORD_CARE)
def end(by: Worker, leaver: Leaver, *, on: date, reason: str) -> CareLeaver:
    """End support on a day: the category and the adviser end with it. Raises ``Refused``."""
    now = _open(by, leaver)
    if reason not in ENDS:
        raise Refused("Choose why it ends.", "reason")
    if reason == "AGE" and on < birthday(_born(now.row.standing.person), rules.ENDS_AT):
        raise Refused("That is before the 25th birthday.", "on")
    for rows in (LeavingCategory.objects, PersonalAdviser.objects, ArrangedHome.objects):
        rows.seen_by(by).filter(leaver=now.row, ended_on__isnull=True).update(ended_on=on)
    try:
        standings.end(by, now.row.standing, on=on, reason=reason)
    except Refused as refused:
        raise Refused(refused.words, "on") from None
    return now.row


def _seen(now: Leaver) -> list[date]:
    return [one.held_on for one in now.contacts if one.seen_at_home]


def _visits(by: Worker, now: Leaver, home: ArrangedHome, seen: list[date]) -> None:
    """Let the clock of visits run as it must by the days on which they were seen in this home."""
    person, (code, since) = now.row.standing.person_id, rules.visit_owed(home.started_on, seen)
    for known in (rules.FIRST_VISIT, rules.LATER_VISIT):
        row = running_one(by, code=known, person=person)
        if row and (known, row.from_on) != (code, since):
            later = (
                day
                for day in seen
                if day > row.from_on or (known == rules.FIRST_VISIT and day == row.from_on)
            )
            meet(by, code=known, person=person, on=min(later))
    event = "the move" if code == rules.FIRST_VISIT else "the last visit"
    start(by, code=code, person=person, from_on=since, event=event, standing=now.row.standing)


def _leave(by: Worker, home: ArrangedHome, on: date) -> None:
    """The home before ends, and what was owed there with it."""
    ArrangedHome.objects.seen_by(by).filter(pk=home.pk).update(ended_on=on)
    for code in (rules.FIRST_VISIT, rules.LATER_VISIT, MOVED):
        if row := running_one(by, code=code, person=home.leaver.standing.person_id):
            drop(by, row, on=on, why="They moved.")


def _next_birthday(by: Worker, leaver: CareLeaver, born_on: date, today: date, met: set[int]) -> None:
    """The clock of the next birthday for which nobody was in touch yet: it runs from three months before it."""
    age = rules.next_birthday(born_on, today, met)
    if age is None:
        return
    opens, closes = rules.window(born_on, age)
    is_whole = add_months(opens, rules.BEFORE + rules.AFTER) == closes
    start(
        by, code=IN_TOUCH, person=leaver.standing.person_id, from_on=opens,
        event=f"three months before turning {age}", standing=leaver.standing, about=str(age),
        due_on=None if is_whole else closes, why="the birthday is at the end of a month",
    )  # fmt: skip


def _open(by: Worker, leaver: Leaver) -> Leaver:
    """The care leaver as it stands now, locked. Raises ``Refused`` where support has ended."""
    list(
        CareLeaver.objects.seen_by(by)
        .select_for_update(of=("self",))
        .filter(pk=leaver.row.pk)
        .values_list("pk")
    )
    now = queries.leaver_of(by, leaver.row.standing.person_id)
    if now is None or now.row.pk != leaver.row.pk:
        raise Refused(NOT_ONE)
    if not now.is_open:
        raise Refused("Support has ended. It stays on record as it was.")
    return now


def _born(person: Person) -> date:
    born_on = child_of(person).born_on
    if born_on is None:
        raise Refused(NO_BIRTH)
    return born_on


def _day(on: date, held: LeavingCategory | PersonalAdviser | None) -> list[rules.Problem]:
    if on > clock.today():
        return [("on", "That day is still to come.")]
    if held is not None and on < held.started_on + timedelta(days=1):
        return [("on", f"The present one began on {short_day(held.started_on)}: another begins after that.")]
    return []


def _problems_of_adviser(worker: Worker, person: int) -> list[rules.Problem]:
    if unknown_to(worker, [person]):
        return [("worker", f"{worker.name} may not know of this record.")]
    return [] if worker.is_active else [("worker", f"{worker.name} does not work here any more.")]
