"""A plan review of the Lisles that nobody signs off and chance picked to be read."""

from datetime import date, timedelta
from typing import Any

from kith.access.guarded import DEMO
from kith.database.session import as_system
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.people.models import Person
from kith.work.models import SampledWork, Step
from kith.work.sampling.rules import is_drawn
from kith.work.steps import actions

KIND = "need_plan_review"
CHILDREN = {
    "petra": "“I told dad about Saturdays myself. He listened. I want Sundays to stay.”",
    "sam": "“Dad’s football goal is up again. I slept.”",
}
WORDS = {
    "better": "No nights at dad’s since September. Petra sleeps through and has no stomach ache on Fridays; she says "
    "it is because nobody shouts. Mum’s sister has them on Tuesdays.",
    "not_better": "Dad has not begun with the drinking service: the first letter went to his old address.",
    "family_says": "Mum: it is quieter. Dad: he wants to be told directly and not through the children.",
    "worry": "Nights may begin again before dad has help.",
    "outcome": "continue",
    "outcome_why": "It works, and one thing is not in place yet.",
    "changes": "Amina brings dad the new appointment by Friday. Sundays stay. Mum’s sister keeps Tuesdays.",
}


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration shows work that is sampled"):
        if not is_there() or Step.objects.unguarded(DEMO).filter(kind=KIND).exists():
            return
        people, amina = {key: person(key) for key in CHILDREN}, worker("amina.rahman")
        step = actions.open_step(
            amina, kind=KIND, people=[child.pk for child in people.values()], team=amina.team, worker=amina,
            started_on=today - timedelta(days=2), clock_from_on=None,
        )  # fmt: skip
        for name, child, value in _answers(people, today):
            actions.save_answer(amina, step, question=name, child=child, value=value, base_version=0)
        actions.submit(amina, step, asked=None)
        _drawn(step)


def _answers(people: dict[str, Person], today: date) -> list[tuple[str, int | None, Any]]:
    said: list[tuple[str, int | None, Any]] = [(name, None, words) for name, words in WORDS.items()]
    said += [("own_words", people[key].pk, words) for key, words in CHILDREN.items()]
    said += [
        ("met_on", None, f"{today - timedelta(days=2)}"),
        ("next_on", None, f"{today + timedelta(days=40)}"),
        ("present:1:who", None, "Mum, dad, Ruth Hale from school"),
    ]
    return said


def _drawn(step: Step) -> None:
    """Keep a seed under which chance picks this piece, so that the desk of those who read is not empty."""
    row = SampledWork.objects.unguarded(DEMO).get(step=step)
    seeds = (f"{number:032x}" for number in range(10_000))
    row.seed, row.is_drawn = next(seed for seed in seeds if is_drawn(seed, step.pk, row.one_in)), True
    row.save(update_fields=["seed", "is_drawn"])
