"""What is known of a conference beside its record, and beside the report that goes to it."""

from collections.abc import Iterable, Mapping, Sequence

from kith.access.models import Worker
from kith.core import clock
from kith.core.reading_words import listing, long_day, short_day
from kith.protection.conference import queries, rules
from kith.protection.models import Conference, ConferenceChild, ConferenceInvitation
from kith.protection.models.conferences import ATTENDANCE, KINDS, PARTICIPATION
from kith.work.known.rules import Fact
from kith.work.models import Step
from kith.work.plans import queries as plans

NAME = "conference"


def conference(viewer: Worker, step: Step, names: Mapping[int, str], wanted: Sequence[str]) -> list[Fact]:
    """What the room knows of the conference a record is of; of one still ahead, when and where it is."""
    rows = Conference.objects.seen_by(viewer).select_related("chair", "outline")
    row = rows.filter(record=step).first() or rows.filter(pk__in=queries.planned_for(names).values()).first()
    if row is None:
        return []
    source = rules.reference(row.pk)
    if row.held_on is None:
        when = rules.when_words(clock.london(row.planned_at))
        return [Fact(KINDS[row.kind], f"{when}, {row.place}.{_led(row)}", source, NAME)]
    return [
        Fact(KINDS[row.kind], f"{long_day(row.held_on)}, {row.place}.{_led(row)}", source, NAME),
        *_came(queries.invitations_of(viewer, row), source),
        *(
            _decided(row, line, source)
            for line in queries.children_of(viewer, row)
            if line.person_id in names
        ),
        *_plan(viewer, row, source),
    ]


def _led(row: Conference) -> str:
    led = f" Led by {row.chair.name}." if row.chair else ""
    return f"{led} Fewer than two other agencies were there: {row.went_on_why}" if row.went_on_why else led


def _came(invited: Iterable[ConferenceInvitation], source: str) -> list[Fact]:
    there = [_named(one) for one in invited if one.attended in rules.CAME]
    missing = [
        f"{_named(one)}: {ATTENDANCE[one.attended].lower()}"
        for one in invited
        if one.attended and one.attended not in rules.CAME
    ]
    reports = [
        f"{_named(one)} on {short_day(one.report_received_on)}"
        + (f", shared with the family on {short_day(one.report_shared_on)}" if one.report_shared_on else "")
        for one in invited
        if one.report_received_on
    ]
    told = (("Who was there", there), ("Who was not", missing), ("Reports that came", reports))
    return [Fact(title, f"{'; '.join(words)}.", source, NAME) for title, words in told if words]


def _named(one: ConferenceInvitation) -> str:
    return f"{one.name} ({one.role})" if one.role else one.name


def _decided(row: Conference, line: ConferenceChild, source: str) -> Fact:
    category = queries.categories(row.held_on or clock.today()).get(line.category, "")
    words = rules.DECISION_WORDS[row.kind].get(line.decision, "Nothing yet")
    said = [
        f"{words}, because of {category.lower()}." if category else f"{words}.",
        line.why,
        f"Seen differently: {line.dissent}" if line.dissent else "",
        f"The child: {PARTICIPATION[line.participation].lower()}." if line.participation else "",
    ]
    return Fact("Decided", " ".join(filter(None, said)), source, NAME, line.person_id)


def _plan(viewer: Worker, row: Conference, source: str) -> list[Fact]:
    if row.outline is None:
        return []
    whole = plans.whole(viewer, row.outline)
    tasks = [
        f"{task.owner}: {task.words} ({short_day(task.due_on) if task.due_on else task.due_words})"
        for task in whole.open_tasks
    ]
    told = (
        ("What needs to be different", [goal.words for goal in whole.open_goals]),
        ("Who does what", tasks),
    )
    return [Fact(title, f"{listing(words)}.", source, NAME) for title, words in told if words]
