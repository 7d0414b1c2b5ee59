"""The markup of fields, marks and charts, held against the classes and wiring of GOV.UK Frontend."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

from kith.ui.render import render_words
from kith.ui.test_gallery import forms_context, page

__all__ = ["page"]  # the fixture
HERE = Path(__file__).parent
PROBLEMS = [("harm", "Say what happened"), ("born_on", "Enter a date"), ("likely", "Choose how likely")]
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "rect", "circle"}


class Reader(HTMLParser):
    """Collects elements, their nesting faults, and which ids are pointed to."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.faults.append(f"{tag} has an attribute twice: {attrs}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def ids(self) -> list[str]:
        return [held["id"] or "" for _, held in self.elements if "id" in held]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.fixture
def forms(page: Any) -> Any:
    return lambda **values: page("ui/gallery_forms.html", **{**forms_context(), **values})


def macro(name: str, *given: Any, **named: Any) -> str:
    return str(getattr(engines["jinja2"].env.globals["ui"], name)(*given, **named))


@pytest.mark.parametrize("problems", [(), PROBLEMS])
def test_every_element_is_closed_where_it_should_be(forms: Any, problems: Any) -> None:
    reader = read(forms(problems=problems))

    assert reader.faults == []
    assert reader.open == []


@pytest.mark.parametrize("problems", [(), PROBLEMS])
def test_what_is_pointed_to_is_there_once(forms: Any, problems: Any) -> None:
    reader = read(forms(problems=problems))
    ids = reader.ids()

    assert sorted(set(ids)) == sorted(ids)
    for _, held in reader.elements:
        for name in ("for", "aria-describedby", "aria-labelledby"):
            for target in (held.get(name) or "").split():
                assert target in ids, f"{name} points to {target}"


def test_every_control_has_a_name_a_person_can_hear(forms: Any) -> None:
    reader = read(forms())
    labelled = {held.get("for") for tag, held in reader.elements if tag == "label"}

    for tag, held in reader.elements:
        if tag in ("input", "select", "textarea") and held.get("type") != "hidden":
            assert held.get("id") in labelled or held.get("aria-label"), held


def test_the_error_summary_leads_to_each_wrong_field(forms: Any) -> None:
    reader = read(forms(problems=PROBLEMS))
    links = {held["href"] for tag, held in reader.elements if tag == "a" and held.get("href", "")}

    assert {"#harm", "#born-on", "#likely"} <= links
    assert {"harm", "born-on", "likely"} <= set(reader.ids())


def test_a_wrong_box_is_wired_as_govuk_wires_it() -> None:
    html = macro("text", "phone", "Phone", "01632", hint="With the code", problems=[("phone", "Too short")])

    assert 'class="govuk-form-group govuk-form-group--error"' in html
    assert '<label class="govuk-label" for="phone">Phone</label>' in html
    assert '<div id="phone-hint" class="govuk-hint">With the code</div>' in html
    assert '<p id="phone-error" class="govuk-error-message">' in html
    assert '<span class="govuk-visually-hidden">Error:</span> Too short</p>' in html
    assert 'class="govuk-input govuk-input--error" id="phone" name="phone" type="text"' in html
    assert 'aria-describedby="phone-hint phone-error"' in html
    assert 'aria-invalid="true"' in html


def test_a_box_that_is_right_says_nothing_of_errors() -> None:
    html = macro("text", "phone", "Phone", "01632", problems=[("other", "Too short")])

    assert "error" not in html
    assert "aria-describedby" not in html


def test_the_first_radio_has_the_fields_own_id() -> None:
    html = macro("radios", "safe", "Safe?", [("yes", "Yes"), ("no", "No", "Say why")], value="no")

    assert 'class="govuk-radios__input" id="safe" name="safe" type="radio" value="yes">' in html
    assert (
        'id="safe--2" name="safe" type="radio" value="no" checked aria-describedby="safe--2-item-hint"'
        in html
    )
    assert '<legend class="govuk-fieldset__legend">Safe?</legend>' in html


def test_no_judgement_is_chosen_beforehand() -> None:
    assert "checked" not in macro("radios", "agree", "Your decision", [("", "Nothing"), ("a", "Agree")])
    assert "checked" not in macro("segmented", "seen", "Seen?", [("alone", "Alone")])
    assert "checked" not in macro("checkboxes", "fits", "Fits?", [("1", "Yes")])


