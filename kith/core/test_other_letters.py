"""Names in other letters are found by how they sound in Latin ones."""

import pytest

from kith.core import examples, names

SAME = examples.parse("""
    latin        | other
    mohammed     | محمد
    muhammad     | محمد
    hussein      | حسين
    yusuf        | يوسف
    fatima       | فاطمة
    sergei       | Сергей
    oleksandr    | Олександр
    yulia        | Юлія
    giorgos      | Γιώργος
    papadopoulos | Παπαδόπουλος
    gurpreet     | गुरप्रीत
    simran       | ਸਿਮਰਨ
    priya        | প্রিয়া
    sakura       | さくら
""")


@pytest.mark.parametrize("row", SAME, ids=lambda row: row.values["latin"])
def test_a_name_in_other_letters_shares_a_stored_code_with_its_latin_form(row):
    latin, other = row.values["latin"], row.values["other"]

    assert set(names.codes_to_search(latin)) & set(names.sound_codes(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("maryam", "محمد"), ("sergei", "Иванов"), ("ali", "Юлія"), ("smith", "张伟"), ("", "محمد")],
)
def test_other_names_are_not_taken_for_each_other(one, other):
    assert not names.same_in_latin(one, names.fold(other))


@pytest.mark.parametrize("text", ["", "张伟", "🙂", "ๆ", "\u064b", "Ünal", "ʼ"])
def test_letters_nobody_knows_stay_and_nothing_breaks(text):
    word = names.fold(text)

    assert isinstance(names.latin(word), str)
    assert names.latin(names.latin(word)) == names.latin(word)


def test_a_word_in_its_own_letters_is_still_found_by_itself():
    assert "w:محمد" in names.sound_codes("محمد")
