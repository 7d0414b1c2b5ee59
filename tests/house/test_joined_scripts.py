"""Scripts that are joined into one file name nothing twice: the later would silently take the place of the earlier."""

import re
import tomllib
from collections import Counter

import pytest

from tests.house import tree

ASSETS = tree.ROOT / "kith/ui/assets"
JOINED: dict[str, list[str]] = tomllib.loads((ASSETS / "files.toml").read_text())["join"]
NAMED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("file", JOINED)
def test_no_name_stands_twice_in_what_a_browser_reads_as_one_script(file) -> None:
    ours = [tree.ROOT / part for part in JOINED[file] if part.startswith("kith/")]
    names = Counter(name for part in ours for name in NAMED.findall(part.read_text()))

    assert names
    assert [name for name, times in names.items() if times > 1] == []
