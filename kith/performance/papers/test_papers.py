"""The published figures: every one is there, is read from rows, gets its verdict, and leaves nothing behind."""

import html
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Team, Worker
from kith.core import calendar
from kith.core import period as periods
from kith.frontdoor.models import Referral
from kith.performance import queries
from kith.performance.figure import EVERYWHERE
from kith.performance.indicators import INDICATORS
from kith.performance.papers import arithmetic, record_sets, rules
from kith.performance.papers.places import council_of, elsewhere, is_shown, population, usual_day
from kith.performance.papers.published import figures, papers, wrong_in
from kith.performance.papers.table import chosen, table
from kith.performance.tree import tree
from kith.work.models import Step
from tests import make

TABLES = (
    "people_person", "people_namekey", "frontdoor_referral", "work_involvement", "work_allocation", "work_step",
    "work_stepchild", "work_signoff", "work_formversion", "access_team", "access_worker",
)  # fmt: skip


def _ids(beginning: str, endings: str) -> set[str]:
    return {f"{beginning}-{ending}" for ending in endings.split()}


FIGURE_2 = _ids(
    "T-F2",
    "ENGLAND Blackpool Bournemouth Cornwall Isle_of_Wight North_Lincolnshire Plymouth Poole Portsmouth "
    "Southend-on-Sea Telford_and_Wrekin Torbay SN",
)
IDS = (
    _ids("T-IA", "YTD-SEP YTD-AUG JUN JUL AUG SEP SEP-DIFF 71 TARGET")
    | _ids("T-CA", "YTD-JUL YTD-AUG YTD-SEP AUG AUG-DIFF SEP SEP-DIFF 470")
    | _ids("T-62", "SEP JUL HEAD TARGET ORDER")
    | FIGURE_2
    | _ids("T-LAC", "SEP AUG MAR11 MAR09 249 GROWTH")
    | _ids("T-CMP", "NI059-2010_11 NI060-2010_11 NI062-2009_10 LAC-31_Mar_2011 LAC-31_Mar_2010")
    | _ids("T", "REF-GROWTH DATE OFSTED PETER CPP-GROWTH POV PREV")
    | _ids("N", "IA-NOVMAR CA-NOVMAR Q ACTIONS ACTIONS-PCT OUTSTANDING POSTS")
    | _ids("O", "POSTS MONEY")
    | _ids("H", "PROJECT PROJECT-EX TEAM TEAM-EX LICENCE DASHBOARD EPISODES USERS TARGETS")
    | _ids("K", "UNALLOC UNALLOC28 IA-OOT CA-OOT IA-YTD CA-UNDERLYING DISTRICTS")
)
NOT_YET = ("T-LAC-MAR09", "N-ACTIONS", "N-OUTSTANDING")


def _verdicts(lines) -> dict[str, str]:
    return {line.id: line.verdict.split(":")[0] for line in lines}


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {table: cursor.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}


def test_every_published_figure_is_there() -> None:
    assert set(figures()) == IDS
    assert {one.paper for one in figures().values()} == set(papers())


def test_what_needs_a_part_that_is_not_built_says_so() -> None:
    waiting = {one.id for one in figures().values() if one.missing}

    assert {one for one in IDS if one.startswith(NOT_YET)} <= waiting
    assert waiting - {one for one in IDS if one.startswith(NOT_YET)} == {
        "O-MONEY",
        "H-USERS",
        "H-TARGETS",
        "K-CA-OOT",
    }
    assert all(not one.how for one in figures().values() if one.missing)


def test_each_indicator_of_a_place_exists_and_is_one_its_figures_use() -> None:
    known = {entry.thing.code for entry in INDICATORS}

    assert {code for place in elsewhere().values() for code in place.shows} <= known


