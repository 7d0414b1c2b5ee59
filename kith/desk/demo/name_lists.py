"""Names for invented people, streets, workers and callers, read from ``names.toml`` beside this module."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

KNOWN = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Origin:
    """Names that go together, how common they are here, and the language and census code likely with them."""

    share: float
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]
    ethnicity: str
    language: str


ORIGINS = tuple(
    Origin(
        origin["share"],
        tuple(origin["girls"]),
        tuple(origin["boys"]),
        tuple(origin["families"]),
        origin["ethnicity"],
        origin["language"],
    )
    for origin in KNOWN["origin"]
)
STREETS: tuple[str, ...] = tuple(KNOWN["streets"])
WAYS: tuple[str, ...] = tuple(KNOWN["ways"])
WORKERS_GIVEN: tuple[str, ...] = tuple(KNOWN["workers_given"])
WORKERS_FAMILY: tuple[str, ...] = tuple(KNOWN["workers_family"])
ORGANISATIONS: dict[str, tuple[str, ...]] = {
    code: tuple(names) for code, names in KNOWN["organisations"].items()
}