def test_choices_may_be_numbers_and_answers_text() -> None:
    assert "selected" in macro("select", "worker", "Worker", [(7, "Amina")], value="7")
    assert " checked" in macro("checkboxes", "who", "Who", [("7", "Tia")], values=[7])


def test_text_is_kept_to_the_letter_and_never_read_as_markup() -> None:
    words = "\nShe said \"no\" </textarea><script>alert('x')</script> – O’Neill & Sons\n"

    html = macro("textarea", "told", "Told", words)

    assert "<script>" not in html
    inside = re.search(r"<textarea[^>]*>\n(.*)</textarea>", html, re.S)
    assert inside
    assert inside[1].startswith("\nShe said &#34;no&#34; &lt;/textarea&gt;")


def test_a_name_with_quotes_stays_inside_its_attribute() -> None:
    name = 'Áine "Annie" D\'Arcy <b>'

    for html in (
        macro("text", "name", "Name", name),
        macro("tick_cell", "family", name, f"Select {name}"),
        macro("sparkline", [1, 2], name),
    ):
        reader = read(html)
        assert reader.faults == []
        assert any(name in (value or "") for _, held in reader.elements for value in held.values())


def test_a_field_that_saves_itself_carries_question_child_and_version() -> None:
    html = macro("textarea", "harm-tia", "Tia", question="harm", child=204418, version=3)

    assert 'data-question="harm" data-child="204418" data-version="3"' in html
    assert "data-question" not in macro("textarea", "why", "Why")


def test_a_mark_is_shape_and_word_and_an_unknown_one_is_an_error() -> None:
    html = macro("mark", "late", "Late by 1 working day")

    assert "<svg" in html
    assert "Late by 1 working day" in html
    with pytest.raises(Exception, match="no such icon"):
        macro("mark", "red", "Late")


def test_an_unknown_component_names_those_that_there_are() -> None:
    with pytest.raises(AttributeError, match="person_banner"):
        macro("spinner")


def test_a_form_carries_its_proof_its_key_and_no_browser_checks(rf: RequestFactory) -> None:
    first, second = (macro("form_open", rf.get("/"), "/save/") for _ in range(2))

    assert re.search(r'<form method="post" action="/save/" novalidate>', first)
    assert 'name="csrfmiddlewaretoken"' in first
    keys = [re.search(r'name="_key" value="([0-9a-f-]{36})"', html)[1] for html in (first, second)]
    assert keys[0] != keys[1]


def test_every_chart_says_its_message_and_has_a_table_beside_it(forms: Any) -> None:
    html = forms()

    pictures = re.findall(r'<svg class="k-chart[^>]*role="img"[^>]*>', html)
    assert len(pictures) >= 6
    assert all("aria-label" in picture for picture in pictures)
    assert "Real change: better." in html
    assert html.count("Show as a table") == 2


def test_a_chart_of_nothing_says_so() -> None:
    assert "No figures yet" in macro("sparkline", [None, None], "Nothing")
    assert "No figures yet for Visits" in macro("trend", [], [], "Visits", "visits")
    assert "No figures to compare" in macro("compare", [("Closed", None, "other")], "Places")
    assert "Nothing to count" in macro("bars", [], "Why late")


def test_pages_of_a_list_skip_what_is_far_away() -> None:
    html = macro("pagination", 5, 9, "?page=")

    assert re.findall(r'aria-label="Page (\d+)"', html) == ["1", "4", "5", "6", "9"]
    assert macro("pagination", 1, 1, "?page=").strip() == ""


def test_no_template_steps_round_the_policy() -> None:
    wrong = re.compile(
        r"\|\s*safe\b|\sstyle=|\son(click|load|change|input|submit)=|<script>|javascript:", re.I
    )

    for path in HERE.parent.rglob("*.html"):
        found = wrong.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: {found}"


def test_a_missing_name_in_a_template_is_an_error() -> None:
    with pytest.raises(Exception, match="undefined"):
        render_words("ui/refused.html", {})


def test_the_look_imports_no_other_app() -> None:
    for path in HERE.rglob("*.py"):
        if not path.name.startswith("test_"):
            for line in re.findall(r"^(?:from|import) (kith\S*)", path.read_text(encoding="utf-8"), re.M):
                assert line.startswith(("kith.ui", "kith.core")), f"{path}: {line}"
