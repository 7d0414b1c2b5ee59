"""Takes the pictures of the handbook from a running demonstration: `tools/screenshots.py URL`.

Signs in through the demonstration's buttons, opens the named pages and keeps each at the width of a desk and of
a telephone in docs/images (or in the folder that PICTURES names). Words after the address choose pictures; without
any, all are taken.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(os.environ.get("PICTURES", Path(__file__).resolve().parent.parent / "docs" / "images"))
WIDTHS = {"": (1440, 900), "-phone": (390, 844)}
TIA = 204418

# picture: who looks ("" nobody), where they go, and whether the whole length of the page is kept
PICTURES = {
    "sign-in": ("", "/sign-in/", False),
    "my-work": ("amina.rahman", "/", False),
    "front-door": ("ewan.price", "/front-door/", False),
    "contact": ("ewan.price", "/front-door/contact/new/", False),
    "child": ("amina.rahman", f"/person/{TIA}/", False),
    "chronology": ("amina.rahman", f"/person/{TIA}/chronology/", False),
    "family": ("amina.rahman", f"/person/{TIA}/family/", False),
    "assessment": ("amina.rahman", "step of Tia", False),
    "sign-off": ("colin.burge", "/sign-off/", False),
    "team": ("colin.burge", "/team/safeguarding-north/board/", False),
    "performance": ("ngozi.bright", "/performance/", False),
    "measure": ("ngozi.bright", "/performance/single_45wd/", False),
    "daily-list": ("ngozi.bright", "/performance/daily/", False),
    "scorecard": ("ngozi.bright", "/performance/scorecard/", False),
    "journeys": ("ngozi.bright", "/performance/journeys/", False),
    "demand": ("ngozi.bright", "/performance/demand/", False),
    "deep-dive": ("ngozi.bright", "/performance/deep_dive/?area=north", False),
    "board-report": ("ngozi.bright", "/performance/board/", False),
    "inspection-pack": ("ngozi.bright", "/performance/inspection/?area=north", False),
    "team-plan": ("colin.burge", "/performance/plans/safeguarding-north/", False),
    "build-report": ("ngozi.bright", "/performance/own-reports/new/assessments/", False),
    "late-recording": ("amina.rahman", "/performance/recorded/late/", False),
    "workforce": ("wyn.parry", "/workforce/", False),
    "workforce-team": ("wyn.parry", "/workforce/team/safeguarding-north/", False),
    "improvement": ("ngozi.bright", "/improvement/improvement-plan-202628/", False),
    "board-paper": ("ngozi.bright", "locked paper", False),
    "audits": ("ngozi.bright", "/quality/", False),
    "who-looked": ("bryn.hallett", f"/person/{TIA}/who-looked/", False),
    "practice": ("ngozi.bright", "/set-up/practice/", False),
    "contact-form": ("ewan.price", "form to read", False),
    "triage": ("sanjay.pillai", "/front-door/triage/?way=police_notice", False),
    "decide": ("sanjay.pillai", "notification to decide", False),
    "referrers": ("sanjay.pillai", "/front-door/feedback/", False),
    "night": ("ewan.price", "/night/", False),
}
# places without an address of their own: the page that leads there, and the link on it
LED_TO = {
    "step of Tia": (f"/person/{TIA}/", 'main a[href^="/step/"]:not([href*="new"])'),
    "form to read": ("/front-door/?way=form&sort=received", 'main th a[href^="/front-door/contact/"]'),
    "locked paper": ("/improvement/boards/westmere-improvement-board/", 'main a[href$="/paper/"]'),
    "notification to decide": ("/front-door/triage/?way=police_notice", 'main th a[href*="/decide/"]'),
}


def main(address: str, *chosen: str) -> None:
    """Take the pictures chosen, or all of them."""
    unknown = [name for name in chosen if name not in PICTURES]
    if unknown:
        sys.exit(f"There is no picture {', '.join(unknown)}. Known: {', '.join(PICTURES)}.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        # Chromium refuses its own sandbox to root
        quiet = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = driver.chromium.launch(executable_path=_browser(), args=quiet)
        for name in chosen or PICTURES:
            for ending, size in WIDTHS.items():
                _take(browser, address.rstrip("/"), name, FOLDER / f"{name}{ending}.png", size)
        browser.close()


def _take(browser: Browser, address: str, name: str, file: Path, size: tuple[int, int]) -> None:
    who, where, whole = PICTURES[name]
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        base_url=address,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if who:
        _sign_in(page, who)
    answer = page.goto(_led_to(page, *LED_TO[where]) if where in LED_TO else where, wait_until="networkidle")
    if answer is None or answer.status != 200:
        sys.exit(f"{name}: {where} answered {answer.status if answer else 'nothing'}.")
    page.screenshot(path=file, full_page=whole, animations="disabled")
    print(file.name)
    context.close()


def _sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.locator(f'form:has(input[value="{username}"]) button').first.click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def _led_to(page: Page, start: str, link: str) -> str:
    """The address that the first such link of a page leads to."""
    page.goto(start)
    return page.locator(link).first.get_attribute("href") or ""


def _browser() -> str:
    named = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in named if name and (path := shutil.which(name))), None)
    return found or sys.exit("No Chromium: apt-get install chromium, or name one in CHROMIUM.")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Which demonstration? For example: tools/screenshots.py http://127.0.0.1:8000/")
    main(*sys.argv[1:])
