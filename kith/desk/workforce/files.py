"""A file of posts, of people in them or of training: each line held against what there is, then all taken or none."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.http import HttpRequest

from kith.access.models import Membership, Post, Team, Worker, holding
from kith.access.workforce import actions
from kith.access.workforce.rules import obstacle_to_source
from kith.core import Refused, clock
from kith.core.reading_words import count
from kith.core.refused import Problem
from kith.desk.workforce import reading
from kith.desk.workforce.reading import Cells, Row

LISTS = {"came": "post_start", "why_left": "post_end", "course": "training_course"}
Take = Callable[[Worker], bool]
NOT_YOURS = "No team of yours"


def read_in(request: HttpRequest, teams: Sequence[Team]) -> tuple[int, int]:
    """Read in the file that was sent, for these teams: lines that changed something, lines that stood already."""
    kind, source = request.POST.get("kind", ""), " ".join(request.POST.get("source", "").split())
    problems: list[Problem] = []
    if kind not in reading.KINDS:
        problems.append(("kind", "Say what stands in the file."))
    if obstacle := obstacle_to_source(source):
        problems.append(("source", obstacle))
    chosen = request.FILES.get("file")
    if chosen is None:
        problems.append(("file", "Choose a file."))
    if problems or chosen is None:
        raise Refused.several(problems)
    rows = reading.lines(reading.decoded(chosen.read(reading.MOST_BYTES + 1)), kind)
    return actions.read_in(request.user, [(row.line, _taken(kind, row, source, teams)) for row in rows])  # type: ignore[arg-type]


def _taken(kind: str, row: Row, source: str, teams: Sequence[Team]) -> Take:
    """What taking a line does; it is read only when it is taken, so that every mistake is told with its line."""
    return lambda by: LINES[kind](Cells(row.cells), source, teams)(by)


def _post(cells: Cells, source: str, teams: Sequence[Team]) -> Take:
    code = cells.text("team")
    team = next((one for one in teams if one.code == code and one.kind == "team"), None)
    if team is None:
        cells.wrong("team", f"{NOT_YOURS} has the code “{code[:40]}”.")
    wanted = reading.post_of(cells, source)
    return actions.post_line(team, wanted)  # type: ignore[arg-type]


def _holder(cells: Cells, source: str, teams: Sequence[Team]) -> Take:
    day = cells.day("from", "the first day")
    post = _post_called(cells.text("post"), day, teams) if day else None
    if day and post is None:
        cells.wrong(
            "post", f"{NOT_YOURS} has a post “{cells.text('post')[:20]}” on the first day of this line."
        )
    worker = _worker(cells, teams) if cells.text("worker") else None
    cells.stop()
    return actions.holder_line(post, worker, reading.holder_of(cells, source))  # type: ignore[arg-type]


def _training(cells: Cells, source: str, teams: Sequence[Team]) -> Take:
    worker = _worker(cells, teams)
    wanted = reading.training_of(cells, source)
    return actions.training_line(worker, wanted.course, wanted.due_on, wanted.done_on, source)  # type: ignore[arg-type]


LINES: Mapping[str, Callable[[Cells, str, Sequence[Team]], Take]] = {
    reading.POSTS: _post,
    reading.HOLDERS: _holder,
    reading.TRAINING: _training,
}


def _post_called(number: str, day: date, teams: Sequence[Team]) -> Post | None:
    return Post.objects.filter(
        holding(day), number=number, team__in=teams, taken_back_at__isnull=True
    ).first()


def _worker(cells: Cells, teams: Sequence[Team]) -> Worker | None:
    """The worker that a line names, of one of these teams at any time up to today."""
    name = cells.text("worker")
    began = Membership.objects.filter(started_on__lte=clock.today(), team__in=teams)
    found = Worker.objects.filter(username__iexact=name, pk__in=began.values("worker")).first()
    if found is None:
        cells.wrong("worker", f"Nobody of your teams has the username “{name[:60]}”.")
    return found


def words(changed: int, same: int) -> str:
    """What reading in a file did."""
    stood = f" {count(same, 'line')} stood here already and changed nothing." if same else ""
    return f"{count(changed, 'line')} read in.{stood}"
