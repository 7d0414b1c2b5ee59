from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from kith.core import Refused
from kith.improvement.models import PlanChange, PlanIssue, PlanRisk, RiskScore
from kith.improvement.risks import actions, queries, rules
from kith.improvement.risks.actions import Threat, Trouble
from tests import make

TODAY = date(2026, 10, 14)
LAST_BOARD = date(2026, 7, 30)
STEP = some.integers(1, 5)


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [(1, 1, "Low"), (2, 2, "Low"), (1, 5, "Medium"), (3, 3, "Medium"), (2, 5, "High"), (3, 4, "High"),
     (3, 5, "Very high"), (5, 5, "Very high")],
)  # fmt: skip
def test_a_risk_is_as_high_as_likelihood_times_impact(likelihood, impact, level) -> None:
    assert rules.level(rules.score(likelihood, impact))[0] == level


@pytest.mark.parametrize(
    ("before", "now", "is_closed", "moved"),
    [(None, 9, False, "new"), (9, 12, False, "up"), (12, 9, False, "down"), (9, 9, False, "same"),
     (9, 12, True, "closed"), (None, 9, True, "closed")],
)  # fmt: skip
def test_a_risk_moves_since_a_day(before, now, is_closed, moved) -> None:
    assert rules.moved(before, now, is_closed=is_closed) == moved


@pytest.mark.parametrize(
    ("likelihood", "impact", "fields"),
    [(3, 3, []), (0, 3, ["likelihood"]), (6, 0, ["likelihood", "impact"])],
)
def test_a_score_has_two_steps(likelihood, impact, fields) -> None:
    assert [field for field, _ in rules.problems_of_score(likelihood, impact)] == fields


@pytest.mark.parametrize(
    ("day", "fine"),
    [
        (None, False),
        (date(2026, 10, 13), False),
        (TODAY, True),
        (date(2060, 12, 31), True),
        (date(2061, 1, 1), False),
    ],
)
def test_what_comes_next_lies_ahead(day, fine) -> None:
    assert (rules.problem_of_next("review_on", day, TODAY) == []) == fine


@given(some.lists(some.tuples(STEP, STEP), max_size=30))
def test_every_open_risk_stands_once_in_the_heat_map_at_its_own_level(steps) -> None:
    scored = [(number, *both) for number, both in enumerate(steps, 1)]

    told = rules.heat_map(scored)

    assert [words for words, _ in told] == ["Almost certain", "Likely", "Possible", "Unlikely", "Rare"]
    assert sorted(number for _, cells in told for cell in cells for number in cell.numbers) == [
        number for number, _, _ in scored
    ]
    for row, (_, cells) in enumerate(told):
        for column, cell in enumerate(cells):
            assert cell.words == rules.level((5 - row) * (column + 1))[0]


@pytest.mark.parametrize(
    ("highest", "told"),
    [
        ([], "No risk is open."),
        ([(2, "High")], "1 risk is open, none of them very high."),
        ([(4, "Very high"), (1, "Very high"), (2, "Low")], "3 risks are open; very high: R4, R1."),
    ],
)
def test_the_heat_map_says_its_message(highest, told) -> None:
    assert rules.told(highest, len(highest)) == told


def threat(**facts) -> Threat:
    usual = {"words": "Numbers go on rising", "mitigation": "Family support first", "owner": "Director",
             "likelihood": 4, "impact": 4, "scored_on": date(2026, 7, 1), "review_on": date(2026, 12, 1)}  # fmt: skip
    return Threat(**usual | facts)


def trouble(**facts) -> Trouble:
    usual = {"words": "No rooms for contact", "owner": "Helen Marsh", "raised_on": date(2026, 9, 1),
             "due_on": date(2026, 10, 1)}  # fmt: skip
    return Trouble(**usual | facts)


@pytest.fixture
def risk(head, plan) -> PlanRisk:
    return actions.register_risk(head, plan, threat=threat())


def scored(head, risk, likelihood, impact, on=TODAY):
    return actions.score_risk(
        head, risk, likelihood=likelihood, impact=impact, why="Looked at by the board", scored_on=on,
        review_on=date(2027, 1, 10),
    )  # fmt: skip