@pytest.mark.parametrize(
    ("printed", "exact", "nearest", "verdict"),
    [
        ("57.7", "57.65", 0, "agrees"),  # half up
        ("57.7", "57.6499", 0, "contradicts"),
        ("74", "73.5", 0, "agrees"),  # printed without decimals
        ("74", "73.4999", 0, "contradicts"),
        ("1200", "1193.3", 100, "rounding"),
        ("1200", "1149.9", 100, "contradicts"),
        ("470", "472", 10, "rounding"),
        ("470", "475", 10, "contradicts"),
        ("470", "470", 10, "agrees"),
    ],
)
def test_a_printed_value_is_compared_as_far_as_it_is_printed(printed, exact, nearest, verdict) -> None:
    assert rules.same(Decimal(printed), Decimal(exact), nearest) == verdict


def test_the_worst_of_several_verdicts_holds_with_its_reason() -> None:
    worst = rules.Finding("b", "contradicts", "b is c")
    found = rules.all_of([rules.Finding("a"), worst, rules.Finding("d", "rounding")])

    assert (found.words, rules.verdict_words(found, "so there")) == (
        "a; b; d",
        "contradicts: b is c; so there",
    )
    assert rules.verdict_words(rules.Finding("a"), "so there") == "agrees"


def test_arithmetic_finds_what_does_not_add_up() -> None:
    right = arithmetic.worked_out({"do": "sum", "of": [9, 3, 2], "value": 14})
    wrong = arithmetic.worked_out({"do": "sum", "of": [9, 3, 2, 3], "value": 15, "unit": " posts"})
    early = arithmetic.worked_out({"do": "not_later", "of": [date(2011, 10, 26), date(2011, 11, 14)]})

    assert right == rules.Finding("14 (arithmetic: 9 + 3 + 2)")
    assert (wrong.verdict, wrong.why) == ("contradicts", "9 + 3 + 2 + 3 is 17 posts, not 15 posts")
    assert early.verdict == "agrees"


@pytest.mark.parametrize(
    "of", record_sets.record_sets().assessments, ids=lambda of: f"{of.place}-{of.kind}-{of.whole}"
)
def test_a_set_holds_as_many_in_time_as_it_says_inside_its_months(of) -> None:
    england = calendar.england()

    pieces = list(record_sets.pieces(of, england))

    assert (sum(piece.in_time for piece in pieces), len(pieces)) == (of.part, of.whole)
    months = {day.replace(day=1) for piece in pieces if (day := piece.completed_on)}
    assert months <= set(of.months)
    assert all(england.is_working(piece.completed_on) for piece in pieces if piece.completed_on)


def test_a_set_whose_numbers_were_chosen_says_why() -> None:
    sets = record_sets.record_sets()

    assert all(of.chosen for of in sets.assessments if of.place == "north-yorkshire")
    assert all(of.chosen for of in sets.referrals if of.each > 1)


def test_places_elsewhere_have_their_own_children_day_and_measures() -> None:
    today = date(2011, 10, 26)

    assert population("torbay-referrals") == 25_400
    assert population("north") is None
    assert (usual_day("kent", today), usual_day("", today)) == (date(2011, 8, 21), today)
    assert usual_day("kent", date(2011, 1, 1)) == date(2011, 1, 1)  # never in the future
    assert (council_of("torbay-september"), council_of("kent"), council_of("north")) == ("torbay", "kent", "")
    assert is_shown("NI059", "kent")
    assert not is_shown("contacts", "kent")
    assert is_shown("contacts", "north")


