"""Counts what a task cost from the recorder's notes, by the keystroke-level model. Pure: notes in, numbers out.

The signs and their seconds are those of Card, Moran and Newell for an average typist who is no secretary. A thought is
counted by rule, not by opinion: see ``thoughts``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Note = Mapping[str, Any]

KEY, POINT, PRESS, HANDS, THOUGHT, SCROLL, WAIT = 0.28, 1.10, 0.20, 0.40, 1.35, 0.80, 0.60
PAUSE = 350  # milliseconds between two turns of the wheel that make them two bursts
SHORTEST = 3  # letters of a value that it is a burden to type twice
MOVES = ("Tab", "Shift", "Control", "Alt", "Meta")
ACTIVATES = ("Enter", " ")
DEVICES = {"key": "keys", "press": "mouse", "wheel": "mouse"}


@dataclass(frozen=True, slots=True)
class Effort:
    """What one task cost."""

    loads: int = 0
    clicks: int = 0
    points: int = 0
    keys: int = 0
    scrolls: int = 0
    hands: int = 0
    thoughts: int = 0
    narrative_keys: int = 0
    rekeyed: tuple[str, ...] = ()
    errors: int = 0
    why: tuple[str, ...] = ()

    @property
    def mouse_events(self) -> int:
        """Everything done with the mouse."""
        return self.clicks + self.scrolls

    @property
    def seconds(self) -> float:
        """Hands, thoughts and waiting; a page counts as the time budgeted for it, whatever machine this is."""
        return round(
            self.keys * KEY
            + self.points * POINT
            + self.clicks * PRESS
            + self.hands * HANDS
            + self.thoughts * THOUGHT
            + self.scrolls * SCROLL
            + self.loads * WAIT,
            1,
        )


def effort(notes: Sequence[Note]) -> Effort:
    """Everything that a task cost. ``notes`` begin when the task begins, its first page already shown."""
    why = thoughts(notes)
    return Effort(
        loads=sum(note["act"] == "load" for note in notes),
        clicks=sum(note["act"] == "press" for note in notes),
        points=points(notes),
        keys=sum(is_counted_key(note) for note in notes),
        scrolls=scrolls(notes),
        hands=changes_of_hands(notes),
        thoughts=len(why) or 1,  # what is answered by reading alone takes one
        narrative_keys=sum(note["act"] == "key" and not is_counted_key(note) for note in notes),
        rekeyed=rekeyed(notes),
        errors=sum(note["many"] for note in notes if note["act"] == "error"),
        why=tuple(why),
    )


def is_counted_key(note: Note) -> bool:
    """Whether this is a key outside a box for prose; keys that lead out of such a box, or work on the page, count."""
    if note["act"] != "key":
        return False
    return not note.get("narrative") or note.get("chord", False) or note["key"] in ("Tab", "Control", "Alt")


def points(notes: Sequence[Note]) -> int:
    """How often the hand went to a new target."""
    targets = [note["target"] for note in notes if note["act"] == "press"]
    return sum(place == 0 or targets[place - 1] != target for place, target in enumerate(targets))


def scrolls(notes: Sequence[Note]) -> int:
    """Bursts of the wheel."""
    turns = [note["at"] for note in notes if note["act"] == "wheel"]
    return sum(place == 0 or at - turns[place - 1] > PAUSE for place, at in enumerate(turns))


def changes_of_hands(notes: Sequence[Note]) -> int:
    """How often the hands went between the keys and the mouse."""
    used = [DEVICES[note["act"]] for note in notes if note["act"] in DEVICES]
    return sum(now != before for before, now in pairwise(used))


def rekeyed(notes: Sequence[Note]) -> tuple[str, ...]:
    """Values of three letters or more that were typed a second time, in another box."""
    first: dict[str, str] = {}
    again = []
    for note in notes:
        if note["act"] != "typed":
            continue
        value = " ".join(note["value"].lower().split())
        if len(value) >= SHORTEST and first.setdefault(value, note["target"]) != note["target"]:
            again.append(value)
    return tuple(again)


def thoughts(notes: Sequence[Note]) -> list[str]:
    """Each thought, told by what it was for.

    One for the first act after a page or a dialog opens; for each button and link; for the first touch of each group of
    choices, and of each choice that is in no group; for each text field that is not in the group of the last; for each
    shortcut, a run of the same key being one. Tab by itself is the hand, not the head.
    """
    found: list[str] = []
    fresh, dialog, groups = True, False, set()
    last: tuple[str, str] = ("", "")
    for note in notes:
        if note["act"] == "load":
            fresh, dialog, groups, last = True, False, set(), ("", "")
            continue
        if note["act"] not in ("key", "press") or note.get("key") in MOVES:
            continue
        fresh, dialog = fresh or (note["dialog"] and not dialog), note["dialog"]
        reason, here = _thought(note, groups, last)
        if fresh or reason:
            found.append(f"{reason or 'first act'}: {note['words'] or note.get('key', '')}")
        groups |= {here[1] or here[0]}
        fresh, last = False, here
    return found


def _thought(note: Note, touched: set[str], last: tuple[str, str]) -> tuple[str, tuple[str, str]]:
    """Why this act is a thought of its own ("" when it is not), and where it was: target and group."""
    here = (note["target"], note["group"])
    if note.get("chord") or (
        note["act"] == "key" and note["sort"] not in ("field", "choice") and not _activates(note)
    ):
        key = f"key {note['key']}"
        return ("" if last == (key, "") else "shortcut"), (key, "")
    if note["sort"] == "button":
        return "button", here
    if note["sort"] == "choice" and note["act"] == "key" and len(note["key"]) == 1 and note["key"] != " ":
        return "shortcut", (f"key {note['key']}", "")
    if note["sort"] == "choice":
        return ("" if (here[1] or here[0]) in touched and here[1] else "choice"), here
    if note["sort"] == "field":
        same = here[0] == last[0] or (here[1] and here[1] == last[1])
        return ("" if same else "field"), here
    return "", here


def _activates(note: Note) -> bool:
    return note["sort"] == "button" and note["key"] in ACTIVATES
