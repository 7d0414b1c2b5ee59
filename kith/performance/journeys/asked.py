"""Which number of the page of journeys somebody opened: out of the address, and back into one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from kith.core import Refused
from kith.core import period as periods
from kith.performance.choices import Choices
from kith.performance.definition import Indicator
from kith.performance.journeys import queries
from kith.performance.journeys.measures import BACKLOGS, Backlog
from kith.performance.lists import Behind
from kith.performance.tree import Tree
from kith.practice import Practice

KINDS = ("contacts", "step", "backlog", "share")
SIDES = ("all", "counted", "others")


@dataclass(frozen=True, slots=True)
class Pick:
    """What the page shows beside the usual choices: which backlog, and which share of the teams."""

    backlog: Backlog
    share: Indicator
    problems: tuple[tuple[str | None, str], ...] = ()

    def address(self, chosen: Choices, name: str = "journeys", **more: str) -> str:
        """The address of a page of journeys with these choices, and more."""
        said = chosen.address(backlog=self.backlog.code, share=self.share.code, **more)
        return f"{reverse(name)}{said}"


def pick(query: Mapping[str, str], practice: Practice) -> Pick:
    """The backlog and the share in an address; an unknown one is a problem, and the usual holds instead."""
    problems: list[tuple[str | None, str]] = []
    shares = queries.shares()
    backlog, share = query.get("backlog", ""), query.get("share", "")
    if backlog and backlog not in BACKLOGS:
        problems.append(("backlog", "There is no such backlog. Choose one from the list."))
    if share and share not in shares:
        problems.append(("share", "There is no such measure. Choose one from the list."))
    return Pick(
        BACKLOGS.get(backlog) or BACKLOGS["unallocated"],
        shares.get(share) or shares[queries.usual_share(practice)],
        tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """One number: the rows behind it, which of them, its name, and the address it was asked with."""

    behind: Behind
    which: str
    title: str
    query: str


def opened(
    query: Mapping[str, str], chosen: Choices, picked: Pick, practice: Practice, known: Tree
) -> Opened:
    """The number an address asks for. Raises LookupError or ValueError where there is no such number."""
    of = query.get("of", "")
    make = {"contacts": _contacts, "step": _step, "backlog": _backlog, "share": _share}[of]
    behind, which, title, kept = make(query, chosen, picked, practice, known)
    said = chosen.address(of=of, backlog=picked.backlog.code, share=picked.share.code, **kept)
    return Opened(behind, which, title, said)


Found = tuple[Behind, str, str, dict[str, str]]


def _kept(query: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: query[name] for name in names if query.get(name)}


def _contacts(
    query: Mapping[str, str], chosen: Choices, picked: Pick, practice: Practice, known: Tree
) -> Found:
    at = _kept(query, "second", "third", "fourth")
    words = {**queries.first_steps(practice), **queries.stages.SECOND, **queries.stages.THIRD}
    titles = [
        ({**words, **queries.stages.FOURTH} if name == "fourth" else words)[key] for name, key in at.items()
    ]
    return queries.behind_contacts(chosen, at), "all", " to ".join(["Contacts", *titles]), at


def _step(query: Mapping[str, str], chosen: Choices, picked: Pick, practice: Practice, known: Tree) -> Found:
    step = next(one for one in queries.steps(practice, chosen.on) if one.code == query.get("step"))
    over = query.get("over") == "yes"
    if over and step.limit is None:
        raise LookupError("a step without a limit has nothing over it")
    title = f"{step.words}{', over the limit' if over else ''}"
    return queries.behind_step(step, chosen, over=over), "all", title, _kept(query, "step", "over")


def _backlog(
    query: Mapping[str, str], chosen: Choices, picked: Pick, practice: Practice, known: Tree
) -> Found:
    of, move, why = picked.backlog, query.get("move", ""), query.get("why", "")
    weeks = queries.weeks_to(chosen.on)
    kept = _kept(query, "move", "week", "why")
    if move in ("start", "now"):
        day = chosen.on if move == "now" else weeks[0].starts - timedelta(days=1)
        words = f"{of.words} on {periods.day(day).label}"
        return (
            Behind(of.stock, periods.day(day), chosen.on, chosen.place, known=chosen.known),
            "counted",
            words,
            kept,
        )
    flows = {"joined": (of.joined, of.began), "left": (of.gone, of.left)}
    flow, reasons = flows[move]
    if why and why not in reasons:
        raise LookupError("no such reason")
    week = dict(zip("1234567", weeks, strict=True))[query.get("week", "")]
    words = f"{of.words}: {move} in the week to {week.label}{f', {reasons[why]}' if why else ''}"
    return Behind(flow(why), week, chosen.on, chosen.place, known=chosen.known), "counted", words, kept


def _share(query: Mapping[str, str], chosen: Choices, picked: Pick, practice: Practice, known: Tree) -> Found:
    try:
        team = known.named(query["team"])
    except Refused:
        raise LookupError("no such team") from None
    why = query.get("why")
    side = query.get("side", "all")
    if side not in SIDES or (why is not None and "late_reason" not in picked.share.fact.columns):
        raise LookupError("no such side")
    yes, no = picked.share.sides
    words = {"all": "all", "counted": yes.lower(), "others": no.lower()}[side]
    behind = queries.behind_team(picked.share, chosen, team, "" if why == "none" else why)
    title = f"{team.name}: {picked.share.short}, {words}"
    return behind, side, title, _kept(query, "team", "side", "why")
