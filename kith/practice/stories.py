"""Stories about a practice, written by practitioners and run by tests: "this step, that day, due then".

Stories about the threshold guide (`[[offer]]`) are told in `guide_stories`.

[[story]]
title = "A referral on the Thursday before Easter"
step  = "initial_assessment"
day   = 2011-04-21                       # the day the step starts
clock = { referral = 2011-04-21 }        # the days its clocks started, when they are other days
due   = 2011-05-09
late_on = 2011-05-10                     # optional, also: soon_on, in_time_on, reason, review_on, no_limit
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kith.core.calendar import WorkingCalendar
from kith.practice.authority import Authority
from kith.practice.entries import Entry, read_toml
from kith.practice.guide_stories import GuideStory, read_guide_story
from kith.practice.limits import due, review_due, standing
from kith.practice.mistakes import Mistakes
from kith.practice.practice import Practice

STANDINGS = {"late_on": "late", "soon_on": "soon", "in_time_on": "in time"}


@dataclass(frozen=True)
class Story:
    """One story: what happens in it and what should come out."""

    file: str
    practice: str
    title: str
    step: str
    day: date
    clock: dict[str, date]
    due: date | None
    no_limit: bool
    review_on: date | None
    reason: str
    standings: dict[str, date]

    def told(self, practice: Practice, calendar: WorkingCalendar) -> list[str]:
        """What comes out otherwise than the story says; nothing when it holds."""
        kind = practice.steps[self.step]
        found = due(kind, self.clock, calendar, self.day)
        wrong = []
        if self.no_limit and found:
            wrong.append(f"has no limit, but is due {found.on}")
        if self.due and (found is None or found.on != self.due):
            wrong.append(f"due {self.due}, but comes out {found.on if found else 'without a limit'}")
        if self.reason and (found is None or found.reason != self.reason):
            wrong.append(f"reason {self.reason!r}, but reads {found.reason if found else None!r}")
        wrong += self._standings_told(found.on if found else None, kind.warn_days, calendar)
        review = review_due(kind, calendar, self.day)
        if self.review_on and (review is None or review.on != self.review_on):
            wrong.append(f"looked at on {self.review_on}, but comes out {review.on if review else 'never'}")
        return [f"{self.file}, {self.title!r}: {each}." for each in wrong]

    def _standings_told(self, due_on: date | None, warn_days: int, calendar: WorkingCalendar) -> list[str]:
        found = {key: standing(due_on, day, warn_days, calendar) for key, day in self.standings.items()}
        return [
            f"{STANDINGS[key]} on {self.standings[key]}, but is {came_out}"
            for key, came_out in found.items()
            if came_out != STANDINGS[key]
        ]


def stories_of(authority: Authority, mistakes: Mistakes) -> Iterator[Story | GuideStory]:
    """Every story of the packs in use; crooked ones are noted as mistakes."""
    for practice in authority.practices.values():
        for path in sorted((authority.folder / practice.code / "examples").glob("*.toml")):
            file = f"{practice.code}/examples/{path.name}"
            top = Entry(file, "", read_toml(path, file, mistakes), mistakes)
            for entry in top.tables("story"):
                story = _story(entry, practice, mistakes)
                if story:
                    yield story
            for entry in top.tables("offer"):
                offer = read_guide_story(entry, practice)
                if offer:
                    yield offer
            top.finish()


def _story(entry: Entry, practice: Practice, mistakes: Mistakes) -> Story | None:
    if isinstance(entry.values.get("title"), str):
        entry.name = entry.values["title"]
    step, day, clocks = entry.text("step", needed=True), entry.day("day", needed=True), entry.table("clock")
    story = Story(
        file=entry.file,
        practice=practice.code,
        title=entry.text("title", needed=True),
        step=step,
        day=day or date.min,
        clock={name: clocks.day(name, needed=True) or date.min for name in clocks.values} if clocks else {},
        due=entry.day("due"),
        no_limit=entry.yes("no_limit"),
        review_on=entry.day("review_on"),
        reason=entry.text("reason"),
        standings={key: found for key in STANDINGS if (found := entry.day(key))},
    )
    entry.finish()
    if step and step not in practice.steps:
        mistakes.unknown(entry.file, entry.place("step"), "step", step, practice.steps)
        return None
    if not (story.due or story.no_limit or story.review_on):
        entry.wrong(
            "due", "The story ends nowhere.", "Say what comes out: due, review_on or no_limit = true."
        )
    return story if day else None
