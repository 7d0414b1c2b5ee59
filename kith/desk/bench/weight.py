"""How much crosses the line: the first page somebody opens, and the next ones."""

from kith.desk.bench.cost import opened
from kith.desk.bench.rules import Line, Section
from kith.desk.bench.subjects import HEAD, MANAGER, SOCIAL_WORKER, Subjects
from kith.desk.bench.visitor import Visitor, files_of, fonts_of

KB = 1000
FIRST, NEXT = 160.0, 20.0


def section(port: int, subjects: Subjects) -> Section:
    """Bytes of a first and of next pages, heads of the answers among them."""
    amina, colin, ngozi = (Visitor.signed_in(port, name) for name in (SOCIAL_WORKER, MANAGER, HEAD))
    searched = opened(amina.post("/find/", {"q": subjects.texts[0]}), 302).location
    step = subjects.steps[0][0]
    pages = {
        "child record": (amina, f"/person/{subjects.children[0]}/"),
        "child record with the most work": (amina, f"/person/{subjects.child.many}/"),
        "my work": (amina, "/work/"),
        "step page": (amina, f"/step/{step}/"),
        "team board": (colin, f"/team/{subjects.managers[0][1]}/board/"),
        "search, a full page": (amina, searched),
        "dashboard": (ngozi, "/performance/"),
    }
    first, parts = _first(amina, "/work/")
    lines = [Line("first page: my work", first, "kB", FIRST, parts)]
    for name, (visitor, address) in pages.items():
        if name == "team board":
            address = "/team/"
            address = opened(visitor.get(address), 302).location
        answer = opened(visitor.get(address))
        lines.append(
            Line(f"next page: {name}", answer.size / KB, "kB", NEXT, answer.packed or "not compressed")
        )
    for visitor in (amina, colin, ngozi):
        visitor.close()
    how = "Bytes as they cross the line to a browser that takes compressed answers, with the heads of the answers."
    return Section("Weight", how, tuple(lines))


def _first(visitor: Visitor, address: str) -> tuple[float, str]:
    """A page with everything it names, and the fonts its style sheets name."""
    answer = opened(visitor.get(address))
    plain = opened(visitor.get(address, packed=False)).body.decode()
    total, names = answer.size, files_of(plain)
    for name in list(names):
        if name.endswith(".css"):
            sheet = opened(visitor.get(name, packed=False)).body.decode()
            names += [font if font.startswith("/") else _beside(name, font) for font in fonts_of(sheet)]
    for name in dict.fromkeys(names):
        total += opened(visitor.get(name)).size
    return total / KB, f"the page and {len(dict.fromkeys(names))} files"


def _beside(sheet: str, font: str) -> str:
    return f"{sheet.rpartition('/')[0]}/{font.removeprefix('./')}"
