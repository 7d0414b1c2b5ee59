"""Case audits on the screen: one's own list, the form with the record beside it, a finished audit, what it asks for."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.people.banners import not_found
from kith.quality.audit import actions, facts, queries, rules
from kith.quality.draw.actions import stop_for_conflict
from kith.quality.draw.queries import auditors
from kith.quality.models import AuditAction, CaseAudit
from kith.quality.words import STATES
from kith.ui import held
from kith.ui.formatting import clock_time
from kith.ui.render import render
from kith.work import typed

DOOR = "quality"


@page("quality/mine/", may=May.AUDIT_CASES, about="the children of the audits")
def audits_mine(request: HttpRequest) -> HttpResponse:
    """The viewer's own audits: to do, with their days, and done lately.

    Where a child was closed to the viewer, who can open that audit no more, another case is drawn here.
    """
    viewer, today = request.user, clock.today()
    for one in queries.hidden_from(viewer):
        stop_for_conflict(viewer, one)
    rows, done = queries.to_do(viewer), queries.done(viewer)
    look_at(request, sorted({one.person_id for one in [*rows, *done]}))
    context = {
        "door": DOOR,
        "rows": [(one, "late" if one.due_on < today else "", STATES[one.state]) for one in rows],
        "done": done,
        "grades": {grade["code"]: grade["title"] for one in done for grade in one.form["grades"]},
    }
    return render(request, "quality/audit/mine.html", context)


def opened(request: HttpRequest, number: int) -> CaseAudit:
    """The audit of an address, with its look; not found for hidden and absent alike."""
    found = queries.one(request.user, number)
    if found is None:
        raise Http404
    look_at(request, [found.person_id])
    return found


@page("quality/audit/<id:number>/", may=May.AUDIT_CASES, about="the child of the audit")
def case_audit(request: HttpRequest, number: int) -> HttpResponse:
    """The form of one's own audit, with the facts found and the record beside; sending it finishes the audit."""
    audit = opened(request, number)
    is_mine = audit.auditor_id == request.user.pk
    if not is_mine or (audit.state == "finished" and request.method != "POST"):
        return redirect("case_audit_read", number=number)
    if not queries.open_to(audit, clock.today()):
        not_found(request, audit.person_id)
    if audit.is_open:
        stop_for_conflict(request.user, audit)
        audit = opened(request, number)
    if not audit.is_open:
        return _closed(request, audit)
    if request.method != "POST":
        return _form(request, audit, {}, ())
    given = _given(request.POST, audit)
    try:
        actions.finish(request.user, audit, given=given, on=clock.today())
    except Refused as refused:
        return _form(request, audit, given, refused.problems)
    messages.success(request, "The audit is finished. Whoever is asked to do something has been told.")
    may_read = request.user.may(May.ANSWER_AUDITS)
    return redirect("case_audit_read", number=number) if may_read else redirect("audits_mine")


def _closed(request: HttpRequest, audit: CaseAudit) -> HttpResponse:
    """An audit that is no longer written in: what was sent stands at the end of its page, to be copied.

    One that was stopped is answered with 409: what stopped it, just now perhaps, stands.
    """
    if audit.state == "finished":
        return _read(
            request, audit, [(None, "This audit is finished already. What you sent now is not kept.")]
        )
    new = CaseAudit.objects.seen_by(request.user).filter(instead_of=audit, auditor=request.user.pk).first()
    is_sent = request.method == "POST"
    texts = held.texts(held.sent(request)) if is_sent else []
    context = {"door": DOOR, "audit": audit, "new": new, "texts": texts}
    return render(request, "quality/audit/stopped.html", context, status=409 if is_sent else 200)


def _given(posted: QueryDict, audit: CaseAudit) -> dict[str, str]:
    """What was sent, by box; several ticks as one text."""
    names = rules.asked(audit.form).questions(queries.checked_ids(audit))
    return {
        name: ",".join(posted.getlist(name)) if name == "themes" else posted.get(name, "") for name in names
    }


def _form(request: HttpRequest, audit: CaseAudit, given: dict[str, str], problems: Any) -> HttpResponse:
    viewer, today = request.user, clock.today()
    kept = queries.answers(viewer, audit)
    held = {name: row.value for name, row in kept.items()} | given
    found = queries.through(viewer, audit, lambda eyes: facts.found(eyes, audit, today))
    standards = [(one, found[one["code"]]) for one in audit.form["standards"]]
    context = {
        "door": DOOR,
        "audit": audit,
        "standards": standards,
        "grades": [(one["code"], one["title"]) for one in audit.form["grades"]],
        "themes": [(one["code"], one["title"]) for one in audit.form["themes"]],
        "family": audit.form.get("family", []),
        "chosen": [one for one in held.get("themes", "").split(",") if one],
        "held": held,
        "versions": {name: row.version for name, row in kept.items()},
        "last": max((row.saved_at for row in kept.values()), default=None),
        "actions": queries.actions_of(viewer, audit),
        "to_check": queries.to_check(viewer, audit),
        "owners": queries.owners(viewer, audit, today),
        "record": _record(viewer, audit),
        "titles": rules.asked(audit.form).standards,
        "may_open": viewer.may(May.READ_RECORD),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "quality/audit/page.html", context, status=422 if problems else 200)


def _record(viewer: Worker, audit: CaseAudit) -> list[dict[str, Any]]:
    """The events beside the form; they lead to pages of the record where the viewer may open it."""
    leads = {} if viewer.may(May.READ_RECORD) else {"href": ""}
    return [asdict(one) | leads for one in queries.record(viewer, audit)]


