"""Every command: what `make` can do, and what `manage.py` can do with which words."""

import re
from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterable, Iterator

from django.core.management.base import BaseCommand

from kith.desk.reference import marks

ABOUT = "`make` does what one does every day; `manage.py` the rest. Each says more with `--help`."
TARGET = re.compile(r"^([a-z0-9-]+):.*?## (.*)$", re.MULTILINE)


def sheet(makefile: str, commands: Iterable[tuple[str, BaseCommand]]) -> str:
    """The page `commands.md`, from the text of the Makefile and (name, command) pairs."""
    targets = [[marks.code(f"make {name}"), words] for name, words in TARGET.findall(makefile)]
    parts = ["## make", marks.table(["command", "does"], targets), "## manage.py"]
    known = sorted(commands, key=lambda named: named[0])
    return marks.sheet("Commands", ABOUT, [*parts, *(_command(name, one) for name, one in known)])


def _command(name: str, command: BaseCommand) -> str:
    everywhere = BaseCommand().create_parser("manage.py", name)
    ordinary = {spelling for action in everywhere._actions for spelling in action.option_strings}
    words = list(_words(command.create_parser("manage.py", name), ordinary, ""))
    return "\n\n".join(
        part for part in [f"### {name}", command.help, marks.table(["word", "says"], words)] if part
    )


def _words(parser: ArgumentParser, ordinary: set[str], before: str) -> Iterator[list[str]]:
    for action in parser._actions:
        if ordinary & set(action.option_strings):
            continue
        if isinstance(action, _SubParsersAction):
            said = {one.dest: one.help or "" for one in action._choices_actions}
            for verb, inner in action.choices.items():
                yield [marks.code(verb), said.get(verb, "")]
                yield from _words(inner, ordinary, f"{verb} ")
        else:
            yield [marks.code(before + _spelling(action)), (action.help or "").replace("%%", "%")]


def _spelling(action: Action) -> str:
    choices = "|".join(map(str, action.choices)) if action.choices else ""
    if not action.option_strings:
        return choices or action.dest.upper()
    takes = "" if action.nargs == 0 else f" {choices or str(action.metavar or action.dest).upper()}"
    return f"{action.option_strings[-1]}{takes}"
