"""``manage.py pack``: are the packs whole, what holds, what does it cost, and what differs between two?"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kith.access import practice
from kith.core import calendar, clock
from kith.practice import Authority, BrokenPacks, Practice, StepKind
from kith.practice.burden import burdens
from kith.practice.burden_words import LEFT_OUT, lines, plain
from kith.practice.comparing import compare
from kith.practice.mistakes import Mistakes
from kith.practice.stories import stories_of


class Command(BaseCommand):
    """Reads the packs folder; needs no database."""

    help = (
        "Checks the practice packs, shows what holds and from where, counts what forms and sign-offs cost, "
        "or compares two packs."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The verb, the packs to compare, and the day to show."""
        parser.add_argument("verb", choices=["check", "show", "burden", "compare"])
        parser.add_argument("pack", nargs="*", help="compare: the codes of two packs, the earlier one first")
        parser.add_argument(
            "--on", type=_day, default=None, help="the day, such as 2011-10-26; today without it"
        )
        parser.add_argument("--json", action="store_true", help="burden: as JSON, for other programs")
        parser.add_argument(
            "--in",
            dest="folder",
            type=Path,
            default=None,
            help="compare: the second pack is read from another folder",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what is wrong, show the practice, count what it costs, or tell what differs."""
        verb, day = options["verb"], options["on"] or clock.today()
        if options["pack"] and verb != "compare":
            raise CommandError(f"{verb} takes no names of packs.")
        try:
            held = practice.on(day)
            if verb == "compare":
                self._compare(options["pack"], options["folder"])
        except (BrokenPacks, LookupError) as wrong:
            raise CommandError(str(wrong)) from None
        if verb == "check":
            stories = _stories_told(practice.authority())
            self.stdout.write(f"The packs are whole; {stories} stories come out as told.")
        elif verb == "show":
            self.stdout.write("\n".join(_lines(held)))
        elif verb == "burden":
            self._burden(day, as_json=options["json"])

    def _compare(self, codes: list[str], folder: Path | None) -> None:
        """What differs between two packs, in words. Raises CommandError for names that are none."""
        if len(codes) != 2:
            raise CommandError("Name two packs, the earlier one first: pack compare wt2023 westmere.")
        here = practice.authority()
        there = practice.read(folder) if folder else here
        before, after = _pack(here, codes[0]), _pack(there, codes[1])
        found = [one.words for one in compare(before, after)]
        self.stdout.write("\n".join(found) or f"{before.title} and {after.title} say the same.")

    def _burden(self, day: date, *, as_json: bool) -> None:
        """Every pack counted through. Raises CommandError when one goes beyond its budget without a named reason."""
        held = burdens(practice.authority(), day)
        if as_json:
            self.stdout.write(json.dumps([plain(one) for one in held], indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join([line for one in held for line in (*lines(one), "")] + [LEFT_OUT]))
        if beyond := [f"{one.pack}: {words}" for one in held for words in one.beyond()]:
            raise CommandError("\n".join(["Beyond the budget without a named reason:", *beyond]))


def _pack(authority: Authority, code: str) -> Practice:
    """A pack by its code. Raises CommandError with the codes there are."""
    if code not in authority.practices:
        raise CommandError(f'There is no pack "{code}". Known: {", ".join(authority.practices)}.')
    return authority.practices[code]


def _stories_told(authority: Authority) -> int:
    """How many stories the packs tell. Raises CommandError with those that come out otherwise."""
    crooked, england = Mistakes(), calendar.england()
    stories = list(stories_of(authority, crooked))
    wrong = [str(mistake) for mistake in crooked.found]
    wrong += [found for story in stories for found in story.told(authority.practice(story.practice), england)]
    if wrong:
        raise CommandError("\n".join(wrong))
    return len(stories)


def _lines(held: Practice) -> list[str]:
    lines = [
        f"{held.title} ({held.code}{', based on ' + held.based_on if held.based_on else ''})",
        "",
        "Steps",
    ]
    lines += [f"  {_step(held, step)}" for step in held.steps.values()]
    lines += ["", "Where each entry comes from"]
    return lines + [f"  {name}: {file}" for name, file in sorted(held.origins.items())]


def _step(held: Practice, step: StepKind) -> str:
    limits = [f"{limit.working_days or limit.calendar_days} days from {limit.clock}" for limit in step.limits]
    how = f"{step.sign_off.how} by {step.sign_off.by}" if step.sign_off.by else "no sign-off"
    if step.sign_off.sample:
        how += f", one in {step.sign_off.sample} read"
    clocks, following = "; ".join(limits) or "no limit", ", ".join(step.next) or "-"
    return f"{step.code}: {step.title} | {clocks} | {how} | next: {following}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"'{text}' is not a day. Write it like 2011-10-26.") from None
