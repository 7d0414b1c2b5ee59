"""Whether an invented authority looks like one: what was made, against the published figures, in both practices."""

import inspect
import re
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from kith.access import practice as practices
from kith.care.models import CarePeriod, LeavingContact, LegalStatus, Placement, TimeMissing
from kith.care.period.rules import ADOPTED
from kith.care.status.rules import LONGEST
from kith.core import calendar
from kith.core.period import add_months
from kith.court.models import CourtOrder
from kith.court.rules import LEGAL_STATUS
from kith.desk.demo import (
    care_shares,
    cast,
    chances,
    family_plans,
    on_plan,
    parts,
    plan_rows,
    rows,
    story,
    tell,
)
from kith.desk.demo.facts import Facts
from kith.desk.demo.found import STORY_NUMBERS
from kith.desk.demo.order import Order
from kith.desk.demo.parts import enquiries, from_elsewhere, helped_early
from kith.desk.demo.population import Population
from kith.earlyhelp.models import HelpReview, TeamAround
from kith.frontdoor.models import Contact
from kith.inneed.models import InNeedPlan
from kith.people.models import Adoption, Person, Restriction
from kith.protection.models import Conference, ConferenceChild, CoreGroup, ProtectionPlan
from kith.work.models import FamilyPlan, Involvement, PlanGoal, PlanTask, Standing, Step, Timescale

ENGLAND = calendar.england()
BOTH = (date(2026, 10, 14), date(2011, 10, 26))
CHILDREN = 260
IN_CARE, NEVER = "looked_after", date.max
ALIKE = 0.045  # how far a share may lie beside the published one


class Made:
    """What was made without a record store, as dictionaries."""

    def __init__(self, today):
        self.today = today
        made = rows.Rows(lambda model: 200_001, {Person: STORY_NUMBERS})
        self.facts = Facts(made, practices.on, ENGLAND, Random(3), today)
        told = cast.Told()
        cast.staff(self.facts, told, cast.Told())
        tell.Teller(self.facts, told, story.StoryDays(today, ENGLAND)).all()
        self.told = set(told.people.values())
        self.population = Population(self.facts, told, Order(children=CHILDREN, years=1, detail=0.1))
        self.facts.detail = 1.0  # plans and records of conferences, all that are written
        for _ in self.population.make():
            pass
        self.rows = made

    def of(self, model):
        """The rows of a table, none of the story's."""
        columns = list(rows.shape(model).columns)
        found = (dict(zip(columns, row, strict=True)) for row in self.rows.waiting.get(model, []))
        return [row for row in found if row.get("person_id") not in self.told]

    def standings(self, kind):
        return [row for row in self.of(Standing) if row["kind"] == kind]


@pytest.fixture(scope="module", params=BOTH, ids=("today", "2011"))
def made(request):
    return Made(request.param)


def shares(counted):
    return {name: number / counted.total() for name, number in counted.items()}


def of_weights(weights):
    whole = sum(weights.values())
    return {name: weight / whole for name, weight in weights.items()}


def test_a_quarter_of_enquiries_leads_to_a_plan_by_way_of_a_conference(made):
    enquiries = made.standings("enquiry")
    initial = [row for row in made.of(ConferenceChild) if row["kind"] == "initial"]
    plans = [row for row in initial if row["decision"] == "plan"]

    assert len(enquiries) > 150
    assert len(initial) / len(enquiries) == pytest.approx(on_plan.TO_CONFERENCE, abs=0.06)
    assert len(plans) / len(initial) == pytest.approx(on_plan.ON_PLAN, abs=0.08)


def test_plans_are_of_the_categories_and_lengths_published(made):
    drawn = made.facts.kept(on_plan.Shares)

    assert shares(drawn.categories.drawn) == pytest.approx(of_weights(on_plan.CATEGORIES), abs=ALIKE)
    for name, share in of_weights(on_plan.LENGTHS).items():
        assert shares(drawn.lengths.drawn).get(name, 0) == pytest.approx(share, abs=0.08)


def test_one_open_child_in_eight_is_on_a_plan(made):
    going_on = [row for row in made.standings("protection") if row["ended_on"] is None]

    assert 0.08 < len(going_on) / made.population.journeys.open_children < 0.16


def test_most_conferences_and_reviews_are_in_time_and_some_are_not(made):
    conferences = [row for row in made.of(Timescale) if row["code"] == "initial_conference" and row["met_on"]]
    reviews = [row for row in made.of(Timescale) if row["code"].startswith("protection_") and row["met_on"]]

    assert 0.6 < sum(row["met_on"] <= row["due_on"] for row in conferences) / len(conferences) < 0.95
    assert 0.65 < sum(row["met_on"] <= row["due_on"] for row in reviews) / len(reviews) < 1


