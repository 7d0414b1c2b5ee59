"""One function says how an address is told, so that none is shown without the mark that it is kept from somebody."""

from tests.house import tree

# Modules that read the words of an address and show none of them, and why.
SHOW_NONE = {
    "kith/care/correcting/pages.py": "fills the box in which an address is put right",
    "kith/desk/bench/subjects.py": "looks for a postcode to measure a search with",
    "kith/people/matching/candidates.py": "looks for postcodes, and gives ids alone",
    "kith/people/matching/queries.py": "compares postcodes; what is shown comes from surroundings",
    "kith/people/models/homes.py": "the table itself",
    "kith/people/outputs/queries.py": "asks which addresses are kept from a reader, to leave them out",
    "kith/people/outputs/rules.py": "leaves an address out before it is told",
    "kith/people/family/actions.py": "looks whether an address is on record",
}
WORDS_OF_AN_ADDRESS = ("address__lines", "address__postcode", "address.lines", "address.postcode")


def test_every_module_that_shows_an_address_asks_the_one_function_how() -> None:
    reads = {
        tree.name(path): path.read_text() for path in tree.code()
        if any(word in path.read_text() for word in WORDS_OF_AN_ADDRESS)
    }  # fmt: skip
    # the words of an address are read by a query and may be told by the rules beside it
    beside = {name for name in reads if _asks_beside(name)}

    assert set(reads) - beside - set(SHOW_NONE) == set(), "tell addresses through keeping.rules.address_words"
    assert set(SHOW_NONE) & beside == set()


def _asks_beside(name: str) -> bool:
    words = (tree.ROOT / name).read_text()
    return "address_words(" in words or "kept_from(" in words


def test_no_template_puts_an_address_together() -> None:
    wrong = [tree.name(path) for path in tree.kept(".html") if "address.lines" in path.read_text()]

    assert wrong == []