@page("quality/audit/<id:number>/save/", may=May.AUDIT_CASES, name="case_audit_save")
@require_POST
def case_audit_save(request: HttpRequest, number: int) -> HttpResponse:
    """Keep one box while somebody types. Writes no look: the page it belongs to has. Answers as a step's page does."""
    posted = request.POST
    try:
        saved = actions.save_box(
            request.user,
            CaseAudit(pk=number),
            question=posted.get("question", ""),
            values=posted.getlist("value"),
            base_version=as_number(posted.get("version", ""), 9),
        )
    except CaseAudit.DoesNotExist:
        return JsonResponse({"words": "This audit is not there."}, status=404)
    except Refused as refused:
        status = 410 if isinstance(refused, actions.Closed) else 422
        return JsonResponse({"words": refused.words}, status=status)
    if saved.theirs:
        at = saved.theirs.saved_at.isoformat()
        told = {
            "version": saved.version,
            "value": saved.theirs.value,
            "by": "Another window of yours",
            "at": at,
        }
        return JsonResponse(told, status=409)
    words = f"Saved {clock_time(saved.at)}"
    return JsonResponse({"version": saved.version, "saved_at": saved.at.isoformat(), "words": words})


@page(
    "quality/audit/<id:number>/ask/",
    may=May.AUDIT_CASES,
    about="the child of the audit",
    name="case_audit_ask",
)
@require_POST
def case_audit_ask(request: HttpRequest, number: int) -> HttpResponse:
    """Write down something that somebody is to do."""
    audit, posted = opened(request, number), request.POST
    if audit.auditor_id != request.user.pk:
        raise Http404
    try:
        actions.add_action(
            request.user,
            audit,
            words=posted.get("action_words", ""),
            owner=as_number(posted.get("owner", "")),
            due_on=typed.day(posted.get("action_due_on", "")),
            standard=posted.get("standard", ""),
        )
    except actions.Closed:
        return _closed(request, audit)
    except Refused as refused:
        return _form(request, audit, {}, refused.problems)
    return redirect(f"{reverse('case_audit', kwargs={'number': number})}#actions")


@page(
    "quality/audit/<id:number>/read/",
    may=May.ANSWER_AUDITS,
    about="the child of the audit",
    name="case_audit_read",
)
def case_audit_read(request: HttpRequest, number: int) -> HttpResponse:
    """A finished audit, for its auditor, the worker it is about, owners of its actions, and those who see audits."""
    return _read(request, opened(request, number), ())


def _read(request: HttpRequest, audit: CaseAudit, problems: Any) -> HttpResponse:
    viewer, today = request.user, clock.today()
    if audit.state != "finished" or not queries.may_read(viewer, audit):
        raise Http404
    found = facts.found(viewer, audit, today)
    graded = queries.grades(viewer, [audit]).get(audit.pk, {})
    asked = queries.actions_of(viewer, audit)
    checks = queries.checks_of(viewer, asked)
    told = [(one, checks.get(one.pk)) for one in queries.to_check(viewer, audit)]
    own = queries.checks_of(viewer, [one for one, _ in told])
    guide = practice.current().audits
    context = {
        "door": DOOR,
        "audit": audit,
        "standards": [
            (one, found.get(one["code"], []), graded[one["code"]]) for one in audit.form["standards"]
        ],
        "grades": {one["code"]: one["title"] for one in audit.form["grades"]},
        "themes": [one["title"] for one in audit.form["themes"] if one["code"] in audit.themes],
        "actions": [(one, checks.get(one.pk)) for one in asked],
        "checked": [(one, own.get(one.pk)) for one, _ in told],
        "mine": [one for one in asked if one.owner_id == viewer.pk and one.done_on is None],
        "may_run": viewer.may(May.RUN_AUDITS) and not audit.second_of_id,
        "able": [(str(one.pk), one.name) for one in auditors(guide.roles, today)] if guide else [],
        "re_audits": list(audit.re_audits.seen_by(viewer).select_related("auditor").order_by("pk")),
        "today": today,
        "titles": rules.asked(audit.form).standards,
        "may_open": viewer.may(May.READ_RECORD),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "quality/audit/read.html", context, status=422 if problems else 200)


@page(
    "quality/action/<id:number>/done/",
    may=May.ANSWER_AUDITS,
    about="the child of the audit",
    name="audit_action_done",
)
@require_POST
def audit_action_done(request: HttpRequest, number: int) -> HttpResponse:
    """Say that something an audit asked for is done."""
    row = AuditAction.objects.seen_by(request.user).filter(pk=number).select_related("audit").first()
    if row is None or row.owner_id != request.user.pk:
        raise Http404
    audit, box = opened(request, row.audit_id), f"done:{number}"
    try:
        actions.do_action(request.user, row, words=request.POST.get(box, ""), on=clock.today())
    except Refused as refused:
        return _read(request, audit, [(field and box, words) for field, words in refused.problems])
    messages.success(request, "It is kept that this is done.")
    return redirect("case_audit_read", number=row.audit_id)


@page(
    "quality/audit/<id:number>/again/",
    may=May.RUN_AUDITS,
    about="the child of the audit",
    name="case_audit_again",
)
@require_POST
def case_audit_again(request: HttpRequest, number: int) -> HttpResponse:
    """Have a finished audit checked by somebody."""
    audit, posted = opened(request, number), request.POST
    try:
        actions.audit_again(
            request.user,
            audit,
            auditor=as_number(posted.get("auditor", "")),
            due_on=typed.day(posted.get("due_on", "")),
            on=clock.today(),
        )
    except Refused as refused:
        return _read(request, audit, refused.problems)
    messages.success(request, "It is to be checked.")
    return redirect("case_audit_read", number=number)
