"""Throws failures at people who type: ``python -m tests.journeys.failures.run --number 1000``.

Several editors, each in a window of its own, type into boxes of an assessment without a pause. Meanwhile the line goes,
answers are lost, the web process, the whole server, the record store or the browser itself is killed. At the end of
each box the words on the record are held against the words typed.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.async_api import Error

from kith.core import clock
from kith.database.home import Home
from tests.journeys.failures.counting import KINDS, Counted, Loss, Typing, lines, shares
from tests.journeys.site import Site, chromium

MEASURED = Path(__file__).parent / "measured.toml"
WRITER, EDITORS = "amina.rahman", 10  # so many windows, each with boxes of its own
BOXES = 2  # of each editor
WEIGHTS = (
    ("network", 46),
    ("answer", 26),
    ("timeout", 8),
    ("tab", 13),
    ("worker", 5),
    ("store", 1),
    ("server", 1),
)
EVERYBODY = ("worker", "store", "server")  # failures that meet all editors at once
WORDS = (
    "Gran",
    "says",
    "the",
    "mornings",
    "are",
    "quieter",
    "now",
    "and",
    "reads",
    "until",
    "the",
    "kettle",
    "sings.",
)
SAVED = re.compile(r"^Saved \d\d:\d\d")
KEY_EVERY = 0.07  # seconds: a quick typist
BOX_HOLDS = 600  # letters, then the next box
PATIENCE = 60_000


class Editor:
    """Somebody who types into an assessment and goes on typing, whatever happens."""

    def __init__(self, number: int, site: Site, browser: Any, counted: Counted) -> None:
        self.number, self.site, self.browser, self.counted = number, site, browser, counted
        self.chance = random.Random(number)
        self.typed, self.turn = Typing(), 0
        self.page: Any = None
        self.address = ""
        self.context: Any = None

    async def sign_in(self) -> None:
        """A window of their own, signed in, with an assessment open."""
        self.context = await self.browser.new_context(base_url=self.site.url, locale="en-GB")
        self.context.set_default_timeout(PATIENCE)
        self.page = await self.context.new_page()
        self.page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
        await self.page.goto("/sign-in/")
        await self.page.locator(f'form:has(input[value="{WRITER}"]) button').first.click()
        await self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        if not self.address:
            await self.page.goto("/work/")
            row = self.page.get_by_role("row").filter(has_text="Tia")
            await row.get_by_role("link", name=re.compile("assessment")).first.click()
            await self.page.wait_for_selector("form[data-autosave]")
            self.address = self.page.url
        else:
            await self.page.goto(self.address)

    def place(self) -> Any:
        """The box that is written in."""
        return self._box_on(self.page)

    def _box_on(self, page: Any) -> Any:
        return page.locator("form[data-autosave] textarea:visible").nth(self.number * BOXES + self.turn)

    async def begin_box(self) -> None:
        """Empty the next box and begin to type in it."""
        self.turn = (self.turn + 1) % BOXES
        await self.place().fill("")
        await self.place().blur()
        await self.saved()
        self.typed = Typing()
        await self.place().focus()

    async def type_for(self, seconds: float) -> None:
        """Type words without a pause for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            word = self.chance.choice(WORDS) + " "
            for letter in word:
                await self.page.keyboard.type(letter)
                self.typed.type(letter, time.monotonic())
                await asyncio.sleep(KEY_EVERY)

    async def saved(self) -> None:
        """Wait until the page says that everything is saved."""
        await self.page.locator("form[data-autosave]:not([data-unsaved])").first.wait_for(state="attached")
        await self.page.get_by_text(SAVED).first.wait_for(state="visible")

    async def on_record(self) -> str:
        """What a fresh page shows in this box."""
        fresh = await self.context.new_page()
        await fresh.goto(self.address)
        text = await self._box_on(fresh).input_value()
        await fresh.close()
        return str(text)

    async def judge(self, kind: str, ended: float) -> None:
        """Hold the words on the record against the words typed."""
        kept = await self.on_record()
        lost = self.typed.lost(kept, ended)
        if lost is None:
            self.counted.strange.append(
                f"editor {self.number}, {kind}: {len(kept)} letters kept of {len(self.typed.text)}"
            )
        elif lost[0]:
            self.counted.losses.append(Loss(self.number, kind, *lost))

    # --- failures that meet one editor ---------------------------------------------------------

    async def network(self) -> None:
        """The line goes for a moment, in mid-word."""
        await self.context.set_offline(True)
        await self.type_for(self.chance.uniform(0.2, 2.5))
        await self.context.set_offline(False)
        await self.page.evaluate("window.dispatchEvent(new Event('online'))")

    async def answer(self) -> None:
        """The words arrive at the server, and the answer does not arrive here."""

        async def lose(route: Any) -> None:
            with suppress(Error):  # the window may let go of the request first
                await route.fetch()
            with suppress(Error):
                await route.abort()

        await self.page.route("**/save/", lose, times=1)
        await self.type_for(2.2)
        await self.page.unroute_all(behavior="ignoreErrors")

    async def timeout(self) -> None:
        """The server takes the words and never answers."""
        held: list[Any] = []

        async def hold(route: Any) -> None:
            held.append(route)

        await self.page.route("**/save/", hold, times=1)
        await self.type_for(3)
        await self.page.unroute_all(behavior="ignoreErrors")

    async def tab(self) -> None:
        """The browser dies: the window is gone with whatever was not sent."""
        ended = time.monotonic()
        await self.die()
        await self.sign_in()
        await self.judge("tab", ended)
        await self.begin_box()

    async def die(self) -> None:
        """End the window as a power cut would: no last word can be sent."""
        await self.context.route("**/*", lambda route: route.abort())
        await self.context.close()


