"""What went to court about Lacey Dunn, the enquiry before it, and what Jordan Pike was given: kept as it was sent.

The work is made in rows, like the rest of the story; the papers are made of it by the program itself.
"""

from datetime import date, timedelta
from typing import Any

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.database.session import as_system
from kith.desk.demo import rows, starting
from kith.desk.demo.facts import Ending, Facts, Held, moment
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.documents.files.actions import store
from kith.people.actions import create_person
from kith.people.family.actions import relate
from kith.people.models import Address, Person
from kith.work.answers.chronology import events_of
from kith.work.answers.evidence import cite
from kith.work.copies import making as copies
from kith.work.models import Answer, AnswerVersion, Involvement, StatementCopy, Step, StepCopy
from kith.work.naming.rules import line
from kith.work.statements import making as statements
from kith.work.steps import queries as step_queries

Told = dict[tuple[str, str], Any]
STATEMENT, ENQUIRY = "court_statement", "section_47_enquiry"
TO_COURT = "The family court at Westmere"
COURT: Told = {
    ("court", ""): "Family court at Westmere, WM26P00417",
    ("known_since", ""): "August 2026",
    (
        "known_from",
        "",
    ): "I have seen Lacey four times, twice alone, and each parent three times. What the police saw "
    "comes from their reports; what dad says of the summer comes from his letter.",
    (
        "background",
        "",
    ): "Dad has moved out and asks the court for weekends with Lacey. Police were called three times "
    "in a month before that.",
    (
        "helped",
        "",
    ): "A counsellor for both parents, whom they saw twice, and a group for children who have heard "
    "violence, which Lacey goes to each Tuesday.",
    (
        "own_words",
        "lacey",
    ): "“I like dad’s when it is quiet. I want my own bed there.” She drew two houses and one bus.",
    (
        "needs",
        "lacey",
    ): "Days that are the same each week, no shouting when she is handed over, and both her parents.",
    (
        "contact",
        "",
    ): "Sundays from ten to five, handed over at her gran’s. Nights when there is a bed for her.",
    (
        "care",
        "",
    ): "Both feed, dress and love her. Neither can speak to the other without a row, and dad throws things "
    "when he is angry.",
    (
        "parents_say",
        "",
    ): "Mum: Sundays are right, nights are too soon. Dad: he wants every second weekend, and will go "
    "on with the counsellor.",
    ("kin_asked:1:said", ""): "She would have Lacey for a night, and opens her door for the handing over.",
    ("kin_asked:2:who", ""): "Mick, dad’s brother",
    ("kin_asked:2:asked_on", ""): "September 2026",
    ("kin_asked:2:said", ""): "Dad stays with him; there is no bed for a child.",
    ("risk:1:what", ""): "Lacey hears her parents fight, and things are thrown when she is near.",
    ("risk:1:whom", ""): ["lacey"],
    ("risk:1:sure", ""): "told",
    (
        "risk:danger",
        "",
    ): "We are worried that if Lacey is handed over from parent to parent, she will be hurt by "
    "something that is thrown, and go on being frightened.",
    ("orders", ""): "An order that says on which days Lacey is with dad, for a year.",
    (
        "ways",
        "",
    ): "No order: they have not kept to what they agreed. Only meetings with somebody there: Lacey is not "
    "afraid of dad alone. Sundays, handed over at her gran’s: this has worked four times.",
    ("why_this", ""): "Lacey asks for it herself, and it has worked while no row was near her.",
    ("outcome", ""): "to_court",
}
DUNN: Told = {
    ("seen", "lacey"): "yes",
    ("seen_alone", "lacey"): "yes",
    ("own_words", "lacey"): "“They shout and then the door is broken.”",
    ("medical", "lacey"): "no",
    ("happened_when", ""): "September 2026",
    ("parents_say", ""): "Both say that they shout, and that nobody touches Lacey.",
    ("agencies:1:said", ""): "Three calls in a month; Lacey was upstairs each time and not hurt.",
    ("risk:1:what", ""): "Lacey hears her parents fight at night. Nobody has hit her.",
    ("risk:1:whom", ""): ["lacey"],
    ("risk:1:sure", ""): "told",
    ("risk:danger", ""): "We are worried that if the fights go on, Lacey will be hurt by what is thrown.",
    ("finding", ""): "none",
    ("finding_why", ""): "She was not hurt. The doctor was not needed. Both parents let us see every room.",
    (
        "safe_until",
        "",
    ): "Dad sleeps at his brother’s until they have seen the counsellor. Joe rings on Fridays.",
    ("outcome", ""): "continue",
    ("outcome_why", ""): "The assessment goes on, and looks at what the fights are about.",
    ("family_told", ""): "yes",
}


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration shows what is handed out"):
        if not is_there() or Step.objects.unguarded(DEMO).filter(kind=STATEMENT).exists():
            return
        joe = worker("joe.whitlock")
        gran = _gran(joe, today)
        made = starting.new_rows()
        facts = starting.new_facts(made, today, practice_on, seed=0)
        _work(facts, joe, ENQUIRY, DUNN | _where(), 12)
        sent = _work(facts, joe, STATEMENT, COURT | _asked(gran, today), 5)
        rows.write(made)
        rows.advance(made)
        _send(joe, sent, today)
        _give(today)


