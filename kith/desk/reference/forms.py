"""The forms of every pack, question by question, and the code lists they choose from."""

from kith.desk.reference import marks
from kith.practice import Authority, CodeList, Form, Practice, Question
from kith.practice.forms import KINDS

ABOUT = "Every question as it is asked today. A step keeps the very form it was asked with."
LISTS = "Answers that law and returns know, each with the days it may be used on. Written in `packs/lists/`."


def sheets(authority: Authority) -> dict[str, str]:
    """One page `forms-<pack>.md` for each pack, and `lists.md`."""
    known = authority.practices
    pages = {
        f"forms-{code}.md": _pack(practice, known.get(practice.based_on)) for code, practice in known.items()
    }
    return pages | {"lists.md": marks.sheet("Code lists", LISTS, map(_list, _in_order(authority)))}


def _in_order(authority: Authority) -> list[CodeList]:
    return [authority.lists[code] for code in sorted(authority.lists)]


def _pack(practice: Practice, base: Practice | None) -> str:
    own = {code: form for code, form in practice.forms.items() if is_own(practice, base, code)}
    rest = [code for code in practice.forms if code not in own]
    told = (
        f"{ABOUT} As in [{practice.based_on}](forms-{practice.based_on}.md): {marks.codes(rest)}."
        if rest
        else ABOUT
    )
    return marks.sheet(f"Forms: {practice.title} (`{practice.code}`)", told, map(_form, own.values()))


def is_own(practice: Practice, base: Practice | None, code: str) -> bool:
    """Whether a form of a practice lies elsewhere than that of the practice below it."""
    name = f"form {code}"
    return base is None or base.origins.get(name) != practice.origins[name]


def _form(form: Form) -> str:
    parts = [f"## {form.title} (`{form.code}`)", form.intro]
    for section in form.sections:
        questions = form.of_section(section.id)
        head = ["question", "asked", "answer", "when, for whom"]
        parts += [
            f"### {section.title}",
            section.hint,
            marks.table(head, [_question(one) for one in questions]),
        ]
    return "\n\n".join(part for part in parts if part)


def _question(question: Question) -> list[str]:
    asked = f"{question.ask} *{question.hint}*" if question.hint else question.ask
    return [marks.code(question.id), asked, _answer(question), "; ".join(_when(question))]


def _answer(question: Question) -> str:
    kind = KINDS[question.kind]
    if question.list_code:
        return f"{kind}: list [{question.list_code}](lists.md)"
    if question.columns:
        return f"{kind}: {', '.join(column.ask for column in question.columns)}"
    return f"{kind}: {'; '.join(option.label for option in question.options)}" if question.options else kind


def _when(question: Question) -> list[str]:
    said = ["needed to finish"] if question.required else []
    said += ["each child answers for itself"] if question.per_child else []
    said += ["with room for what differs for one child"] if question.differs else []
    said += [f"filled from {marks.code(question.pulls)}"] if question.pulls else []
    said += [f"asked by law: {question.statutory}"] if question.statutory else []
    said += ["counted in figures"] if question.counted else []
    if question.show_if:
        said += [
            f"only when {marks.code(question.show_if.question)} is {marks.code(question.show_if.answer)}"
        ]
    return said


def _list(codes: CodeList) -> str:
    rows = [[marks.code(one.code), one.label, one.group, _days(one), one.note] for one in codes.codes]
    head = ["code", "words", "under", "days", "note"]
    return f"## {codes.title} (`{codes.code}`)\n\nSource: {codes.source}\n\n{marks.table(head, rows)}"


def _days(one: object) -> str:
    since, until = getattr(one, "since", None), getattr(one, "until", None)
    return " ".join([*([f"from {since}"] if since else []), *([f"until {until}"] if until else [])])
