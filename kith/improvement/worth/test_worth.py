from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from kith.core import Refused
from kith.improvement.models import MoneyLine, PlanBenefit, PlanChange
from kith.improvement.worth import actions, queries, rules
from kith.improvement.worth.actions import Hope, Line
from tests import make

TODAY = date(2026, 10, 14)
POUNDS = some.decimals(0, 1_000_000, places=2)


@pytest.mark.parametrize(
    ("text", "number"),
    [("3500000", "3500000"), ("£3,500,000.50", "3500000.50"), ("12.5%", "12.5"), ("-30", "-30"), ("80k", None),
     ("1.234", None), ("", None), ("1e9", None), ("99999999999", None), ("٣", None)],
)  # fmt: skip
def test_a_number_is_read_as_typed(text, number) -> None:
    assert rules.number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("baseline", "target", "now", "mark", "words"),
    [
        (60, 80, 70, "soon", "50% of the way"),
        (60, 80, 80, "done", "reached"),
        (60, 80, 95, "done", "reached"),
        (60, 80, 59, "late", "further away than at the start"),
        (60, 80, 60, "soon", "no change yet"),
        (100, 20, 60, "soon", "50% of the way"),
        (100, 20, 10, "done", "reached"),
        (100, 20, 101, "late", "further away than at the start"),
        (60, 60, 60, "done", "held"),
        (60, 60, 61, "soon", "not held"),
        (60, 80, None, "none", "no figure yet"),
    ],
)
def test_a_benefit_is_some_way_from_its_baseline_to_its_target(baseline, target, now, mark, words) -> None:
    assert rules.way(Decimal(baseline), Decimal(target), None if now is None else Decimal(now)) == (
        mark,
        words,
    )


@pytest.mark.parametrize(
    ("good", "baseline", "target", "fine"),
    [("high", 60, 80, True), ("high", 80, 60, False), ("low", 80, 60, True), ("low", 60, 80, False),
     ("low", 60, 60, True)],
)  # fmt: skip
def test_a_target_lies_in_the_direction_that_is_good(good, baseline, target, fine) -> None:
    assert (rules.problem_of_direction(good, Decimal(baseline), Decimal(target)) == "") == fine


@pytest.mark.parametrize(("day", "year"), [(date(2026, 3, 31), "2025-26"), (date(2026, 4, 1), "2026-27")])
def test_a_financial_year_begins_in_april(day, year) -> None:
    assert rules.year_words(rules.year_of(day)) == year


@given(some.lists(some.tuples(POUNDS, POUNDS, POUNDS), max_size=10))
def test_lines_add_up_to_the_penny(lines) -> None:
    sums = rules.sums(lines)

    assert sums.left == sum((a - b - c for a, b, c in lines), Decimal(0))


def hope(**facts) -> Hope:
    usual = {"words": "Assessments are in time", "owner": "Director", "measure": "single_45wd", "baseline": "60",
             "baseline_on": date(2026, 1, 5), "target": "90", "target_on": date(2027, 3, 31)}  # fmt: skip
    return Hope(**usual | facts)


def line(**facts) -> Line:
    return Line(**{"kind": "budget", "title": "Workers", "year": 2026, "planned": "1000"} | facts)


@pytest.mark.django_db
def test_a_benefit_reads_its_measure(head, plan, unallocated_fell) -> None:
    fell = hope(measure="unallocated", baseline="10", target="0")

    actions.add_benefit(head, plan, hope=fell)

    (told,) = queries.benefits(plan, TODAY)
    assert (told.was, told.now, told.aim, told.mark, told.way) == (
        "10 on 5 Jan 2026", "0", "0 by 31 Mar 2027", "done", "reached",
    )  # fmt: skip
    assert queries.benefits(plan, TODAY, reads=False)[0].now == "–"


@pytest.mark.django_db
def test_a_baseline_that_nobody_wrote_is_what_the_measure_said_then(head, plan, unallocated_fell) -> None:
    made = actions.add_benefit(head, plan, hope=hope(measure="unallocated", baseline="", target="0"))

    assert made.baseline == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": ""}, "words"),
        ({"owner": ""}, "owner"),
        ({"measure": "no_such"}, "measure"),
        ({"baseline": "x"}, "baseline"),
        ({"baseline": ""}, "baseline"),
        ({"baseline_on": date(2026, 10, 15)}, "baseline_on"),
        ({"target": "50"}, "target"),
        ({"target": ""}, "target"),
        ({"target_on": date(2026, 1, 5)}, "target_on"),
        ({"theme": 999_999}, "theme"),
    ],
)
def test_a_benefit_that_lacks_something_says_what(head, plan, changed, field) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_benefit(head, plan, hope=hope(**changed))

    assert [name for name, _ in refused.value.problems] == [field]
    assert not PlanBenefit.objects.exists()


