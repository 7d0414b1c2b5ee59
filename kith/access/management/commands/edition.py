"""``manage.py edition``: publish changed files of a pack without a new version of the program, and take them back."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kith.access import filed
from kith.access.editions import actions, queries
from kith.access.models import PracticePublication, Team, Worker
from kith.core import Refused, clock
from kith.database.session import as_system
from kith.practice.drafting import problem_with_name, text_of

TOLD = "{number}: edition {edition}, {title}, for {whom} since {since}{until}"


class Command(BaseCommand):
    """Does from files what the page "Change the practice" does, through the same doors."""

    help = "Lists what was published of the practice, publishes changed files of a pack, or rolls a publication back."

    def add_arguments(self, parser: CommandParser) -> None:
        """The verb and what it needs."""
        parser.add_argument("verb", choices=["list", "publish", "roll-back"])
        parser.add_argument("number", nargs="?", type=int, help="roll-back: the number that list shows")
        parser.add_argument(
            "--from", dest="folder", type=Path, help="publish: a folder laid out like the pack's own"
        )
        parser.add_argument("--team", default="", help="publish: the code of one team; everybody without it")
        parser.add_argument("--title", default="", help="publish: what is changed, in a few words")
        parser.add_argument("--why", default="", help="the reason, for everybody to read")
        parser.add_argument("--who", default="", help="the sign-in name of the worker who does it")

    def handle(self, *args: Any, **options: Any) -> None:
        """List, publish or roll back. Raises CommandError with everything that stands against it."""
        with as_system(f"edition {options['verb']}"):
            if options["verb"] == "list":
                self._list()
                return
            try:
                who = _worker(options["who"])
                act = self._publish if options["verb"] == "publish" else self._roll_back
                self.stdout.write(act(who, options))
            except Refused as refused:
                raise CommandError("\n".join(words for _, words in refused.problems)) from None
            except PermissionDenied:
                raise CommandError(f"{options['who']} may not change the practice.") from None

    def _list(self) -> None:
        rows = PracticePublication.objects.select_related("edition", "team").order_by("pk")
        lines = [
            TOLD.format(
                number=row.pk,
                edition=row.edition_id,
                title=row.edition.title,
                whom=row.team.name if row.team else "everybody",
                since=row.started_on,
                until=f" until {row.ended_on}" if row.ended_on else "",
            )
            for row in rows
        ]
        self.stdout.write("\n".join(lines) or "Nothing was published; the files hold as they lie.")

    def _publish(self, who: Worker, options: dict[str, Any]) -> str:
        pack = filed.on(clock.today()).code
        texts = _changed_files(options["folder"], pack)
        draft = actions.begin_draft(who, title=options["title"], why=options["why"])
        for name, text in texts.items():
            actions.save_text(who, draft, name=name, text=text, seen=0)
        team = Team.objects.filter(code=options["team"]).first() if options["team"] else None
        if options["team"] and team is None:
            raise CommandError(f'There is no team "{options["team"]}".')
        made = actions.publish_draft(who, draft, team=team, why=options["why"])
        whom = team.name if team else "everybody"
        return f"Edition {made.edition_id} holds for {whom}. To undo: edition roll-back {made.pk}"

    def _roll_back(self, who: Worker, options: dict[str, Any]) -> str:
        found = PracticePublication.objects.filter(pk=options["number"] or 0).first()
        if found is None:
            raise CommandError("Name the number of a publication; edition list shows them.")
        actions.roll_back(who, found, why=options["why"])
        now = queries.edition_for_all(found.edition.pack, clock.today())
        return f"Rolled back. For everybody holds {f'edition {now}' if now else 'what the files say'}."


def _worker(name: str) -> Worker:
    found = Worker.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise CommandError("Say who does it: --who with the sign-in name of a worker.")
    return found


def _changed_files(folder: Path | None, pack: str) -> dict[str, str]:
    """The files of a folder that a draft may change and that differ from those of the pack."""
    if folder is None or not folder.is_dir():
        raise CommandError("Name the folder with the changed files: --from.")
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.toml"))}
    here = filed.authority().folder
    texts = {name: _text(path, name) for name, path in found.items() if problem_with_name(name) is None}
    return {name: text for name, text in texts.items() if text != text_of(here, pack, name)}


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CommandError(f"{name} is not plain text in UTF-8. Save it again as UTF-8.") from None
