"""Figures of posts, of who leaves and of caseloads: sums of hours, on both sides of every border."""

from datetime import date
from decimal import Decimal

import pytest

from kith.access.models import WorkingShare
from kith.core import examples
from kith.core import period as periods
from kith.performance import counting, lists, queries
from kith.performance.archive.queries import again
from kith.performance.archive.rules import rebuilt, told
from kith.performance.compiler import Asked
from kith.performance.figure import hundredths, weighed_of
from kith.performance.freezing.queries import row_of
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind
from tests import make

ON = date(2026, 9, 30)
TODAY = periods.day(ON)


def read(code: str, on: date = ON, **more):
    return queries.read(INDICATORS[code], periods.day(on), on=on, **more)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (60, "0.6"), (100, "1"), (1000, "10"), (1260, "12.6"), (1205, "12.05"), (123400, "1,234")],
)
def test_hours_are_told_with_no_more_places_than_they_have(number, words):
    assert hundredths(number) == words


SUMS = examples.parse("""
    code         | above | below | value | counts
    vacancy      | 100   | 800   | 12.5  | 1 vacant of 8 full-time posts
    vacancy      | 0     | 60    | 0.0   | 0 vacant of 0.6 full-time posts
    vacancy      | 0     | 0     |       | 0 vacant of 0 full-time posts
    agency       | 150   | 1150  | 13.0  | 1.5 agency of 11.5 full-time workers
    turnover     | 160   | 1360  | 11.8  | 1.6 left, 13.6 full-time in post
    turnover     | 100   | 0     |       | 1 left, 0 full-time in post
    caseload_avg | 3200  | 210   | 15.2  | 32 children, 2.1 full-time workers
""")


@pytest.mark.parametrize("said", [pytest.param(one.values, id=f"{one.line}") for one in SUMS])
def test_a_weighed_figure_divides_its_sums_and_tells_both(said):
    sums = (int(said["above"]), int(said["below"]))

    figure = weighed_of(INDICATORS[said["code"]], TODAY, ON, (1, 3), sums)

    assert ("" if figure.value is None else str(figure.value)) == said["value"]
    assert figure.counts == said["counts"]


@pytest.mark.parametrize("code", ["vacancy", "agency", "turnover", "caseload_avg"])
def test_a_weighed_figure_is_no_number_of_rows_and_comes_back_from_the_archive(code):
    indicator = INDICATORS[code]
    kept = told(indicator)

    assert not indicator.is_number
    assert rebuilt(kept | {"columns": dict(kept["columns"])}).hash == indicator.hash


def test_sums_are_counted_in_the_statement_that_counts_the_rows():
    vacancy = INDICATORS["vacancy"]
    sql = counting.statement([counting.Stocks((vacancy, vacancy.amounts), (ON,))], Asked()).sql

    assert sql.count("from access_post p") == 1