@pytest.mark.django_db
def test_the_register_tells_how_each_risk_moved_since_the_last_meeting(head, plan) -> None:
    rising, falling, same, fresh, gone = (
        actions.register_risk(head, plan, threat=threat(words=words, scored_on=on))
        for words, on in (
            ("Rising", date(2026, 7, 1)), ("Falling", date(2026, 7, 1)), ("Same", LAST_BOARD),
            ("Fresh", date(2026, 7, 31)), ("Gone", date(2026, 7, 1)),
        )
    )  # fmt: skip
    scored(head, rising, 5, 4)
    scored(head, falling, 2, 2)
    scored(head, same, 4, 4)
    actions.close_risk(head, gone, why="Posts are filled", closed_on=TODAY)

    lines = queries.register(plan, TODAY, LAST_BOARD)

    assert [(one.row.words, one.score, one.before, one.moved) for one in lines] == [
        ("Rising", 20, 16, "up"), ("Same", 16, 16, "same"), ("Fresh", 16, None, "new"), ("Falling", 4, 16, "down"),
        ("Gone", 16, 16, "closed"),
    ]  # fmt: skip
    assert [one.row.words for one in queries.movements(plan, TODAY, LAST_BOARD)] == [
        "Rising", "Fresh", "Falling", "Gone",
    ]  # fmt: skip
    assert [one.row.number for one in queries.register(plan, TODAY, TODAY)] == [1, 3, 4, 2]
    assert fresh.number == 4


@pytest.mark.django_db
def test_a_risk_whose_review_is_past_is_late_until_it_is_looked_at(head, plan, risk) -> None:
    later = date(2026, 12, 2)
    (before,) = queries.register(plan, later, LAST_BOARD)

    scored(head, risk, 4, 4)

    assert before.is_late
    assert not queries.register(plan, later, LAST_BOARD)[0].is_late
    assert [one.why for one in queries.scores(risk)] == ["Looked at by the board", "Registered."]


@pytest.mark.django_db
def test_what_is_changed_of_a_risk_stays_in_the_change_log(head, plan, risk) -> None:
    actions.change_risk(head, risk, mitigation="Family support first", owner="Helen Marsh")
    actions.close_risk(head, risk, why="It came true", closed_on=TODAY)

    told = (
        PlanChange.objects.filter(plan=plan).order_by("pk").values_list("subject", "field", "before", "after")
    )
    assert list(told) == [
        ("The plan", "read in", "", "4 actions"),
        ("Risk 1", "registered", "", "Numbers go on rising"),
        ("Risk 1", "owner", "Director", "Helen Marsh"),
        ("Risk 1", "closed", "Numbers go on rising", ""),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": " "}, "words"),
        ({"mitigation": ""}, "mitigation"),
        ({"owner": "o" * 201}, "owner"),
        ({"likelihood": 0}, "likelihood"),
        ({"impact": 6}, "impact"),
        ({"scored_on": date(2026, 10, 15), "review_on": date(2026, 12, 1)}, "scored_on"),
        ({"review_on": None}, "review_on"),
        ({"review_on": date(2026, 6, 30)}, "review_on"),
        ({"theme": 999_999}, "theme"),
    ],
)
def test_a_risk_that_lacks_something_says_what(head, plan, changed, field) -> None:
    with pytest.raises(Refused) as refused:
        actions.register_risk(head, plan, threat=threat(**changed))

    assert [name for name, _ in refused.value.problems] == [field]
    assert not PlanRisk.objects.exists()


@pytest.mark.django_db
def test_a_closed_risk_is_scored_no_more(head, plan, risk) -> None:
    actions.close_risk(head, risk, why="Over", closed_on=TODAY)

    for act in (
        lambda: scored(head, risk, 1, 1),
        lambda: actions.close_risk(head, risk, why="Over", closed_on=TODAY),
        lambda: actions.change_risk(head, risk, mitigation="More", owner="Director"),
    ):
        with pytest.raises(Refused, match="Register it anew"):
            act()
    assert RiskScore.objects.count() == 1


@pytest.mark.django_db
def test_a_risk_is_scored_in_the_order_of_days(head, plan, risk) -> None:
    with pytest.raises(Refused, match="on a later day already"):
        scored(head, risk, 2, 2, on=date(2026, 6, 30))
    with pytest.raises(Refused, match="on a later day already"):
        actions.close_risk(head, risk, why="Over", closed_on=date(2026, 6, 30))


@pytest.mark.django_db
def test_the_record_store_holds_to_it(head, plan, risk) -> None:
    rows = PlanRisk.objects.filter(pk=risk.pk)
    for wrong in (
        {"likelihood": 6},
        {"impact": 0},
        {"owner": ""},
        {"closed_on": TODAY},
        {"closed_why": "Over"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("set local role kith_app")
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("update improvement_riskscore set likelihood = 1")


@pytest.mark.django_db
def test_an_issue_is_settled_once_with_words(head, plan) -> None:
    issue = actions.raise_issue(head, plan, trouble=trouble(theme=plan.themes.get(number="1").pk))
    with pytest.raises(Refused, match="raised on a later day"):
        actions.settle_issue(head, issue, answer="Rooms found", settled_on=date(2026, 8, 31))
    with pytest.raises(Refused, match="how it was settled"):
        actions.settle_issue(head, issue, answer="", settled_on=TODAY)

    actions.settle_issue(head, issue, answer="Rooms found", settled_on=TODAY)

    with pytest.raises(Refused, match="settled already"):
        actions.settle_issue(head, issue, answer="Again", settled_on=TODAY)
    assert PlanIssue.objects.get().answer == "Rooms found"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": ""}, "issue"),
        ({"owner": ""}, "issue_owner"),
        ({"raised_on": date(2026, 10, 15), "due_on": date(2026, 10, 16)}, "raised_on"),
        ({"due_on": date(2026, 8, 31)}, "issue_due_on"),
        ({"theme": 999_999}, "issue_theme"),
    ],
)
def test_an_issue_that_lacks_something_says_what(head, plan, changed, field) -> None:
    with pytest.raises(Refused) as refused:
        actions.raise_issue(head, plan, trouble=trouble(**changed))

    assert [name for name, _ in refused.value.problems] == [field]


