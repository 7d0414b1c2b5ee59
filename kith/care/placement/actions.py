"""Recording where a looked-after child lives: moves, times away and returns, and what was wrong."""

from collections.abc import Sequence
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.actions import keep_before
from kith.care.models import CarePeriod, Placement
from kith.care.period.holding import going_on
from kith.care.period.queries import Held
from kith.care.permanence.queries import placing
from kith.care.permanence.rules import obstacle_to_placing
from kith.care.placement import queries, rules
from kith.care.placement.kept import NOBODY, Kept
from kith.care.placement.kept import problems_with as problems_with_keeping
from kith.care.rules import obstacle_to_day
from kith.care.visits.actions import reckon_anew
from kith.core import Refused, clock
from kith.people import rules as people_rules
from kith.people.family.actions import move as move_home
from kith.people.family.actions import put_home_right, take_home_back
from kith.people.keeping.actions import keep_address
from kith.people.models import Address, KeptAddress, Person, Residence


def begin(
    by: Worker, period: CarePeriod, told: rules.Told, on: date, *, until: date | None = None
) -> Placement:
    """Write one placement from a day on; part of another action, which has asked the rules."""
    place, standing = queries.where(period.home_postcode, told.postcode), period.standing
    return Placement.objects.create(
        period=period,
        kind=told.kind,
        provider=told.provider,
        carer=told.carer,
        carer_stays=told.carer_stays,
        urn=told.urn,
        address=_address(by, standing.person, told, on, is_home=until is None),
        postcode=people_rules.tidy_postcode(told.postcode) or "",
        miles=None if period.is_unaccompanied else place.miles,
        council=place.council,
        visits=told.visits,
        is_lasting=told.is_lasting,
        started_on=on,
        ended_on=until,
        words=told.words,
        by=by,
        recorded_at=clock.now(),
        ended_recorded_at=clock.now() if until else None,
    )


def _address(by: Worker, person: Person, told: rules.Told, on: date, *, is_home: bool) -> Address | None:
    """The address of a placement. Where the child lives there now, the record says so from that day on."""
    if not told.lines and not told.postcode:
        if is_home and told.kind not in (*rules.TEMPORARY, rules.PARENTS):
            _moves_out(by, person, on)
        return None
    tidied = people_rules.tidy_postcode(told.postcode) or ""
    known = Address.objects.filter(lines__iexact=told.lines, postcode=tidied).order_by("pk").first()
    place = known or Address.objects.create(lines=told.lines, postcode=tidied)
    homes = Residence.objects.seen_by(by).filter(person=person).order_by("-started_on")
    latest = homes.values_list("address_id", "started_on").first()
    moves = latest is None or (latest[0] != place.pk and latest[1] < on)
    if is_home and moves and told.kind not in rules.TEMPORARY:
        move_home(by, person, lines=told.lines, postcode=told.postcode, since=on, today=clock.today())
    return place


def _moves_out(by: Worker, person: Person, on: date) -> None:
    """The child lives elsewhere, where the record does not say: the home before ends."""
    homes = Residence.objects.seen_by(by).filter(person=person, started_on__lt=on, ended_on__isnull=True)
    homes.update(ended_on=on)


@action(May.RECORD_CARE)
def move(
    by: Worker,
    periods: Sequence[CarePeriod],
    *,
    told: rules.Told,
    on: date | None,
    why: str,
    kept: Kept = NOBODY,
) -> list[Placement]:
    """Let children who move together live in another placement from a day on; ``why`` the one before ended.

    From whom the new address is kept is told in the same go (``kept``). The day may lie in the past, between other
    changes. Raises ``Refused`` with everything that stands against it for any of them; then none moves.
    """
    told = told.tidied()
    if people_rules.tidy_postcode(told.postcode) is None:
        raise Refused(people_rules.NO_POSTCODE, "postcode")
    held = [going_on(by, period) for period in periods]
    if not held:
        raise Refused("Choose at least one child.", "children")
    problems = [problem for one in held for problem in _problems(one, told, on, why)]
    problems += problems_with_keeping(kept)
    if problems:
        raise Refused.several(list(dict.fromkeys(problems)))
    assert on is not None
    moved = [_moved(by, one, told, on, why) for one in held]
    keep_from(by, [one.person for one in held], kept)
    return moved


