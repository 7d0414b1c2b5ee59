"""Practice observed, samples of last month read, reports judged by a chair, and what was learned."""

from datetime import date, timedelta

from kith.access.guarded import DEMO
from kith.access.models import Membership, Worker, holding
from kith.core.period import add_months
from kith.database.session import as_system
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.parts.sampled import CHILDREN, KIND, WORDS
from kith.desk.demo.starting import PracticeOn
from kith.practice.checklists import DIP_SAMPLE, REPORT, SUPERVISION
from kith.quality.dipping import actions as dipping
from kith.quality.dipping import queries as dipped
from kith.quality.judging import actions as judging
from kith.quality.judging import queries as judged
from kith.quality.learning import actions as learning
from kith.quality.learning import queries as learned
from kith.quality.models import DipReading, LearningEntry, PracticeObservation, SupervisionReading
from kith.quality.observing import actions as observing
from kith.quality.observing import queries as observed
from kith.work.models import Step
from kith.work.steps import actions as steps

SEED = "0b5e" * 8
CHAIRS, JUDGED = 8, 4  # how many chairs, and how much each has judged; the rest waits
MARKS = ("yes", "partly", "yes", "yes", "no", "yes", "unseen")
MEETINGS = (
    ("It goes on as agreed.", "“Sundays are good.”"),
    ("Dad has been to the drinking service twice.", "“He did not shout.”"),
)
LEARNED = (
    ("audit", 12, "Fathers who live elsewhere are often not asked.",
     "Every assessment says how the father was asked, and what he said.", "Our own plan, 1.1.3"),
    ("complaint", 30, "Families got letters they could not read.",
     "Letters about decisions are read out first, and the plain words of the pack are used.", ""),
    ("review", 75, "Nobody joined up three calls of neighbours about one house.",
     "The front door looks at all calls about an address, not only about a name.", "R4 of the review"),
)  # fmt: skip


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is."""
    with as_system("the demonstration shows practice that is observed"):
        if not is_there() or PracticeObservation.objects.exists():
            return
        head = worker("ngozi.bright")
        _observe(today, head)
        _read_samples(today, head, practice_on)
        _judge(today, practice_on)
        _learn(today, head)


def _observe(today: date, head: Worker) -> None:
    amina, colin = worker("amina.rahman"), worker("colin.burge")
    seen = ("prepared", "child", "plain", "listened", "authority", "agreed")
    at_home = observing.observe(
        colin, worker=amina.pk, kind="visit", observed_on=today - timedelta(days=6),
        marks={**dict.fromkeys(seen, "yes"), "agreed": "partly", "authority": "unseen"},
        good="Sat on the floor with the youngest until she spoke. Told the mother plainly what worries us, and waited.",
        develop="The visit ended in the doorway. Say who does what by when before you get up; try it on Thursday.",
    )  # fmt: skip
    observing.answer(
        amina,
        at_home,
        words="I knew it when I was in the car. I have since written the three things on a card for them.",
    )
    observing.observe(
        head, worker=colin.pk, kind="supervision", observed_on=today - timedelta(days=20),
        marks={**dict.fromkeys(seen, "yes"), "child": "partly"},
        good="Asked what else could be true, twice, and let the silence work.",
        develop="Two of the five children were talked about as lists of dates. Ask what today is like for them.",
    )  # fmt: skip
    for one in observed.standards_read(amina, today):
        observing.mark_read(amina, form=one.form, held=one.held)


def _read_samples(today: date, head: Worker, practice_on: PracticeOn) -> None:
    month = add_months(today.replace(day=1), -1)
    _hold_meetings(month, today)
    dipping.draw(head, occasion=DIP_SAMPLE, month=month, number=5, seed=SEED)
    checklist = practice_on(today).checklist(DIP_SAMPLE, today)
    first = DipReading.objects.unguarded(DEMO).order_by("pk").first()
    if first and checklist:
        marks = {one.code: "yes" for one in checklist.items} | {checklist.items[0].code: "partly"}
        dipping.say(
            head, first, marks=marks, words="One sentence of the child, and it is the same as last time."
        )
    asked = practice_on(today).checklist(SUPERVISION, today)
    if not asked or not dipped.given(head, SUPERVISION, month):
        return
    dipping.draw(head, occasion=SUPERVISION, month=month, number=4, seed=SEED)
    others = SupervisionReading.objects.exclude(supervision__supervisor=head).exclude(
        supervision__worker=head
    )
    for row in others.order_by("pk")[:2]:
        marks = {one.code: mark for one, mark in zip(asked.items, ("yes", "partly", "yes"), strict=False)}
        words = "Says what was done and little of what it means for the child."
        dipping.say_of_supervision(head, row, marks=marks, words=words)


def _hold_meetings(month: date, today: date) -> None:
    """Two plan reviews of last month that nobody signs off."""
    amina = worker("amina.rahman")
    for number, (better, said) in enumerate(MEETINGS):
        on = month + timedelta(days=4 + 14 * number)
        people = {key: person(key) for key in CHILDREN}
        step = steps.open_step(
            amina, kind=KIND, people=[one.pk for one in people.values()], team=amina.team, worker=amina,
            started_on=today, clock_from_on=None,
        )  # fmt: skip
        told: list[tuple[str, int | None, str]] = [
            (name, None, words) for name, words in {**WORDS, "better": better}.items()
        ]
        told += [("own_words", one.pk, said) for one in people.values()]
        told += [
            ("met_on", None, f"{on}"),
            ("next_on", None, f"{on + timedelta(days=42)}"),
            ("present:1:who", None, "Mum, dad"),
        ]
        for name, child, value in told:
            steps.save_answer(amina, step, question=name, child=child, value=value, base_version=0)
        steps.submit(amina, step, asked=None)
        Step.objects.unguarded(DEMO).filter(pk=step.pk).update(started_on=on, completed_on=on)


def _judge(today: date, practice_on: PracticeOn) -> None:
    """Some chairs have judged some of what they were given."""
    checklist = practice_on(today).checklist(REPORT, today)
    places = Membership.objects.filter(holding(today), role="conference_chair", worker__is_active=True)
    chairs = Worker.objects.filter(pk__in=places.values("worker")).order_by("pk")[:CHAIRS]
    for turn, chair in enumerate(chairs if checklist else ()):
        for number, one in enumerate(judged.to_judge(chair, today)[1 : JUDGED + 1]):
            items = checklist.items if checklist else ()
            marks = {
                item.code: MARKS[(turn + number + place) % len(MARKS)] for place, item in enumerate(items)
            }
            words = "It tells much and explains little." if "no" in marks.values() else ""
            judging.judge(chair, one.step, marks=marks, words=words)


def _learn(today: date, head: Worker) -> None:
    colin = worker("colin.burge")
    teams = learned.teams(today)
    for source, days, what, change, recommendation in LEARNED:
        learning.share(
            head, source=source, learned_on=today - timedelta(days=days), learned=what, change=change,
            recommendation=recommendation,
        )  # fmt: skip
    if colin.team and colin.team.pk in teams:
        for entry in LearningEntry.objects.order_by("learned_on")[:2]:
            learning.talked(
                colin,
                entry,
                team=colin.team.pk,
                talked_on=today - timedelta(days=5),
                words="On the wall by the phones.",
            )
