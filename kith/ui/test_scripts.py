"""The scripts in a real browser, under the strict policy: words are never lost, keys lead where they say."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from kith.ui.test_gallery import banner, forms_context, page

__all__ = ["page"]  # the fixture
BUILT = Path(__file__).parent / "static"
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
BROWSER = next(
    (found for name in (os.environ.get("CHROMIUM"), "chromium") if name and (found := shutil.which(name))),
    None,
)
AT = "2026-10-14T10:40:00+01:00"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium"),
    pytest.mark.skipif(not (BUILT / "kith" / "kith.js").exists(), reason="assets are not built"),
]


class Post:
    """A little server of one page: answers saves as the test says and remembers what came."""

    def __init__(self) -> None:
        self.html = ""
        self.answers: list[tuple[int, dict[str, Any]]] = []
        self.came: list[dict[str, list[str]]] = []
        self.paths: list[str] = []

    def answer(self, path: str, body: str) -> tuple[int, dict[str, Any]]:
        self.paths.append(path)
        if path == "/save/":
            self.came.append(parse_qs(body, keep_blank_values=True))
            return self.answers.pop(0) if self.answers else (200, {"version": 9, "words": "Saved 10:42:07"})
        if path.startswith("/find/"):
            found = {
                "words": "Kieran Docherty, 9",
                "small": "sounds the same",
                "value": "7",
                "href": "/person/",
            }
            return 200, {"found": [found], "words": "1 person"}
        return 200, {}

    @property
    def values(self) -> list[str]:
        return [one["value"][0] for one in self.came]


def handler_of(post: Post) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            post.paths.append(self.path)
            file = BUILT / self.path.removeprefix("/static/").split("?")[0]
            if self.path.startswith("/static/") and file.is_file():
                self.give(200, KINDS[file.suffix], file.read_bytes())
            else:
                self.give(200, "text/html; charset=utf-8", post.html.encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            code, told = post.answer(self.path, body)
            self.give(code, "application/json", json.dumps(told).encode(), told.get("to"))

        def give(self, code: int, kind: str, body: bytes, to: str | None = None) -> None:
            self.send_response(code)
            if to:
                self.send_header("Location", to)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@pytest.fixture
def post() -> Iterator[Any]:
    kept = Post()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(kept))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    kept.address = f"http://127.0.0.1:{server.server_port}/"  # type: ignore[attr-defined]
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def tab(browser: Any, post: Any, page: Any) -> Iterator[Any]:
    """An open assessment; fails the test when the browser reports a fault or a breach of the policy."""
    faults: list[str] = []
    post.html = page("ui/gallery_forms.html", banner=banner(), **forms_context())
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on(
        "console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None
    )
    opened.goto(post.address)
    yield opened
    opened.close()
    assert faults == []


def state(tab: Any, words: str) -> None:
    tab.locator("[data-saved-words]", has_text=words).wait_for(timeout=4000)


def test_words_are_saved_soon_after_the_last_key(tab: Any, post: Any) -> None:
    tab.locator("#harm").fill("Tia was hungry.")
    tab.wait_for_timeout(700)
    assert post.came == []

    state(tab, "Saved 10:42:07")

    sent = {"question": ["harm"], "child": [""], "version": ["3"], "value": ["Tia was hungry."]}
    assert post.came == [sent]
    tab.locator("#harm").fill("Tia was hungry and cold.")
    tab.locator("#phone").focus()  # leaving the box saves at once
    tab.wait_for_timeout(400)
    assert post.came[1]["version"] == ["9"]


def test_each_child_and_each_kind_of_answer_is_sent_for_itself(tab: Any, post: Any) -> None:
    tab.locator("#harm-tia").fill("Says she listens for the door.")
    tab.locator("#likely--2").check()
    tab.locator("#likely").check()
    tab.locator("#spoke--3").check()
    tab.wait_for_timeout(600)

    sent = {(one["question"][0], one["child"][0]): one["value"] for one in post.came}
    assert sent["harm", "204418"] == ["Says she listens for the door."]
    assert sent["likely", ""] == ["unlikely"]
    assert sent["spoke", ""] == ["mum", "gran"]


def test_a_broken_line_is_told_and_tried_again_until_it_holds(tab: Any, post: Any) -> None:
    post.answers = [(503, {})]

    tab.locator("#harm").fill("Kept through a broken line")
    tab.locator("#phone").focus()
    state(tab, "Not saved – trying again (1)")
    state(tab, "Saved 10:42:07")

    assert post.values == ["Kept through a broken line"] * 2


def test_the_third_failure_is_an_alert_that_gives_the_words_back(tab: Any, post: Any) -> None:
    tab.clock.install()
    post.answers = [(503, {})] * 3

    tab.locator("#harm").fill("Words of an hour")
    tab.locator("#phone").focus()
    for _ in range(12):
        tab.clock.run_for(1000)
        tab.wait_for_timeout(60)
        if tab.locator("[role=alert]", has_text="not saved").count():
            break

    alert = tab.locator("[role=alert]", has_text="Your last words are not saved")
    assert alert.locator("button", has_text="Copy my text").is_visible()
    assert tab.locator("#harm").input_value() == "Words of an hour"


def test_when_two_people_write_both_texts_stand_side_by_side(tab: Any, post: Any) -> None:
    theirs = {"version": 4, "value": "Colin’s <b>words</b>", "by": "Colin Burge", "at": AT}
    post.answers = [(409, theirs)]

    tab.locator("#harm").fill("My words")
    tab.locator("#phone").focus()
    clash = tab.locator(".k-clash")
    clash.wait_for()
    shown = clash.inner_text()
    clash.locator("button", has_text="Keep both").click()
    state(tab, "Saved 10:42:07")

    assert "Colin Burge changed this at 10:40" in shown
    assert "Colin’s <b>words</b>" in shown
    assert "My words" in shown
    assert post.came[1]["value"] == ["Colin’s <b>words</b>\n\nMy words"]
    assert post.came[1]["version"] == ["4"]
    assert clash.count() == 0


@pytest.mark.parametrize(("button", "left"), [("Use theirs", "Theirs"), ("Keep mine", "Mine")])
def test_one_of_two_texts_may_be_chosen(tab: Any, post: Any, button: str, left: str) -> None:
    post.answers = [(409, {"version": 4, "value": "Theirs", "by": "Colin", "at": AT})]

    tab.locator("#harm").fill("Mine")
    tab.locator("#phone").focus()
    tab.locator(".k-clash button", has_text=button).click()
    state(tab, "Saved 10:42:07")

    assert tab.locator("#harm").input_value() == left


@pytest.mark.parametrize("answer", [(302, {"to": "/sign-in/"}), (401, {}), (403, {})])
def test_signed_out_is_said_and_the_words_stay(
    tab: Any, post: Any, answer: tuple[int, dict[str, Any]]
) -> None:
    post.answers = [answer]

    tab.locator("#harm").fill("Still here")
    tab.locator("#phone").focus()
    state(tab, "You have been signed out. Sign in again in another tab; your words are still here.")

    assert tab.locator("#harm").input_value() == "Still here"


def test_a_refused_answer_is_told_in_its_words_and_not_sent_again_by_itself(tab: Any, post: Any) -> None:
    post.answers = [(422, {"words": "That is not a date."})]

    tab.locator("#harm").fill("x")
    tab.locator("#phone").focus()
    state(tab, "Not saved – That is not a date.")
    tab.wait_for_timeout(2500)

    assert len(post.came) == 1


def test_leaving_with_unsaved_words_is_asked_about(tab: Any, post: Any) -> None:
    post.answers = [(503, {})] * 9
    asked: list[str] = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    tab.locator("#harm").click()
    tab.keyboard.type("Not yet kept")
    tab.goto(post.address + "elsewhere")

    assert asked == ["beforeunload"]


def test_finishing_waits_until_everything_is_kept(tab: Any, post: Any) -> None:
    tab.locator("#harm").fill("The last words")

    tab.locator("button", has_text="Finish").click()
    tab.wait_for_timeout(600)

    assert post.values == ["The last words"]
    assert post.paths.index("/save/") < post.paths.index("/step/88231/finish/")


def test_what_was_refused_while_typing_does_not_hold_the_form_back(tab: Any, post: Any) -> None:
    post.answers = [(422, {"words": "That is not a date."})] * 2
    tab.locator("#harm").fill("x")
    tab.locator("#phone").focus()
    state(tab, "Not saved – That is not a date.")

    tab.locator("button", has_text="Finish").click()
    tab.wait_for_url("**/step/88231/finish/")

    assert "/step/88231/finish/" in post.paths


def test_a_clash_holds_the_form_back(tab: Any, post: Any) -> None:
    post.answers = [(409, {"version": 4, "value": "Theirs", "by": "Colin", "at": "2026-10-14T09:40:00Z"})]
    tab.locator("#harm").fill("Mine")

    tab.locator("button", has_text="Finish").click()
    tab.locator(".k-clash").wait_for()
    tab.wait_for_timeout(300)

    assert "/step/88231/finish/" not in post.paths


def test_the_find_box_suggests_and_sends_names_in_the_body(tab: Any, post: Any) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type("kiran dochery")
    tab.locator("[role=option]").wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/person/")

    assert not any("kiran" in path for path in post.paths)


def test_a_look_up_is_chosen_with_the_keyboard(tab: Any, post: Any) -> None:
    box = tab.locator("#worker")
    box.fill("kier")
    tab.locator("[role=option]").wait_for()
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant")
    box.press("Enter")

    assert box.input_value() == "Kieran Docherty, 9"
    assert tab.locator("input[name=worker_chosen]").input_value() == "7"
    box.press("Backspace")
    assert tab.locator("input[name=worker_chosen]").input_value() == ""


def test_keys_lead_to_doors_and_rows_but_not_while_one_types(tab: Any, post: Any) -> None:
    tab.locator("#harm").click()
    tab.keyboard.type("gfjn?")
    assert tab.locator("#harm").input_value().endswith("gfjn?")
    state(tab, "Saved")

    tab.locator("main").focus()
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.textContent") == "Bassett"
    tab.keyboard.press("x")
    assert tab.locator("input[name=family][value='2']").is_checked()
    tab.keyboard.press("?")
    assert tab.locator("dialog", has_text="Keyboard shortcuts").is_visible()
    tab.keyboard.press("Escape")
    tab.keyboard.press("g")
    tab.keyboard.press("f")
    tab.wait_for_url("**/front_door/")


def test_single_keys_can_be_switched_off(tab: Any, post: Any) -> None:
    tab.evaluate("document.body.dataset.singleKeys = 'off'")
    post.html = post.html.replace('data-single-keys="on"', 'data-single-keys="off"')
    tab.reload()

    tab.keyboard.press("?")

    assert tab.locator("dialog").count() == 0


def test_the_button_under_a_table_says_how_many_are_ticked(tab: Any) -> None:
    tab.locator("input[aria-label='Select Hendry']").check()
    assert tab.locator("[data-bulk]").inner_text() == "Allocate 1 family"

    tab.locator("[data-tick-all]").check()

    assert tab.locator("[data-bulk]").inner_text() == "Allocate 2 families"


def test_cite_puts_its_words_where_one_was_writing(tab: Any) -> None:
    tab.locator("#harm").fill("Seen")
    tab.locator("[data-cite]").click()

    assert tab.locator("#harm").input_value() == "Seen [Core group 6 Oct]"


RISK = """<div class="k-risk" aria-label="Risk 1"><textarea id="what"></textarea>
<div data-cited="risk:1:evidence" data-child="" data-version="4" id="cited">
<div class="govuk-checkboxes"></div></div></div>"""
LINE, OTHER = "meeting-7- | 2026-10-06 | Core group", "visit-8- | 2026-09-29 | Seen | alone"


def test_beside_a_risk_cite_makes_the_event_its_evidence_and_saves_it(tab: Any, post: Any) -> None:
    tab.evaluate(
        "risk => document.querySelector('form[data-autosave]').insertAdjacentHTML('beforeend', risk)", RISK
    )
    tab.evaluate("line => { document.querySelector('[data-cite]').dataset.line = line; }", LINE)
    tab.locator("#what").fill("Nobody wakes them.")
    tab.locator("[data-cite]").click()
    state(tab, "Saved 10:42:07")

    assert post.came == [{"question": ["risk:1:evidence"], "child": [""], "version": ["4"], "value": [LINE]}]
    assert tab.locator("#what").input_value() == "Nobody wakes them."
    assert tab.locator("#cited label").inner_text() == "06/10/2026 Core group"
    tab.locator("[data-cite]").click()
    assert tab.locator("#cited input").count() == 1


def test_evidence_that_somebody_else_cited_meanwhile_is_shown_and_can_be_taken(tab: Any, post: Any) -> None:
    tab.evaluate(
        "risk => document.querySelector('form[data-autosave]').insertAdjacentHTML('beforeend', risk)", RISK
    )
    tab.evaluate("line => { document.querySelector('[data-cite]').dataset.line = line; }", LINE)
    post.answers = [(409, {"version": 5, "value": [OTHER], "by": "Colin Burge", "at": AT})]
    tab.locator("#what").focus()
    tab.locator("[data-cite]").click()
    clash = tab.locator(".k-clash")
    assert "29/09/2026 Seen | alone" in clash.inner_text()

    clash.get_by_role("button", name="Use theirs").click()
    state(tab, "Saved 10:42:07")

    assert post.came[-1]["value"] == [OTHER]
    assert tab.locator("#cited input:checked").count() == 1