def keep_from(by: Worker, children: Sequence[Person], kept: Kept) -> None:
    """Keep where these children live from those who must not know; part of another action, which asked the rules."""
    rows = KeptAddress.objects.seen_by(by).filter(person__in=children, ended_on__isnull=True)
    held = set(rows.values_list("person_id", "kept_from_id"))
    for other in Person.objects.seen_by(by).filter(pk__in=kept.people).order_by("pk"):
        for child in children:
            if (child.pk, other.pk) not in held:
                keep_address(by, child, other, reason=kept.reason, today=clock.today())


def _problems(held: Held, told: rules.Told, on: date | None, why: str) -> list[tuple[str | None, str]]:
    began = f"{held.child.called} began to be looked after"
    if wrong := obstacle_to_day(on, held.standing.started_on, clock.today(), since_words=began):
        return [("on", wrong)]
    assert on is not None
    before, status = held.placement_on(on), held.status_on(on)
    assert before is not None
    assert status is not None
    ended = rules.Before(before.kind, before.started_on, why)
    found = rules.problems_with(held.child, told, on, queries.known(on), status.code, ended)
    decision, matched_on, by_carer = placing(held.period.pk, on)
    if why_not := obstacle_to_placing(
        told.kind, on, status.code, decision, matched_on, by_carer, before.kind
    ):
        found.append(("kind", why_not))
    after = held.placements[held.placements.index(before) + 1 :]
    if after and told.kind in rules.TEMPORARY:
        found.append(
            ("on", "Another placement follows, and a child comes back from a temporary one. Check the day.")
        )
    elif after and after[0].is_temporary:  # 383: it goes back to where it was
        found.append(("on", "A temporary placement follows on this one. Record the move before or after it."))
    return found


def _moved(by: Worker, held: Held, told: rules.Told, on: date, why: str) -> Placement:
    """The placement that holds on the day ends then; what ended it before now ends the new one."""
    before = held.placement_on(on)
    assert before is not None
    until, ended_because = before.ended_on, before.end_reason
    _end(before, on, why if told.kind not in rules.TEMPORARY else "")
    made = begin(by, held.period, told, on, until=until)
    if until is not None:
        made.end_reason = ended_because
        made.save(update_fields=["end_reason"])
    reckon_anew(by, held.period)
    return made


def _end(row: Placement, on: date, why: str) -> None:
    row.ended_on, row.end_reason, row.ended_recorded_at = on, why, clock.now()
    row.save(update_fields=["ended_on", "end_reason", "ended_recorded_at"])


@action(May.RECORD_CARE)
def come_back(by: Worker, period: CarePeriod, *, on: date | None) -> Placement:
    """A child comes back from a temporary placement to the one it left (383): with the same facts, from a day on."""
    held = going_on(by, period)
    now, child = held.placements[-1], held.child
    if not now.is_temporary:
        raise Refused(f"{child.called} is in no temporary placement.", "on")
    if wrong := obstacle_to_day(on, now.started_on, clock.today(), since_words=f"{child.called} went there"):
        raise Refused(wrong, "on")
    assert on is not None
    if on == now.started_on:  # 355
        raise Refused(
            "A placement does not begin and end on one day. Take the temporary one back instead.", "on"
        )
    if held.statuses[-1].started_on == on:  # 383
        raise Refused(
            "The legal status changed on this day. The return allows no change with a return.", "on"
        )
    before = held.placements[-2]
    _end(now, on, "")
    made = Placement.objects.create(
        period=held.period, started_on=on, by=by, recorded_at=clock.now(), resumes=before, carer_stays=True,
        **{name: getattr(before, name) for name in SAME},
    )  # fmt: skip
    reckon_anew(by, held.period)
    return made


SAME = (
    "kind", "provider", "carer", "urn", "address", "postcode", "miles", "council", "visits", "is_lasting",
)  # fmt: skip