def test_plans_that_ended_say_why_and_some_go_on_in_need(made):
    ended = [row for row in made.standings("protection") if row["ended_on"]]
    after = {(row["person_id"], row["started_on"]) for row in made.standings("in_need")}

    assert Counter(row["end_reason"] for row in ended).most_common(1)[0][0] == "review"
    assert 0.15 < sum((row["person_id"], row["ended_on"]) in after for row in ended) / len(ended) < 0.85


def test_plans_have_their_core_groups_and_reviews(made):
    plans = {row["standing_id"] for row in made.of(ProtectionPlan)}
    began = {row["id"]: row["started_on"] for row in made.standings("protection")}
    groups = Counter(row["plan_id"] for row in made.of(CoreGroup))

    assert plans == set(began)
    long = [one for one, since in began.items() if since < made.today - timedelta(days=120)]
    assert sum(groups[one] >= 2 for one in long) > 0.9 * len(long)


def test_one_open_child_in_five_is_looked_after_under_the_laws_published(made):
    going_on = [row for row in made.standings("looked_after") if row["ended_on"] is None]
    shared = made.facts.kept(care_shares.CareShares)

    assert 0.15 < len(going_on) / made.population.journeys.open_children < 0.26
    assert shares(shared.laws[True].drawn) == pytest.approx(care_shares.LAWS, abs=0.09)


def test_two_of_three_placements_are_with_foster_carers(made):
    drawn = shares(made.facts.kept(care_shares.CareShares).kinds.drawn)

    assert sum(share for kind, share in drawn.items() if kind[0] == "U") == pytest.approx(0.67, abs=0.09)
    assert drawn["K2"] == pytest.approx(0.12, abs=0.05)
    assert 0.015 < drawn["P1"] < 0.12


def test_legal_status_and_placement_fit_each_other_and_the_day(made):
    statuses = made.of(LegalStatus)
    told = {row["standing_id"] for row in made.of(CarePeriod)}
    kinds = practices.on(made.today).lists["placement_type"]

    assert told == {row["period_id"] for row in statuses}
    for home in made.of(Placement):
        law = max(
            (row for row in statuses if row["period_id"] == home["period_id"]
             and row["started_on"] <= home["started_on"]), key=lambda row: row["started_on"],
        )["code"]  # fmt: skip
        assert home["kind"] in {code for code, _ in kinds.choices(home["started_on"])}
        assert (home["kind"], law) != ("P1", "V2")
        assert home["kind"] != "A6" or law == "E1"


def test_an_order_stands_behind_each_status_that_a_court_gives(made):
    periods = {row["id"]: row["person_id"] for row in made.of(Standing) if row["kind"] == "looked_after"}
    ordered = {
        (row["person_id"], LEGAL_STATUS[row["kind"]], row["started_on"])
        for row in made.of(CourtOrder)
        if row["kind"] in LEGAL_STATUS
    }
    given = {
        (periods[row["period_id"]], row["code"], row["started_on"])
        for row in made.of(LegalStatus)
        if row["period_id"] in periods and row["code"] in LEGAL_STATUS.values() and row["code"] not in LONGEST
    }

    assert given
    assert given <= ordered


def test_some_children_in_care_go_missing_and_most_are_talked_to(made):
    drawn = made.facts.kept(care_shares.CareShares).missing.drawn
    answers = Counter(row["answer"] for row in made.of(TimeMissing))

    assert 0.06 < drawn[True] / drawn.total() < 0.17
    assert answers["accepted"] > answers.total() / 2


def test_one_in_twenty_in_care_came_alone_and_none_of_them_from_a_home(made):
    alone = [row for row in made.of(CarePeriod) if row["is_unaccompanied"]]

    assert len(alone) == round(from_elsewhere.UNACCOMPANIED * CHILDREN)
    assert {row["home_postcode"] for row in alone} == {""}


def both_at_once(made, kind):
    """The days on which a child was looked after and had a plan of a kind: since, until (None while they go on)."""
    cared = [
        (row["person_id"], row["started_on"], row["ended_on"] or NEVER) for row in made.standings(IN_CARE)
    ]
    for plan in made.standings(kind):
        for person, began, ended in cared:
            since, until = max(began, plan["started_on"]), min(ended, plan["ended_on"] or NEVER)
            if person == plan["person_id"] and since < until:
                yield since, until


