"""Posts of teams, who is in them, who came and left, and training."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Post, PostHolder, Team, TrainingDue, Worker
from kith.access.teams import reached
from kith.access.workforce import actions, queries, rules
from kith.access.workforce.rules import KIND_WORDS, ONE_DAY
from kith.core import Refused, clock, sent_back
from kith.core.reading_words import short_day
from kith.core.refused import Problem
from kith.desk.workforce import files, reading
from kith.desk.workforce.reading import Cells
from kith.practice import CodeList
from kith.ui.render import render

Form = Callable[[HttpRequest, Team, Cells], str]  # the cells are the fields of the form that was sent


@page("workforce/", may=May.SEE_WORKFORCE)
def workforce(request: HttpRequest) -> HttpResponse:
    """Every team one reaches in hours: posts, own people, agency, vacant; who came and left; training that is late."""
    today = clock.today()
    teams = [team for team in reached(request.user, today) if team.kind == "team"]  # type: ignore[arg-type]
    found = queries.summaries(teams, today, _joined())
    context = {
        "teams": found,
        "may_keep": _may_keep(request),
        "may_see_figures": request.user.may(May.SEE_PERFORMANCE),  # type: ignore[union-attr]
        "door": "team",
        "today": today,
    }
    return render(request, "desk/workforce/teams.html", context)


@page("workforce/team/<slug:team>/", may=May.SEE_WORKFORCE)
def workforce_team(request: HttpRequest, team: str) -> HttpResponse:
    """The posts of a team with who is in them, who came and left in twelve months, and training due."""
    return _show(request, _team(request, team))


@page("workforce/team/<slug:team>/write/", may=May.KEEP_WORKFORCE)
@require_POST
def workforce_write(request: HttpRequest, team: str) -> HttpResponse:
    """Add, end or take back a post, somebody in it, or training: `do` says which, `number` of what."""
    whose, do = _team(request, team), request.POST.get("do", "")
    act, end = FORMS.get(do), f"-{do}"
    if act is None:
        return _show(request, whose, [(None, "There is nothing of that name to do here.")])
    sent = {name.removesuffix(end): text for name, text in request.POST.items() if name.endswith(end)}
    try:
        words = act(request, whose, Cells(sent))
    except Refused as refused:
        return _show(request, whose, [_at_its_field(one, end) for one in refused.problems])
    messages.success(request, words)
    return redirect("workforce_team", team=team)


@page("workforce/read-in/", may=May.KEEP_WORKFORCE)
def workforce_read_in(request: HttpRequest) -> HttpResponse:
    """Read in posts, people in posts or training from a file: every line, or none where one is wrong."""
    if request.method != "POST":
        return _files(request)
    try:
        changed, same = files.read_in(request, reached(request.user, clock.today()))  # type: ignore[arg-type]
    except Refused as refused:
        return _files(request, reading.shortened(refused.problems))
    messages.success(request, files.words(changed, same))
    return redirect("workforce_read_in")


def _files(request: HttpRequest, problems: list[Problem] | None = None) -> HttpResponse:
    lists, today = practice.current().lists, clock.today()
    context = {
        "kinds": list(reading.KINDS.items()),
        "columns": [(reading.KINDS[kind], kind, names, reading.EXAMPLES[kind]) for kind, names in _layouts()],
        "words": [
            ("kind", list(KIND_WORDS.items())),
            *((name, lists[code].choices(today)) for name, code in files.LISTS.items()),
        ],
        "typed": request.POST,
        "problems": problems or [],
        "most": reading.MOST_LINES,
        "door": "team",
    }
    return render(request, "desk/workforce/read_in.html", context, status=422 if problems else 200)


def _layouts() -> list[tuple[str, tuple[str, ...]]]:
    return list(reading.COLUMNS.items())


def _may_keep(request: HttpRequest) -> bool:
    return request.user.may(May.KEEP_WORKFORCE)  # type: ignore[union-attr]


def _list(code: str) -> CodeList:
    return practice.current().lists[code]


def _joined() -> set[str]:
    """How somebody comes who is new to the council, by code."""
    return {one.code for one in _list("post_start").codes if one.note == rules.JOINED}


def _team(request: HttpRequest, code: str) -> Team:
    """A team of the viewer's; else not found."""
    found = next((one for one in reached(request.user, clock.today()) if one.code == code), None)  # type: ignore[arg-type]
    if found is None or found.kind != "team":
        raise Http404
    return found


def _show(request: HttpRequest, team: Team, problems: list[Problem] | None = None) -> HttpResponse:
    today = clock.today()
    workers, posts = queries.workers_of(team, today), queries.held_on([team.pk], today)
    numbers = [worker.pk for worker in workers]
    lists = {name: _list(name) for name in ("post_start", "post_end", "training_course")}
    context = {
        "team": team,
        "summary": queries.summaries([team], today, _joined())[0],
        "posts": posts,
        "moves": queries.moves_of(team, today),
        "due": (due := queries.due_of(numbers, today)),
        "done": queries.done_of(numbers, today),
        "workers": [(str(worker.pk), worker.name) for worker in workers],
        "post_choices": [(str(held.post.pk), f"{held.post.number}, {held.post.title}") for held in posts],
        "holder_choices": [(str(one.pk), _called(one)) for held in posts for one in held.holders],
        "due_choices": [
            (str(one.pk), f"{lists['training_course'].label(one.course)}, {one.worker.name}") for one in due
        ],
        "kinds": list(KIND_WORDS.items()),
        "kind_words": KIND_WORDS,
        "choices": {name: listed.choices(today) for name, listed in lists.items()},
        "label": {name: listed.label for name, listed in lists.items()},
        "joined": _joined(),
        "today": today,
        "one_day": ONE_DAY,
        "may_keep": _may_keep(request),
        "problems": problems or [],
        "typed": request.POST if problems else {},
        "door": "team",
    }
    return render(request, "desk/workforce/team.html", context, status=422 if problems else 200)


