"""The day's visits on a phone, with the server really gone: kept locked, written without signal, sent once, wiped."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Site

PHONE = {"width": 390, "height": 844}
CODE = "kettle 42 oak"
NAMES = ("Marlowe", "Osei", "Tia", "Kofi", "Elsie", "Alder Walk", "eggy bread", "gran’s")
# everything this browser has put away: both small stores, every box of every store, every page kept
HELD = """async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  const plain = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder("utf-8").decode(value);
    if (!value || typeof value !== "object") return String(value);
    return Object.entries(value).map(([name, held]) => name + plain(held)).join();
  };
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => {
      const ask = indexedDB.open(name);
      ask.onsuccess = () => done(ask.result);
    });
    for (const part of base.objectStoreNames) {
      const rows = await new Promise((done) => {
        const ask = base.transaction(part).objectStore(part).getAll();
        ask.onsuccess = () => done(ask.result);
      });
      found.push(part + ":" + rows.length, ...rows.map(plain));
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const held = await caches.open(name);
    for (const request of await held.keys()) found.push(request.url, await (await held.match(request)).text());
  }
  return found;
}"""


@contextmanager
def without_server(site: Site) -> Iterator[None]:
    """The server is stopped, as when a phone has no signal; and started again."""
    site.stop()
    try:
        yield
    finally:
        site.start()


@pytest.fixture
def phone(today_site, person_at) -> Page:
    """Amina's phone on the page of today's visits, which are kept on it."""
    page = person_at(today_site, "amina.rahman", **PHONE)
    page.goto("/visit/plan/?person=204418")
    on, at = page.evaluate("[document.querySelector('.k-foot__now').dateTime, '']")
    page.get_by_label("Day").fill(on[:10])
    page.get_by_label("Time").fill(at or "00:05")
    page.get_by_label("What kind of visit?").select_option(label="Home visit")
    page.get_by_role("button", name="Plan the visit").click()
    expect(page.locator("#away")).to_contain_text("kept on this phone, locked")
    return page


def nothing_plain(page: Page) -> list[str]:
    """What is held says no name and no word of anybody; gives what is held."""
    held = page.evaluate(HELD)
    assert not [name for name in NAMES if any(name in one for one in held)]
    return held


def write(page: Page, words: str, told: str = "") -> None:
    """Three children, each seen differently; with ``told`` a child protection visit and what it asks besides."""
    page.get_by_role("button", name=re.compile("^Record the visit: Marlowe")).first.click()
    for child, seen in (("Tia", "Alone"), ("Kofi", "With others"), ("Elsie", "Not seen")):
        page.get_by_role("group", name=re.compile(f"^{child},")).get_by_label(seen).check(force=True)
    page.get_by_label("Why not, and when will you?").last.fill("At gran’s, Friday at nursery")
    page.get_by_label("What you saw and heard").fill(words)
    page.get_by_label("Time").fill("00:01")
    if told:
        answer(page, told)
    page.get_by_role("button", name="Save the visit").click()


def answer(page: Page, told: str) -> None:
    """What a child protection visit asks; a school visit asks less, and says so before anything is sent."""
    kind = page.get_by_label("What kind of visit?")
    expect(page.get_by_label("Tia: What did the child say")).to_be_hidden()
    kind.select_option(label="Child protection visit – by law")
    expect(page.locator("[data-kind-line]")).to_contain_text("section 47(4)")
    page.get_by_label("Tia: What did the child say").fill(told)
    page.get_by_role("group", name="Tia: Was the bedroom seen?").get_by_label("Yes").check(force=True)
    page.get_by_role("group", name="More or less worried").get_by_label("More").check(force=True)
    kind.select_option(label="At school or nursery")
    page.get_by_role("button", name="Save the visit").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "More or less worried than last time? – this kind of visit"
    )
    kind.select_option(label="Child protection visit – by law")


def test_a_visit_written_without_signal_arrives_once_and_moves_the_clocks(today_site, phone) -> None:
    page = phone
    page.get_by_text("Choose a code, to open them after closing the browser").click()
    page.get_by_label("Choose a code").fill(CODE)
    page.get_by_role("button", name="Use this code").click()
    expect(page.locator("#away")).to_contain_text("Your code opens them")
    nothing_plain(page)
    words = f"Kofi showed his room, eggy bread, {time.time_ns()}"

    with without_server(today_site):
        page.reload()
        expect(page.locator("#away")).to_contain_text("No signal")
        closed = page.context.new_cdp_session(page)
        closed.send("ServiceWorker.enable")
        closed.send("ServiceWorker.stopAllWorkers")
        page.reload()
        page.get_by_label("Your code").fill("not the code")
        page.get_by_role("button", name="Open", exact=True).click()
        expect(page.locator("#away")).to_contain_text("That is not the code. You can try 4 more times.")
        page.get_by_label("Your code").fill(CODE)
        page.get_by_role("button", name="Open", exact=True).click()
        write(page, words, told="“Gran came, we had eggy bread.”")
        expect(page.locator("#away")).to_contain_text("kept on this phone, will be sent")
        nothing_plain(page)

    expect(page.locator("#away")).to_contain_text(
        "Sent. Visit recorded for Tia, Kofi and Elsie.", timeout=30_000
    )
    expect(page.locator("#away")).to_contain_text("Tia by 11 Nov, Kofi by 11 Nov, Elsie by 16 Oct")
    page.goto("/visit/today/")
    expect(page.locator("#away")).to_contain_text("kept on this phone, locked")
    page.goto("/person/204418/visits/")
    expect(page.get_by_text(words)).to_have_count(1)
    page.locator("li", has_text=words).get_by_role("link", name="3 more answers").click()
    expect(page.get_by_role("heading", name="Child protection visit")).to_be_visible()
    expect(page.locator("main")).to_contain_text("“Gran came, we had eggy bread.”")
    page.locator("details.k-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    held = nothing_plain(page)
    assert "written:0" in held and "kept:1" in held  # nothing but the number of the browser
    assert "kith-visits" not in held[0]


def test_after_four_days_the_record_is_wiped_and_what_was_written_is_still_sent(today_site, phone) -> None:
    page = phone
    words = f"Kofi showed his room, eggy bread, {time.time_ns()}"

    with without_server(today_site):
        page.reload()
        write(page, words)
        expect(page.locator("#away")).to_contain_text("kept on this phone, will be sent")
        page.clock.set_system_time(time.time() + 4 * 86400)
        page.reload()
        expect(page.locator("#away")).to_contain_text("longer than three days")
        expect(page.locator("#away")).to_contain_text("not sent is still here, locked")
        held = nothing_plain(page)
        assert "written:1" in held and "kept:1" in held

    page.goto("/visit/today/")
    expect(page.locator("#away")).to_contain_text(
        "Sent. Visit recorded for Tia, Kofi and Elsie.", timeout=30_000
    )
    page.goto("/person/204418/visits/")
    expect(page.get_by_text(words)).to_have_count(1)
