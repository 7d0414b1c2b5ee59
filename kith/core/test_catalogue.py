"""Catalogues: what is not listed does not exist."""

import pytest

from kith.core.catalogue import Catalogue, NotInCatalogue


def test_things_are_found_by_name_in_the_order_of_entry():
    effects: Catalogue[int] = Catalogue("effect")
    effects.add("open_referral", 1, "Opens a referral.")
    effects.add("note_only", 2, "Changes nothing.")

    assert effects["note_only"] == 2
    assert effects.names() == ["open_referral", "note_only"]
    assert effects.about("note_only") == "Changes nothing."
    assert [entry.thing for entry in effects] == [1, 2]
    assert "note_only" in effects
    assert len(effects) == 2


def test_a_function_can_be_entered_where_it_is_written():
    checks: Catalogue[object] = Catalogue("check")

    @checks.named("always", "Holds always.")
    def always():
        return True

    assert checks["always"] is always


def test_an_unknown_name_is_told_with_the_nearest():
    effects: Catalogue[int] = Catalogue("effect")
    effects.add("open_referral", 1, "Opens a referral.")

    with pytest.raises(NotInCatalogue, match=r"no effect 'open_referal'\. Did you mean 'open_referral'\?"):
        effects["open_referal"]
    with pytest.raises(NotInCatalogue, match="Known: open_referral"):
        effects.about("zzz")


def test_two_of_a_name_and_a_name_without_words_are_errors():
    effects: Catalogue[int] = Catalogue("effect")
    effects.add("one", 1, "One.")

    with pytest.raises(ValueError, match="two of the effect 'one'"):
        effects.add("one", 2, "Another.")
    with pytest.raises(ValueError, match="Say in words"):
        effects.add("two", 2, "  ")
