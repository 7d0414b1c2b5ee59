from datetime import UTC, datetime, timedelta

import pytest

from kith.access import rules


@pytest.mark.parametrize("target", ["/", "/person/200001/", "/find/?s=abc"])
def test_signing_in_leads_back_to_a_page_of_this_site(target: str) -> None:
    assert rules.safe_return(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "work/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https://evil.example/",
        "//[",
        "/\n/x",
    ],
)
def test_signing_in_never_leads_elsewhere_nor_breaks(target: str) -> None:
    assert rules.safe_return(target) == "/"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("", 0, "10.0.0.1"),
        ("203.0.113.7", 0, "10.0.0.1"),
        ("203.0.113.7", 1, "203.0.113.7"),
        ("198.51.100.9, 203.0.113.7", 1, "203.0.113.7"),
        ("198.51.100.9, 203.0.113.7, 10.0.0.5", 2, "203.0.113.7"),
        ("203.0.113.7", 2, "10.0.0.1"),
        ("", 1, "10.0.0.1"),
        ("2001:DB8::7", 1, "2001:db8::7"),
        ("Ellie Marlowe", 1, "10.0.0.1"),
        ("203.0.113.7, ", 1, "10.0.0.1"),
        ("x" * 90_000, 1, "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_heard_is_believed(forwarded: str, proxies: int, address: str) -> None:
    assert rules.address_of("10.0.0.1", forwarded, proxies) == address


NOW = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(4, None), (5, 1), (6, 2), (7, 4), (9, 16), (10, 30), (20, 30)]
)
def test_each_wrong_password_after_the_fifth_doubles_the_wait(failures: int, minutes: int | None) -> None:
    until = rules.wait_until([NOW] * failures, NOW)

    assert until == (NOW + timedelta(minutes=minutes) if minutes else None)


def test_a_wait_ends_when_it_is_over() -> None:
    failures = [NOW] * 5

    assert rules.wait_until(failures, NOW + timedelta(seconds=59)) is not None
    assert rules.wait_until(failures, NOW + timedelta(seconds=60)) is None


def test_tries_of_an_hour_ago_are_forgotten() -> None:
    assert rules.wait_until([NOW] * 20, NOW + timedelta(hours=1)) is None


@pytest.mark.parametrize(("tries", "flood"), [(299, False), (300, True)])
def test_an_office_behind_one_address_may_mistype_more_often_than_a_person(tries: int, flood: bool) -> None:
    assert rules.is_flood(tries) is flood


@pytest.mark.parametrize(
    ("active_at", "began_at", "left"),
    [(1000, 1000, 1200), (0, 0, 200), (-200, -200, 0), (1000, -42_200, 0), (1000, -42_000, 200)],
)
def test_a_session_ends_when_nothing_is_done_and_in_any_case(
    active_at: int, began_at: int, left: int
) -> None:
    assert rules.seconds_left(1000, active_at=active_at, began_at=began_at, idle=1200, longest=43_200) == left
