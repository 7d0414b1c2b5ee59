"""Whole stories in a real browser against a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.site import Site, chromium
from tests.post_office import open_post_office

NO_BROWSER = "No Chromium: install the package 'chromium' (or set KITH_CHROMIUM). The journeys were skipped."
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every module right here is a journey; without a browser it is skipped and says so."""
    for item in items:
        if item.path.parent == HERE:
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
    with open_post_office() as site_office:
        site = Site(name, today)
        site.office = site_office
        site.make()
        site.start()
        yield site
        site.stop()


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