@pytest.mark.django_db
def test_torbays_and_kents_figures_come_from_rows_with_the_expected_verdicts() -> None:
    before = _counts()
    places = {"torbay", "torbay-september", "kent", "north-yorkshire"}
    wanted = [one for one in figures().values() if one.places <= places]

    lines = table(wanted)

    assert _counts() == before
    odd = {id_: verdict for id_, verdict in _verdicts(lines).items() if verdict not in ("agrees", "not yet")}
    assert odd == {
        "T-IA-SEP-DIFF": "contradicts",
        "T-IA-71": "contradicts",
        "T-CA-SEP": "contradicts",
        "T-CA-SEP-DIFF": "contradicts",
        "T-CA-470": "rounding",
        "T-62-SEP": "contradicts",
        "T-62-HEAD": "contradicts",
        "T-62-TARGET": "contradicts",
        "T-62-ORDER": "contradicts",
        "T-LAC-AUG": "contradicts",
        "T-LAC-MAR11": "contradicts",
        "T-LAC-249": "contradicts",
        "T-DATE": "contradicts",
        "T-OFSTED": "contradicts",
        "T-PETER": "contradicts",
        "O-POSTS": "contradicts",
    }
    found = {line.id: line.computed for line in lines}
    assert found["T-IA-YTD-AUG"] == "55.5% (397 of 715)"
    assert found["T-IA-SEP-DIFF"] == "114 of 171 (66.7%)"
    assert found["T-CA-SEP"] == "47.4% (46 of 97)"
    assert found["T-CA-SEP-DIFF"] == "50 of 69 (72.5%)"
    assert found["T-62-SEP"] == "6.9% (17 of 245)"
    assert found["T-62-JUL"] == "4.2% (10 of 239)"
    assert found["T-LAC-SEP"] == "245 children; 96.5 per 10,000 (245 for 25,400 children)"
    assert found["T-CPP-GROWTH"] == "from 98 to 220 (+124.5%)"
    assert found["K-UNALLOC"] == "from 2,633 to 131 (−95.0%)"
    assert found["N-IA-NOVMAR"] == "69.8% (307 of 440) counted together; the mean of the months is 70.2%"
    assert all(line.computed is None for line in lines if line.verdict.startswith("not yet"))


@pytest.mark.django_db
def test_what_is_said_to_be_wrong_never_agrees_and_the_scorecard_shows_it(monkeypatch) -> None:
    ours = {"torbay", "torbay-september", "torbay-referrals"}
    small = {code: replace(place, kept=code in ours) for code, place in elsewhere().items()}
    monkeypatch.setattr("kith.performance.papers.table.elsewhere", lambda: small)
    wrong = wrong_in("torbay")
    lines = {line.id: line for line in table(wrong, keep=True)}
    client = Client()
    client.force_login(make.worker(role="head_of_service", team=make.team("Westmere", kind="service")))
    monkeypatch.setenv("KITH_TODAY", "2011-10-26")

    answer = client.get("/performance/scorecard/?area=torbay")
    ours_alone = client.get("/performance/scorecard/").content.decode()

    assert len(wrong) == 7
    assert {_verdicts([line])[line.id] for line in lines.values()} == {"contradicts", "rounding"}
    said = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))
    table_said = said[said.index("Printed in the paper") :]
    for one in wrong:
        assert one.printed in table_said
        assert lines[one.id].computed in table_said
        assert one.wrong in table_said
    for figure in ("57.7% · 511 of 886", "66.5% · 113 of 170", "39.8% · 188 of 472", "6.9% · 17 of 245"):
        assert figure in said, figure
    assert "Printed in the paper" not in ours_alone
    assert "?area=torbay" in ours_alone


@pytest.mark.django_db
def test_the_rates_of_ten_authorities_are_counted_together_and_one_by_one() -> None:
    lines = {line.id: line for line in table(chosen(FIGURE_2 - {"T-F2-ENGLAND"}))}

    assert lines["T-F2-Torbay"].verdict == "rounding"
    assert lines["T-F2-Torbay"].computed.startswith("1,193.3 per 10,000")
    assert lines["T-F2-SN"].computed == "600.8 per 10,000 counted together; the mean of the rates is 615.9"
    assert {line.verdict for line in lines.values()} == {"agrees", "rounding"}


@pytest.mark.django_db
def test_a_row_less_is_a_figure_that_contradicts(monkeypatch) -> None:
    sets = record_sets.record_sets()
    fewer = [
        replace(of, part=of.part - 1) if of.months == (date(2011, 6, 1),) else of for of in sets.assessments
    ]
    monkeypatch.setattr(record_sets, "record_sets", lambda: replace(sets, assessments=tuple(fewer)))

    (line,) = table(chosen(["T-IA-JUN"]))

    assert line.computed == "57.7% (131 of 227)"
    assert line.verdict.startswith("contradicts: the records hold 131 of 227, not 132 of 227")