def test_a_protection_plan_ends_at_a_review_soon_after_care_began(made):
    together = [*both_at_once(made, "protection")]
    ended = [row for row in made.standings("protection") if row["end_reason"] == IN_CARE]
    reviews = {
        (row["person_id"], row["held_on"]): row["decision"]
        for row in made.of(ConferenceChild)
        if row["kind"] == "review"
    }
    cared_now = [row for row in made.standings(IN_CARE) if row["ended_on"] is None]

    assert ended
    assert {reviews[row["person_id"], row["ended_on"]] for row in ended} == {"neither"}
    assert all(min(until, made.today) - since < timedelta(days=500) for since, until in together)
    assert sum(until == NEVER for _, until in together) < 0.2 * len(cared_now)


def test_a_child_in_need_plan_ends_on_the_day_care_begins_and_may_begin_on_the_day_it_ends(made):
    plans, cared = made.standings("in_need"), made.standings(IN_CARE)
    begins = {(row["person_id"], row["started_on"]) for row in cared}
    ended = {(row["person_id"], row["ended_on"]) for row in cared}
    gave_way = {(row["person_id"], row["ended_on"]) for row in plans if row["end_reason"] == IN_CARE}

    assert not [*both_at_once(made, "in_need")]
    assert gave_way
    assert gave_way <= begins
    assert ended & {(row["person_id"], row["started_on"]) for row in plans}


def test_early_help_is_stepped_up_to_the_contact_that_opened_the_case(made):
    contacts = {row["step_id"]: row for row in made.of(Contact)}
    around = [row for row in made.of(TeamAround) if row["started_on"]]
    asked = [row for row in around if row["stepped_to_id"]]
    decided = {row["around_id"]: row["decision"] for row in made.of(HelpReview) if row["next_on"] is None}

    assert 0.02 < len(asked) / len(around) < 0.4
    for row in asked:
        contact = contacts[row["stepped_to_id"]]
        assert (row["outcome"], decided[row["id"]]) == ("stepped_up", "step_up")
        assert (contact["received_on"], contact["source"] in helped_early.ASK_US) == (row["ended_on"], True)


def test_little_children_are_adopted_and_their_old_record_is_sealed(made):
    adopted = {
        row["person_id"]: row["ended_on"] for row in made.standings(IN_CARE) if row["end_reason"] in ADOPTED
    }
    drawn = made.facts.kept(care_shares.CareShares).adoptions.drawn
    orders = {row["person_id"]: row for row in made.of(CourtOrder) if row["kind"] == "adoption"}
    sealed = {row["sealed_id"]: row for row in made.of(Adoption)}
    known = {child.id for house in made.population.known for child in house.children}
    placed = {row["period_id"]: row for row in made.of(Placement) if row["kind"] == "A6" and row["ended_on"]}
    periods = {row["id"]: row["person_id"] for row in made.standings(IN_CARE)}

    assert adopted
    assert len(adopted) == drawn[True] <= care_shares.ADOPTED * drawn.total() + 3
    assert {child: orders[child]["started_on"] for child in adopted} == adopted
    assert adopted.keys() <= {periods[period] for period in placed}
    assert (
        {row["person_id"] for row in made.of(Restriction) if row["sealed"]} == sealed.keys() <= adopted.keys()
    )
    assert not known & sealed.keys()
    closed = {row["person_id"]: row for row in made.of(Involvement) if row["end_reason"] == "RC1"}
    assert all(closed[child]["ended_on"] == ordered_on for child, ordered_on in adopted.items())


def test_most_plans_are_written_down_and_some_that_ended_say_what_worked(made):
    plans = {row["id"]: row for row in made.of(FamilyPlan)}
    kinds = Counter(row["kind"] for row in plans.values())
    tasks, goals = made.of(PlanTask), Counter(row["plan_id"] for row in made.of(PlanGoal))

    assert kinds["in_need"] > kinds["protection"] > 0 < kinds["early_help"]
    linked = [row["family_plan_id"] for row in (*made.of(ProtectionPlan), *made.of(InNeedPlan))]
    assert 0.5 < sum(1 for one in linked if one) / len(linked) / family_plans.WRITTEN < 1.5
    assert {goals[number] for number, row in plans.items() if row["kind"] != "pathway"} == {2}
    assert any(row["result"] == "worked" for row in tasks)
    assert not [row for row in tasks if row["dropped_on"] and plans[row["plan_id"]]["ended_on"] is None]


