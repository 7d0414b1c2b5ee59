import pytest

from kith.work import checks, paper

GONE = {"open_referral": "kith.frontdoor.nowhere.open_referral"}
NO_FACTS: dict[str, str] = {}


def test_every_name_that_a_pack_uses_leads_to_code():
    assert checks.names_lead_somewhere(None) == []


def test_a_name_without_code_is_told_with_where_it_should_be(settings):
    settings.KITH_EFFECTS = "kith.work.test_checks.GONE"

    [error] = checks.names_lead_somewhere(None)
    assert "'open_referral' is kith.frontdoor.nowhere.open_referral" in error.msg


def test_a_fact_that_nobody_wired_is_told(settings):
    settings.KITH_FACTS = "kith.work.test_checks.NO_FACTS"

    told = [error.msg for error in checks.names_lead_somewhere(None)]
    assert "A form pulls 'visits', which nobody wired." in told


def test_without_its_typeface_nothing_is_printed_in_another(tmp_path, monkeypatch):
    template = tmp_path / "sheet.typ"
    template.write_text('#set text(font: "Inter")\n#set document(title: "One")\nWords')
    assert paper.pages_of(paper.pdf_of(template, {})) == 1
    assert checks.typeface_is_there(None) == []

    (tmp_path / "inter-regular.ttf").touch()
    monkeypatch.setattr(paper, "FOLDER", tmp_path)

    with pytest.raises(paper.NoTypeface, match=r"inter-bold\.ttf not in .*make setup"):
        paper.pdf_of(template, {})
    with pytest.raises(paper.NoTypeface):
        paper.measured(template, {}, "<size>")
    [warning] = checks.typeface_is_there(None)
    assert "Build the assets" in warning.msg
