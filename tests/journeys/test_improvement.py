"""Improvement plans from import to proof: North Yorkshire's counts, Torbay's deliverable, Kent's tasks by theme."""

import re
from collections import Counter
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from kith.desk.demo import plans_2010, plans_phases
from kith.improvement.layout.rules import ReadPlan, read
from kith.improvement.layout.writing import WrittenAction, WrittenTheme, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRINTED = {"Red": "1", "Amber": "11", "Green": "150"}
STANDARDS = "Invented: practice standards on two pages"
LONG = 60_000
OF_2010 = {
    "Name of the plan": "Read in again",
    "Programme it belongs to": "North Yorkshire, read in",
    "The plan begins": "1/11/2009",
    "Day that months to an end date count from": "23/10/2009",
    "Day the workbook tells of": "20/9/2010",
}
FIRST = {
    "Name of the plan": "Core tasks, read in",
    "Programme it belongs to": "Kent, read in",
    "The plan begins": "1/2/2011",
    "Day the workbook tells of": "19/9/2011",
}
SECOND = "Second phase, by theme"


def plan_of_2010() -> ReadPlan:
    """The plan as its paper lays it out."""
    sheet = plans_2010.sheet()
    return read(sheet.rows, sheet.day, plans_2010.PLAN.inspected_on)


def as_file(plan: ReadPlan, *, without_lead: str = "") -> bytes:
    """The plan as a workbook; with one action that nobody leads, if its number is given."""
    return workbook(
        "Post-inspection action plan",
        [
            WrittenTheme(
                theme.number, theme.title, theme.lead, bool(theme.parent),
                [
                    WrittenAction(
                        one.number, one.words, () if one.number == without_lead else one.bodies, one.officer,
                        one.rating, one.note, one.due_kind, one.due_on,
                    )
                    for one in plan.actions
                    if one.theme == theme.number
                ],
            )
            for theme in plan.themes
        ],
    )  # fmt: skip


def test_a_plan_is_read_in_and_its_page_counts_as_the_paper_does(today_site, person_at) -> None:
    page, plan = person_at(today_site, "ngozi.bright"), plan_of_2010()

    read_in(page, as_file(plan, without_lead="1.3.6.1"))
    expect(page.locator(".govuk-error-summary")).to_contain_text("It has no lead body")
    expect(page.get_by_label("Name of the plan")).to_have_value("Read in again")
    read_in(page, as_file(plan))

    expect(page.get_by_text("Read in: 162 actions.")).to_be_visible(timeout=LONG)
    for rating, number in PRINTED.items():
        row = page.locator("#counts tr", has_text=rating)
        expect(row.locator("td").first).to_have_text(number)
    page.locator("#counts").get_by_role("link", name="Red").click()
    expect(page.locator("#actions tbody tr")).to_have_count(1)
    expect(page.locator("#actions tbody")).to_contain_text("IRO Managers to report quarterly")


def read_in(page: Page, file: bytes, called: Mapping[str, str] = OF_2010) -> None:
    """Choose the workbook and say what the plan is called."""
    page.goto("/improvement/read-in/")
    named = {"name": "plan.xlsx", "mimeType": XLSX, "buffer": file}
    page.get_by_label("Workbook", exact=True).set_input_files(named)  # type: ignore[arg-type]
    for label, words in called.items():
        page.get_by_label(label).fill(words)
    with page.expect_navigation(timeout=LONG):
        page.get_by_role("button", name="Read it in").click()