@pytest.mark.django_db
def test_what_is_kept_is_read_again_and_stays_apart_from_our_own(monkeypatch) -> None:
    small = {code: replace(place, kept=code == "torbay-september") for code, place in elsewhere().items()}
    monkeypatch.setattr("kith.performance.papers.table.elsewhere", lambda: small)
    ours = make.team("Westmere", kind="service")
    days = {"started_on": date(2011, 9, 1), "completed_on": date(2011, 9, 14)}
    make.step("core_assessment", state="completed", team=ours, **days)
    month, on = periods.month(date(2011, 9, 14)), date(2011, 9, 30)

    first = table(chosen(["T-CA-SEP"]), keep=True)
    kept = _counts()
    second = table(chosen(["T-CA-SEP"]), keep=True)

    assert first == second
    assert _counts() == kept
    everyone = queries.read(INDICATORS["NI060"], month, on=on, place=EVERYWHERE)
    theirs = queries.read(INDICATORS["NI060"], month, on=on, place=tree().named("torbay-september"))
    assert (everyone.whole, theirs.part, theirs.whole) == (1, 46, 97)
    assert [one.place.code for one in queries.read_split(INDICATORS["NI060"], month, "team", on=on)] == [
        ours.code
    ]
    worker = Worker.objects.get(username="published-figures")
    assert (worker.is_active, worker.has_usable_password()) == (False, False)
    assert Step.objects.unguarded(EVERY_ROW).filter(team__code="torbay-september").count() == 97
    assert Referral.objects.unguarded(EVERY_ROW).filter(team__code="torbay-september").count() == 97


@pytest.mark.django_db
def test_the_dashboard_shows_a_kept_place_on_its_day_against_its_own_targets(monkeypatch) -> None:
    small = {code: replace(place, kept=code == "torbay-september") for code, place in elsewhere().items()}
    monkeypatch.setattr("kith.performance.papers.table.elsewhere", lambda: small)
    table(chosen(["T-CA-SEP"]), keep=True)
    client = Client()
    client.force_login(make.worker(role="head_of_service", team=make.team("Westmere", kind="service")))

    theirs = client.get("/performance/?area=torbay-september&as=table").content.decode()
    ours = client.get("/performance/").content.decode()

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", theirs))
    assert re.search("as it stood on [A-Z]?[a-z]* ?30 Sep", words)
    for said in ("46 of 97", "47.4%", "78%", "75.1%", "Core assessments in 35 working days"):
        assert said in words, said
    assert "Contacts received" not in words.split("Measures")[-1]
    assert "Torbay, September&#39;s core assessments as printed (published figures)" in ours
    assert "46 of 97" not in ours


@pytest.mark.django_db
def test_a_team_of_our_own_with_such_a_code_is_left_alone() -> None:
    Team.objects.create(code="kent", name="Kent Road team")
    said = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("papers", "K-IA-YTD", stderr=said)

    assert left.value.code == 2
    assert "There is a team “Kent Road team” with the code kent" in said.getvalue()
    assert not Step.objects.unguarded(EVERY_ROW).exists()


@pytest.mark.django_db
def test_the_table_for_machines_is_a_list_of_lines() -> None:
    said = StringIO()

    call_command("papers", "T-CA-SEP", "T-LAC-MAR09", "--json", stdout=said)

    listed = json.loads(said.getvalue())
    assert [set(one) for one in listed] == [{"id", "paper", "place", "published", "computed", "verdict"}] * 2
    assert listed[0]["verdict"] == "contradicts: 46 of 97 is 47.4%, not 73.1%"
    assert (listed[1]["computed"], listed[1]["verdict"].split(":")[0]) == (None, "not yet")


@pytest.mark.django_db
def test_an_unknown_figure_is_named() -> None:
    said = StringIO()

    with pytest.raises(SystemExit):
        call_command("papers", "T-NONE", stderr=said)

    assert said.getvalue().startswith("No published figure is called T-NONE.")
