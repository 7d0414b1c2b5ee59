"""The warning before a session ends, in a real browser whose clock is turned on."""

import json
from typing import Any

import pytest

from kith.ui.test_gallery import banner, forms_context, page
from kith.ui.test_scripts import AXE, BROWSER, BUILT, post

__all__ = ["page", "post"]  # the fixtures
IDLE = 1200
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium"),
    pytest.mark.skipif(not (BUILT / "kith" / "kith.js").exists(), reason="assets are not built"),
]


class Session:
    """What the server says of the session, and what it was asked."""

    def __init__(self) -> None:
        self.code, self.left, self.who = 200, IDLE, 17
        self.told = 0
        self.background = 0

    def answer(self, route: Any) -> None:
        if "x-background" in route.request.headers:
            self.background += 1
        else:
            self.told += 1
            self.left = IDLE if self.code == 200 else self.left
        body = json.dumps({"left": self.left, "who": self.who})
        route.fulfill(status=self.code, content_type="application/json", body=body)


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def desk(browser: Any, post: Any, page: Any, session: Session) -> Any:
    """An open assessment of worker 17, whose clock stands until it is turned on."""
    faults: list[str] = []
    html = page("ui/gallery_forms.html", banner=banner(), **forms_context())
    marks = f'data-idle="{IDLE}" data-who="17" data-still-here="/still-here/" data-sign-in="/sign-in/"'
    post.html = html.replace("<body ", f"<body {marks} ", 1)
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.set_default_timeout(5000)
    opened.clock.install()
    opened.route("**/still-here/", session.answer)
    opened.goto(post.address)
    yield opened
    opened.close()
    assert faults == []


def pass_time(desk: Any, session: Session, seconds: int) -> None:
    session.left -= seconds
    desk.clock.run_for(seconds * 1000)


def wait_until(desk: Any, holds: Any) -> None:
    """Let seconds pass, and the answers asked for in them arrive, until it holds."""
    for _ in range(90):
        if holds():
            return
        desk.clock.run_for(1000)
        desk.wait_for_timeout(60)
    raise AssertionError("it never came to hold")


def says(desk: Any, words: str) -> Any:
    return lambda: dialog(desk).count() == 1 and words in dialog(desk).inner_text()


def gone(desk: Any) -> Any:
    return lambda: dialog(desk).count() == 0


def dialog(desk: Any) -> Any:
    return desk.get_by_role("alertdialog")


def test_nothing_is_said_while_there_is_time(desk: Any, session: Session) -> None:
    pass_time(desk, session, IDLE - 130)

    assert dialog(desk).count() == 0
    assert (session.told, session.background) == (0, 0)


def test_two_minutes_before_the_end_one_is_warned_and_may_stay(desk: Any, session: Session) -> None:
    desk.locator("#harm").focus()
    pass_time(desk, session, IDLE - 100)

    wait_until(desk, says(desk, "You will be signed out at"))
    assert desk.evaluate("document.activeElement.textContent") == "Stay signed in"
    desk.evaluate(AXE.read_text())
    found = desk.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert [one["id"] for one in found["violations"]] == []
    desk.keyboard.press("Enter")
    wait_until(desk, gone(desk))
    assert session.told == 1
    assert desk.evaluate("document.activeElement.id") == "harm"


def test_escape_means_stay(desk: Any, session: Session) -> None:
    pass_time(desk, session, IDLE - 100)
    wait_until(desk, says(desk, "You will be signed out at"))

    desk.keyboard.press("Escape")

    wait_until(desk, gone(desk))
    assert session.told == 1


def test_who_writes_is_not_warned(desk: Any, session: Session) -> None:
    for _ in range(4):
        pass_time(desk, session, 400)
        desk.locator("#harm").press_sequentially("a")

    desk.clock.run_for(2000)
    assert dialog(desk).count() == 0
    assert session.told >= 3


def test_who_is_busy_in_another_tab_is_not_warned(desk: Any, session: Session) -> None:
    desk.clock.run_for((IDLE - 100) * 1000)
    wait_until(desk, lambda: session.background >= 1)

    assert session.background >= 1
    assert dialog(desk).count() == 0


def test_after_the_end_the_page_is_covered_and_keeps_its_words(desk: Any, session: Session) -> None:
    desk.locator("#harm").fill("Tia was hungry.")
    wait_until(desk, lambda: session.told == 1)
    pass_time(desk, session, IDLE - 60)
    session.code = 401
    pass_time(desk, session, 120)

    wait_until(desk, says(desk, "You are signed out"))
    for _ in range(3):
        desk.keyboard.press("Escape")
    assert dialog(desk).is_visible()
    assert dialog(desk).get_by_role("link").get_attribute("href") == "/sign-in/"

    session.code, session.left = 200, IDLE
    pass_time(desk, session, 20)
    wait_until(desk, gone(desk))
    assert desk.locator("#harm").input_value() == "Tia was hungry."


def test_the_cover_stays_for_somebody_else(desk: Any, session: Session) -> None:
    pass_time(desk, session, IDLE - 60)
    session.code = 401
    pass_time(desk, session, 120)
    wait_until(desk, says(desk, "You are signed out"))

    session.code, session.left, session.who = 200, IDLE, 18
    pass_time(desk, session, 60)

    assert dialog(desk).is_visible()
