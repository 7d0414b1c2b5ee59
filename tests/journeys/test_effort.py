"""Four tasks of the front door, done with the mouse and with the keyboard alone, within their budgets of effort."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.effort.counting import Effort
from tests.journeys.effort.driver import Hands, Keyboard, Mouse, keep
from tests.journeys.effort.families import DOCHERTYS, Known, another
from tests.journeys.effort.limits import limits
from tests.journeys.effort.table import WORSE, measured

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

    way = "keyboard" if hands is Keyboard else "mouse"
    limit, before = limits(), measured()
    over = []
    for task, cost in spent.items():
        keep(task, way, cost)
        over += [f"{task}: {words}" for words in limit[task].exceeded(cost, by_keyboard=hands.by_keyboard)]
        if cost.seconds > WORSE * before[task][way]["seconds"]:
            over.append(f"{task}: {cost.seconds} s, a tenth more than measured last; for what: {cost.why}")
    assert not over, "\n".join(over)
    expect_a_family(duty.page, *NEW[hands])


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
