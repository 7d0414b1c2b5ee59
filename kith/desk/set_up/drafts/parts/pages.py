"""One part of a draft on a page of its own: a step, a form and its questions, a file as text, an exception."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from kith.access import filed
from kith.access.doors import page
from kith.access.editions import actions
from kith.access.editions import queries as editions
from kith.access.may import May
from kith.access.models import PracticeDraft
from kith.core import Refused, clock, sent_back
from kith.desk.set_up.drafts import queries, rules
from kith.desk.set_up.drafts.pages import draft_of
from kith.practice import Form, Practice, Question, editing
from kith.practice.drafting import problem_with_name, text_of
from kith.practice.forms import KINDS, WITH_OPTIONS
from kith.practice.roles import SIGN_OFF
from kith.practice.step_words import whole_limit
from kith.ui.render import render
from kith.work import typed

STEPS, COSTS = "steps.toml", "burden.toml"


@page("set-up/changes/<id:number>/step/", may=May.CHANGE_PRACTICE)
def draft_step(request: HttpRequest, number: int) -> HttpResponse:
    """One step in a draft: its words, its limit, who signs it off."""
    draft, held = _open(number)
    kind = held.steps.get(request.GET.get("step", ""))
    if kind is None:
        raise Http404
    problems: Any = ()
    if request.method == "POST":
        since = typed.day(request.POST.get("limit_since", ""))
        try:
            values = rules.step_values(kind, request.POST, since, list(held.roles))
            _save(
                request,
                draft,
                STEPS,
                lambda text: editing.change_step(text, kind.code, values),
                is_new=bool(values),
            )
        except Refused as refused:
            problems = refused.problems
        else:
            return redirect("draft", number=number)
    context = _around(request, draft, STEPS, problems) | {
        "kind": kind,
        "limits": [whole_limit(limit) for limit in kind.limits],
        "hows": list(rules.HOW_WORDS.items()),
        "how_now": rules.how_now(kind),
        "roles": [(role.code, role.title) for role in held.roles.values() if SIGN_OFF in role.may],
        "units": list(rules.DAYS.items()),
    }
    return render(request, "desk/set_up/drafts/parts/step.html", context, status=422 if problems else 200)


@page("set-up/changes/<id:number>/form/", may=May.CHANGE_PRACTICE)
def draft_form(request: HttpRequest, number: int) -> HttpResponse:
    """One form in a draft: its questions, each to be changed, moved or taken out."""
    draft, held = _open(number)
    form = _form(request, held)
    context = _around(request, draft, file_of(form), ()) | {
        "form": form,
        "parts": [(section, form.of_section(section.id)) for section in form.sections],
        "shown": len(form.shown_by_default()),
        "kinds": KINDS,
        "used_by": [kind for kind in held.steps.values() if kind.form == form.code],
    }
    return render(request, "desk/set_up/drafts/parts/form.html", context)


@page("set-up/changes/<id:number>/form/move/", may=May.CHANGE_PRACTICE)
@require_POST
def draft_question_move(request: HttpRequest, number: int) -> HttpResponse:
    """Move a question up or down inside its section, or take it out of the form."""
    draft, held = _open(number)
    form = _form(request, held)
    question, move = request.POST.get("question", ""), request.POST.get("move", "")
    changes: dict[str, Callable[[str], str]] = {
        "up": lambda text: editing.move_question(text, question, -1),
        "down": lambda text: editing.move_question(text, question, 1),
        "out": lambda text: editing.drop_question(text, question),
    }
    try:
        if move not in changes:
            raise Refused("Choose what to do with the question.")
        _save(request, draft, file_of(form), changes[move])
    except Refused as refused:
        messages.error(request, refused.words)
    return _back_to_form(number, form)


@page("set-up/changes/<id:number>/question/", may=May.CHANGE_PRACTICE)
def draft_question(request: HttpRequest, number: int) -> HttpResponse:
    """One question of a form: changed, or added where none is named."""
    draft, held = _open(number)
    form, name = _form(request, held), request.GET.get("question", "")
    if name and not form.has(name):
        raise Http404
    before = form.question(name) if name else None
    problems: Any = ()
    if request.method == "POST":
        try:
            values = rules.question_values(request.POST, form, before)
            _save(request, draft, file_of(form), lambda text: _written(text, name, values))
        except Refused as refused:
            problems = refused.problems
        else:
            return _back_to_form(number, form)
    context = _around(request, draft, file_of(form), problems) | {
        "form": form,
        "question": before,
        "values": request.POST if request.method == "POST" else _values(before),
        "sections": [(section.id, section.title) for section in form.sections],
        "kinds": list(KINDS.items()),
        "has_options": before.kind in WITH_OPTIONS and not before.list_code if before else True,
    }
    return render(request, "desk/set_up/drafts/parts/question.html", context, status=422 if problems else 200)


def _written(text: str, name: str, values: dict[str, Any]) -> str:
    return editing.change_question(text, name, values) if name else editing.add_question(text, values)


def _values(before: Question | None) -> dict[str, str]:
    if before is None:
        return {}
    told = {key: getattr(before, key) for key in ("ask", "hint", "good", "section", "kind", "id")}
    told["required"] = "yes" if before.required else ""
    return told | {"options": "\n".join(option.label for option in before.options)}


@page("set-up/changes/<id:number>/file/", may=May.CHANGE_PRACTICE)
def draft_file(request: HttpRequest, number: int) -> HttpResponse:
    """A file of a draft as text, with what it was before and every version saved."""
    draft, name = draft_of(number), request.GET.get("name", "")
    if problem_with_name(name):
        raise Http404
    problems: Any = ()
    if request.method == "POST":
        again = request.POST.get("then") == "as_before"
        text = "" if again else request.POST.get("text", "")
        try:
            actions.save_text(request.user, draft, name=name, text=text, seen=_seen(request))
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, f"{name} is as it was before." if again else f"{name} is saved.")
            return redirect("draft", number=number)
    context = _around(request, draft, name, problems) | {
        "name": name,
        "text": request.POST.get("text") if problems else editions.text_in(draft, name),
        "theirs": editions.text_in(draft, name) if problems else "",
        "disk": text_of(filed.authority().folder, draft.pack, name),
        "versions": editions.versions(draft, name),
    }
    return render(request, "desk/set_up/drafts/parts/file.html", context, status=422 if problems else 200)


@page("set-up/changes/<id:number>/allow/", may=May.CHANGE_PRACTICE)
def draft_allow(request: HttpRequest, number: int) -> HttpResponse:
    """Allow what costs more than its budget, for a time, with a reason and the name of who allows it."""
    draft, _ = _open(number)
    today = clock.today()
    found = queries.judged(draft, today)["beyond"]
    problems: Any = ()
    if request.method == "POST":
        until = typed.day(request.POST.get("until", ""))
        try:
            values = rules.exception_values(request.POST, found, request.user.name, until, today)
            _save(request, draft, COSTS, lambda text: editing.allow_beyond(text, values))
        except Refused as refused:
            problems = refused.problems
        else:
            return redirect("draft", number=number)
    context = _around(request, draft, COSTS, problems) | {
        "choices": [
            (f"{one.what}:{one.of}", f"{one.title}: {one.found:g}, budget {one.most:g}") for one in found
        ],
    }
    return render(request, "desk/set_up/drafts/parts/allow.html", context, status=422 if problems else 200)


def file_of(form: Form) -> str:
    """The file of a form."""
    return f"forms/{form.code}.toml"


def _open(number: int) -> tuple[PracticeDraft, Practice]:
    """A draft that is being written, and the practice as it stands in it: without it while it has mistakes."""
    draft = draft_of(number)
    if not draft.is_open:
        raise Http404
    return draft, editions.practice_of(draft) or editions.before(draft)


def _form(request: HttpRequest, held: Practice) -> Form:
    form = held.forms.get(request.GET.get("form", ""))
    if form is None:
        raise Http404
    return form


def _save(
    request: HttpRequest,
    draft: PracticeDraft,
    name: str,
    change: Callable[[str], str],
    *,
    is_new: bool = True,
) -> None:
    """Write one change into the text of a file and keep it; nothing is kept where nothing changed."""
    before = editions.text_in(draft, name)
    after = change(before) if is_new else before
    if after != before:
        actions.save_text(request.user, draft, name=name, text=after, seen=_seen(request))
        messages.success(request, "Saved in the draft.")


def _seen(request: HttpRequest) -> int:
    return sent_back.number(request.POST.get("_seen", ""), sent_back.LONGEST_VERSION)


def _around(request: HttpRequest, draft: PracticeDraft, name: str, problems: Any) -> dict[str, Any]:
    row = editions.saved(draft).get(name)
    seen = request.POST.get("_seen", "") if problems else str(row.version if row else 0)
    return {"draft": draft, "seen": seen, "typed": request.POST, "problems": problems, "door": "set_up"}


def _back_to_form(number: int, form: Form) -> HttpResponse:
    return redirect(f"{reverse('draft_form', kwargs={'number': number})}?{urlencode({'form': form.code})}")
