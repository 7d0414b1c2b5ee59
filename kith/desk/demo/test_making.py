from datetime import date
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kith.access import practice as practices
from kith.access.guarded import EVERY_ROW
from kith.core import Refused, calendar
from kith.core.identifiers import is_test_nhs_number, nhs_number_problem
from kith.desk.demo import cast, making, rows, story, tell
from kith.desk.demo.facts import Facts
from kith.desk.demo.found import STORY_NUMBERS
from kith.desk.demo.order import Order
from kith.desk.demo.population import Population
from kith.people.models import Identifier, Person
from kith.practice import Form
from kith.work.models import FormVersion, Step

SMALL = Order(children=60, years=1)
TODAYS = [
    date(2026, 10, 14),
    date(2011, 10, 26),
    date(2013, 6, 1),
]  # the last: a Saturday, soon after the packs changed

# Each must find nothing in a made record.
NEVER = {
    "a day of a case that nobody holds, or two do": """
        select i.id from work_involvement i join work_allocation a on a.involvement_id = i.id
        group by i.id having min(a.started_on) <> i.started_on
          or max(coalesce(a.ended_on, 'infinity')) <> coalesce(i.ended_on, 'infinity')
          or (i.ended_on is not null and sum(a.ended_on - a.started_on) <> i.ended_on - i.started_on)""",
    "a case without an allocation": """
        select id from work_involvement where id not in (select involvement_id from work_allocation)""",
    "open work in a case that has ended": """
        select s.id from work_step s join work_stepchild c on c.step_id = s.id
        join work_involvement i on i.id = c.involvement_id
        where i.ended_on is not null and s.state not in ('completed', 'cancelled')""",
    "work done after the case ended": """
        select s.id from work_step s join work_stepchild c on c.step_id = s.id
        join work_involvement i on i.id = c.involvement_id where s.completed_on > i.ended_on""",
    "a case closed as assessed only after a strategy discussion": """
        select i.id from work_involvement i join work_stepchild c on c.involvement_id = i.id
        join work_step s on s.id = c.step_id
        where i.end_reason in ('RC8', 'RC9') and s.kind = 'strategy_discussion' and s.state <> 'cancelled'""",
    "a referral without its case on the same day": """
        select r.id from frontdoor_referral r join work_involvement i on i.id = r.involvement_id
        where i.started_on <> r.received_on or i.person_id <> r.person_id""",
    "a sign-off waiting for work that is not submitted, or none for work that is": """
        select s.id from work_step s left join work_signoff o on o.step_id = s.id and o.decided_at is null
        where (s.state = 'submitted') <> (o.id is not null)""",
    "an assessment due on another day than its limit says": """
        select s.id from work_step s join database_workingday a on a.day = s.clock_from_on
        join database_workingday b on b.day = s.due_on where b.number - a.number <> s.limit_days""",
    "something recorded before it happened": """
        select id from work_visit where recorded_at < visited_at
        union all select id from work_note where recorded_at < happened_at
        union all select id from work_involvement where ended_recorded_at::date < ended_on""",
    "a child with a case before it was on the way or after it grew up": """
        select i.id from work_involvement i join people_person p on p.id = i.person_id
        where p.born_on > i.started_on + 160 or i.started_on >= p.born_on + interval '18 years'""",
    "a child in need plan beside a protection plan or care": """
        select a.id from work_standing a join work_standing b on b.person_id = a.person_id
          and b.kind in ('protection', 'looked_after')
        where a.kind = 'in_need' and b.started_on < coalesce(a.ended_on, 'infinity')
          and a.started_on < coalesce(b.ended_on, 'infinity')""",
    "a protection plan given up for care on a day without care": """
        select p.id from work_standing p where p.kind = 'protection' and p.end_reason = 'looked_after'
          and not exists (select from work_standing c where c.person_id = p.person_id and c.kind = 'looked_after'
            and c.started_on <= p.ended_on and coalesce(c.ended_on, 'infinity') >= p.ended_on)""",
    "work about a child whose record was sealed before": """
        select s.id from work_step s join work_stepchild c on c.step_id = s.id
        join people_restriction r on r.person_id = c.person_id and r.sealed
        where coalesce(s.completed_at, s.cancelled_at, 'infinity') > r.started_at""",
    "a postcode that could be real": "select id from people_address where postcode !~ '^(WM.*)?$'",
}


