"""Drafts of the practice: their files as they stand, what is wrong with them, and what they would change."""

import hashlib
from datetime import date
from functools import lru_cache

from kith.access import filed, practice
from kith.access.editions.rules import changed_between
from kith.access.models import PracticeDraft, PracticeEdition, PracticeText
from kith.database.working_day import working_calendar
from kith.practice import Practice
from kith.practice.drafting import Judged, judge, obstacles_to_publishing, text_of

OLD_VERSIONS = 20


def draft_of(number: int) -> PracticeDraft | None:
    """One draft with who writes it."""
    rows = PracticeDraft.objects.select_related("by", "after", "edition", "put_away_by")
    return rows.filter(pk=number).first()


def saved(draft: PracticeDraft) -> dict[str, PracticeText]:
    """The latest saving of each file of a draft, by name."""
    rows = PracticeText.objects.filter(draft=draft).select_related("by").order_by("name", "-version")
    return {row.name: row for row in rows.distinct("name")}


def versions(draft: PracticeDraft, name: str) -> list[PracticeText]:
    """What was saved of one file, the latest first."""
    rows = PracticeText.objects.filter(draft=draft, name=name).select_related("by").order_by("-version")
    return list(rows[:OLD_VERSIONS])


def texts_of(draft: PracticeDraft) -> dict[str, str]:
    """Every file that differs from the disk under this draft: of the edition it follows, and its own."""
    own = {name: row.text for name, row in saved(draft).items()}
    before: dict[str, str] = draft.after.texts if draft.after else {}
    return {**before, **{name: text for name, text in own.items() if text}}


def own_changes(draft: PracticeDraft) -> list[str]:
    """The files that this draft itself says otherwise than what it follows."""
    return changed_between(draft.after.texts if draft.after else {}, texts_of(draft))


def text_in(draft: PracticeDraft, name: str) -> str:
    """A file as it stands in the draft, else as the edition it follows or the disk has it."""
    return texts_of(draft).get(name) or text_of(filed.authority().folder, draft.pack, name)


def hash_on_disk(pack: str, name: str) -> str:
    """A mark of a file as it lies on the disk for a pack, to see later whether it was changed there."""
    return hashlib.sha256(text_of(filed.authority().folder, pack, name).encode()).hexdigest()


def changed_on_disk(draft: PracticeDraft) -> list[str]:
    """Files of a draft that were changed on the disk since they were last saved here."""
    return [name for name, row in saved(draft).items() if row.before_hash != hash_on_disk(draft.pack, name)]


def judged(draft: PracticeDraft) -> Judged:
    """The practice as the draft would have it, or what is wrong with it."""
    return _judged(draft.pack, tuple(sorted(texts_of(draft).items())))


@lru_cache(maxsize=4)
def _judged(pack: str, texts: tuple[tuple[str, str], ...]) -> Judged:
    return judge(filed.authority(), pack, dict(texts), filed.names(), working_calendar())


def practice_of(draft: PracticeDraft) -> Practice | None:
    """The practice as the draft would have it; None while its files have mistakes."""
    return judged(draft).practice


def before(draft: PracticeDraft) -> Practice:
    """What the draft is compared with: the edition it follows, else the files."""
    edition = practice.known(draft.after.code) if draft.after else None
    return edition or filed.authority().practices[draft.pack]


def obstacles(draft: PracticeDraft, day: date) -> list[str]:
    """Everything that keeps a draft from being published, in words."""
    found = obstacles_to_publishing(filed.authority(), judged(draft), bool(own_changes(draft)), day)
    found += [
        f"{name} was changed on the disk since. Compare and save it again." for name in changed_on_disk(draft)
    ]
    if (latest := edition_for_all(draft.pack, day)) != draft.after_id:
        told = f"Edition {latest} was published" if latest else "What it follows was rolled back"
        found.append(f"{told} since this draft was begun. Bring that in first.")
    return found


def edition_for_all(pack: str, day: date) -> int | None:
    """The number of the edition that holds for everybody on a day, if one does."""
    found = practice.holds(pack, day)
    return found.edition if found else None


def edition_of(number: int) -> PracticeEdition | None:
    """One edition with who made it."""
    return PracticeEdition.objects.select_related("made_by").filter(pk=number).first()


def brought_by(edition: PracticeEdition) -> list[str]:
    """The files that an edition said otherwise than what held before it."""
    return changed_between(edition.after.texts if edition.after else {}, edition.texts)