class Run:
    """One run: some editors, many failures."""

    def __init__(self, site: Site, browser: Any, number: int) -> None:
        self.site, self.counted = site, Counted()
        self.editors = [Editor(place, site, browser, self.counted) for place in range(EDITORS)]
        self.kinds = shares(number, WEIGHTS)

    async def run(self) -> Counted:
        """All failures, one editor each or all at once, and the judgement after each box."""
        for editor in self.editors:
            await editor.sign_in()
            await editor.begin_box()
        waiting = list(self.kinds)
        while waiting:
            turn = []
            while waiting and len(turn) < len(self.editors) and waiting[0] not in EVERYBODY:
                turn.append(waiting.pop(0))
            if turn:
                await asyncio.gather(
                    *(self._one(editor, kind) for editor, kind in zip(self.editors, turn, strict=False))
                )
            elif waiting:
                await self._everybody(waiting.pop(0))
            sys.stderr.write(f"\r{self.counted.number} of {len(self.kinds)} ")
        for editor in self.editors:
            await self._settle(editor, "end")
        return self.counted

    async def _one(self, editor: Editor, kind: str) -> None:
        await editor.type_for(editor.chance.uniform(0.5, 1.8))
        await getattr(editor, kind)()
        self.counted.injected[kind] += 1
        if len(editor.typed.text) > BOX_HOLDS:
            await self._settle(editor, kind)

    async def _everybody(self, kind: str) -> None:
        typing = [asyncio.create_task(editor.type_for(4)) for editor in self.editors]
        await asyncio.sleep(1)
        await asyncio.to_thread(self._kill, kind)
        await asyncio.gather(*typing)
        self.counted.injected[kind] += 1
        await asyncio.gather(*(self._settle(editor, kind) for editor in self.editors))

    async def _settle(self, editor: Editor, kind: str) -> None:
        """Wait until it is saved, hold it against what was typed, and begin another box."""
        await editor.saved()
        await editor.judge(kind, time.monotonic())
        await editor.begin_box()

    def _kill(self, kind: str) -> None:
        assert self.site.running is not None
        if kind == "server":
            os.kill(self.site.running.pid, signal.SIGKILL)
            self.site.running.wait(20)
            self.site.start()
            return
        number = _postmaster(self.site) if kind == "store" else _web_process(self.site.running.pid)
        os.kill(number, signal.SIGKILL)


def _postmaster(site: Site) -> int:
    return int((Home.at(site.home).cluster / "postmaster.pid").read_text().split()[0])


def _web_process(number: int) -> int:
    """A web process: the youngest process under the web server's own."""
    web = [child for child in _children(number) if b"granian" in Path(f"/proc/{child}/cmdline").read_bytes()]
    workers = [child for one in web for child in _children(one)]
    return max(workers or web)


def _children(number: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            said = (place / "stat").read_text()
        except OSError:
            continue
        if int(said.rpartition(")")[2].split()[1]) == number:
            found.append(int(place.name))
    return found


async def failures(site: Site, number: int) -> Counted:
    """A run of so many failures against a site that is being served."""
    from playwright.async_api import async_playwright

    async with async_playwright() as driver:
        quiet = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = await driver.chromium.launch(executable_path=chromium(), args=quiet)
        try:
            return await Run(site, browser, number).run()
        finally:
            await browser.close()


def write(told: Counted, where: Path = MEASURED) -> None:
    """Keep the result, for the page of benchmarks."""
    rows = [
        f"measured_on = {clock.today():%Y-%m-%d}",
        f"failures = {told.number}",
        f"editors = {EDITORS}",
    ]
    rows += [f"strange = {len(told.strange)}", f"most_of_an_editor = {told.total_of_an_editor():.2f}"]
    rows += [f"most_of_a_dying_browser = {told.worst(['tab']):.2f}", "", "[injected]"]
    rows += [f"{kind} = {told.injected[kind]}" for kind in KINDS]
    where.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> int:
    """Make a site, throw the failures, say what was lost; 1 when it was too much."""
    parser = argparse.ArgumentParser(description="Failures thrown at people who type.")
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--keep", action="store_true", help="keep the result for the page of benchmarks")
    order = parser.parse_args()
    site = Site("failures", "2026-10-14")
    site.make()
    site.start()
    try:
        told = asyncio.run(failures(site, order.number))
    finally:
        site.stop()
    sys.stdout.write("\n".join([f"{told.number} failures", *lines(told), *told.strange, ""]))
    sys.stdout.write(f"most seconds one living editor lost in all: {told.total_of_an_editor():.2f}\n")
    if order.keep:
        write(told)
    return 0 if told.holds() else 1


if __name__ == "__main__":
    sys.exit(main())
