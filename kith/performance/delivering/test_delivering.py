"""The job: each thing once, again after trouble, and what was missed; and its mail against a real mail server."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.db import connection

from kith.core import clock
from kith.database import working_day
from kith.database.management.commands import serve
from kith.documents.models import Mail
from kith.documents.post import actions as post
from kith.performance import choices
from kith.performance.daily.conftest import TUESDAY, WEDNESDAY, at, deliver
from kith.performance.dashboard.queries import cards, real_change
from kith.performance.delivering.actions import deliver_due
from kith.performance.models import DailyList, Delivery, DeliveryRun, NamedChange, Publication, RegularReport
from kith.performance.tree import tree
from tests import make
from tests.post_office import open_post_office

pytestmark = pytest.mark.django_db


def due(day=WEDNESDAY, hour=6, minute=1):
    return dict(deliver_due(at(day, hour, minute)))


def test_a_list_is_made_once_however_often_the_job_looks(place, waiting):
    assert (due(hour=5), due(), due(), due(hour=7)) == ({}, {"daily": 1}, {}, {})

    assert (DailyList.objects.count(), Delivery.objects.count(), Mail.objects.count()) == (1, 3, 2)


def test_a_run_that_fails_leaves_nothing_and_is_made_later(place, waiting):
    in_the_way = DailyList.objects.create(on=WEDNESDAY, known_at=at(WEDNESDAY), made_at=at(WEDNESDAY))

    assert due() == {"trouble": 1}
    run = DeliveryRun.objects.get()
    assert (run.state, run.attempts, run.next_try_at) == ("waiting", 1, at(WEDNESDAY, 6, 2))
    assert not Delivery.objects.exists() and not Mail.objects.exists()

    assert due() == {}, "not before its next try"
    _take_away(in_the_way)
    assert due(minute=2) == {"daily": 1}
    assert Delivery.objects.count() == 3


def _take_away(kept):
    """As whoever owns the tables can: the web role cannot."""
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("delete from performance_dailylist where id = %s", [kept.pk])
        cursor.execute("set role kith_app")


def test_one_that_fails_holds_up_no_other(place, waiting):
    deliver(date(2026, 10, 12))
    DailyList.objects.create(on=TUESDAY, known_at=at(TUESDAY), made_at=at(TUESDAY))

    assert due() == {"trouble": 1, "daily": 1}


def test_a_missed_morning_is_caught_up_and_says_when(place, waiting, browser):
    deliver(date(2026, 10, 9))

    assert due(hour=9, minute=12) == {"daily": 3, "weekly": 1}

    told = browser(place.head).get("/performance/daily/?on=2026-10-13").content.decode()
    assert "made late, on 14 Oct at 09:12" in told
    letters = Mail.objects.filter(to="ngozi@westmere.example").exclude(subject__contains="9 October")
    assert [one.subject for one in letters] == ["Your list of 14 October is ready: 1 line"]
    assert "made late: 12 Oct and 13 Oct." in letters[0].words


def test_nothing_is_made_on_a_sunday_a_bank_holiday_or_a_closure(place, waiting, monkeypatch):
    deliver(date(2026, 10, 9))
    working_day.close_on(date(2026, 10, 12), "Moving offices")

    assert due(date(2026, 10, 11), hour=9) == {}
    assert due(date(2026, 10, 12), hour=9) == {}
    assert due(TUESDAY) == {"daily": 1, "weekly": 1}, "the first working day of the week is Tuesday"


def test_with_the_report_of_a_month_all_its_figures_are_frozen(place, waiting):
    told = due(date(2026, 10, 1))

    frozen = Publication.objects.filter(starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 1))
    assert told["monthly"] == 1
    assert set(frozen.values_list("team", flat=True)) >= {None, place.north.pk}
    assert due(date(2026, 10, 1), minute=9) == {}


def test_the_mail_names_no_child_and_no_number(place, waiting, settings):
    with open_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        settings.KITH_SITE = "https://kith.westmere.example"
        deliver()
        assert post.send_waiting(clock.now() + timedelta(minutes=1)) == {"sent": 2}

    letter = next(one for one in office.letters if one["To"] == "colin@westmere.example")
    assert letter["Subject"] == "Your list of 14 October is ready: 1 line"
    assert "https://kith.westmere.example/performance/daily/?on=2026-10-14" in letter.get_payload()
    known = [child.given_name for child in waiting.children] + [str(child.pk) for child in waiting.children]
    assert not any(one in str(letter) for one in ["Marlowe", *known])


def test_a_role_gets_lists_by_the_practice_and_not_by_name(place, waiting):
    place.colin.is_active = False
    place.colin.save()
    place.martin.memberships.update(ended_on=WEDNESDAY)

    deliver()

    assert [one.worker for one in Delivery.objects.all()] == [place.head]


def test_a_report_of_the_week_keeps_plain_numbers_and_nobody_s_name(place, waiting, late, browser):
    deliver(date(2026, 10, 9))
    deliver(date(2026, 10, 12))

    report = RegularReport.objects.get(team=place.service)
    assert (report.label, report.starts_on, report.ends_on) == (
        "Week from 5 Oct 2026", date(2026, 10, 5), date(2026, 10, 12)
    )  # fmt: skip
    told = {one["code"]: one for one in report.told["measures"]}
    assert (told["unallocated"]["part"], told["cin_open"]["part"]) == (2, 3)
    assert "Marlowe" not in str(report.told) and str(waiting.children[0].pk) not in str(report.told)
    assert RegularReport.objects.get(team=place.north).told != report.told

    boss, manager = browser(place.head), browser(place.colin)
    mine = Delivery.objects.get(worker=place.head, kind="weekly")
    theirs = Delivery.objects.get(worker=place.colin, kind="weekly")
    assert boss.get(f"/performance/reports/{mine.pk}/").status_code == 200
    assert boss.get(f"/performance/reports/{theirs.pk}/").status_code == 200
    assert manager.get(f"/performance/reports/{mine.pk}/").status_code == 404
    assert "Weekly report: Week from 5 Oct 2026" in manager.get("/performance/reports/").content.decode()
    assert mine.readings.get().by == place.head


def test_a_report_reads_a_trend_apart_at_the_changes_that_were_named(place):
    """Seen as one, the months hide a fall that is real once somebody has said what changed in spring."""
    months = [date(2025 + month // 12, month % 12 + 1, 5) for month in range(8, 22)]
    for number, on in enumerate(months):
        for _ in range((12 if number < 6 else 3) + number % 2):
            make.referral(team=place.north, received_on=on)
    NamedChange.objects.create(
        code="referrals",
        from_on=date(2026, 3, 1),
        words="One front door",
        named_at=clock.now(),
        by=place.head,
    )
    deliver(date(2026, 10, 9))
    deliver(date(2026, 10, 12))

    told = RegularReport.objects.get(team=place.service).told["measures"]
    known = tree()
    chosen = choices.read({"on": "2026-10-11"}, known, date(2026, 10, 14))
    (card,) = [one for one in cards(chosen, known) if one.indicator.code == "referrals"]

    assert [one["real"] for one in told if one["code"] == "referrals"] == [card.real]
    assert card.real != real_change(card.indicator, card.months)


def test_what_joined_and_left_the_lists_adds_up(place, waiting, late):
    for day in (date(2026, 10, 2), date(2026, 10, 9), date(2026, 10, 12)):
        deliver(day)

    (of,) = [one for one in RegularReport.objects.get(team=place.service, on=date(2026, 10, 12)).told["backlog"]
             if one["kind"] == "unallocated"]  # fmt: skip
    assert (of["start"], of["joined"], of["left"], of["end"]) == (0, 0, 0, 0)
    deliver(date(2026, 10, 19))
    flows = RegularReport.objects.get(team=place.service, on=date(2026, 10, 19)).told["backlog"]
    assert all(one["start"] + one["joined"] - one["left"] == one["end"] for one in flows)
    assert [one["joined"] for one in flows if one["kind"] == "unallocated"] == [2]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("tomorrow", "is not a day"),
        ("2026-10-15", "lies ahead"),
        ("2026-10-11", "no working day"),
        ("1500-01-01", "1990"),
    ],
)
def test_the_command_refuses_a_day_that_has_no_list(place, day, words):
    with pytest.raises(CommandError, match=words):
        call_command("deliver", "now", "--day", day)


def test_the_command_says_what_it_made(place, waiting):
    told = StringIO()

    call_command("deliver", "--day", "2026-10-12", stdout=told)
    call_command("deliver", "--day", "2026-10-12", stdout=told)

    first, *_, last = told.getvalue().splitlines()
    assert "1 weekly made" in first and "daily made" in first
    assert last == "Nothing is due."


def test_what_serve_starts_beside_the_web_server_is_a_command_that_exists():
    (order,) = serve.helpers({"no_post": True, "no_deliver": False})

    told = load_command_class("kith.performance", order[3]).create_parser("manage.py", order[3])

    assert told.parse_args(order[4:]).do == "watch"
