"""Reads a form file: its sections, then question after question."""

from collections.abc import Mapping
from typing import Any

from kith.practice.entries import Entry
from kith.practice.forms import (
    FOR_FAMILIES,
    KINDS,
    WITH_OPTIONS,
    Column,
    Form,
    Option,
    Question,
    Section,
    ShowIf,
)
from kith.practice.lists import CodeList
from kith.practice.mistakes import Mistakes

MOST_IN_A_SECTION = 7
LONGEST_HEADING = 60
ROWS = ("factors", "risk")  # kinds whose rows have an answer of their own to choose: how sure we are
COUNTED_KINDS = ("choice", "several")
COLUMN_KINDS = ("text", "choice", "date", "part_date", "person", "address", "child")


def read_form(
    file: str, code: str, values: Mapping[str, Any], lists: Mapping[str, CodeList], mistakes: Mistakes
) -> Form:
    """The form of one file; mistakes are noted and the rest is read on."""
    top = Entry(file, "", values, mistakes)
    title, intro, facts = top.text("title", needed=True), top.text("intro"), top.texts("facts")
    sections = tuple(_section(entry) for entry in top.tables("section"))
    questions = tuple(_question(entry, lists) for entry in _called_by_id(top.tables("question")))
    top.finish()
    form = Form(code, title, sections, questions, intro, facts)
    _check_sections(form, file, mistakes)
    _check_questions(form, file, mistakes)
    return form


def _called_by_id(entries: list[Entry]) -> list[Entry]:
    """Questions are named by their id in messages: people look for words, not for a number."""
    for entry in entries:
        if isinstance(entry.values.get("id"), str):
            entry.name = f"question {entry.values['id']}"
    return entries


def _section(entry: Entry) -> Section:
    section = Section(entry.text("id", needed=True), entry.text("title", needed=True), entry.text("hint"))
    entry.finish()
    return section


def _question(entry: Entry, lists: Mapping[str, CodeList]) -> Question:
    question = Question(
        id=entry.text("id", needed=True),
        section=entry.text("section", needed=True),
        ask=entry.text("ask", needed=True),
        kind=entry.one_of("kind", KINDS, "words"),
        hint=entry.text("hint"),
        required=entry.yes("required"),
        list_code=entry.text("list"),
        options=_options_or_list(entry, lists),
        show_if=_show_if(entry),
        per_child=entry.yes("per_child"),
        differs=entry.yes("differs"),
        pulls=entry.text("pulls"),
        good=entry.text("good"),
        statutory=entry.text("statutory"),
        family=entry.text("family"),
        stands_alone=entry.text("stands_alone"),
        counted=entry.yes("counted"),
        columns=tuple(_column(column) for column in entry.tables("column")),
    )
    entry.finish()
    _check_shape(question, entry)
    return question


def _options_or_list(entry: Entry, lists: Mapping[str, CodeList]) -> tuple[Option, ...]:
    name = entry.text("list")
    own = tuple(_option(option) for option in entry.tables("option"))
    if not name:
        return own
    if name not in lists:
        entry.mistakes.unknown(entry.file, entry.place("list"), "list", name, lists)
        return own
    return own + tuple(Option(code.code, code.label, code.since, code.until) for code in lists[name].codes)


def _option(entry: Entry) -> Option:
    code, label = entry.text("code", needed=True), entry.text("label", needed=True)
    since, until = entry.span()
    option = Option(code, label, since, until, entry.text("hint"))
    entry.finish()
    return option


def _column(entry: Entry) -> Column:
    options = tuple(_option(option) for option in entry.tables("option"))
    kind = entry.one_of("kind", COLUMN_KINDS, "text")
    column = Column(entry.text("id", needed=True), entry.text("ask", needed=True), kind, options)
    entry.finish()
    if column.kind == "choice" and not options:
        entry.wrong("option", "A choice needs options.", "Add at least two.")
    return column


def _show_if(entry: Entry) -> ShowIf | None:
    table = entry.table("show_if")
    if table is None:
        return None
    shown = ShowIf(table.text("question", needed=True), table.text("is", needed=True))
    table.finish()
    return shown


