"""How deep names may stand in names in a file of a pack: asked before anything reads the text."""

import re

# Our packs name at most three deep (guide.level.line). The reader of TOML that keeps comments takes time by the square
# of the depth and more: one name of some thousand parts is minutes of a processor, four in every line are seconds.
DEEPEST = 4
PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')"""
TOKEN = re.compile(  # what is not closed is one too, so that nothing is read twice
    r"""#[^\n]*+|\"{3}(?:[^\\]|\\.|\\\Z)*?(?:\"{3}(?!")|\Z)|'{3}.*?(?:'{3}(?!')|\Z)"""
    rf"""|(?P<deep>{PART}(?:[ \t]*+\.[ \t]*+{PART}){{{DEEPEST}}})|{PART}"""
    r"""|"(?:[^"\\\n]|\\[^\n])*+|'[^'\n]*+""",
    re.DOTALL,
)


def problem_with_depth(text: str) -> str | None:
    """Why a text is not read, or None: a name in it has too many parts with dots between them.

    Comments and words in quotes may hold what they like. Takes time by the length of the text, whatever is in it.
    """
    for found in TOKEN.finditer(text):
        if found["deep"]:
            line = text.count("\n", 0, found.start()) + 1
            return f"Line {line} has a name of more than {DEEPEST} parts with dots between them. Write it with fewer."
    return None