@pytest.mark.django_db
class TestPosts:
    def test_half_a_post_is_half_and_what_is_left_of_a_post_is_vacant(self):
        team = make.team()
        make.holder(make.post(team))
        make.holder(make.post(team), full_time="0.6")
        make.post(team, "0.5")

        figure = read("vacancy")

        assert (figure.amounts, figure.part, figure.whole) == ((90, 250), 2, 3)
        assert figure.value == Decimal("36.0")

    def test_agency_covers_a_post_and_leaves_it_vacant(self):
        post = make.post(make.team())
        make.holder(post, "agency")

        assert read("vacancy").amounts == (100, 100)
        assert read("agency").amounts == (100, 100)

    def test_a_post_over_and_above_the_establishment_is_never_vacant(self):
        post = make.post(make.team(), is_established=False)
        make.holder(post, "agency", "0.5")

        assert read("vacancy").counts == "0 vacant of 0 full-time posts"
        assert read("vacancy").exact is None
        assert read("agency").amounts == (50, 50)

    def test_newly_qualified_workers_are_our_own_people(self):
        make.holder(make.post(make.team()), "newly_qualified")

        assert read("vacancy").amounts == (0, 100)
        assert read("agency").amounts == (0, 100)

    @pytest.mark.parametrize(
        ("day", "vacant"),
        [(date(2026, 3, 31), 0), (date(2026, 4, 1), 100), (date(2026, 6, 30), 100), (date(2026, 7, 1), 0)],
    )
    def test_a_post_is_vacant_from_the_day_it_is_left_to_the_day_before_it_is_filled(self, day, vacant):
        post = make.post(make.team())
        make.holder(post, ended_on=date(2026, 4, 1))
        make.holder(post, started_on=date(2026, 7, 1))

        assert read("vacancy", day).amounts == (vacant, 100)

    def test_what_was_taken_back_is_not_counted(self):
        post, wrong = make.post(make.team()), make.moment(ON)
        make.post(post.team, taken_back_at=wrong)
        make.holder(post, taken_back_at=wrong)

        assert read("vacancy").amounts == (100, 100)

    def test_a_past_day_does_not_know_who_was_recorded_later(self):
        post = make.post(make.team())
        make.holder(post, started_on=date(2026, 9, 1), recorded_at=make.moment(date(2026, 10, 5)))

        assert read("vacancy", as_at=ON).amounts == (100, 100)
        assert read("vacancy").amounts == (0, 100)

    def test_a_past_day_does_not_know_of_an_end_recorded_later(self):
        post = make.post(make.team())
        make.holder(post, ended_on=date(2026, 9, 1), ended_recorded_at=make.moment(date(2026, 10, 5)))

        assert read("vacancy", as_at=ON).amounts == (0, 100)
        assert read("turnover", as_at=ON).amounts == (0, 100)
        assert read("turnover").amounts == (100, 0)

    def test_teams_add_up_to_the_whole_and_the_list_to_the_sums(self):
        north, south = make.team("North"), make.team("South")
        make.post(north)
        make.holder(make.post(south), full_time="0.8")
        indicator = INDICATORS["vacancy"]

        split = queries.read_split(indicator, TODAY, "team", on=ON)
        rows = lists.rows(Behind(indicator, TODAY, ON))

        assert {one.place.name: one.amounts for one in split} == {"North": (100, 100), "South": (20, 100)}
        assert (sum(row["vacant"] for row in rows), sum(row["hours_of_both"] for row in rows)) == (120, 200)

    def test_a_published_figure_is_counted_again_as_it_was(self):
        post = make.post(make.team())
        make.holder(post, full_time="0.6")
        figure = read("vacancy")
        frozen = row_of(make.system(), figure, lists.ids(Behind(figure.indicator, TODAY, ON), None), None)

        assert again(frozen, figure.indicator).figure.exact == frozen.value == Decimal(40)


LEFT = examples.parse("""
    kind       | ended_on   | has_left | left
    permanent  | 2025-09-30 | yes      | 0      # the day before the year
    permanent  | 2025-10-01 | yes      | 100
    permanent  | 2026-09-30 | yes      | 100
    permanent  | 2026-10-01 | yes      | 0      # not yet
    permanent  | 2026-03-01 | no       | 0      # moved to another team
    agency     | 2026-03-01 | yes      | 0
    newly_qualified | 2026-03-01 | yes | 100
""")


@pytest.mark.django_db
@pytest.mark.parametrize("said", [pytest.param(one.values, id=f"{one.line}") for one in LEFT])
def test_who_left_in_the_year_to_the_day(said):
    post = make.post(make.team())
    ended = date.fromisoformat(said["ended_on"])
    make.holder(post, said["kind"], ended_on=ended, has_left=said["has_left"] == "yes")

    assert read("turnover").amounts[0] == int(said["left"])


