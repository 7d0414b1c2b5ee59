# ruff: noqa: E501 -- what was sent stands as it was sent
"""What waits at the front door this morning, and what referrers said: done by the workers' own actions.

A list of police notifications that was read in, a public form with a file, ratings of the last year, and a decision
not to share.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from kith.access import practice
from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.core import clock
from kith.core.clock import LONDON
from kith.database.session import as_system
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.frontdoor.batch import rules as listing
from kith.frontdoor.batch.actions import take_in
from kith.frontdoor.checks.actions import decide_sharing
from kith.frontdoor.feedback.rules import is_professional
from kith.frontdoor.models import Batch, Contact, Feedback
from kith.frontdoor.webform.actions import Handed, receive_and_acknowledge

AGENCY = "Westmere Police"
RATED = 160  # contacts whose referrers were told; two in five of them said how it was
RATINGS = (5, 4, 4, 5, 3, 4, 2, 5, 4, 1)

# first names, surname, years old, incident, what happened, hour and minute it was sent
NOTIFIED: tuple[tuple[tuple[str, ...], str, int, str, str, tuple[int, int]], ...] = (
    (("Callan", "Niamh"), "Threlkeld", 8, "Domestic abuse",
     "Called by a neighbour. Mum and her boyfriend had been shouting for an hour; Callan sat on the stairs with his "
     "sister. Nobody hurt. Boyfriend left for the night.", (17, 20)),
    (("Imogen",), "Varley", 14, "Missing",
     "Missing since four. Found at the bus station at nine with two older boys. Says she will do it again.", (21, 15)),
    (("Dorian",), "Askew", 3, "Child found alone",
     "In the street in his pyjamas. Dad was asleep and had not heard the door. Home clean, dad sober and shaken.", (18, 5)),
    (("Petronella", "Wilf"), "Gaunt", 6, "Domestic abuse",
     "Mum said that dad pushed her; no marks seen. Both children were awake.", (21, 40)),
    (("Petronella", "Wilf"), "Gaunt", 6, "Domestic abuse",
     "Called again: dad had come back for his keys and broke a window. Arrested. The children slept at their aunt’s.", (23, 55)),
    (("Blythe",), "Ormerod", 16, "Drugs", "Stopped with a small bag and two phones. Would not say whose they are.", (22, 10)),
    (("Tobiah",), "Quill", 11, "Neighbour dispute", "Words over a fence. Tobiah watched from the window and waved.", (19, 30)),
)  # fmt: skip
FORM = {
    "name": "Marguerite Sloane", "organisation": "Quarry Bank Primary, safeguarding lead", "source": "2A",
    "phone": "01632 960 870", "email": "m.sloane@quarrybank.example", "safe_now": "yes",
    "child.1": "Lowen Trevanion", "born.1": "8", "sex.1": "M", "home": "14 Sluice Lane", "postcode": "WM5 1QT",
    "told": "Lowen has come without lunch four times since half term and fell asleep in two lessons. He says that mum "
    "works nights now and that he gets himself up. His drawing of the kitchen is with this form.",
    "wants": "Somebody to speak with mum; she does not answer our letters.",
}  # fmt: skip
DRAWING = b"Lowen's words under his drawing: this is the kitchen, this is me, this is the clock, it is six.\n"


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration tells what waits at the front door"):
        if not is_there() or Batch.objects.exists():
            return
        _police_list(worker("ewan.price"), min(today, clock.today()))
        _online_form()
        _ratings(Random(7))  # noqa: S311 - no secret
        decide_sharing(
            worker("amina.rahman"), person("tia"), agency="housing", whom="Letting office, Alder Walk",
            what="Whether police were called to the home", is_shared=False, basis="none",
            why="They asked by telephone for a decision on the rent. It is not needed to keep the children safe.",
        )  # fmt: skip


def _police_list(ewan: Worker, today: date) -> None:
    """Last evening's list: who is new gets a record and waits for a decision."""
    rows = [_row(number, told, today) for number, told in enumerate(NOTIFIED, start=2)]
    take_in(ewan, rows=rows, source="6", organisation=AGENCY)


def _row(
    line: int, told: tuple[Sequence[str], str, int, str, str, tuple[int, int]], today: date
) -> listing.Row:
    names, surname, age, incident, words, (hour, minute) = told
    evening = today - timedelta(days=1)
    children = [
        listing.ChildTold(
            f"{name} {surname}", date(today.year - age - place * 2, 1 + len(surname), 10 + age), "U"
        )
        for place, name in enumerate(names)
    ]
    return listing.Row(
        line=line, reference=f"WP/{today:%y}/{40_100 + line}",
        received_at=datetime(evening.year, evening.month, evening.day, hour, minute, tzinfo=LONDON),
        happened_on=evening, incident=incident, words=words, address=f"{line * 3} Tannery Row", postcode="WM2 4LD",
        sender=f"PC {1130 + line}", email="referrals@police.example", children=tuple(children), adults=(),
    )  # fmt: skip


def _online_form() -> None:
    """What a school sent this morning, with a file; nobody has read it yet."""
    taker = Worker.objects.filter(username="online-form", is_active=True).first()
    if taker is not None:
        boxes = [f"{box}.{n}" for n in (1, 2, 3, 4) for box in ("child", "born", "sex")]
        told = {name: FORM.get(name, "") for name in (*FORM, *boxes)}
        receive_and_acknowledge(taker, told=told, files=[Handed("Lowen’s drawing.txt", "text", DRAWING)])


def _ratings(chance: Random) -> None:
    """What referrers were told of the contacts of the last months, and how easy they found it to tell us."""
    since = clock.now() - timedelta(days=330)
    rows = Contact.objects.unguarded(DEMO).filter(decided_at__gt=since, feedback=None).order_by("-decided_at")
    letter = practice.current().letters["outcome"]
    decided = rows.values_list("step_id", "source", "received_at", "decided_at", "step__outcome")
    told = [row for row in decided[: RATED * 4] if is_professional(row[1])][:RATED]
    Feedback.objects.bulk_create(
        _feedback(chance, step, received_at, decided_at, letter.sentence(outcome))
        for step, _, received_at, decided_at, outcome in told
        if decided_at
    )


def _feedback(
    chance: Random, contact: int, received_at: datetime, decided_at: datetime, told: str
) -> Feedback:
    acknowledged = received_at + timedelta(minutes=chance.choice((1, 2, 2, 3, 40, 190, 1700)))
    told_at = decided_at + timedelta(minutes=chance.randint(1, 20))
    rated = chance.random() < 0.4
    return Feedback(
        contact_id=contact, acknowledged_at=min(acknowledged, told_at), told_at=told_at, told=told,
        rating=chance.choice(RATINGS) if rated else None,
        rated_at=told_at + timedelta(hours=chance.randint(1, 30)) if rated else None,
    )  # fmt: skip
