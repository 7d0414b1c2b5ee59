"""Writing down what an elected member did as a corporate parent."""

from dataclasses import dataclass
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.improvement.members import queries
from kith.improvement.members.words import ACTIVITIES, WITH_A_TEAM
from kith.improvement.models import MemberActivity
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.rules import in_lines, one_line, problem_of_day

LONGEST = 5_000
Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Did:
    """What a member did: who, what kind, when, with which team, what it was about, what they said of it."""

    kind: str
    happened_on: date | None
    member: int | None = None
    name: str = ""
    team: int | None = None
    what: str = ""
    said: str = ""


@action(May.KEEP_BOARDS)
def log(by: Worker, *, did: Did) -> MemberActivity:
    """Write down what an elected member did. Raises Refused with everything that is wrong with it."""
    name, what, said = one_line(did.name), one_line(did.what), in_lines(did.said)
    problems = [*_problems_of_who(did, name), *_problems_of_what(did, what, said)]
    for field, text, longest in (
        ("name", name, LONGEST_TITLE),
        ("what", what, LONGEST_TITLE),
        ("said", said, LONGEST),
    ):
        if len(text) > longest:
            problems.append((field, f"Write at most {longest:,} letters."))
    if wrong := problem_of_day(did.happened_on, clock.today()):
        problems.append(("happened_on", wrong))
    if problems or did.happened_on is None:
        raise Refused.several(problems)
    return MemberActivity.objects.create(
        kind=did.kind, member_id=did.member, name=name, happened_on=did.happened_on, team_id=did.team,
        what=what, said=said, by=by, recorded_at=clock.now(),
    )  # fmt: skip


def _problems_of_who(did: Did, name: str) -> Problems:
    problems: Problems = [] if did.kind in ACTIVITIES else [("kind", "Choose what it was.")]
    if did.member and name:
        problems.append(("member", "Choose a member from the list, or write a name: not both."))
    elif did.member and did.member not in dict(queries.members(clock.today())):
        problems.append(("member", "Choose a member from the list."))
    elif not did.member and not name:
        problems.append(("member", "Choose who it was, or write their name."))
    return problems


def _problems_of_what(did: Did, what: str, said: str) -> Problems:
    problems: Problems = []
    if did.team and not Team.objects.filter(pk=did.team).exists():
        problems.append(("team", "Choose a team from the list."))
    elif did.kind in WITH_A_TEAM and not (did.team or what):
        problems.append(("team", "Choose which team, or write where."))
    if did.kind in ("training", "feedback") and not (what or said):
        problems.append(("what", "Write what it was about."))
    return problems