@pytest.mark.django_db
def test_lines_of_money_add_up_beside_their_activity(head, plan, unallocated_fell) -> None:
    team = make.team("Safeguarding South")
    actions.add_line(
        head, plan, line=line(committed="300", spent="£200", measure="unallocated", team=team.pk)
    )
    actions.add_line(head, plan, line=line(title="Training", planned="500.50"))
    actions.add_line(head, plan, line=line(kind="saving", title="Rooms", planned="80,000", spent="20000"))

    budget, saving = queries.money(plan, TODAY, reads=True)

    assert (budget.sums.planned, budget.sums.left) == (Decimal("1500.50"), Decimal("1000.50"))
    assert (saving.sums.spent, saving.sums.left) == (Decimal(20_000), Decimal(60_000))
    by_title = {one.row.title: one for one in budget.lines}
    assert by_title["Workers"].activity.endswith(": 0")
    assert by_title["Training"].activity == ""
    assert by_title["Workers"].year == "2026-27"


@pytest.mark.django_db
def test_a_changed_line_keeps_what_it_said_with_why(head, plan) -> None:
    row = actions.add_line(head, plan, line=line())

    actions.change_line(head, row, planned="900", committed="", spent="100", why="Cut by cabinet")

    told = PlanChange.objects.filter(plan=plan, why="Cut by cabinet").order_by("pk")
    assert list(told.values_list("subject", "field", "before", "after")) == [
        ("Budget 2026-27: Workers", "planned", "£1,000.00", "£900"),
        ("Budget 2026-27: Workers", "spent", "£0.00", "£100"),
    ]
    with pytest.raises(Refused, match="Write why"):
        actions.change_line(head, row, planned="900", committed="", spent="", why="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "gift"}, "kind"),
        ({"title": " "}, "title"),
        ({"year": 26}, "year"),
        ({"planned": ""}, "planned"),
        ({"planned": "-1"}, "planned"),
        ({"spent": "much"}, "spent"),
        ({"kind": "saving", "committed": "5"}, "committed"),
        ({"measure": "no_such"}, "activity"),
        ({"team": 999_999}, "team"),
        ({"theme": 999_999}, "theme"),
    ],
)
def test_a_line_that_lacks_something_says_what(head, plan, changed, field) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_line(head, plan, line=line(**changed))

    assert [name for name, _ in refused.value.problems] == [field]


@pytest.mark.django_db
def test_a_line_stands_once_a_year_and_team(head, plan) -> None:
    actions.add_line(head, plan, line=line())
    actions.add_line(head, plan, line=line(year=2027))

    with pytest.raises(Refused, match="that line of that year"):
        actions.add_line(head, plan, line=line())


@pytest.mark.django_db
def test_the_record_store_holds_to_it(head, plan) -> None:
    row = actions.add_line(head, plan, line=line(kind="saving"))
    for wrong in ({"committed": 1}, {"planned": -1}, {"year": 26}, {"kind": "gift"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MoneyLine.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.django_db
def test_benefits_and_money_are_kept_on_the_screen(head, plan, browser) -> None:
    client, write = browser(head), reverse("plan_worth_write", kwargs={"code": plan.code})
    client.post(write, {"do": "benefit", "words": "In time", "owner": "Director", "measure": "single_45wd",
                        "baseline": "60", "baseline_on": "5/1/2026", "target": "90",
                        "target_on": "31/3/2027"})  # fmt: skip
    client.post(
        write, {"do": "line", "kind": "budget", "title": "Workers", "year": "2026", "planned": "3,500,000"}
    )
    row = MoneyLine.objects.get()
    change = {"do": "change", "line": row.pk, "now_planned": "3400000", "now_spent": "x", "why": "Cut"}
    refused = client.post(write, change)
    client.post(write, change | {"now_spent": "20"})

    page = client.get(reverse("plan_worth", kwargs={"code": plan.code})).content.decode()

    assert (refused.status_code, "Write pounds" in refused.content.decode()) == (422, True)
    assert [
        words for words in ("In time", "60% on 5 Jan 2026", "£3,400,000", "£3,399,980") if words not in page
    ] == []
    assert client.post(write, {"do": "else"}).status_code == 404
    for form in ({"do": "change"}, {"do": "line", "title": "Kept"}, {"do": "benefit", "words": "Kept"}):
        assert client.post(write, form).status_code == 422


@pytest.mark.django_db
def test_the_page_takes_as_many_queries_with_more_benefits_and_lines(head, plan, browser) -> None:
    client, page = browser(head), reverse("plan_worth", kwargs={"code": plan.code})
    actions.add_benefit(head, plan, hope=hope())
    actions.add_line(head, plan, line=line(measure="single_45wd"))
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for place in range(5):
        actions.add_benefit(head, plan, hope=hope(words=f"Benefit {place}"))
        actions.add_line(head, plan, line=line(title=f"Line {place}", measure="single_45wd"))
    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(many) == len(few)


@pytest.mark.django_db
def test_an_elected_member_reads_money_and_no_figure(head, plan, browser) -> None:
    actions.add_benefit(head, plan, hope=hope())
    client = browser(make.worker("Ruth Calloway", role="elected_member"))

    page = client.get(reverse("plan_worth", kwargs={"code": plan.code})).content.decode()

    assert "figures are not for you to see" in page
    assert "Add a line of money" not in page