def _called(holder: PostHolder) -> str:
    """Somebody in a post, so that one can tell them from others: the name, or what kind, and the post."""
    name = holder.worker.name if holder.worker else KIND_WORDS[holder.kind]
    return f"{name}, {holder.post.number} from {short_day(holder.started_on)}"


def _at_its_field(problem: Problem, end: str) -> Problem:
    """A problem at the field of the form that was sent: the fields of each form end with its name."""
    field, words = problem
    return (f"{reading.FIELDS.get(field, field)}{end}" if field else None, words)


def _add_post(request: HttpRequest, team: Team, cells: Cells) -> str:
    wanted = reading.post_of(cells, cells.text("source"))
    actions.add_post(request.user, team, wanted=wanted)  # type: ignore[arg-type]
    return f"Post {wanted.number} is added."


def _end_post(request: HttpRequest, team: Team, cells: Cells) -> str:
    post, last_day = _post(cells, team), cells.day("until", "the last day")
    cells.stop()
    actions.end_post(request.user, post, last_day=last_day)  # type: ignore[arg-type]
    return f"Post {post.number} ends."


def _take_back_post(request: HttpRequest, team: Team, cells: Cells) -> str:
    post = _post(cells, team)
    actions.take_back_post(request.user, post)  # type: ignore[arg-type]
    return f"Post {post.number} is taken back."


def _put_in(request: HttpRequest, team: Team, cells: Cells) -> str:
    post, wanted = _post(cells, team), reading.holder_of(cells, cells.text("source"))
    worker = _worker(team, cells.text("worker"))
    actions.put_in_post(request.user, post, worker=worker, wanted=wanted)  # type: ignore[arg-type]
    return f"Noted for post {post.number}."


def _leave(request: HttpRequest, team: Team, cells: Cells) -> str:
    holder, last_day = _holder(cells, team), cells.day("until", "the last day")
    cells.stop()
    actions.leave_post(request.user, holder, last_day=last_day, reason=cells.text("why_left"))  # type: ignore[arg-type]
    return f"Noted for post {holder.post.number}."


def _take_back_holder(request: HttpRequest, team: Team, cells: Cells) -> str:
    actions.take_back_holder(request.user, _holder(cells, team))  # type: ignore[arg-type]
    return "Taken back."


def _add_training(request: HttpRequest, team: Team, cells: Cells) -> str:
    worker = _worker(team, cells.text("worker"))
    if worker is None:
        cells.wrong("worker", "Choose who it is for.")
    wanted = reading.training_of(cells, cells.text("source"))
    actions.add_training(
        request.user, worker, course=wanted.course, due_on=wanted.due_on, done_on=wanted.done_on, source=wanted.source
    )  # type: ignore[arg-type]  # fmt: skip
    return "The training is noted."


def _tick_training(request: HttpRequest, team: Team, cells: Cells) -> str:
    row, done_on = _training(cells, team), cells.day("done", "the day it was done")
    cells.stop()
    actions.tick_training(request.user, row, done_on=done_on)  # type: ignore[arg-type]
    return f"Done: {_list('training_course').label(row.course)}, {row.worker.name}."


def _take_back_training(request: HttpRequest, team: Team, cells: Cells) -> str:
    actions.take_back_training(request.user, _training(cells, team))  # type: ignore[arg-type]
    return "Taken back."


FORMS: Mapping[str, Form] = {
    "add_post": _add_post,
    "end_post": _end_post,
    "take_back_post": _take_back_post,
    "put_in": _put_in,
    "leave": _leave,
    "take_back_holder": _take_back_holder,
    "add_training": _add_training,
    "tick_training": _tick_training,
    "take_back_training": _take_back_training,
}


def _which(cells: Cells) -> int:
    """The number of the row that a form is about; raises ``Refused`` where none is chosen."""
    if not cells.text("which"):
        raise Refused("Choose which.", "which")
    return sent_back.number(cells.text("which"))


def _post(cells: Cells, team: Team) -> Post:
    found = Post.objects.filter(pk=_which(cells), team=team).first()
    if found is None:
        raise Http404
    return found


def _holder(cells: Cells, team: Team) -> PostHolder:
    found = PostHolder.objects.select_related("post").filter(pk=_which(cells), post__team=team).first()
    if found is None:
        raise Http404
    return found


def _training(cells: Cells, team: Team) -> TrainingDue:
    of_team = queries.holding_member(team.pk, clock.today())
    found = TrainingDue.objects.select_related("worker").filter(of_team, pk=_which(cells)).first()
    if found is None:
        raise Http404
    return found


def _worker(team: Team, chosen: str) -> Worker | None:
    """A worker of the team by number; None where nobody is chosen."""
    return next((one for one in queries.workers_of(team, clock.today()) if str(one.pk) == chosen), None)