@pytest.mark.django_db
class TestCaseloads:
    def hold(self, worker, team, children: int, since: date = date(2026, 5, 1)) -> None:
        for _ in range(children):
            make.involvement(make.child(), team, worker, started_on=since)

    def test_children_are_divided_by_the_hours_of_who_holds_any(self):
        team = make.team()
        full, half, _nobody = (make.worker(team=team) for _ in range(3))
        WorkingShare.objects.create(
            worker=half, share=Decimal("0.5"), started_on=date(2026, 1, 1), by=full, recorded_at=make.moment(ON)
        )  # fmt: skip
        self.hold(full, team, 4)
        self.hold(half, team, 2)

        figure = read("caseload_avg")

        assert figure.counts == "6 children, 1.5 full-time workers"
        assert (figure.value, figure.part) == (Decimal("4.0"), 2)

    def test_hours_change_from_their_day_on(self):
        team = make.team()
        worker = make.worker(team=team)
        WorkingShare.objects.create(
            worker=worker, share=Decimal("0.5"), started_on=date(2026, 9, 1), by=worker,
            recorded_at=make.moment(date(2026, 9, 1)),
        )  # fmt: skip
        self.hold(worker, team, 3)

        assert read("caseload_avg", date(2026, 8, 31)).value == Decimal("3.0")
        assert read("caseload_avg", date(2026, 9, 1)).value == Decimal("6.0")

    @pytest.mark.parametrize(("children", "over"), [(18, 0), (19, 1)])
    def test_at_the_limit_is_not_over_it(self, children, over):
        team = make.team()
        self.hold(make.worker(team=team), team, children)

        assert (read("caseload_over").part, read("caseload_over").whole) == (over, 1)

    def test_each_month_is_held_against_the_limit_of_its_own_day(self):
        """The practice has 20 until March 2025 and 18 from April; before April 2022 it has none."""
        team = make.team()
        worker = make.worker(team=team)
        self.hold(worker, team, 19, since=date(2022, 3, 1))
        over, average = INDICATORS["caseload_over"], INDICATORS["caseload_avg"]
        days = [date(2022, 3, 31), date(2022, 4, 1), date(2025, 3, 31), date(2025, 4, 1), ON]
        wanted = [(indicator, periods.day(day)) for indicator in (over, average) for day in days]

        readings = queries.Readings(wanted, on=ON)

        figures = [readings.figure(over, periods.day(day)) for day in days]
        assert [(one.part, one.whole) for one in figures] == [(0, 0), (0, 1), (0, 1), (1, 1), (1, 1)]
        assert {readings.figure(average, periods.day(day)).value for day in days} == {Decimal("19.0")}

    def test_thirteen_months_read_at_once_are_those_read_one_by_one_and_their_lists(self):
        team = make.team()
        self.hold(make.worker(team=team), team, 19, since=date(2024, 6, 1))
        self.hold(
            make.worker(team=team, newly_qualified_until=date(2025, 2, 1)), team, 17, since=date(2024, 9, 1)
        )
        over = INDICATORS["caseload_over"]
        last = date(2025, 8, 31)
        months = [periods.day(periods.add_months(date(2025, 9, 1), -n) - periods.ONE_DAY) for n in range(13)]

        readings = queries.Readings([(over, month) for month in months], on=last)

        figures = [readings.figure(over, month) for month in reversed(months)]
        assert [one.part for one in figures] == [0, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1]
        for month, figure in zip(reversed(months), figures, strict=True):
            assert queries.read(over, month, on=month.last_day).part == figure.part
            rows = lists.rows(Behind(over, month, last), which="counted", page=1, size=50)
            assert len(rows) == figure.part

    @pytest.mark.parametrize(("until", "over"), [(date(2026, 10, 1), 1), (date(2026, 9, 30), 0)])
    def test_a_newly_qualified_worker_has_a_lower_limit_until_the_first_year_ends(self, until, over):
        team = make.team()
        self.hold(make.worker(team=team, newly_qualified_until=until), team, 16)

        assert read("caseload_over").part == over

    def test_a_post_for_the_newly_qualified_protects_too(self):
        team = make.team()
        worker = make.worker(team=team)
        make.holder(make.post(team), "newly_qualified", worker=worker)
        self.hold(worker, team, 16)

        assert read("caseload_over").part == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("due_on", "done_on", "late"),
    [
        (date(2026, 9, 29), None, 1),
        (ON, None, 0),
        (date(2026, 9, 1), ON, 0),
        (date(2026, 9, 1), date(2026, 10, 1), 1),
    ],
)
def test_training_is_late_from_the_day_after_its_last(due_on, done_on, late):
    make.training(make.worker(team=make.team()), due_on, done_on=done_on)

    assert read("training_late").part == late