def _check_shape(question: Question, entry: Entry) -> None:
    if question.kind in WITH_OPTIONS and len(question.options) < 2:
        entry.wrong(
            "",
            f"A question of kind {question.kind} needs at least two options.",
            "Add [[question.option]] or list = ...",
        )
    if question.options and question.kind not in (*WITH_OPTIONS, *ROWS):
        entry.wrong(
            "",
            f"Options do not belong to kind {question.kind}.",
            f"They belong to: {', '.join(WITH_OPTIONS)}.",
        )
    if question.kind == "table" and not question.columns:
        entry.wrong("", "A table needs columns.", "Add [[question.column]].")
    if question.per_child and question.differs:
        entry.wrong(
            "",
            "per_child and differs exclude each other.",
            "Each child answers, or all share with differences.",
        )
    if question.kind == "events" and (question.per_child or question.differs):
        entry.wrong(
            "", "The chronology tells of each event whom it is about.", "Leave out per_child and differs."
        )
    if question.kind == "risk" and (question.per_child or question.differs):
        entry.wrong("", "A risk analysis says in each row for whom.", "Leave out per_child and differs.")
    _check_family(question, entry)
    _check_alone(question, entry)
    _check_counted(question, entry)
    codes = question.codes()
    for code in sorted({code for code in codes if codes.count(code) > 1 and not question.list_code}):
        entry.wrong("option", f'The option "{code}" is there twice.')


def _check_alone(question: Question, entry: Entry) -> None:
    if question.stands_alone and (
        question.kind != "several" or question.stands_alone not in question.codes()
    ):
        entry.wrong(
            "stands_alone",
            "Only an answer of this question can stand alone.",
            "Use it where several may be ticked.",
        )


def _check_counted(question: Question, entry: Entry) -> None:
    if question.counted and question.kind not in COUNTED_KINDS:
        entry.wrong(
            "counted",
            "Only answers that are chosen can be counted.",
            f"It counts answers of kind {' or '.join(COUNTED_KINDS)}.",
        )


def _check_family(question: Question, entry: Entry) -> None:
    if question.family and question.kind not in FOR_FAMILIES:
        entry.wrong(
            "family",
            f"A family's copy does not tell answers of kind {question.kind}.",
            f"It tells: {', '.join(FOR_FAMILIES)}.",
        )
    if len(question.family) > LONGEST_HEADING:
        entry.wrong("family", f"A heading has at most {LONGEST_HEADING} letters.", "Say it shorter.")


def _check_sections(form: Form, file: str, mistakes: Mistakes) -> None:
    known = [section.id for section in form.sections]
    for double in sorted({section for section in known if known.count(section) > 1}):
        mistakes.add(file, f"section {double}", "There are two sections of this id.")
    for question in form.questions:
        if question.section and question.section not in known:
            mistakes.unknown(file, f"question {question.id}.section", "section", question.section, known)
    for section in known:
        number = len([question for question in form.of_section(section) if question.show_if is None])
        if number > MOST_IN_A_SECTION:
            mistakes.add(
                file,
                f"section {section}",
                f"{number} questions are shown at once.",
                f"At most {MOST_IN_A_SECTION}: split it.",
            )
        if not form.of_section(section):
            mistakes.add(
                file,
                f"section {section}",
                "Nothing is asked in this section.",
                "Remove it or add a question.",
            )


def _check_questions(form: Form, file: str, mistakes: Mistakes) -> None:
    if not form.questions:
        mistakes.add(file, "question", "The form asks nothing.", "Add [[question]].")
    earlier: dict[str, Question] = {}
    headings = [question.family for question in form.for_family]
    for heading in sorted({one for one in headings if headings.count(one) > 1}):
        mistakes.add(
            file,
            "question",
            f'Two questions stand under "{heading}" on the family\'s copy.',
            "Tell them apart.",
        )
    for question in form.questions:
        if question.id in earlier:
            mistakes.add(
                file,
                f"question {question.id}",
                "There are two questions of this id.",
                "Give the later one another id.",
            )
        _check_show_if(question, earlier, file, mistakes)
        earlier[question.id] = question


def _check_show_if(
    question: Question, earlier: Mapping[str, Question], file: str, mistakes: Mistakes
) -> None:
    if question.show_if is None:
        return
    place = f"question {question.id}.show_if"
    asked = earlier.get(question.show_if.question)
    if asked is None:
        mistakes.unknown(file, place, "earlier question", question.show_if.question, earlier)
        return
    answers = ["yes", "no", "unknown"] if asked.kind == "yes_no_unknown" else asked.codes()
    if asked.kind not in ("yes_no_unknown", "choice", "several", "rating_with_reason"):
        mistakes.add(
            file,
            place,
            f'"{asked.id}" is of kind {asked.kind}.',
            "Compare with a choice or a yes/no question.",
        )
    elif question.show_if.answer not in answers:
        mistakes.unknown(file, place, f'answer of "{asked.id}"', question.show_if.answer, answers)
