"""Every page in a real browser: no axe violation, no sideways scroll, light enough, and a plain word for a refusal."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.house.tree import ROOT
from tests.journeys.site import Site

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIRST_VIEW, NEXT_VIEW = 160_000, 20_000
TALL = 4000  # so that the sticky bar at the foot lies over no field while axe measures
# Pages by the worker who sees most of them; {step}, {contact} ... are found on the pages themselves.
PAGES = {
    "amina.rahman": [
        "/work/", "/performance/recorded/late/",
        "/person/204418/", "/person/204418/chronology/", "/person/204418/chronology/?with=all",
        "/person/204418/chronology/birth-736363-/", "/person/204418/night/", "/night/", "/night/morning/",
        "/person/204418/sharing/", "/person/204418/chronology/?for=204418", "{wrong}",
        "/person/204418/steps/", "/person/204418/visits/", "/person/204418/family/", "/person/204418/details/",
        "/person/204418/in-need/", "/person/204418/protection/plan/", "/challenges/",
        "{family}", "{family}?show=differences", "{family}map/", "{family}relationships/",
        "{family}?for=204418", "{family}map/?for=204418",
        "{step}", "{step}history/", "{step}take-out/", "{step}explain/", "{step}cite/?box=risk:1:evidence",
        "{step}fact/school/204418/", "{step}review-point/",
        "/visit/new/?person=204418", "/visit/new/", "/visit/today/", "/visit/plan/?person=204418", "{visit}",
        "/note/new/?person=204418", "/step/new/?person=204418", "/notices/", "/find/", "/person/new/",
        "/report-a-problem/", "/plan/new/?person=204418", "{plan}", "{plan}history/", "{plan}copy/",
        "{plan}copy/?for=204418",
        "/supervision/", "{my_supervision}", "/person/204418/decisions/", "{decision}",
        "/person/200018/care/", "/person/200018/care/all/", "/person/200018/care/move/",
        "/person/200018/care/status/", "/person/200018/care/end/", "/person/204418/care/start/",
        "/person/204418/short-breaks/", "/person/204418/early-help/", "/early-help/new/?person=204418",
        "/councils/", "{transfer}", "{stays}", "/councils/new/?person=204418",
        "/person/200018/care/start/correct/",
        "{step}family/", "{assessed}family/", "{assessed}family/?leave=care", "{given}",
        "/person/204418/leaving-care/", "/person/204418/private-fostering/", "{need}",
    ],
    "ewan.price": ["/front-door/", "/front-door/contact/new/", "/front-door/contact/new/?person=204418",
                   "/front-door/batch/", "/front-door/threshold-guide/?find=drink",
                   "{contact}", "{contact}checks/"],
    "sanjay.pillai": ["{decide}", "/front-door/triage/", "/front-door/feedback/", "/sign-off/"],
    "bea.lund": ["/early-help/", "/early-help/new/", "{around}", "{around}social-worker/", "{helped}"],
    "colin.burge": [
        "/team/", "/team/standings/", "/team/standings/?kind=in_need&longer=1y&again=1",
        "{team_worker}", "/sign-off/", "{sign_off}", "/cover/",
        "{open_work}", "{open_work}?show=never", "{open_work}?show=closed",
        "{team_worker}leaving/", "{team_worker}hand-over/", "{handover}",
        "/team/safeguarding-north/transfers/", "/team/safeguarding-north/transfers/new/",
        "/person/204418/who-looked/",
        "{step}cancel/", "{close}",
        "/set-up/practice/", "/set-up/map/", "/set-up/costs/", "/set-up/compare/",
        "/person/204418/details/", "/person/204418/merge/", "/person/204418/alike/",
        "/supervision/team/", "/supervision/sample/", "{supervision}", "{supervision_family}",
        "/decision/new/?person=204418",
        "{court}", "{court}statement/", "{sent}",
        "/court/", "/person/204418/court/", "/court/order/new/?person=204418", "/court/request/new/?person=204418",
        "/court/pre-proceedings/new/?person=204418", "/court/proceedings/new/?person=204418", "{hearing}",
        "{paper}", "{request}",
        "/workforce/", "/workforce/team/safeguarding-north/",
    ],
    "wyn.parry": ["/workforce/", "/workforce/team/safeguarding-north/", "/workforce/read-in/", "/performance/vacancy/"],
    "grace.adeyemi": ["/quality/reports/", "{judge}",
        "/sampled/", "{sampled}", "/chair-report/", "/person/204418/challenge/new/", "/challenges/",
        "/conferences/?whose=all", "{conference}", "{conference}letters/", "{conference}room/", "{to_set_up}",
        "{protected}", "{held}", "{held}room/", "/person/200018/care/review/",
    ],
    "ngozi.bright": [
        "/quality/", "/quality/?standard=plan&grade=good", "/quality/found/", "/quality/programme/", "{round}",
        "{audit_action}",
        "/quality/mine/", "{audit}", "{audited}",
        "/improvement/boards/", "/improvement/hub/", "/improvement/members/",
        "{board}", "{met}", "{met}paper/", "{meeting}",
        "/quality/observations/", "/quality/observations/new/",
        "{observation}", "/quality/standards/", "/quality/samples/", "{drawn}", "{drawn_supervision}",
        "/quality/reports/quarter/", "/quality/learning/",
        "/improvement/", "/improvement/post-inspection-action-plan-2009-10/", "/improvement/recommendations/",
        "/improvement/read-in/", "/improvement/post-inspection-action-plan-2009-10/?rating=red",
        "/improvement/phase-2-improvement-plan/risks/", "/improvement/phase-2-improvement-plan/worth/",
        "/improvement/phase-2-improvement-plan/changes/", "/improvement/improvement-plan-202628/measures/",
        "/improvement/listening/", "/improvement/you-said-we-did/", "/feedback/", "/feedback/said/", "/complaints/",
        "{paper_form}", "/feedback/mail/", "{complaint}", "{late_complaint}", "{plan_action}feedback/",
        "{plan_project}", "{plan_risk}", "{plan_action}", "{plan_action}change/",
        "/performance/plans/safeguarding-north/", "/performance/contact_to_referral/",
        "/set-up/teams/",
        "/performance/", "/performance/?as=table&open=all", "/performance/?show=real&words=plan",
        "/performance/single_45wd/", "/performance/unallocated/",
        "/performance/inspection/?area=north&on=2026-06-30", "/performance/deep_dive/?area=north",
        "/performance/board/?topic=Assessments",
        "/performance/daily/", "/performance/daily/?on=2026-10-11", "{daily_line}",
        "/performance/deliveries/", "/performance/reports/", "{report}",
        "/performance/journeys/", "/performance/journeys/?as=table&period=rolling12&backlog=late",
        "/performance/journeys/children/?of=contacts&second=referral",
        "/performance/NI059/", "/performance/decisions/by-level/?by=agency&period=rolling12&level=4",
        "/performance/scorecard/", "/performance/demand/?row=age%3A5",
        "/performance/own-reports/", "/performance/own-reports/new/assessments/",
        "{published}",
        "/performance/recorded/late/", "/performance/recorded/late/?gap=disability",
        "{in_care}care/missing/", "{in_care}care/health/", "{in_care}care/permanence/", "{in_care}care/liberty/",
        "{leaver}leaving-care/", "{fostered}private-fostering/",
    ],
    "bryn.hallett": ["/set-up/teams/", "/report-a-problem/", "/problems/", "/problems/?show=answered", "{problem}"],
    "priti.solanki": ["/set-up/changes/", "/set-up/changes/new/"],
    "": ["/tell-us/", "/told/nobody/", "/say/nobody/", "/say/thank-you/child/",
        "/sign-in/", "/accessibility/", "/keyboard/", "/privacy/", "/nowhere/"],
}  # fmt: skip


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("username", PAGES, ids=lambda name: name or "nobody")
def test_a_page_has_no_violation_and_no_sideways_scroll(
    today_site, browser, person_at, username, width
) -> None:
    page = person_at(today_site, username, width=width) if username else visitor(today_site, browser, width)
    script = Path(AXE).read_text()
    wrong = {}

    for address in PAGES[username]:
        found = place(page, address)
        page.set_viewport_size({"width": width, "height": TALL})
        page.goto(found)
        page.evaluate(script)
        result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
        violations = [f"{one['id']}: {json.dumps(one['nodes'][0]['target'])}" for one in result["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            violations.append("scrolls sideways")
        if violations:
            wrong[found] = violations

    assert not wrong


def visitor(site: Site, browser, width: int) -> Page:
    """Somebody who has not signed in."""
    return browser.new_context(base_url=site.url, viewport={"width": width, "height": 900}).new_page()


def place(page: Page, address: str) -> str:
    """The address itself, or where its name leads to from the pages that list such things."""
    named = re.match(r"\{(\w+)\}(.*)", address)
    if not named:
        return address
    start, pattern, *words = {
        "daily_line": ("/performance/daily/", r"^/performance/daily/line/\d+/$"),
        "report": ("/performance/reports/", r"^/performance/reports/\d+/$"),
        "around": ("/early-help/", r"^/early-help/\d+/$", "Orla"),
        "helped": ("{around}", r"^/step/\d+/$", "assessment"),
        "transfer": ("/councils/", r"^/councils/\d+/$", "Perrin"),
        "stays": ("/councils/", r"^/person/\d+/councils/$", "Wren"),
        "step": ("/person/204418/steps/", r"^/step/\d+/$"),
        "contact": ("/front-door/", r"^/front-door/contact/\d+/$"),
        "decide": ("/front-door/", r"^/front-door/contact/\d+/(decide/)?$"),
        "sign_off": ("/sign-off/", r"^/step/\d+/sign-off/$"),
        "open_work": ("/team/", r"^/team/[a-z-]+/open-work/$"),
        "sampled": ("/sampled/", r"^/sampled/\d+/$"),
        "round": ("/quality/programme/", r"^/quality/round/\d+/$"),
        "audit_action": ("{round}", r"^/improvement/audits/\d+/$"),
        "audit": ("/quality/mine/", r"^/quality/audit/\d+/$"),
        "audited": ("/quality/found/", r"^/quality/audit/\d+/read/$"),
        "observation": ("/quality/observations/", r"^/quality/observations/\d+/$"),
        "drawn": ("/quality/samples/", r"^/quality/samples/work/\d+/$"),
        "drawn_supervision": ("/quality/samples/", r"^/quality/samples/supervision/\d+/$"),
        "judge": ("/quality/reports/", r"^/quality/reports/\d+/"),
        "problem": ("/problems/", r"^/problems/\d+/$"),
        "team_worker": ("/team/", r"^/team/[a-z-]+/worker/\d+/$"),
        "handover": ("/team/safeguarding-north/transfers/", r"^/handover/\d+/$"),
        "plan": ("/person/204418/steps/", r"^/plan/\d+/$"),
        "family": ("/person/204418/family/", r"^/family/\d+/$"),
        "visit": ("/person/204418/visits/", r"^/visit/\d+/$"),
        "wrong": ("/person/204418/visits/", r"^/person/204418/wrong-record/visit/\d+/$"),
        "my_supervision": ("/supervision/", r"^/supervision/\d+/$"),
        "supervision": ("/supervision/team/", r"^/supervision/\d+/$"),
        "supervision_family": ("{supervision}", r"^/supervision/\d+/family/\d+/$"),
        "decision": ("/person/204418/decisions/", r"^/decision/\d+/$"),
        "jordan": ("/work/", r"^/person/\d+/$", "Jordan"),
        "assessed": ("{jordan}steps/", r"^/step/\d+/$", "assessment"),
        "given": ("{assessed}family/", r"^/step/\d+/family/\d+/$"),
        "joe": ("/team/", r"^/team/[a-z-]+/worker/\d+/$", "Joe Whitlock"),
        "conference": ("/conferences/?whose=all", r"^/conference/\d+/$", "Farrant"),
        "held": ("/conferences/?whose=all", r"^/conference/\d+/$", "Sharif"),
        "to_set_up": ("/conferences/?whose=all", r"^/conference/new/"),
        "protected": ("/conferences/?whose=all", r"^/person/\d+/protection/$", "Sharif"),
        "lacey": ("{joe}", r"^/person/\d+/$", "Lacey"),
        "court": ("{lacey}steps/", r"^/step/\d+/$", "Statement for court"),
        "hearing": ("/court/", r"^/court/hearing/\d+/$"),
        "paper": ("/court/", r"^/court/paper/\d+/$"),
        "request": ("/court/", r"^/court/request/\d+/$"),
        "sent": ("{court}statement/", r"^/step/\d+/statement/\d+/$"),
        "farah": ("/team/safeguarding-south/board/", r"^/team/[a-z-]+/worker/\d+/$", "Farah Aziz"),
        "in_care": ("{farah}", r"^/person/\d+/$", "Reece"),
        "leaver": ("{farah}", r"^/person/\d+/$", "Mina"),
        "fostered": ("{farah}", r"^/person/\d+/$", "Jonas"),
        "published": ("/performance/unallocated/", r"^/performance/unallocated/published/\d+/$"),
        "board": ("/improvement/boards/", r"^/improvement/boards/[a-z-]+/$", "Westmere"),
        "met": ("{board}", r"^/improvement/meeting/\d+/$", "Sep"),
        "meeting": ("{board}", r"^/improvement/meeting/\d+/$", "Oct"),
        "paper_form": ("/feedback/", r"^/feedback/\d+/paper/$"),
        "complaint": ("/complaints/", r"^/complaints/\d+/$", "Complaint"),
        "late_complaint": ("/complaints/", r"^/complaints/\d+/$", "Complaint 2"),
        "plan_project": ("/improvement/improvement-plan-202628/", r"^/improvement/project/\d+/$"),
        "plan_risk": ("/improvement/improvement-plan-202628/risks/", r"^/improvement/risk/\d+/$"),
        "plan_action": ("/improvement/improvement-plan-202628/", r"^/improvement/action/\d+/$"),
        "close": ("/person/204418/", r"^/involvement/\d+/close/$"),
        "need": ("/person/204418/", r"^/involvement/\d+/need/$"),
    }[named[1]]
    if named[1] == "problem":
        report_a_problem(page)
    if named[1] == "published":
        publish_a_figure(page)
    page.goto(place(page, start))
    links = page.locator("main a").evaluate_all(
        "all => all.map(one => [one.getAttribute('href'), one.textContent])"
    )
    found = next(href for href, told in links if re.match(pattern, href or "") and "".join(words) in told)
    return found + named[2]


def report_a_problem(page: Page) -> None:
    """Something to answer: nothing is reported in a new authority."""
    page.goto("/report-a-problem/")
    page.get_by_label("What went wrong?").fill("The list stayed empty.")
    with page.expect_navigation():
        page.get_by_role("button", name="Send the report").click()


def publish_a_figure(page: Page) -> None:
    """One to open: nothing is published in a new authority."""
    page.goto("/performance/unallocated/")
    if not page.locator('a[href*="/published/"]').count():
        with page.expect_navigation():
            page.get_by_role("button", name="Publish").click()


def test_the_first_page_is_light_and_the_next_one_lighter(today_site, browser) -> None:
    context = browser.new_context(base_url=today_site.url)
    page = context.new_page()
    received = []
    page.on("response", lambda answer: received.append(answer))

    def weight() -> int:
        page.wait_for_load_state("networkidle")
        total = sum(answer.request.sizes()["responseBodySize"] for answer in received)
        received.clear()
        return total

    page.goto("/sign-in/")
    with page.expect_navigation():
        page.locator('form:has(input[value="amina.rahman"]) button').first.click()
    first = weight()
    page.goto("/person/204418/")
    following = weight()
    context.close()

    assert first <= FIRST_VIEW
    assert following <= NEXT_VIEW


@pytest.mark.parametrize("username", ["amina.rahman"])
def test_hidden_and_absent_look_the_same(today_site, person_at, username) -> None:
    page = person_at(today_site, username)

    absent = page.goto("/person/999999/")

    assert absent is not None and absent.status == 404
    assert "There is nothing here" in page.locator("main").inner_text()