def found(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def made_without_a_database(seed, children=15):
    made = rows.Rows(lambda model: 200_001, {Person: STORY_NUMBERS})
    facts = Facts(made, practices.on, calendar.england(), Random(seed), story.TODAY)
    told = cast.Told()
    cast.staff(facts, told, cast.Told())
    tell.Teller(facts, told, story.StoryDays(facts.today, facts.calendar)).all()
    population = Population(facts, told, Order(children=children + len(told.cases), years=1))
    for _ in population.make():
        pass
    steps = made.waiting[Step]
    made.take()
    return made, population, steps


def test_the_same_seed_makes_the_same_rows():
    first, again, other = (made_without_a_database(seed)[0] for seed in (5, 5, 6))

    assert first.digest == again.digest
    assert first.digest != other.digest


@pytest.fixture(scope="module")
def larger():
    return made_without_a_database(8, children=260)


def test_as_many_children_are_open_as_were_asked_for(larger):
    _, population, _ = larger

    assert population.journeys.open_children == population.order.children


def test_a_fifth_to_a_quarter_of_referrals_are_children_who_came_back(larger):
    _, population, _ = larger

    way = population.journeys
    assert 0.18 < way.re_referrals / way.referrals < 0.27
    assert way.contact_lines / way.referrals == pytest.approx(4.7, abs=0.1)


def test_assessments_in_the_record_pile_up_before_the_limit(larger):
    _, _, steps = larger
    place = rows.shape(Step).columns.index
    between = calendar.england().between
    days = [
        between(row[place("clock_from_on")], row[place("completed_on")])
        for row in steps
        if row[place("kind")] == "single_assessment" and row[place("completed_on")]
    ]

    assert len(days) > 200
    assert sum(41 <= day <= 45 for day in days) > 2 * sum(46 <= day <= 50 for day in days)
    assert 0.78 < sum(day <= 45 for day in days) / len(days) < 0.92


@pytest.mark.django_db
@pytest.mark.parametrize("today", TODAYS)
def test_a_made_record_breaks_no_rule(today):
    made, _ = making.make(SMALL, today)

    assert {rule: len(found(sql)) for rule, sql in NEVER.items() if found(sql)} == {}
    assert made["work_involvement"] > 30
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    assert all(Form.from_content(form.content).hash == form.hash for form in FormVersion.objects.all())
    numbers = Identifier.objects.unguarded(EVERY_ROW).filter(kind="nhs").values_list("value", flat=True)
    assert all(is_test_nhs_number(number) and nhs_number_problem(number) is None for number in numbers)
    assert Person.objects.create(given_name="Comes", family_name="After", recorded_at="2026-10-14T09:00Z").pk


@pytest.mark.django_db
def test_the_record_is_filled_up_to_the_size_asked_for():
    order = Order(
        children=50, years=1, people=1500, cases=150, open_steps=300, closed_steps=1200, stay=1.5, detail=0.3
    )

    made, _ = making.make(order, story.TODAY)

    assert {rule: len(found(sql)) for rule, sql in NEVER.items() if found(sql)} == {}
    assert found(
        "select count(*) filter (where state in ('completed', 'cancelled')), count(*) from work_step"
    ) == [(1200, 1500)]
    assert made["people_person"] >= 1500


@pytest.mark.django_db
def test_a_record_with_people_in_it_is_left_alone_unless_asked():
    Person.objects.create(given_name="Real", recorded_at="2026-10-14T09:00Z")

    with pytest.raises(Refused, match="people in this record already"):
        making.make(SMALL, story.TODAY)
    assert Person.objects.unguarded(EVERY_ROW).count() == 1

    making.make(SMALL, story.TODAY, add=True)
    assert Person.objects.unguarded(EVERY_ROW).count() > 100


@pytest.mark.django_db
def test_a_failure_in_the_middle_leaves_nothing():
    asked = []

    def practice_on(day):
        asked.append(day)
        if len(asked) > 150:
            raise LookupError("no practice any more")
        return practices.on(day)

    with pytest.raises(LookupError):
        making.make(SMALL, story.TODAY, practice_on)

    assert not Person.objects.unguarded(EVERY_ROW).exists()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"children": 0}, "1 to 20,000 open children"),
        ({"practice": "wt1989"}, "no practice pack wt1989"),
    ],
)
def test_the_command_says_what_is_wrong(asked, words):
    with pytest.raises(CommandError, match=words):
        call_command("demo", **asked)


@pytest.mark.django_db
def test_a_record_store_that_is_behind_is_not_changed_unasked(as_owner):
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'work' and name >= '0030'")

    with pytest.raises(CommandError, match=r"lack [0-9]+ changes?\. Run: manage\.py migrate"):
        call_command("demo", children=20, years=1)

    assert not Person.objects.unguarded(EVERY_ROW).exists()


def test_the_command_wants_a_day():
    with pytest.raises(CommandError, match="a day such as 2026-10-14"):
        call_command("demo", "--today", "tomorrow")
