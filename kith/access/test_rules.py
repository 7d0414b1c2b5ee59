import pytest

from kith.access import rules


@pytest.mark.parametrize("target", ["/", "/person/200001/", "/find/?s=abc"])
def test_signing_in_leads_back_to_a_page_of_this_site(target: str) -> None:
    assert rules.safe_return(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "work/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https://evil.example/",
        "//[",
        "/\n/x",
    ],
)
def test_signing_in_never_leads_elsewhere_nor_breaks(target: str) -> None:
    assert rules.safe_return(target) == "/"