def test_a_deliverable_is_closed_by_good_feedback_and_opened_by_bad(today_site, person_at) -> None:
    page = person_at(today_site, "ngozi.bright")
    page.goto("/improvement/childrens-partnership-improvement-plan/")
    page.get_by_role("link", name="3 Improve assessment and case planning").click()
    page.locator("#deliverables").get_by_role("link", name=STANDARDS).click()

    close(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("not closed before a child, a parent")
    hear(page, "A member of staff", "It helped")
    close(page)
    delivered = page.locator("#deliverables tbody tr", has_text=STANDARDS)
    expect(delivered).to_contain_text("On every desk")
    hear(page, "A child or young person", "It did not help")

    expect(delivered).to_contain_text("open")
    expect(delivered).to_contain_text("Nobody agrees yet")
    page.goto("/improvement/childrens-partnership-improvement-plan/changes/")
    expect(page.locator("#changes tbody tr").first).to_contain_text("deliverable open again")


def close(page: Page) -> None:
    """Say that the standards were delivered."""
    opened(page, "#close", "Close one of them")
    part = page.locator("#close")
    part.get_by_label("Which one").select_option(label=STANDARDS)
    part.get_by_label("What was delivered").fill("On every desk")
    with page.expect_navigation():
        part.get_by_role("button", name="Close it").click()


def hear(page: Page, who: str, how: str) -> None:
    """Write down what somebody said of the standards."""
    opened(page, "#hear", "Write down what somebody said")
    part = page.locator("#hear")
    part.get_by_label("Who said it").select_option(label=who)
    part.get_by_label(how, exact=True).check()
    part.get_by_label("Of what").select_option(label=STANDARDS)
    part.get_by_label("Their words").fill("Said at the listening event.")
    with page.expect_navigation():
        part.get_by_role("button", name="Write it down").click()


def opened(page: Page, part: str, summary: str) -> None:
    """Open a part of the page that is folded away, unless it is open."""
    if page.locator(part).get_attribute("open") is None:
        page.locator(part).get_by_text(summary, exact=True).click()


def test_ten_core_tasks_go_on_in_the_second_phase_by_theme(today_site, person_at) -> None:
    page = person_at(today_site, "ngozi.bright")
    sheet = plans_phases.sheet_of_first()
    read_in(page, as_file(read(sheet.rows, sheet.day, None)), FIRST)
    expect(page.get_by_text("Read in: 13 actions.")).to_be_visible(timeout=LONG)
    begin_second(page)
    page.get_by_role("link", name="Carry on", exact=True).click()
    expect(page.locator("#chosen tbody tr")).to_have_count(10)  # what is met is not offered

    for place, (_, words, _, theme, _) in enumerate(plans_phases.TASKS, 1):
        row = page.locator("#chosen tbody tr", has_text=f"1.{place} {words}")
        row.get_by_role("combobox").select_option(label=f"{theme} {plans_phases.THEMES[theme - 1]}")
    page.get_by_role("button", name="Carry on what has a heading").click()

    expect(page.get_by_text("10 actions carried on, with the whole history.")).to_be_visible()
    number: Counter[int] = Counter()
    for _, words, _, theme, _ in plans_phases.TASKS:
        number[theme] += 1
        expect(page.locator("#actions tbody tr", has_text=words)).to_contain_text(f"{theme}.{number[theme]} ")
    expect(page.locator("#actions tbody tr")).to_have_count(10)
    page.locator("#actions").get_by_role("link", name=re.compile("2.1 Audit a case a month")).click()
    expect(page.locator("#updates")).to_contain_text(f"Carried on from 1.4 of {FIRST['Name of the plan']}.")
    expect(page.locator("#updates")).to_contain_text("Duty teams are done by November.")
    first_keeps_what_is_met(page)


def begin_second(page: Page) -> None:
    """Begin the second phase with the seven themes of the paper."""
    page.goto("/improvement/new/")
    page.get_by_label("Name of the plan").fill(SECOND)
    page.get_by_label("Programme it belongs to").fill(FIRST["Programme it belongs to"])
    page.get_by_label("Plan it carries on").select_option(label=FIRST["Name of the plan"])
    page.get_by_label("Themes or projects, one a line").fill("\n".join(plans_phases.THEMES))
    page.get_by_role("button", name="Begin the plan").click()


def first_keeps_what_is_met(page: Page) -> None:
    """From where a task goes on back to the first plan: it leads on, and three targets stand there as completed."""
    page.get_by_role("link", name=f"1.4 of {FIRST['Name of the plan']}").click()
    expect(page.locator("#standing")).to_contain_text(f"It is carried on as 2.1 of {SECOND}")
    page.get_by_role("link", name=FIRST["Name of the plan"], exact=True).click()
    page.locator("#counts").get_by_role("link", name="Green").click()
    met = page.locator("#actions tbody tr")
    expect(met).to_have_count(len(plans_phases.TARGETS))
    for place, (words, _) in enumerate(plans_phases.TARGETS):
        expect(met.nth(place)).to_contain_text(words)


def test_the_plans_of_the_demonstration_say_the_same(today_site, person_at) -> None:
    page = person_at(today_site, "ngozi.bright")

    page.goto("/improvement/phase-2-improvement-plan/")

    expect(page.get_by_role("link", name="Children’s Services Improvement Plan")).to_be_visible()
    expect(page.locator("#actions tbody tr")).to_have_count(10)
    expect(page.locator("#actions tbody tr").first).to_contain_text("1.1 Assess children in time")