@action(May.RECORD_CARE)
def correct(by: Worker, placement: Placement, *, told: rules.Told, on: date | None, why: str) -> Placement:
    """Put right what was wrong with a placement, or the day it began; what stood there is kept with the reason."""
    held = going_on(by, placement.period)
    row = next((one for one in held.placements if one.pk == placement.pk), None)
    if row is None:
        raise Refused("This placement is not there any more.")
    told, place = told.tidied(), held.placements.index(row)
    _refuse(_wrong_correction(held, row, place, told, on, why))
    assert on is not None
    keep_before(by, held.period, "placement", row, why)
    before = held.placements[place - 1] if place else None
    is_later = on > row.started_on
    if before and not is_later:  # at no time do the two overlap
        _shift(before, on)
    where, was = queries.where(held.period.home_postcode, told.postcode), (row.address, row.started_on)
    row.kind, row.provider, row.carer, row.carer_stays = (
        told.kind,
        told.provider,
        told.carer,
        told.carer_stays,
    )
    row.urn, row.visits, row.is_lasting, row.words = told.urn, told.visits, told.is_lasting, told.words
    row.postcode, row.council = people_rules.tidy_postcode(told.postcode) or "", where.council
    row.miles = None if held.period.is_unaccompanied else where.miles
    row.started_on = on
    row.address = _address(by, held.person, told, on, is_home=False)
    row.save()
    if was[0] and row.address:
        put_home_right(by, held.person, was=was[0], since=was[1], place=row.address, on=on)
    if before and is_later:
        _shift(before, on)
    reckon_anew(by, held.period)
    return row


def _shift(before: Placement, on: date) -> None:
    """The placement before ends on the day this one begins."""
    before.ended_on = on
    before.save(update_fields=["ended_on"])


def _wrong_correction(
    held: Held, row: Placement, place: int, told: rules.Told, on: date | None, why: str
) -> list[tuple[str | None, str]]:
    before = held.placements[place - 1] if place else None
    after = held.placements[place + 1] if place + 1 < len(held.placements) else None
    began = f"{held.child.called} began to be looked after"
    if wrong := obstacle_to_day(on, held.standing.started_on, clock.today(), since_words=began):
        return [("on", wrong)]
    assert on is not None
    found: list[tuple[str | None, str]] = []
    if before is None and on != held.standing.started_on:
        found.append(("on", "The first placement begins with the time in care."))
    end = row.ended_on
    if (before and on <= before.started_on) or (end and on >= end):
        found.append(("on", "That day lies outside what the placements before and after leave."))
    if after and after.resumes_id and row.is_temporary and told.kind not in rules.TEMPORARY:
        found.append(("kind", "The child came back from it to where it was, so it was temporary."))
    if told.kind in rules.TEMPORARY and not row.is_temporary:
        found.append(("kind", "Record a temporary placement as one, so that the child comes back from it."))
    status = held.status_on(on)
    ended = rules.Before(
        before.kind if before and not before.is_temporary else "U6" if before else "",
        before.started_on if before else None,
        before.end_reason or "OTHER" if before and told.kind not in rules.TEMPORARY else "",
    )
    found += rules.problems_with(
        held.child, told, on, queries.known(on), status.code if status else "", ended
    )
    if people_rules.tidy_postcode(told.postcode) is None:
        found.append(("postcode", people_rules.NO_POSTCODE))
    if not 0 < len(why.strip()) <= 400:
        found.append(("why", "Say what was wrong, in at most 400 letters."))
    return found


@action(May.RECORD_CARE)
def take_back(by: Worker, placement: Placement, *, why: str) -> Placement:
    """Take back the last placement, which never was: the one before goes on. What stood there is kept."""
    held = going_on(by, placement.period)
    if len(held.placements) < 2 or held.placements[-1].pk != placement.pk:
        raise Refused("Only the last of several placements can be taken back. Correct this one instead.")
    if not 0 < len(why.strip()) <= 400:
        raise Refused("Say why it never was, in at most 400 letters.", "why")
    before, last = held.placements[-2:]
    keep_before(by, held.period, "placement", last, why)
    if not last.is_temporary:
        take_home_back(by, held.person, was=last.address, since=last.started_on)
    last.delete()
    before.ended_on, before.end_reason, before.ended_recorded_at = None, "", None
    before.save(update_fields=["ended_on", "end_reason", "ended_recorded_at"])
    reckon_anew(by, held.period)
    return before


def _refuse(problems: list[tuple[str | None, str]]) -> None:
    if problems:
        raise Refused.several(problems)
