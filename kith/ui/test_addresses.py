"""Addresses in templates are the addresses of the site, however they are worked out."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from kith.ui.jinja import MARK, reverse_page, url_if_any


@pytest.mark.parametrize("number", [0, 7, 200_001, MARK - 1, MARK, "88231"])
def test_an_address_with_a_number_is_the_one_that_is_answered(number):
    assert reverse_page("person", number=number) == reverse("person", kwargs={"number": number})


@pytest.mark.parametrize("number", [-1, MARK + 1, "x", True])
def test_a_number_no_page_takes_has_no_address(number):
    with pytest.raises(NoReverseMatch):
        reverse_page("person", number=number)


def test_a_site_below_a_folder_keeps_its_folder():
    above = reverse_page("person", number=7)
    set_script_prefix("/kith/")
    try:
        assert reverse_page("person", number=7) == f"/kith{above}"
    finally:
        set_script_prefix("/")


def test_a_page_that_is_not_there_has_no_address():
    assert url_if_any("nowhere", number=7) is None
    with pytest.raises(NoReverseMatch):
        reverse_page("nowhere", number=7)
