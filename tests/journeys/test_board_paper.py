"""A published plan of 162 actions from its workbook to a board paper that counts 150, 11 and 1."""

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

PLAN = "/improvement/post-inspection-action-plan-2009-10/"


def test_a_plan_goes_from_a_workbook_to_a_locked_paper(today_site, person_at, tmp_path) -> None:
    page = person_at(today_site, "ngozi.bright")

    read_in(page, workbook(page, tmp_path))
    set_up_a_board(page)
    lock(page)

    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Trust Board 2010: paper for Monday 20 September 2010"
    )
    for words in (
        "Plan of the journey: 162 actions, none of them late.",
        "150 actions are green: this action has been completed.",
        "11 actions are amber: progress has been made but further work is required.",
        "1 action is red: little or no progress has been made.",
    ):
        expect(page.get_by_text(words)).to_be_visible()
    expect(
        page.get_by_role("table", name="Plan of the journey: 12 outstanding actions").locator("tbody tr")
    ).to_have_count(12)
    told = words_of(page, page.url)
    assert "150 actions are green" in told
    assert told.count("Amber") >= 11

    member = person_at(today_site, "ruth.calloway")
    member.goto(re.sub(r"^https?://[^/]+", "", page.url))
    expect(member.get_by_text("150 actions are green")).to_be_visible()
    assert member.goto("/person/204418/").status == 403


def workbook(page: Page, folder: Path) -> Path:
    """The plan of 2010 in the layout that boards know."""
    kept = folder / "plan.xlsx"
    kept.write_bytes(page.request.get(f"{PLAN}file/").body())
    return kept


def read_in(page: Page, file: Path) -> None:
    page.goto("/improvement/read-in/")
    page.get_by_label("Workbook", exact=True).set_input_files(file)
    page.get_by_label("Name of the plan").fill("Plan of the journey")
    page.get_by_label("Programme it belongs to").fill("Journeys")
    page.get_by_label("The plan begins").fill("1/11/2009")
    page.get_by_label("Day that months to an end date count from").fill("23/10/2009")
    page.get_by_label("Day the workbook tells of").fill("20/9/2010")
    page.get_by_role("button", name="Read it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan of the journey")


def set_up_a_board(page: Page) -> None:
    """A board needs somebody on it before it can meet."""
    page.goto("/improvement/boards/")
    page.get_by_label("Name", exact=True).fill("Trust Board 2010")
    page.get_by_label("Plan of the journey").check()
    page.get_by_role("button", name="Set up the board").click()
    page.get_by_label("Set up a meeting on").fill("20/9/2010")
    page.get_by_role("button", name="Set up the meeting").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Nobody sits on this board on that day.")
    page.get_by_label("Or the name of somebody from outside").fill("Colin Wardle")
    page.get_by_label("and their agency").fill("Primary Care Trust")
    page.get_by_label("From", exact=True).fill("1/9/2010")
    page.get_by_role("button", name="They sit on the board").click()
    page.get_by_label("Set up a meeting on").fill("20/9/2010")
    page.get_by_role("button", name="Set up the meeting").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("20 September 2010")


def lock(page: Page) -> None:
    """Figures of a month that was not over are refused; those of the month before are taken."""
    page.get_by_label("Put on the agenda").fill("Implementation status of the plan")
    page.get_by_role("button", name="Put it on the agenda").click()
    page.get_by_label("What is to stand in the paper").fill("The board is asked to note the status.")
    page.get_by_role("button", name="Write it into the paper").click()
    page.get_by_label("Figures of the month").fill("2010-09")
    page.get_by_role("button", name="Lock the paper").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Sep 2010 was not over on 20 Sep 2010.")
    page.get_by_label("Figures of the month").fill("2010-08")
    page.get_by_role("button", name="Lock the paper").click()
    expect(page.get_by_text("The board is asked to note the status.")).to_be_visible()


def words_of(page: Page, address: str) -> str:
    """The document for a word processor as text."""
    body = page.request.get(f"{address}docx/").body()
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return " ".join(re.findall(r"<w:t [^>]*>([^<]*)", packed.read("word/document.xml").decode()))
