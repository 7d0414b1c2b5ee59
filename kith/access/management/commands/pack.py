"""``manage.py pack check``, ``show`` and ``burden``: is the practice whole, what holds on a day, what does it cost?"""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kith.access import practice
from kith.core import calendar, clock
from kith.practice import Authority, BrokenPacks, Practice, StepKind
from kith.practice.burden import burdens
from kith.practice.burden_words import LEFT_OUT, lines, plain
from kith.practice.mistakes import Mistakes
from kith.practice.stories import stories_of


class Command(BaseCommand):
    """Reads the packs folder; needs no database."""

    help = (
        "Checks the practice packs, shows what holds and from where, or counts what forms and sign-offs cost."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The verb, and the day to show."""
        parser.add_argument("verb", choices=["check", "show", "burden"])
        parser.add_argument(
            "--on", type=_day, default=None, help="the day, such as 2011-10-26; today without it"
        )
        parser.add_argument("--json", action="store_true", help="burden: as JSON, for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what is wrong, show the practice, or count what it costs."""
        day = options["on"] or clock.today()
        try:
            held = practice.on(day)
        except BrokenPacks as broken:
            raise CommandError(str(broken)) from None
        except LookupError as nothing:
            raise CommandError(str(nothing)) from None
        if options["verb"] == "check":
            stories = _stories_told(practice.authority())
            self.stdout.write(f"The packs are whole; {stories} stories come out as told.")
            return
        if options["verb"] == "burden":
            self._burden(day, as_json=options["json"])
            return
        self.stdout.write("\n".join(_lines(held)))

    def _burden(self, day: date, *, as_json: bool) -> None:
        """Every pack counted through. Raises CommandError when one goes beyond its budget without a named reason."""
        held = burdens(practice.authority(), day)
        if as_json:
            self.stdout.write(json.dumps([plain(one) for one in held], indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join([line for one in held for line in (*lines(one), "")] + [LEFT_OUT]))
        if beyond := [f"{one.pack}: {words}" for one in held for words in one.beyond()]:
            raise CommandError("\n".join(["Beyond the budget without a named reason:", *beyond]))


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
    clocks, following = "; ".join(limits) or "no limit", ", ".join(step.next) or "-"
    return f"{step.code}: {step.title} | {clocks} | {how} | next: {following}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"'{text}' is not a day. Write it like 2011-10-26.") from None
