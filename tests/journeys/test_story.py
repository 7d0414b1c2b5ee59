"""From a phone call to a number: one family, four people at work, in two practices, with mouse and keyboard."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import Keyboard, Mouse


@dataclass(frozen=True)
class Practice:
    """What differs between the two practices on the screen."""

    site: str
    assessment: str
    limit: int
    figure: str
    code: str


TODAY = Practice(
    "today_site", "Child and family assessment", 45, "Assessments finished in 45 working days", "single_45wd"
)
THEN = Practice("site_2011", "Initial assessment", 10, "Initial assessments in 10 working days", "NI059")
TEAM = "Assessment and Safeguarding North"


@pytest.mark.parametrize("hands", [Mouse, Keyboard])
@pytest.mark.parametrize("practice", [TODAY, THEN], ids=["today", "2011"])
def test_from_a_phone_call_to_a_number_one_can_open(request, person_at, practice, hands) -> None:
    site = request.getfixturevalue(practice.site)
    family = f"Quillan{'key' if hands is Keyboard else 'mouse'}"

    before = in_month(person_at(site, "ngozi.bright"), practice)
    take_the_call(person_at(site, "ewan.price"), hands, family)
    decide(person_at(site, "sanjay.pillai"), hands, family)
    allocate(person_at(site, "colin.burge"), hands, family)
    assess(person_at(site, "amina.rahman"), hands, family, practice)
    sign_off(person_at(site, "colin.burge"), hands, family, practice)

    head = person_at(site, "ngozi.bright")
    after = in_month(head, practice)
    assert after == (before[0] + 3, before[1] + 3), (
        "three children more, all in time, the moment it was signed off"
    )
    open_the_children(head, hands, practice, family)


def take_the_call(page: Page, hands, family: str) -> None:
    """The duty worker writes while the caller speaks: three children nobody has met."""
    at = hands(page)
    page.goto("/front-door/")
    at.go(page.get_by_role("link", name="New contact"))
    at.fill(page.get_by_label("Name", exact=True).first, "Priya Anand")
    at.fill(page.get_by_label("Post and place"), "St Brigid's Primary, safeguarding lead")
    at.pick(page.get_by_label("From"), "Schools")
    at.pick(page.get_by_label("How"), "Phone call")
    children = (("Orla", "21/4/03", "Girl"), ("Tadhg", "7", "Boy"), ("Nuala", "reception", "Girl"))
    for number, (name, born, sex) in enumerate(children, start=1):
        at.fill(page.get_by_label(f"Name, child {number}"), f"{name} {family}")
        at.fill(page.get_by_label(f"Born or age, child {number}"), born if "/" not in born else "9")
        at.pick(page.get_by_label(f"Sex, child {number}"), sex)
    at.go(page.get_by_role("button", name="Look for these children and go on"))
    for number in range(1, 4):
        new = page.get_by_role("button", name=re.compile(rf"child {number} is new to us"))
        if new.count():
            at.open(new)
            expect(page.locator(f"#match-{number}")).to_contain_text("New to us")
    at.fill(
        page.get_by_label("What has happened, and what is the caller worried about?"),
        "Nobody collected them on Monday.",
    )
    at.choose(page.get_by_role("group", name="Are the children safe right now?").get_by_label("Yes"))
    at.choose(page.get_by_role("group", name="Do the parents know about this call?").get_by_label("Yes"))
    at.choose(page.get_by_label("Referral, for assessment"))
    at.fill(page.get_by_label("Why", exact=True), "Three young children, and nobody answers at home.")
    at.pick(page.get_by_label("Decision by"), "Sanjay Pillai – duty manager")
    at.go(page.get_by_role("button", name="Send to Sanjay Pillai for decision"))
    expect(page.get_by_role("row").filter(has_text=family).first).to_contain_text("Waiting for a decision")


def decide(page: Page, hands, family: str) -> None:
    """The duty manager decides once for all three."""
    at = hands(page)
    page.goto("/front-door/")
    at.go(page.get_by_role("link", name=re.compile(family)).first)
    at.choose(page.get_by_label("Referral, for assessment – recommended"))
    at.pick(page.get_by_label("Team that takes a referral"), TEAM)
    at.fill(page.get_by_label("Reason", exact=True), "An assessment is needed.")
    at.go(page.get_by_role("button", name="Decide", exact=True))
    expect(page.get_by_role("status").first).to_contain_text("3 referrals")


def allocate(page: Page, hands, family: str) -> None:
    """The team manager gives the family to a worker: brothers and sisters go together."""
    at = hands(page)
    page.goto("/team/")
    row = page.get_by_role("row").filter(has_text=family)
    at.choose(row.get_by_role("checkbox"))
    worker = next(name for name in row.locator("option").all_inner_texts() if name.startswith("Amina Rahman"))
    at.pick(row.get_by_role("combobox"), worker)
    at.go(page.get_by_role("button", name=re.compile("^Allocate")))
    expect(page.get_by_role("status").first).to_contain_text("Allocated 3 children")


def assess(page: Page, hands, family: str, practice: Practice) -> None:
    """The social worker writes one assessment for the family and sends it once."""
    at = hands(page)
    page.goto("/work/")
    at.go(page.get_by_role("row").filter(has_text=family).get_by_role("link", name=practice.assessment).first)
    expect(page.get_by_text(f"working day 0 of {practice.limit}")).to_be_visible()
    write_everything(page, at)
    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d")).first).to_be_visible()
    at.go(page.get_by_role("button", name=re.compile("^Send to Colin Burge")))
    expect(page.get_by_role("status").first).to_contain_text("sent for sign-off")


def write_everything(page: Page, at: Mouse) -> None:
    """Answer every box and every choice of the form that is not optional."""
    line = "form[data-autosave] .govuk-form-group:not(td .govuk-form-group) > input[type=text]:visible"
    words = (
        'form[data-autosave] textarea:visible:not([name$=":none"])'  # "nothing found" stands beside no risk
    )
    boxes = f"{words}, {line}"
    for box in page.locator(boxes).all():
        at.fill(box, "Seen at home on Tuesday; all three were at school today.")
    groups = page.locator("form[data-autosave] input[type=radio]:visible")
    names = list(dict.fromkeys(groups.evaluate_all("all => all.map(one => one.name)")))
    for name in names:
        at.choose(page.locator(f'form[data-autosave] input[type=radio][name="{name}"]').last)
    for box in page.locator('form[data-autosave] input[type=checkbox][value="21"]').all():
        at.choose(box)
    whom = page.locator('form[data-autosave] input[type=checkbox][name$=":whom"]:visible')
    for name in list(dict.fromkeys(whom.evaluate_all("all => all.map(one => one.name)"))):
        first = page.locator(f'form[data-autosave] input[type=checkbox][name="{name}"]').first
        if not first.is_checked():  # a risk that early help wrote down says for whom
            at.choose(first)
    for box in page.locator(words).all():
        if not box.input_value():
            at.fill(box, "Written because the answer above asked for it.")


def sign_off(page: Page, hands, family: str, practice: Practice) -> None:
    """The manager signs it off once, from the queue."""
    at = hands(page)
    page.goto("/sign-off/")
    at.go(page.get_by_role("row").filter(has_text="Orla").get_by_role("link").first)
    at.choose(page.get_by_role("group", name="Decision").get_by_role("radio", name="Agree", exact=True))
    at.fill(page.get_by_label("What I considered, and why"), "Clear, and all three were seen.")
    at.go(page.get_by_role("button", name="Decide", exact=True))
    expect(page.get_by_role("status").first).to_contain_text(
        re.compile("signed off|agreed|completed", re.IGNORECASE)
    )


def in_month(page: Page, practice: Practice) -> tuple[int, int]:
    """Part and whole of the timeliness figure this month, as the head of service reads them."""
    page.goto(f"/performance/{practice.code}/?period=month")
    words = page.locator("main").inner_text()
    found = re.search(r"([\d,]+) of ([\d,]+)", words)
    return (int(found[1].replace(",", "")), int(found[2].replace(",", ""))) if found else (0, 0)


def open_the_children(page: Page, hands, practice: Practice, family: str) -> None:
    """Behind the number are the children, by name, one click away."""
    at = hands(page)
    page.goto("/performance/")
    at.go(page.get_by_role("link", name=re.compile("^Open all")))
    at.go(page.get_by_role("link", name=practice.figure).first)
    page.goto(f"/performance/{practice.code}/?period=month")
    at.go(page.get_by_role("link", name=re.compile("^In time")))
    at.go(page.get_by_role("link", name=re.compile(family)).first)
    expect(page.get_by_role("heading", name=re.compile(family)).first).to_be_visible()
