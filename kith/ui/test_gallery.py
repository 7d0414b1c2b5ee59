"""One page with every component in the state of a busy morning, and what must hold of its markup."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from kith.ui.charts.flow import Band, Block
from kith.ui.charts.funnel import Point
from kith.ui.charts.spans import Span
from kith.ui.charts.waterfall import Move
from kith.ui.render import fragment, render

FOOTER = ("accessibility", "keyboard", "privacy", "report_problem")
urlpatterns = [path(f"{name}/", HttpResponse, name=name) for name in FOOTER]
QUARTERS = ("Jan 25", "Apr", "Jul", "Oct", "Jan 26", "Apr", "Jul")
MOMENT = datetime(2026, 10, 14, 9, 42, tzinfo=UTC)


def furniture(request: HttpRequest) -> dict[str, Any]:
    doors = (
        ("work", "My work", "w"),
        ("front_door", "Front door", "f"),
        ("find", "Children and families", "c"),
    )
    more = ("team", "Team", "t"), ("performance", "Performance", "p"), ("quality", "Quality", "q")
    return {
        "authority": "Westmere Council",
        "strip": "Training system – every person is invented; its clock stands at 14 October 2026",
        "find": "/find/",
        "find_live": "/find/live/",
        "doors": [
            {"name": name, "words": words, "href": f"/{name}/", "key": key}
            for name, words, key in (*doors, *more)
        ],
        "notices": {"href": "/notices/", "count": 4},
        "help": "/help/",
        "worker": {
            "name": "Amina Rahman",
            "role": "social worker, North",
            "links": [("Your settings", "/you/")],
        },
        "sign_out": "/sign-out/",
        "record_visit": "/visit/new/",
        "record_contact": "/contact/new/",
        "version": "0.1",
        "now": MOMENT,
    }


def row(
    mark: str, when: str, small: str, what: str, why: str, who: str, ages: str, act: str
) -> dict[str, str]:
    names = ("mark", "when", "small", "what", "why", "who", "ages", "act")
    return dict(zip(names, (mark, when, small, what, why, who, ages, act), strict=True))


def context() -> dict[str, Any]:
    late = [
        row(
            "late",
            "Late by 1 working day",
            "due Tue 13 Oct",
            "Child protection visit",
            "Every 10 working days · last seen 29 Sep, at school",
            "Marlowe–Osei family",
            "Tia 9, Kofi 6, Elsie 2 – one record for all three",
            "Record visit",
        )
    ]
    today = [
        row(
            "soon",
            "Today",
            "working day 12 of 15",
            "Decide outcome of section 47 enquiry",
            "Strategy discussion 28 Sep · conference would be by 19 Oct",
            "Farrant family",
            "Leo 8, Maya 5",
            "Open",
        )
    ]
    later = [
        row(
            "",
            "Fri 16 Oct",
            "",
            "Child in need review",
            "School and health visitor updates are in",
            "Sharif family",
            "Ahmed 13, Bilal 10, Noor 6",
            "Open",
        )
    ]
    families = [
        ("Marlowe–Osei", "Tia 9, Kofi 6, Elsie 2", "Child protection plan", 5.0),
        ("Lisle", "Petra 11, Sam 9", "Child protection plan", 3.5),
        ("D’Arcy-O’Neill <b>", "Áine 4", "Being assessed", 1.0),
    ]
    groups = [("Late (1)", late), ("Due today (1)", today), ("Thursday and Friday (1)", later)]
    return {"groups": groups, "families": families}


def banner() -> dict[str, Any]:
    return {
        "name": "Tia Marlowe",
        "called": "Tia",
        "age": "age 9",
        "sex": "girl",
        "born": "born 3 February 2017",
        "record_number": 204418,
        "facts": [
            ("Plan", "Child protection plan – neglect, since 2 Jul 2026 (day 104)"),
            ("Legal", "No order · parents hold responsibility"),
            ("Lives", "27 Alder Walk, WM4 2QT, with mum"),
            ("Social worker", "Amina Rahman, Safeguarding North"),
            ("Last seen", "29 Sep, alone, at school", "late", "visit late by 1 working day"),
        ],
        "alerts": [
            ("Asthma – inhaler at school", "amber"),
            ("Visit in pairs", "red"),
            ("Do not give address", "amber"),
            ("Lee H. not to be met alone", "red"),
            ("2 restricted documents", "dark"),
        ],
        "siblings": [("Tia, 9", "/person/204418/", True), ("Kofi, 6", "/person/204419/", False)],
        "family": "/family/5120/",
        "tabs": [
            ("Overview", "/person/204418/", True),
            ("Chronology", "/person/204418/chronology/", False),
        ],
        "who_looked": "/person/204418/who-looked/",
    }


@pytest.fixture
def page(settings: Any, rf: RequestFactory) -> Any:
    settings.KITH_FURNITURE = f"{__name__}.furniture"
    settings.ROOT_URLCONF = __name__

    def shown(template: str = "ui/gallery.html", **values: Any) -> str:
        return render(rf.get("/work/"), template, {**context(), **values}).content.decode()

    return shown


def test_a_page_has_one_main_heading_a_skip_link_and_named_landmarks(page: Any) -> None:
    html = page()

    assert len(re.findall(r"<h1\b", html)) == 1
    assert 'href="#main" class="govuk-skip-link"' in html
    assert 'id="main"' in html
    assert '<nav class="k-nav" aria-label="Main">' in html
    assert 'role="search"' in html


def test_the_door_one_stands_in_is_marked(page: Any) -> None:
    html = page()

    assert re.search(r'<a href="/work/" aria-current="page" data-door="w">My work</a>', html)
    assert html.count('aria-current="page" data-door') == 1


def test_the_strip_says_that_people_are_invented_and_which_day_it_is(page: Any) -> None:
    html = page()

    assert "every person is invented" in html
    assert "14 October 2026" in html


def test_signing_out_is_a_post_with_its_proof(page: Any) -> None:
    html = page()

    form = re.search(r'<form method="post" action="/sign-out/">(.*?)</form>', html, re.S)
    assert form
    assert 'name="csrfmiddlewaretoken"' in form[1]


def test_names_are_never_read_as_markup(page: Any) -> None:
    html = page()

    assert "D’Arcy-O’Neill &lt;b&gt;" in html
    assert "O’Neill <b>" not in html


def test_a_refusal_is_told_at_the_top_in_the_title_and_in_the_form_of_govuk(page: Any) -> None:
    html = page(problems=[("reason", 'Say why, without "quotes"'), (None, "The plan has ended.")])

    assert "<title>Error: My work" in html
    assert '<a href="#reason">Say why, without &#34;quotes&#34;</a>' in html
    assert "<li>The plan has ended.</li>" in html
    assert html.index("govuk-error-summary") < html.index("<h1")


def test_the_banner_shows_three_alerts_and_never_hides_a_red_one(page: Any) -> None:
    html = page(banner=banner())

    shown, hidden = html.split('<details class="k-banner__more">')
    assert "and 2 more" in hidden
    assert "Visit in pairs" in shown
    assert "Lee H. not to be met alone" in shown
    assert shown.count('class="k-alert ') == 3


def test_every_printed_sheet_names_the_child_the_day_and_who_printed_it(page: Any) -> None:
    html = page(banner=banner())

    printed = re.search(r'<p class="k-printed"[^>]*>(.*?)</p>', html)
    assert printed
    assert printed[1] == "Tia Marlowe · ID 204\u00a0418 · printed by Amina Rahman, 14 October 2026, 10:42"


def test_a_banner_of_a_person_about_whom_little_is_known(page: Any) -> None:
    html = page(banner={"name": "Baby Marlowe", "record_number": 7})

    assert "Baby Marlowe" in html
    assert "ID 7" in html


def test_a_page_without_furniture_still_stands(settings: Any, rf: RequestFactory) -> None:
    settings.KITH_FURNITURE = None
    settings.ROOT_URLCONF = __name__

    html = render(
        rf.get("/"), "ui/refused.html", {"title": "Page not found", "words": ["Check it."]}, status=404
    )

    assert html.status_code == 404
    assert b"public.css" in html.content
    assert b'<nav class="k-nav"' not in html.content


def test_unknown_furniture_is_refused(settings: Any, rf: RequestFactory) -> None:
    settings.KITH_FURNITURE = f"{__name__}.wrong_furniture"

    with pytest.raises(KeyError, match="colour"):
        render(rf.get("/"), "ui/gallery.html", context())


def wrong_furniture(request: HttpRequest) -> dict[str, Any]:
    return {"colour": "mauve"}


def test_one_block_can_be_fetched_alone_and_finds_the_components(page: Any, rf: RequestFactory) -> None:
    html = fragment(rf.get("/work/"), "ui/gallery.html", "main", context()).content.decode()

    assert "Child protection visit" in html
    assert "<html" not in html


def test_asking_for_a_block_that_is_not_there_is_an_error(rf: RequestFactory) -> None:
    with pytest.raises(LookupError, match="no block lanterns"):
        fragment(rf.get("/work/"), "ui/gallery.html", "lanterns", context())


def test_the_day_of_the_footer_is_the_day_of_the_furniture(page: Any) -> None:
    html = page()

    assert f"{date(2026, 10, 14).day} October 2026, 10:42" in html


def forms_context() -> dict[str, Any]:
    series = [66, 71, 68, 73, 69, 72, 67, 70, 74, 71, 69, 79, 82, 80, 84, 83, 86, 87, 88.2]
    months = [label for name in QUARTERS for label in (name, "", "")][:19]
    return {"series": series, "months": months, "day": date(2026, 10, 13), "journey": journey()}


def journey() -> dict[str, Any]:
    ways = [("referral", "Referral", 1786, False), ("advice", "Advice, no more action", 2283, True)]
    return {
        "stages": [
            [Block("contact", "Contacts", 4069)],
            [Block(key, words, number, "44%", ends, f"#{key}") for key, words, number, ends in ways],
        ],
        "bands": [Band("contact", key, number, words, "44%", f"#b-{key}") for key, words, number, _ in ways],
        "spans": [
            Span("Assessment", 40, 18, 37, 49, 45, 6, "#assessment"),
            Span("Discussion to conference", 3),
            Span("Sign-off wait", 20, 0, 1, 4),
        ],
        "moves": [Move("31 Aug", 22, 31, "#in", "#out"), Move("7 Sep", 30, 30)],
        "points": [
            Point("North", 193, 212, "#north"),
            Point("South", 167, 198),
            Point("Disabled children", 60, 92),
        ],
    }
