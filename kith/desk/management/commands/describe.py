"""`manage.py describe`: write the handbook's reference from code and packs, or say what is stale."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kith.desk.reference import gathered
from kith.desk.reference.settings import NoComment
from kith.practice import BrokenPacks


class Command(BaseCommand):
    """Reads code and packs only; needs no database."""

    help = "Write docs/reference/ from code and packs; with --check only say which pages are stale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Whether to write, and where."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail and name the pages that are stale"
        )
        parser.add_argument("--to", type=Path, default=None, help="another folder than docs/reference")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what changed, or name it."""
        root = Path(settings.ROOT)
        folder = options["to"] or root / "docs" / "reference"
        try:
            pages = gathered.written(root)
        except (BrokenPacks, NoComment) as wrong:
            raise CommandError(str(wrong)) from None
        stale = [name for name, text in sorted(pages.items()) if _now(folder / name) != text]
        lost = sorted(path.name for path in folder.glob("*.md") if path.name not in pages)
        if not options["check"]:
            _write(folder, {name: pages[name] for name in stale}, lost)
            self.stdout.write(f"{len(pages)} pages; {len(stale)} written, {len(lost)} taken away.")
        elif stale or lost:
            raise CommandError(
                f"Stale in {folder.name}: {', '.join(stale + lost)}. `make docs` writes them anew."
            )


def _now(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


def _write(folder: Path, pages: dict[str, str], lost: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text)
    for name in lost:
        (folder / name).unlink()
