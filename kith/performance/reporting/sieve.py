"""Judges a query that somebody wrote, before it is run: one select over the reporting views, of known words only.

The first of two walls. The second is the role it runs as, which has a right to nothing but the views (decision 0038):
each is tested as if the other were not there. Knows no Django and runs nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kith.core import Refused
from kith.performance.reporting.views import SCHEMA, VIEWS

LONGEST = 8000


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>'(?:[^']|'')*')
    |(?P<named>"[A-Za-z][A-Za-z0-9 _%(),./-]{0,60}")
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<sign>::|<=|>=|<>|!=|[<>=+\-*/%,.()])""",
    re.VERBOSE,
)
WORDS = _listed(
    """select distinct from where group by order having limit offset as and or not in is null true false between like
    ilike case when then else end join left right inner full outer cross on using asc desc nulls first last union all
    intersect except with exists any some over partition filter within interval date timestamp text int integer bigint
    numeric boolean at time zone year month day week quarter reporting"""
)
FUNCTIONS = _listed(
    """count sum avg min max round floor ceil abs coalesce nullif greatest least lower upper length left right substring
    trim date_trunc date_part extract to_char age bool_and bool_or every percentile_cont percentile_disc mode
    stddev row_number rank dense_rank lag lead first_value last_value ntile"""
)
BEFORE_A_BRACKET = _listed(
    """select from where having and or not in as on using when then else case over filter exists any some all union
    intersect except by distinct within group join between like ilike is limit offset numeric"""
)
TYPES = _listed("date text int integer bigint numeric boolean timestamp interval")
BEFORE_A_TEXT = _listed(
    """date interval timestamp select where and or not in like ilike when then else between having by
    distinct zone on"""
)
REFUSED = _listed(
    """insert update delete merge truncate create alter drop grant revoke copy set reset show do call execute prepare
    deallocate discard listen notify unlisten vacuum analyze explain lock begin start commit rollback savepoint release
    declare fetch move close for recursive lateral returning tablesample table values into only window cluster reindex
    refresh import security load checkpoint current_user session_user user current_role current_catalog current_schema
    information_schema public cast collate array row grouping cube rollup rows operator variadic overlay position
    convert reassign"""
)
DANGEROUS = re.compile(
    r"^(pg_|kith_|reg(class|proc|procedure|type|role|namespace|oper|operator|config|dictionary|collation|database)$"
    r"|dblink|lo_|xml|json|query_to|table_to|cursor_to|database_to|schema_to|set_|current_setting|txid_|inet_)"
)
UNKNOWN_SIGN = (
    "“{}” has no place in a query here: no remarks, no semicolon, no question of several parts. "
    "Write one select over the views of the reference."
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, sign, number or text of a query; words in small letters."""

    kind: str
    text: str
    place: int


def judged(query: str) -> str:
    """The query without what surrounds it. Raises Refused, in words for its writer, when it may not be run."""
    query = query.strip()
    if not query:
        raise Refused("Write a query first.", field="query")
    if len(query) > LONGEST:
        raise Refused(f"A query has at most {LONGEST:,} letters; this one has {len(query):,}.", field="query")
    tokens = list(_tokens(query))
    if tokens[0].text not in ("select", "with"):
        raise _no("A query begins with “select” or “with”: it only reads.")
    for before, token, after in _neighbours(tokens):
        _judge(before, token, after)
    if not {token.text for token in tokens if token.kind == "word"} & set(VIEWS):
        raise _no(f"Name a view after “from”, such as {next(iter(VIEWS))}.")
    return query


def strange(query: str) -> list[str]:
    """The words of a judged query that are neither of our list nor of the views: names that its writer gave."""
    known = WORDS | FUNCTIONS | set(VIEWS) | {column for view in VIEWS.values() for column in view.columns}
    words = dict.fromkeys(token.text for token in _tokens(query.strip()) if token.kind == "word")
    return [word for word in words if word not in known]


def taken(words: Iterable[str]) -> Refused:
    """What is said to who gives a name that the record store uses itself."""
    listed = ", ".join(f"“{word}”" for word in words)
    return _no(
        f"{listed}: the record store uses this word itself, and it is not on the list. Choose another name."
    )


def _tokens(query: str) -> Iterator[Token]:
    place = 0
    while place < len(query):
        if query.startswith(("--", "/*"), place):
            raise _no(UNKNOWN_SIGN.format(query[place : place + 2]))
        found = _TOKEN.match(query, place)
        if found is None:
            raise _no(UNKNOWN_SIGN.format(query[place]))
        kind = str(found.lastgroup)
        if kind != "space":
            text = found[0].lower() if kind == "word" else found[0]
            yield Token(kind, text.strip('"') if kind == "named" else text, place)
        place = found.end()


def _neighbours(tokens: list[Token]) -> Iterator[tuple[Token, Token, Token]]:
    edge = Token("edge", "", -1)
    return zip([edge, *tokens], tokens, [*tokens[1:], edge], strict=False)


def _judge(before: Token, token: Token, after: Token) -> None:
    if token.kind == "word":
        _judge_word(before, token, after)
    elif token.kind == "named" and (before.text != "as" or after.text in ("(", ".")):
        raise _no(f"“{token.text}”: double quotes stand round a heading after “as” only.")
    elif token.kind == "text" and before.kind in ("word", "named", "number", "text"):
        if before.text not in BEFORE_A_TEXT or before.place + len(before.text) == token.place:
            raise _no(
                f"{token.text[:40]}: before a text stands a sign, or one of date, interval and timestamp."
            )
    elif token.text == "::" and after.text not in TYPES:
        raise _no(f"“::{after.text}”: a value may become {', '.join(sorted(TYPES))}.")


def _judge_word(before: Token, token: Token, after: Token) -> None:
    word = token.text
    if word in REFUSED or DANGEROUS.match(word):
        raise _no(f"“{word}” has no place in a query here: it may read the reporting views and nothing else.")
    if before.kind == "number" and before.place + len(before.text) == token.place:
        raise _no(f"“{before.text}{word}” is neither a number nor a word.")
    if after.text == "." and word in WORDS and word != SCHEMA:
        raise _no(f"“{word}.” is no view of the reference and no name given in the query.")
    if before.text == "." and word in FUNCTIONS and word not in _COLUMNS:
        raise _no(f"“.{word}” is no column of the views.")
    if after.text == "(" and (before.text == "." or word not in FUNCTIONS | BEFORE_A_BRACKET):
        raise _no(f"“{word}(” is not on the list. Known: {', '.join(sorted(FUNCTIONS))}.")


_COLUMNS = {column for view in VIEWS.values() for column in view.columns}


def _no(words: str) -> Refused:
    return Refused(words, field="query")