def _gran(by: Worker, today: date) -> Person:
    """Lacey's grandmother, who is asked whether she could care for her."""
    gran = create_person(by, given_name="Nerys", family_name="Dunn", born_told="1966", sex="F", today=today)
    relate(by, gran, person("lacey"), kind="grandparent", today=today)
    return gran


def _work(facts: Facts, by: Worker, kind: str, told: Told, ago: int) -> int:
    """A finished piece of work about Lacey with its answers, signed off so many working days ago."""
    child, add = person("lacey").pk, facts.calendar.add
    case = Involvement.objects.unguarded(DEMO).get(person=child, ended_on__isnull=True)
    done, team = add(facts.today, -ago), by.team
    managers = Worker.objects.filter(memberships__team=team, memberships__role="team_manager").order_by("pk")
    manager = managers.first() or by
    step = facts.step(
        kind, {child: case.pk}, Held(team.pk if team else 0, by.pk, manager.pk),
        Ending("completed", add(done, -1), done, outcome=told["outcome", ""]),
        started_on=add(done, -4), family_id=case.family_id,
    )  # fmt: skip
    said = {
        (name, child if key else None): [str(child)] if name.endswith(":whom") else value
        for (name, key), value in told.items()
    }
    facts.answers(step, by.pk, moment(add(done, -1), 11, 20), said)
    return step


def _asked(gran: Person, today: date) -> Told:
    """By when the court wants it, and who of the family was asked when."""
    return {
        ("filed_by", ""): f"{today + timedelta(days=9):%-d/%-m/%Y}",
        ("kin_asked:1:who", ""): line("person", gran.name, gran.pk),
        ("kin_asked:1:asked_on", ""): f"{today - timedelta(days=12):%-d/%-m/%Y}",
    }


def _where() -> Told:
    """Where it is said to have happened: an address on record."""
    home = Address.objects.filter(lines="5 Thorn Close").order_by("pk").first()
    return {("happened_where", ""): line("address", "5 Thorn Close, WM4 6RR", home.pk) if home else "At home"}


def _send(by: Worker, number: int, today: date) -> None:
    """The events for the court, and the statement as it went there."""
    step = Step.objects.unguarded(DEMO).select_related("team", "worker", "family").get(pk=number)
    done = step.completed_on or today
    people = step_queries.names_inside(by, step)
    chosen = [
        cite(event).line
        for event in events_of(by, list(people))
        if event.on <= done and not event.title.startswith(step.title)
    ]
    facts = {"step": step, "question": "chronology", "child": None, "value": chosen, "version": 1, "by": by}
    saved_at = moment(done, 9, 5)
    Answer.objects.create(saved_at=saved_at, **facts)
    AnswerVersion.objects.create(saved_at=saved_at, **facts)
    if (reader := statements.reader_of(by, step, 0, today)) is None:
        return
    told = statements.made(by, step, reader, done).content
    StatementCopy.objects.create(
        step=step, to=TO_COURT, how="portal", content=told,
        file=store(statements.set_as_pdf(told), kind="pdf"), by=by, at=moment(done, 17, 5),
    )  # fmt: skip


def _give(today: date) -> None:
    """What Jordan Pike was given of his assessment, where it was told at length."""
    number = person("jordan").pk
    found = Step.objects.unguarded(DEMO).filter(children__person=number, state="completed")
    told = found.filter(answers__question="own_words").select_related("team", "worker", "family").first()
    if told is None or told.worker is None or told.completed_on is None:
        return
    reader = copies.reader_of(told.worker, told, number, today)
    made = copies.made(told.worker, told, reader, told.completed_on) if reader else None
    if made and not made.is_empty and made.copy.may_be_given:
        StepCopy.objects.create(
            step=told, person_id=number, to="Jordan Pike", how="read", content=made.copy.content,
            file=store(made.copy.printed.pdf, kind="pdf"), reading_age=made.copy.reading_age, by=told.worker,
            at=moment(told.completed_on, 17, 30),
        )  # fmt: skip
