"""`manage.py bench`: how quick Kith is at benchmark size, as a table and as docs/benchmarks.md."""

import json
import statistics
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kith.core import Refused, clock
from kith.desk.bench import (
    audits,
    cost,
    failures,
    families,
    figures,
    growth,
    inside,
    load,
    machine,
    making,
    matching,
    papers,
    plans,
    rules,
    subjects,
    weight,
    writing,
)
from kith.desk.bench.rules import Line, Section
from kith.desk.bench.served import WORKERS, Served, serving
from kith.desk.bench.subjects import Subjects

MOST_MEMORY, MOST_MAKING = 250.0, 900.0
LONGEST = 300


class Command(BaseCommand):
    """Measures, prints the table and writes the page. A target missed is told, and is no error."""

    requires_system_checks: list[str] = []
    help = (
        "Measure speed at benchmark size with the real server, print the table and write docs/benchmarks.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What size, and how long."""
        parser.add_argument(
            "--small", action="store_true", help="make a small record where there is none, and write no page"
        )
        parser.add_argument(
            "--seconds", type=_seconds, default=60, help="how long requests keep arriving (5 to 300)"
        )
        parser.add_argument(
            "--growth",
            action="store_true",
            help="fill a small record with assessments and say what figures cost",
        )
        parser.add_argument("--to", type=Path, default=None, help="another page than docs/benchmarks.md")

    def handle(self, *args: Any, **asked: Any) -> None:
        """Make the record if need be, measure, tell."""
        try:
            made = making.have_record(small=asked["small"])
            if asked["growth"]:
                self._grow(made)
                return
            self._say("choosing whom and what to open")
            chosen, sizes = subjects.chosen(), subjects.sizes()
            sections = []
            for section in self._measured(chosen, asked["seconds"], made):
                sections.append(section)
                self.stdout.write("\n" + rules.plain_table([section]))
        except Refused as refused:
            raise CommandError(str(refused)) from None
        if asked["to"] or not made["small"]:
            place = asked["to"] or Path(settings.ROOT) / "docs" / "benchmarks.md"
            place.write_text(
                rules.page(
                    sections, on=datetime.now(clock.LONDON).date(), machine=_machine(sizes), sizes=sizes
                )
            )
            self._say(f"written to {place.name}")

    def _grow(self, made: Mapping[str, Any]) -> None:
        """Milliseconds by number of assessments, as the last line of what is said."""
        if not made["small"]:
            raise Refused("Only a small record is filled up; name another folder in KITH_HOME.")
        self.stdout.write(json.dumps(dict(growth.measured())))

    def _measured(self, chosen: Subjects, seconds: int, made: Mapping[str, Any]) -> Iterator[Section]:
        with serving() as served:
            self._say("what a page costs, in turns")
            costs = cost.measured(served, cost.kinds(served.port, chosen))
            yield cost.section(costs)
            yield self._load(served, chosen, seconds)
            yield _memory(served)
            yield weight.section(served.port, chosen)
            self._say("a large form")
            yield writing.section(served.port, chosen)
            self._say("figures")
            live = figures.live(served.port, chosen)
            yield figures.beside(served.port, chosen)
        self._say("figures, questions and looking people up, without the server")
        yield figures.section(chosen, live)
        yield inside.questions_section(chosen)
        yield inside.look_up_section(chosen)
        self._say("a large improvement plan")
        yield plans.section(chosen.head)
        self._say("board papers")
        yield papers.section(chosen.head)
        self._say("a month of audits")
        yield audits.section(chosen.head)
        self._say("how figures grow with the record")
        yield growth.section()
        yield families.section()
        self._say("who is meant, in some thousand look-ups")
        yield matching.section(chosen.viewer, chosen.texts)
        yield _making(made)
        if kept := failures.section(settings.ROOT / "tests/journeys/failures/measured.toml"):
            yield kept

    def _load(self, served: Served, chosen: Subjects, seconds: int) -> Section:
        sessions = load.Sessions()
        try:
            arrivals = load.planned(chosen, sessions, load.WARMING + seconds)
            self._say(f"{load.A_SECOND} requests a second for {seconds} seconds")
            began, all_before, ours_before = time.perf_counter(), machine.used(), _ours(served)
            outcomes = load.run(served.port, arrivals)[load.cold(arrivals) :]
            lasted = time.perf_counter() - began
            ours, every = _ours(served) - ours_before, machine.used() - all_before
        finally:
            sessions.end()
        busy = load.Busy(ours / lasted, max(every - ours, 0.0) / lasted, ours / (load.WARMING + seconds))
        return load.section(outcomes, seconds, len({one.session for one in arrivals}), busy)

    def _say(self, words: str) -> None:
        self.stdout.write(f"bench: {words}")
        self.stdout.flush()


def _ours(served: Served) -> float:
    """Processor seconds of everything that belongs to the measurement."""
    return served.web_seconds() + served.store_seconds() + time.process_time()


def _memory(served: Served) -> Section:
    held = sorted(machine.resident(pid) for pid in served.web_workers)
    note = f"{WORKERS} workers, {statistics.fmean(held):.0f} MB each" if held else ""
    line = Line("the larger web worker", held[-1] if held else None, "MB", MOST_MEMORY, note)
    return Section("Memory", "Resident memory of a web worker after everything above.", (line,))


def _making(made: Mapping[str, Any]) -> Section:
    most = None if made["small"] else MOST_MAKING
    line = Line("making this record", made["seconds"], "s", most, "people, work and history, in one go")
    return Section("Making the record", "`manage.py demo --benchmark` into an empty record.", (line,))


def _machine(sizes: dict[str, str]) -> dict[str, str]:
    known = machine.described() | {"PostgreSQL": sizes.pop("PostgreSQL")}
    busy = machine.busy()
    return known | {
        "Other work on it": f"{busy:.1f} processes wanted a processor at the end, this one among them"
    }


def _seconds(text: str) -> int:
    if not text.isdecimal() or not 5 <= int(text) <= LONGEST:
        raise ArgumentTypeError(f"a whole number from 5 to {LONGEST}, not {text!r}")
    return int(text)
