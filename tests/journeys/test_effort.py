"""Tasks of the front door, of a manager and of a visit, by mouse and by keyboard, within their budgets of effort."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from kith.work.paper import pages_of
from kith.work.plans.copies.sheet import OLDEST_READER
from tests.journeys.effort.counting import Effort
from tests.journeys.effort.driver import Hands, Keyboard, Mouse, keep
from tests.journeys.effort.families import DOCHERTYS, Known, another
from tests.journeys.effort.limits import limits
from tests.journeys.effort.table import WORSE, measured
from tests.journeys.effort.tray import put_back

MISSPELT = "kiran dochery 2017"
FOUND, CALLED = "Kieran Docherty", "Kian Docherty"
NEW = {
    Mouse: ("Isolde", "Merrick", "Quenby", "Zinnia", "Ravenscar", "6 Kestrel Rise", "WM3 1QQ"),
    Keyboard: ("Brannoc", "Elspa", "Tovi", "Zelda", "Quillfeather", "9 Heron Rise", "WM5 2RR"),
}
REASON = "An assessment is needed: violence seen by all of them."


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_the_front_door_asks_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    duty = hands(person_at(today_site, "ewan.price"))
    spent = {"T01": find_a_child(duty)}
    duty.page.goto("/")
    known = DOCHERTYS if hands is Mouse else another(today_site)
    spent["T02"] = record_known_children(duty, known)
    spent["T03"] = record_a_new_family(duty, *NEW[hands])
    manager = hands(person_at(today_site, "sanjay.pillai"))
    spent["T04"] = decide(manager, known)

    within_budget(hands, spent)
    expect_a_family(duty.page, *NEW[hands])


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_the_team_board_asks_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    manager = hands(person_at(today_site, "colin.burge"))
    spent = {"T10": see_what_is_late(manager)}
    manager.page.goto("/work/")
    spent["T05"] = allocate_the_morning(manager)
    children = put_back(today_site)
    assert children >= 10, f"only {children} children were given to workers"
    within_budget(hands, spent)


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_signing_off_asks_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    within_budget(hands, {"T09": sign_off(hands(person_at(today_site, "colin.burge")))})


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_visits_ask_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    spent = {"T06": see_late_visits(hands(person_at(today_site, "amina.rahman")))}
    phone = person_at(today_site, "amina.rahman", width=390, height=844)
    plan_today(phone)
    spent["T07"] = record_a_visit(hands(phone))

    within_budget(hands, spent)


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_a_plan_for_its_family_asks_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    worker = hands(person_at(today_site, "amina.rahman"))

    within_budget(hands, {"T15": print_the_plan(worker)})

    worker.page.emulate_media(media="print")
    assert pages_of(worker.page.pdf(prefer_css_page_size=True)) == 1


def within_budget(hands: type[Hands], spent: dict[str, Effort]) -> None:
    """No task costs more than promised, or a tenth more than measured last."""
    way = "keyboard" if hands is Keyboard else "mouse"
    limit, before = limits(), measured()
    over = []
    for task, cost in spent.items():
        keep(task, way, cost)
        over += [f"{task}: {words}" for words in limit[task].exceeded(cost, by_keyboard=hands.by_keyboard)]
        if cost.seconds > WORSE * before[task][way]["seconds"]:
            over.append(f"{task}: {cost.seconds} s, a tenth more than measured last; for what: {cost.why}")
    assert not over, "\n".join(over)


def see_what_is_late(at: Hands) -> Effort:
    """T10: each child with what is late, whose it is, and the reason or that none is given, on one page."""
    page = at.page
    at.begins()
    at.open(page.get_by_role("link", name="Team", exact=True))
    late = page.locator("#out-of-timescale-and-why")
    rows = late.locator("tbody tr")
    at.use(page.get_by_role("link", name="Out of timescale", exact=True), key="o")
    at.sees(rows.filter(has_text="Alfie").filter(has_text="Waiting for paediatric report"))
    at.sees(rows.filter(has_text="Lacey").filter(has_text="No reason given"))
    spent = at.ends()
    for row in rows.all():
        expect(row).to_contain_text(re.compile("Late by"))
    return spent


def allocate_the_morning(at: Hands) -> Effort:
    """T05: every waiting family to the worker suggested, weights before and after in sight."""
    page = at.page
    at.begins()
    at.open(page.get_by_role("link", name="Team", exact=True))
    at.choose_by_key(page.get_by_label("Tick all families"), key="a")
    at.sees(page.locator("[data-weight-words]").filter(has_text="→"))
    at.finish(page.get_by_role("button", name=re.compile(r"^Allocate \d+ families")))
    at.sees(page.get_by_role("status").filter(has_text=re.compile(r"Allocated \d+ children")))
    spent = at.ends()
    expect(page.get_by_text("Every child of this team has a worker.")).to_be_visible()
    return spent


def see_late_visits(at: Hands) -> Effort:
    """T06: my work says which visits are late, by how much and whose, and nobody has to scroll."""
    at.begins()
    late = at.page.locator("#visits li").filter(has_text="Late by").first
    at.sees(late)
    expect(late).to_contain_text("Sharif")
    expect(late).to_contain_text("Noor 6")
    expect(late).to_be_in_viewport(ratio=1)
    return at.ends()


def plan_today(page: Page) -> None:
    """A visit to the three is planned for today, before the task begins."""
    page.goto("/visit/plan/?person=204418")
    page.get_by_label("Day").fill(page.locator(".k-foot__now").get_attribute("datetime")[:10])
    page.get_by_label("Time").fill("00:05")
    page.get_by_label("What kind of visit?").select_option(label="Home visit")
    page.get_by_role("button", name="Plan the visit").click()
    page.goto("/work/")


def record_a_visit(at: Hands) -> Effort:
    """T07: one visit to three children, each seen differently; the three clocks are right afterwards."""
    page = at.page
    at.begins()
    at.open(page.locator("#visits").get_by_role("link", name=re.compile("Marlowe")).first, key="v")
    for name, seen in (("Tia", "Alone"), ("Kofi", "With others"), ("Elsie", "Not seen")):
        at.choose(page.get_by_role("group", name=re.compile(f"^{name},")).get_by_label(seen))
    at.next_field(page.get_by_label("Why not, and when will you?").last, "At gran's")
    at.write(page.get_by_label("What you saw and heard"), "Tia at her homework. Kofi showed his room.")
    kind = page.get_by_label("What kind of visit?")
    if not kind.input_value():
        at.next_field(kind, "Home visit")
    at.finish(page.get_by_role("button", name="Save the visit"))
    at.sees(page.get_by_text("Visit recorded for Tia, Kofi and Elsie."))
    spent = at.ends()
    told = page.locator("#to-be-seen li")
    for name, on in (("Tia", "11 Nov"), ("Kofi", "11 Nov"), ("Elsie", "16 Oct")):
        expect(told.filter(has_text=name)).to_contain_text(f"by {on}")
    return spent


def find_a_child(at: Hands) -> Effort:
    """T01: the right child stands first, with the reason."""
    page = at.page
    at.begins()
    at.write(page.locator("#find"), MISSPELT, go="/")
    at.leads_on(lambda: at.press("Enter"))
    first = page.locator("#results tbody tr").first
    expect(first.locator("a").first).to_have_text(FOUND)
    expect(first).to_contain_text("Very likely")
    expect(first).to_contain_text(re.compile("sound", re.IGNORECASE))
    at.open_row(first.locator("a").first)
    at.sees(page.get_by_role("heading", name=CALLED))
    return at.ends()


def record_known_children(at: Hands, family: Known) -> Effort:
    """T02: one contact on three records, the clock started, the child nobody mentioned offered."""
    page = at.page
    at.begins()
    at.open(page.get_by_role("link", name="New contact"), key="c")
    begin(at, "Priya Anand", "St Brigid's")
    for place, (name, born) in enumerate(family.told, start=1):
        child(at, place, name, born)
    same = page.locator("#match-1").get_by_role("button", name=re.compile("^Same child")).first
    at.sees(same)
    at.open(same, key="Alt+s")
    at.sees(page.get_by_text(f"One more child lives with them: {family.unmentioned}"))
    at.use(page.get_by_role("button", name=re.compile("^Add .* to this contact")), key="Alt+m")
    for name in (*family.called, family.unmentioned):
        at.sees(page.locator("#children").get_by_text(f"Yes – {name}"))
    at.sees(page.get_by_text("decision due"))
    tell(at, "He told his teacher that dad pushed mum on Sunday.")
    row = waiting(page, family.called[0])
    at.sees(row)
    spent = at.ends()
    for name in (*family.called, family.unmentioned):
        expect(row).to_contain_text(name)
    expect(row).to_contain_text("Due tomorrow")
    return spent


def record_a_new_family(
    at: Hands, eldest: str, second: str, youngest: str, mother: str, family: str, home: str, postcode: str
) -> Effort:
    """T03: three children and their mother, her home and what she is to them, on one page."""
    page = at.page
    at.begins()
    at.open(page.get_by_role("link", name="New contact"), key="c")
    begin(at, "Ruth Hale", "Northgate")
    for place, (name, born, sex) in enumerate(
        ((f"{eldest} {family}", "9", "g"), (second, "7", "b"), (youngest, "4", "g")), start=1
    ):
        child(at, place, name, born, sex)
    at.next_field(page.get_by_label("Where do they live?"), home)
    at.next_field(page.get_by_label("Postcode"), postcode)
    at.next_field(page.get_by_label("Name, adult 1"), mother)
    at.next_field(page.get_by_label("What to the children, adult 1"), "m")
    at.finish(page.get_by_role("button", name="Look for these children and go on"))
    tell(at, "Nobody collected them on Monday.")
    at.sees(waiting(page, f"{eldest} {family}"))
    return at.ends()


def decide(at: Hands, family: Known) -> Effort:
    """T04: one decision for all the children, its reason on the record of each, their clocks started."""
    page = at.page
    at.begins()
    at.open_row(waiting(page, family.called[0]).get_by_role("link").first)
    at.choose_by_key(page.get_by_label(re.compile("– recommended")), key="a")
    at.next_field(page.get_by_label("Reason", exact=True), REASON)
    at.finish(page.get_by_role("button", name="Decide", exact=True))
    at.sees(page.get_by_text("Decided: 4 referrals"))
    spent = at.ends()
    decision = page.locator("#decision")
    expect(decision).to_contain_text(REASON)
    expect(decision).to_contain_text("due")
    return spent


def sign_off(at: Hands) -> Effort:
    """T09: the most urgent piece of the queue is opened, agreed to and signed off once; then it is put back."""
    page = at.page
    page.goto("/sign-off/")
    first = page.locator("main tbody tr").first.get_by_role("link").first
    address = first.get_attribute("href") or ""
    at.begins()
    at.open_row(first)
    at.sees(page.get_by_role("heading", name="Checked for you"))
    at.choose_by_key(page.locator("input[name='decision'][value='agree']"), key="a")
    at.finish(page.get_by_role("button", name="Decide, go to next"))
    at.sees(page.get_by_text("signed off."))
    spent = at.ends()
    page.goto(address.removesuffix("sign-off/"))
    expect(page.locator("main")).to_contain_text("Signed off")
    expect(page.locator("main")).to_contain_text("Colin Burge")
    page.goto("/sign-off/")
    page.get_by_role("button", name=re.compile("^Take it back")).first.click()
    expect(page.get_by_role("button", name="Decide, go to next")).to_be_visible()
    return spent


def print_the_plan(at: Hands) -> Effort:
    """T15: the plan as its family reads it, on one side, read at eleven, kept as it was given."""
    page = at.page
    at.begins()
    if at.by_keyboard:
        at.press("k")  # to the last row of the list of work; the families stand right after it
    at.open(page.get_by_role("link", name="Family’s copy of the plan of Marlowe–Osei"))
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    at.sees(page.get_by_text("One A4 side, letters of 12 points"))
    age = page.get_by_text(re.compile(r"^Reading age \d+$")).inner_text()
    assert int(age.split()[-1]) <= OLDEST_READER
    at.use(page.get_by_role("button", name=re.compile("^Print")), key="Control+Enter")
    at.sees(page.get_by_text("Kept as it is given to The family."))
    expect(page.locator("body[data-printed=yes]")).to_be_visible()
    return at.ends()


def waiting(page: Page, name: str) -> Locator:
    """The row of the queue about a child that waits for a decision."""
    return page.get_by_role("row").filter(has_text=name).filter(has_text="Waiting for a decision").first


def begin(at: Hands, name: str, place: str) -> None:
    """Who rings, from where."""
    page = at.page
    at.write(page.get_by_label("Name", exact=True).first, name)
    at.next_field(page.get_by_label("Post and place"), place)
    at.next_field(page.get_by_label("From"), "s")
    at.next_field(page.get_by_label("How"), "p")


def child(at: Hands, place: int, name: str, born: str, sex: str = "") -> None:
    """One child as told."""
    at.next_field(at.page.get_by_label(f"Name, child {place}"), name)
    at.next_field(at.page.get_by_label(f"Born or age, child {place}"), born)
    if sex:
        at.next_field(at.page.get_by_label(f"Sex, child {place}"), sex)


def tell(at: Hands, words: str) -> None:
    """What was told, what should happen, and away with it."""
    page = at.page
    at.write(page.get_by_label("What has happened, and what is the caller worried about?"), words, go="Alt+t")
    at.choose(page.get_by_role("group", name="Are the children safe right now?").get_by_label("Yes"))
    at.choose(page.get_by_role("group", name="Do the parents know about this call?").get_by_label("Yes"))
    at.choose(page.get_by_label("Referral, for assessment"), go="Alt+w")
    at.next_field(page.get_by_label("Why", exact=True), "It is the second time in five months.")
    at.finish(page.get_by_role("button", name=re.compile("^Send")))


def expect_a_family(
    page: Page, eldest: str, second: str, youngest: str, mother: str, family: str, home: str, postcode: str
) -> None:
    """The household and the relationships of the new family stand on record."""
    page.goto("/")
    page.locator("#find").fill(f"{mother} {family}")
    page.locator("#find").press("Enter")
    with page.expect_navigation():
        page.locator("#results tbody tr").first.get_by_role("link").first.click()
    page.goto(page.url.rstrip("/") + "/family/")
    main = page.locator("main")
    for name in (eldest, second, youngest):
        expect(main).to_contain_text(f"{name} {family}")
    expect(main).to_contain_text(home)
    expect(main).to_contain_text(re.compile("mother", re.IGNORECASE))