@pytest.mark.django_db
def test_risks_and_issues_are_kept_on_the_screen(head, plan, browser) -> None:
    client, page = browser(head), reverse("plan_risks", kwargs={"code": plan.code})
    write = reverse("plan_risks_write", kwargs={"code": plan.code})
    client.post(write, {"do": "risk", "words": "Workers leave", "mitigation": "Offer", "owner": "Director",
                        "likelihood": "5", "impact": "4", "scored_on": "1/7/2026",
                        "review_on": "1/9/2027"})  # fmt: skip
    client.post(write, {"do": "issue", "issue": "No rooms", "issue_owner": "Helen", "raised_on": "1/9/2026",
                        "issue_due_on": "1/10/2026"})  # fmt: skip
    risk, issue = PlanRisk.objects.get(), PlanIssue.objects.get()
    one = reverse("plan_risk_write", kwargs={"number": risk.pk})
    client.post(one, {"do": "score", "likelihood": "2", "impact": "4", "why": "Posts filled", "scored_on": "today",
                      "review_on": "1/1/2027"})  # fmt: skip
    client.post(write, {"do": "settle", "settling": issue.pk, "answer": "Found", "settled_on": "today"})

    told = client.get(f"{page}?since=30/7/2026").content.decode()

    assert [words for words in ("Medium, 8", 'value="30/07/2026"', "Lower", "was 20", "1 risk is open",
            "Settled 14 Oct", "Found") if words not in told] == []  # fmt: skip
    assert "Posts filled" in client.get(reverse("plan_risk", kwargs={"number": risk.pk})).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"do": "risk", "words": "Kept", "likelihood": "x"}, "Choose how likely it is."),
        ({"do": "issue", "issue": "Kept"}, "Write who sees to it."),
    ],
)
def test_forms_that_cannot_be_taken_come_back(head, plan, browser, form, words) -> None:
    answer = browser(head).post(reverse("plan_risks_write", kwargs={"code": plan.code}), form)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Kept" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("form", [{"do": "score", "why": "Kept"}, {"do": "change", "owner": "Kept"},
                                  {"do": "close", "closed_why": "Kept", "closed_on": "x"}])  # fmt: skip
def test_what_cannot_be_written_of_a_risk_comes_back(head, risk, browser, form) -> None:
    address = reverse("plan_risk_write", kwargs={"number": risk.pk})

    answer = browser(head).post(address, form)

    assert (answer.status_code, browser(head).post(address, {"do": "else"}).status_code) == (422, 404)
    assert "Kept" in answer.content.decode()


@pytest.mark.django_db
def test_an_issue_that_cannot_be_settled_comes_back(head, plan, browser) -> None:
    issue = actions.raise_issue(head, plan, trouble=trouble())

    address = reverse("plan_risks_write", kwargs={"code": plan.code})
    form = {"do": "settle", "settling": issue.pk, "answer": "Kept", "settled_on": "x"}
    answer = browser(head).post(address, form)

    assert answer.status_code == 422
    assert "Kept" in answer.content.decode()


@pytest.mark.django_db
def test_an_elected_member_reads_risks_and_changes_none(plan, risk, browser) -> None:
    client = browser(make.worker("Ruth Calloway", role="elected_member"))
    page = client.get(reverse("plan_risks", kwargs={"code": plan.code})).content.decode()

    assert "Very high, 16" in page
    assert "Register a risk" not in page
    address = reverse("plan_risk_write", kwargs={"number": risk.pk})
    assert client.post(address, {"do": "close", "closed_why": "x"}).status_code == 403


@pytest.mark.django_db
def test_the_register_takes_as_many_queries_with_forty_risks_as_with_one(head, plan, risk, browser) -> None:
    client, page = browser(head), reverse("plan_risks", kwargs={"code": plan.code})
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for place in range(39):
        actions.register_risk(
            head, plan, threat=threat(words=f"Risk {place}", theme=plan.themes.get(number="1").pk)
        )
    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(many) == len(few)
