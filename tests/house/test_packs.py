"""What two practices have in common lies once."""

from tests.house import tree

PACKS = tree.ROOT / "packs"


def test_no_two_packs_keep_the_same_file() -> None:
    words: dict[bytes, list[str]] = {}
    for path in sorted(PACKS.glob("*/**/*.toml")):
        if "examples" not in path.parts and path.name != "pack.toml":
            words.setdefault(path.read_bytes(), []).append(path.relative_to(PACKS).as_posix())

    twice = [names for names in words.values() if len(names) > 1]

    assert not twice, "move it to packs/shared, and name it under shares in the pack.toml of each"


def test_every_shared_file_is_taken_by_two_packs() -> None:
    lying = [path.relative_to(PACKS / "shared").as_posix() for path in PACKS.glob("shared/**/*.toml")]
    told = [path.read_text() for path in PACKS.glob("*/pack.toml")]

    alone = [name for name in lying if sum(f'"{name}"' in text for text in told) < 2]

    assert not alone, "let it lie in the one pack that has it"
