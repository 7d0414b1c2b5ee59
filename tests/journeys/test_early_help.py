"""A school leads early help, a social worker takes over what it wrote, and gives it back. In both practices."""

import re
from dataclasses import dataclass
from random import choices

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import Mouse
from tests.journeys.test_story import write_everything

ANALYSIS = "Nobody is awake between six and eight."
WHY = "Ash came without shoes and says nobody was at home all night."
SAID = "“I make the toast.”"
RISK = "Ash boils the kettle alone."
MARK = "".join(
    choices("bdgklmnprst", k=4)
)  # a family of its own each time: the site may have been used before
GIVEN, FAMILY = f"Ash{MARK}", f"Tarrant{MARK}"
TEAM = "Assessment and Safeguarding North"


@dataclass(frozen=True, slots=True)
class Practice:
    """What differs between then and now."""

    site: str
    today: str
    next_on: str
    born: str
    early: str
    statutory: str
    source: str


NOW = Practice(
    "today_site", "14/10/2026", "11/11/2026", "3/2/2017", "Early help assessment", "Child and family assessment",
    "Early help",
)  # fmt: skip
THEN = Practice(
    "site_2011", "26/10/2011", "23/11/2011", "3/2/2002", "Common assessment", "Initial assessment",
    "Health: health visitor",
)  # fmt: skip


@pytest.mark.parametrize("practice", [NOW, THEN], ids=["today", "2011"])
def test_early_help_is_led_stepped_up_and_stepped_down_without_typing_twice(
    request, person_at, practice
) -> None:
    site = request.getfixturevalue(practice.site)
    bea, sanjay = person_at(site, "bea.lund"), person_at(site, "sanjay.pillai")

    begin(bea, practice)
    here = bea.url
    only_own_families(bea, practice)
    assess(bea, here)
    plan(bea, here)
    a_team_meets(bea, here, practice)
    ask_for_a_social_worker(bea, here)
    the_front_door_decides(sanjay, practice)
    closed = bea.goto(here)
    assert closed is not None and closed.status == 404, "early help has ended, and with it what she sees"

    colin = person_at(site, "colin.burge")
    allocate(colin, practice)
    the_social_worker_reads_it_and_steps_down(person_at(site, "amina.rahman"), practice)
    sign_off(colin)
    begin_again(colin)
    the_school_goes_on_from_there(bea, practice)


def begin(page: Page, practice: Practice) -> None:
    """With the mother's consent, for a child written down here; what is missing is said first, and nothing is lost."""
    at = Mouse(page)
    page.goto("/early-help/")
    at.go(page.get_by_role("link", name="Begin early help"))
    at.fill(page.get_by_role("textbox", name="Who agreed"), "Mel Tarrant")
    at.go(page.get_by_role("button", name="Begin early help"))
    expect(page.get_by_role("alert")).to_contain_text("Write down at least one child.")
    expect(page.get_by_role("textbox", name="Who agreed")).to_have_value("Mel Tarrant")
    at.fill(page.get_by_label("First name").first, GIVEN)
    at.fill(page.get_by_label("Family name").first, FAMILY)
    at.fill(page.get_by_label("Born").first, practice.born)
    consent(page)
    at.pick(page.get_by_label("Agency"), "School or nursery")
    at.fill(page.get_by_label("Where they work"), "Northgate Primary")
    at.fill(page.get_by_label("What they do for the children"), "Sees Ash every morning.")
    at.go(page.get_by_role("button", name="Begin early help"))
    expect(page.get_by_role("status").first).to_contain_text("Early help has begun.")
    expect(page.locator("#team")).to_contain_text("Lead professional since")


def consent(page: Page) -> None:
    """Who agreed, how, and to what being shared."""
    at = Mouse(page)
    at.fill(page.get_by_role("textbox", name="Who agreed"), "Mel Tarrant")
    at.fill(page.get_by_label("What they are to the children"), "mother")
    at.choose(page.get_by_label("In writing, signed"))
    at.fill(page.get_by_label("What may be shared with whom"), "School and health visitor, all of it.")


