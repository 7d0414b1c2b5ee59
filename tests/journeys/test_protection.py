"""From the strategy discussion to the step down, for two children at once, in today's practice and in that of 2011."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.newcomers import newcomers
from tests.journeys.site import Site

CHILDREN = ("Orla", "Wilf")
FAMILY = "Tamsley"
DISCUSSED, CONFERENCE, GROUP = 63, 49, 42  # days before today, all of them Wednesdays
WHY = "Left alone at night, and nobody wakes them for school."
BETTER = "Gran lives with them now. Mum has asked for help and takes it."
DISSENT = "Jade thinks it happened once and will not again."


def typed(on: date) -> str:
    """A day as somebody types it."""
    return f"{on.day}/{on.month}/{on.year}"


def ago(site: Site, days: int) -> date:
    """A day before the one the site believes it is."""
    return date.fromisoformat(site.today) - timedelta(days=days)


@pytest.mark.parametrize("practice", ["today_site", "site_2011"])
def test_two_children_from_the_discussion_to_the_step_down(request, person_at, practice) -> None:
    site = request.getfixturevalue(practice)
    child = f"/person/{newcomers(site, FAMILY, *CHILDREN)}/"
    manager, office = person_at(site, "ngozi.bright"), person_at(site, "moira.kemp")
    chair, worker = person_at(site, "grace.adeyemi"), person_at(site, "amina.rahman")

    a_strategy_discussion(manager, child, ago(site, DISCUSSED))
    the_enquiry_asks_for_a_conference(manager, child, ago(site, CONFERENCE))
    the_office_sets_it_up(office, ago(site, CONFERENCE), new=True)
    the_chair_opens_the_room(chair, ago(site, CONFERENCE))
    a_plan_is_decided_and_taken_home(chair, ago(site, -60))
    what_belongs_to_the_plan(worker, child, ago(site, GROUP))
    the_office_sets_it_up(office, ago(site, 0), new=False)
    the_chair_opens_the_room(chair, ago(site, 0))
    it_steps_down(chair)
    the_record_asks_only_what_was_said(chair)

    worker.goto(child + "in-need/")
    expect(worker.locator("#plan")).to_contain_text("First review of the child in need plan")
    worker.goto(child + "protection/plan/")
    expect(worker.get_by_text("There is no child protection plan of ours now")).to_be_visible()
    worker.goto(child + "chronology/")
    for told in (
        "Strategy discussion",
        "Child protection plan began",
        "Core group",
        "Child in need plan began",
    ):
        expect(worker.get_by_text(told).first).to_be_visible()


def a_strategy_discussion(page: Page, child: str, held_on: date) -> None:
    """Written down late, for both; without police and health it is refused, with nothing lost."""
    page.goto(child + "protection/")
    expect(page.get_by_text("No strategy discussion is recorded.")).to_be_visible()
    page.get_by_role("link", name="Record a strategy discussion").click()
    page.get_by_label("On which day was it held?").fill(typed(held_on))
    for name in CHILDREN:
        page.get_by_role("group", name=re.compile(f"^{name}")).get_by_label("together").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("police")
    for agency in ("Police", "Health"):
        page.get_by_role("group", name=agency, exact=True).get_by_label("Took part").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("recorded for Orla and Wilf")).to_be_visible()
    expect(page.get_by_text(f"Written down {DISCUSSED} days after it happened")).to_be_visible()
    expect(page.locator("#due")).to_contain_text("15 working days from the strategy discussion")


def the_enquiry_asks_for_a_conference(page: Page, child: str, on: date) -> None:
    """It goes on until the conference is held."""
    page.goto(child + "protection/")
    page.locator("#enquiries").get_by_role("link").first.click()
    page.get_by_label("To a child protection conference").check()
    page.get_by_label("Decided on").fill(typed(on))
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("#enquiries")).to_contain_text("To a child protection conference")


def the_office_sets_it_up(page: Page, on: date, *, new: bool) -> None:
    """One conference for both; who is not on record is written in by hand once, and offered the next time."""
    page.goto("/conferences/")
    page.get_by_role("link", name=re.compile(f"^Set up – {FAMILY}")).click()
    for name in CHILDREN:
        expect(
            page.get_by_role("group", name="Children").get_by_label(re.compile(f"^{name}"))
        ).to_be_checked()
    page.get_by_label("Day", exact=True).fill(typed(on))
    page.get_by_label("Where", exact=True).fill("Room 1, Town Hall")
    page.get_by_label("Who leads it").select_option(label="Grace Adeyemi")
    if new:
        page.get_by_text("Somebody else").click()
        for row, (name, agency) in enumerate(
            (("PC Owen", "Police"), ("Ms Hale", "School or nursery")), start=1
        ):
            page.get_by_label(f"Name, {row}", exact=True).fill(name)
            page.get_by_label(f"From, {row}", exact=True).select_option(label=agency)
    page.get_by_role("button", name=re.compile("^Set up and invite")).click()
    expect(page.get_by_text(re.compile("^Set up for"))).to_be_visible()
    for name in ("PC Owen", "Ms Hale", "Jade Tamsley"):
        expect(page.locator("#invited")).to_contain_text(name)


def the_chair_opens_the_room(page: Page, on: date) -> None:
    """Nobody is said to be there: refused. Police and school came."""
    page.goto("/conferences/")
    page.get_by_role("link", name=re.compile(f"^Open the room – {FAMILY}")).click()
    page.get_by_role("button", name=re.compile("^Open the conference")).click()
    expect(page.get_by_role("alert")).to_contain_text("at least two other agencies")
    for name in ("PC Owen", "Ms Hale"):
        page.get_by_role("group", name=re.compile(f"^{name}")).get_by_label("Was there", exact=True).check()
    page.get_by_label("Held on").fill(typed(on))
    page.get_by_role("button", name=re.compile("^Open the conference")).click()
    expect(page.locator("#decided")).to_contain_text("Not yet")


def a_plan_is_decided_and_taken_home(page: Page, again: date) -> None:
    """One decision for both with category and dissent, a goal, a task, and a copy for each before they leave."""
    page.get_by_label("A child protection plan").check()
    page.get_by_label("Why", exact=True).fill(WHY)
    page.get_by_role("button", name=re.compile("^Decide")).click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the category of abuse")
    page.get_by_label("Neglect", exact=True).check()
    page.get_by_label("Who sees it differently").fill(DISSENT)
    page.get_by_label("How the child took part").select_option(label="Somebody spoke for the child")
    page.get_by_role("button", name=re.compile("^Decide")).click()
    expect(page.get_by_text("Decided for Orla and Wilf")).to_be_visible()
    page.get_by_label("What needs to be different").fill("Somebody is with them every night")
    page.get_by_role("button", name="Add the goal").click()
    page.get_by_label("Who does what: the task").fill("Ring mum on Mondays")
    page.get_by_label("Who", exact=True).fill("Ms Hale")
    page.get_by_label("By when").fill("every Monday")
    page.get_by_role("button", name="Add the task").click()
    page.get_by_label("We meet again on").fill(typed(again))
    page.get_by_role("button", name="Note the day").click()
    page.get_by_role("button", name="Make the copies and send mail").click()
    page.get_by_role("link", name="Print what everybody takes home").click()
    sheets = page.locator("article")
    expect(sheets).not_to_have_count(0)
    for sheet in sheets.all():
        for words in (WHY, "Ring mum on Mondays", "Somebody is with them every night"):
            expect(sheet).to_contain_text(words)


def the_record_asks_only_what_was_said(page: Page) -> None:
    """What the room knows stands beside it; it goes to everybody with the words of both."""
    page.get_by_role("button", name="Write the record").click()
    for words in (BETTER, "It ends, with a child in need plan", "PC Owen"):
        expect(page.locator("#facts")).to_contain_text(words)
    for box in page.locator("textarea[name^='child_says']").all():
        box.fill("“I like it when gran sleeps here.”")
    for question, words in (
        ("family_says", "Jade wants help at night."),
        ("others_say", "Nothing that stood in no report."),
        ("worry", "Nights without a grown-up."),
    ):
        page.locator(f"textarea[name^='{question}']").first.fill(words)
    page.get_by_label("It goes to everybody who was invited").check()
    page.locator("[data-main-action]").click()
    expect(page.get_by_text("Record of a conference: finished.")).to_be_visible()
    page.goto("/conferences/")
    page.locator("#held").get_by_role("link", name=re.compile(f"^{FAMILY}")).first.click()
    page.locator("#papers").get_by_role("link", name="Record of the conference").first.click()
    for words in (BETTER, "Jade wants help at night.", "gran sleeps here"):
        expect(page.locator("article")).to_contain_text(words)


def what_belongs_to_the_plan(page: Page, child: str, met_on: date) -> None:
    """The plan stands with its category and clocks; the core group met in time, and both were seen alone."""
    page.goto(child + "protection/plan/")
    plan = page.locator("main")
    expect(plan).to_contain_text("Neglect")
    expect(plan).to_contain_text("First core group")
    page.get_by_text("Record a core group").first.click()
    form = page.get_by_role("form", name="Record a core group")
    form.get_by_label("On which day did it meet?").fill(typed(met_on))
    form.get_by_role("button", name="Keep the core group").click()
    expect(page.get_by_text("The core group is recorded.")).to_be_visible()
    expect(page.get_by_text(f"Written down {GROUP} days after it happened")).to_be_visible()
    page.goto(f"/visit/new/?person={child.split('/')[2]}")
    for name in CHILDREN:
        page.get_by_role("group", name=re.compile(f"^{name},")).get_by_label("Alone").check()
    page.get_by_label("What you saw and heard").fill("Both at the table. Mum was in and stayed in.")
    page.get_by_label("What kind of visit?").select_option(value="home")
    page.get_by_role("button", name="Save the visit").click()
    expect(page.get_by_text("Visit recorded for Orla and Wilf.")).to_be_visible()


def it_steps_down(page: Page) -> None:
    """The review ends the plan; a child in need plan begins the same day, with nothing typed for it."""
    page.get_by_label("It ends, with a child in need plan").check()
    page.get_by_label("Why", exact=True).fill(
        "Gran lives with them now. Mum has asked for help and takes it."
    )
    page.get_by_role("button", name=re.compile("^Decide")).click()
    expect(page.get_by_text("Decided for Orla and Wilf")).to_be_visible()
    page.get_by_role("button", name="Make the copies and send mail").click()
    expect(page.locator("#send")).to_contain_text("has it already")