def test_what_was_said_at_a_conference_is_written_down_where_somebody_chairs(made):
    held, records = (
        made.of(Conference),
        {row["id"]: row for row in made.of(Step) if row["kind"] == plan_rows.RECORD},
    )
    written = [row for row in held if row["record_id"]]

    assert {row["record_id"] for row in written} == records.keys()
    share = len(written) / sum(1 for row in held if row["chair_id"])
    assert share == pytest.approx(plan_rows.RECORDED, abs=0.12)
    assert all(records[row["record_id"]]["started_on"] == row["held_on"] for row in written)


def test_care_leavers_early_help_and_others_are_there(made):
    kinds = Counter(row["kind"] for row in made.of(Standing))

    assert kinds["care_leaver"] > 20
    assert made.of(LeavingContact)
    assert kinds["court"] > 20
    assert kinds["private_fostering"] == round(from_elsewhere.PRIVATE * CHILDREN)
    assert {row["source"] for row in made.of(TeamAround)} == {"contact", "step_down"}


def test_nothing_that_goes_on_is_put_beside_the_storys_own_work(made):
    north = made.population.journeys.staff.told.teams[story.NORTH]
    theirs = {
        person for house in made.population.known for time in house.worked
        if time.ended_on is None and time.held.team == north for person in time.cases
    }  # fmt: skip
    on_plan_now = {row["person_id"] for row in made.standings("protection") if row["ended_on"] is None}
    in_court = {row["person_id"] for row in made.standings("court") if row["ended_on"] is None}

    assert theirs
    assert not theirs & on_plan_now
    assert not {
        row["person_id"]
        for row in made.of(Timescale)
        if row["person_id"] in theirs & in_court
        and row["code"] in ("proceedings", "pre_proceedings")
        and row["met_on"] is row["dropped_on"] is None
    }


def test_what_is_told_by_actions_is_told_although_the_population_fills_the_same_tables(made):
    filled = {model.__name__ for model in made.rows.made}
    for act in parts.having("act"):
        asked = re.findall(r"(\w+)\.objects\.unguarded\([^)]*\)\.exists\(\)", inspect.getsource(act))
        assert not set(asked) & filled, act.__module__


@pytest.mark.parametrize("length", [*on_plan.LENGTHS])
def test_a_plan_of_each_length_is_as_long_as_its_name_says(length):
    months = {"3m": (0, 3), "6m": (3, 6), "1y": (6, 12), "2y": (12, 24), "more": (24, 60)}[length]
    room = on_plan.Room(date(2022, 3, 1), date(2026, 10, 13), goes_on=True)
    for seed in range(30):
        drawn = on_plan.Shares()
        drawn.lengths.weights = {name: float(name == length) for name in on_plan.LENGTHS}
        plan = on_plan.draw(Random(seed), ENGLAND, drawn, room, 1)

        assert plan.ended is not None
        assert add_months(plan.began, months[0]) < plan.ended <= add_months(plan.began, months[1])
        assert plan.ended == plan.reviews[-1]
        assert plan.began < min(plan.groups, default=plan.ended)
        assert all(ENGLAND.is_working(day) for day in plan.reviews)


def test_a_plan_fits_into_a_case_that_is_over():
    rng, drawn = Random(5), on_plan.Shares()
    for days in range(60, 400, 7):
        room = on_plan.Room(date(2024, 3, 1), date(2024, 3, 1) + timedelta(days=days), goes_on=False)
        if drawn.is_due(rng, room, 2):
            plan = on_plan.draw(rng, ENGLAND, drawn, room, 2)
            assert plan.ended
            assert plan.began < plan.ended <= room.last_on
    assert drawn.plans.drawn[True]


def test_a_plan_fits_into_a_case_that_is_over_though_fewer_are_on_it_than_it_was_due_for():
    room = on_plan.Room(date(2010, 8, 20), date(2010, 10, 11), goes_on=False)
    drawn = on_plan.Shares()
    drawn.lengths.drawn["3m"] += 2
    drawn.lengths.drawn["1y"] += 2

    assert drawn.fitting(room, 6) == ["3m"]
    assert drawn.fitting(room, 1) == []
    for seed in range(30):
        plan = on_plan.draw(Random(seed), ENGLAND, drawn, room, 1)
        drawn.lengths.drawn["3m"] -= 1
        assert plan.ended
        assert plan.ended <= room.last_on


def test_conferences_pile_up_just_before_the_limit():
    rng = Random(1)
    days = [enquiries.CONFERENCE_DAYS.draw(rng) for _ in range(5000)]

    assert sum(day <= 15 for day in days) / len(days) == pytest.approx(0.814, abs=0.02)
    assert sum(11 <= day <= 15 for day in days) > 5 * sum(day <= 10 for day in days)
    assert isinstance(enquiries.CONFERENCE_DAYS, chances.Bands)
