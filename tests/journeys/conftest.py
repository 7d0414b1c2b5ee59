"""Whole stories in a real browser against a real server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.journeys.site import Site, chromium

NO_BROWSER = "No Chromium: install the package 'chromium' (or set KITH_CHROMIUM). The journeys were skipped."
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a journey; without a browser it is skipped and says so."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("journey")
            if not chromium():
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="session")
def today_site() -> Iterator[Site]:
    """Westmere on 14 October 2026."""
    yield from _site("2026", "2026-10-14")


@pytest.fixture(scope="session")
def site_2011() -> Iterator[Site]:
    """Westmere on 26 October 2011."""
    yield from _site("2011", "2011-10-26")


def _site(name: str, today: str) -> Iterator[Site]:
    site = Site(name, today)
    site.make()
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver; Django must not take its event loop for an asynchronous view."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One headless Chromium for all journeys."""
    quiet = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        quiet.append("--no-sandbox")
    one = playwright.chromium.launch(executable_path=chromium(), args=quiet)
    yield one
    one.close()


@pytest.fixture
def person_at(browser: Browser, request: pytest.FixtureRequest) -> Iterator[object]:
    """``person_at(site, "amina.rahman")``: a browser window of its own, signed in as that worker."""
    contexts = []

    def open_window(site: Site, username: str, **screen: int) -> Page:
        size = {"width": screen.get("width", 1440), "height": screen.get("height", 900)}
        context = browser.new_context(viewport=size, base_url=site.url, locale="en-GB")
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/sign-in/")
        page.locator(
            f'input[name="username"][value="{username}"] ~ button, form:has(input[value="{username}"]) button'
        ).first.click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    yield open_window
    for context in contexts:
        context.close()