def only_own_families(page: Page, practice: Practice) -> None:
    """Whoever is no social worker sees the families whose team they belong to, and no other."""
    page.goto("/early-help/")
    expect(page.locator("main")).to_contain_text(GIVEN)
    expect(page.locator("main")).not_to_contain_text("Ferris")
    for address, status in (
        ("/person/204418/early-help/", 404), ("/early-help/new/?person=204418", 404), ("/person/204418/", 403),
        ("/find/", 403), ("/front-door/", 403),
    ):  # fmt: skip
        answer = page.goto(address)
        assert answer is not None and answer.status == status, address


def assess(page: Page, here: str) -> None:
    """The assessment keeps itself as it is written, the child's own words in it."""
    at = Mouse(page)
    page.goto(here)
    at.go(page.get_by_role("link", name="Write the assessment"))
    write_everything(page, at)
    at.fill(page.locator('textarea[name^="analysis"]').first, ANALYSIS)
    at.fill(page.locator('textarea[name^="own_words"]').first, SAID)
    at.fill(page.locator('textarea[name="risk:1:what"]'), RISK)
    at.go(page.get_by_role("button", name="Save and come back"))


def plan(page: Page, here: str) -> None:
    """One plan with the family."""
    at = Mouse(page)
    page.goto(here)
    at.go(page.get_by_role("button", name="Begin the plan"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Early help plan")


def a_team_meets(page: Page, here: str, practice: Practice) -> None:
    """A health visitor joins and leads; the first review is held, and says when the next one is."""
    at = Mouse(page)
    page.goto(here)
    at.open(page.get_by_text("Add somebody to the team").first)
    form = page.get_by_role("form", name="Add somebody to the team")
    at.fill(form.get_by_label("Name", exact=True), "Ivo Reed")
    at.pick(form.get_by_label("Agency"), "Health visiting")
    at.fill(form.get_by_label("Where they work"), "Westmere Health")
    at.fill(form.get_by_label("What they do for the children"), "Talks with mum about sleep.")
    at.go(form.get_by_role("button", name="Add to the team"))
    at.open(page.get_by_text("Another lead professional").first)
    form = page.get_by_role("form", name="Another lead professional")
    at.pick(form.get_by_label("Who leads"), "Ivo Reed, Westmere Health")
    at.go(form.get_by_role("button", name="Make them lead professional"))
    expect(page.get_by_role("status").first).to_contain_text("Ivo Reed is the lead professional.")
    at.open(page.get_by_text("Record a review").first)
    form = page.get_by_role("form", name="Record a review")
    at.fill(form.get_by_label("Who was there"), "Mel, Ash, Bea, Ivo")
    at.fill(form.get_by_label("What came of the help"), "On time four days of ten.")
    at.choose(form.get_by_label("The help goes on"))
    at.go(form.get_by_role("button", name="Keep the review"))
    expect(page.get_by_role("alert")).to_be_visible()
    form = page.get_by_role("form", name="Record a review")
    expect(form.get_by_label("What came of the help")).to_have_value("On time four days of ten.")
    at.fill(form.get_by_label("Next review"), practice.next_on)
    at.go(form.get_by_role("button", name="Keep the review"))
    expect(page.locator("#reviews")).to_contain_text("On time four days of ten.")


def ask_for_a_social_worker(page: Page, here: str) -> None:
    """Why now is typed; everything else goes along."""
    at = Mouse(page)
    page.goto(here)
    at.go(page.get_by_role("link", name="Ask for a social worker"))
    expect(page.locator("#along")).to_contain_text(ANALYSIS)
    at.fill(page.get_by_label("What has changed, and what are you worried about?"), WHY)
    at.go(page.get_by_role("button", name="Send to the front door"))
    expect(page.locator(".k-head")).to_contain_text("A social worker is asked to look")


def the_front_door_decides(page: Page, practice: Practice) -> None:
    """The front door has all of it; early help ends with the referral."""
    at = Mouse(page)
    page.goto("/front-door/")
    at.go(page.get_by_role("link", name=re.compile(FAMILY)).first)
    for words in (WHY, ANALYSIS, SAID, RISK, "Mel Tarrant (mother)", practice.source):
        expect(page.locator("main")).to_contain_text(words)
    at.choose(page.get_by_label(re.compile("^Referral, for assessment")))
    at.pick(page.get_by_label("Team that takes a referral"), TEAM)
    at.fill(page.get_by_label("Reason", exact=True), "A child alone at night.")
    at.go(page.get_by_role("button", name="Decide", exact=True))
    expect(page.get_by_role("status").first).to_contain_text("1 referral")


def allocate(page: Page, practice: Practice) -> None:
    """The team manager gives the child to a worker."""
    at = Mouse(page)
    page.goto("/team/")
    row = page.get_by_role("row").filter(has_text=FAMILY)
    at.choose(row.get_by_role("checkbox"))
    worker = next(name for name in row.locator("option").all_inner_texts() if name.startswith("Amina Rahman"))
    at.pick(row.get_by_role("combobox"), worker)
    at.go(page.get_by_role("button", name=re.compile("^Allocate")))
    expect(page.get_by_role("status").first).to_contain_text("Allocated 1 child")


def the_social_worker_reads_it_and_steps_down(page: Page, practice: Practice) -> None:
    """What early help found stands beside the questions; the assessment ends with early help."""
    at = Mouse(page)
    page.goto("/work/")
    at.go(page.get_by_role("row").filter(has_text=FAMILY).get_by_role("link", name=practice.statutory).first)
    expect(page.locator("main")).to_contain_text(ANALYSIS)
    write_everything(page, at)
    at.choose(page.locator('input[name^="outcome"][value="early_help"]').first)
    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d")).first).to_be_visible()
    at.go(page.get_by_role("button", name=re.compile("^Send to Colin Burge")))
    expect(page.get_by_role("status").first).to_contain_text("sent for sign-off")


def sign_off(page: Page) -> None:
    """The manager agrees."""
    at = Mouse(page)
    page.goto("/sign-off/")
    at.go(page.get_by_role("row").filter(has_text=GIVEN).get_by_role("link").first)
    at.choose(page.get_by_role("group", name="Decision").get_by_role("radio", name="Agree", exact=True))
    at.fill(page.get_by_label("What I considered, and why"), "The school carries it well.")
    at.go(page.get_by_role("button", name="Decide", exact=True))


def begin_again(page: Page) -> None:
    """The family is offered early help again; with consent the school leads it, by name and account."""
    at = Mouse(page)
    page.goto("/early-help/")
    row = (
        page.get_by_role("row")
        .filter(has_text=GIVEN)
        .filter(has_text="After the work of a social worker")
        .first
    )
    at.go(row.get_by_role("link"))
    consent(page)
    form = page.get_by_role("form", name="Begin early help")
    at.fill(form.get_by_label("Name", exact=True), "Bea Lund")
    at.pick(form.get_by_label("Agency"), "School or nursery")
    at.fill(form.get_by_label("Where they work"), "Northgate Primary")
    at.fill(form.get_by_label("What they do for the children"), "Sees Ash every morning.")
    at.fill(form.get_by_label("Name they sign in with"), "bea.lund")
    at.go(form.get_by_role("button", name="Begin early help"))
    expect(page.get_by_role("status").first).to_contain_text("with what is known already in it")


def the_school_goes_on_from_there(page: Page, practice: Practice) -> None:
    """The new assessment holds what the family was told of the social worker's, marked with where it is from."""
    at = Mouse(page)
    page.goto("/early-help/")
    at.go(page.get_by_role("table", name="Families in early help").get_by_role("link", name=GIVEN))
    at.go(page.get_by_role("link", name="Write the assessment"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(practice.early)
    carried = page.locator('textarea[name^="own_words"]').first
    expect(carried).to_have_value(re.compile(rf"Seen at home on Tuesday.*\[{practice.statutory}", re.DOTALL))
