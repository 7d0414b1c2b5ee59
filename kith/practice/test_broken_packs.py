# ruff: noqa: E501 -- what is told is quoted whole
"""Broken packs: each mistake is told with file, entry, what was found and what is known; all of them at once."""

import shutil

import pytest

from kith.practice import BrokenPacks, load
from kith.practice.test_small_packs import (
    AUTHORITY,
    BASE,
    COLOURS,
    FORM,
    LOCAL,
    ROLES,
    STEPS,
    lay_out,
    mistakes,
    write,
)


@pytest.fixture
def packs(tmp_path):
    return lay_out(tmp_path)


STEP_MISTAKES = [
    ('next = ["assessment", "close"]', 'next = ["asessment", "close"]',
     'base/steps.toml, contact.next: There is no step or ending "asessment". Did you mean "assessment"?'),
    ('by = "manager"', 'by = "manger"',
     'base/steps.toml, contact.sign_off.by: There is no role "manger". Did you mean "manager"? Known: manager, worker.'),
    ('by = "manager"', 'by = "worker"',
     'base/steps.toml, contact.sign_off.by: The role "worker" may not sign off. Roles that may: manager.'),
    ('how = "approve"', 'how = "aprove"', 'base/steps.toml, contact.sign_off.how: Found "aprove". Known: approve, tell, none.'),
    ('how = "approve" }', 'how = "approve", sample = 20 }',
     'base/steps.toml, contact.sign_off.sample: Only work that is told is sampled; here how = "approve".'),
    ('how = "approve" }', 'how = "tell", sample = 1 }',
     "base/steps.toml, contact.sign_off.sample: Expected a whole number from 2 up, found 1."),
    ('how = "approve" }', 'how = "tell", sample = 20 }',
     "base/steps.toml, contact.sign_off.sample: Some of this work is to be read, and no role may read it. Give a role READ_SAMPLE"),
    ('form = "contact"', 'form = "contact"\naim = { working_days = 0, source = "Us" }',
     "base/steps.toml, contact.aim.working_days: Expected a whole number from 1 up, found 0."),
    ('form = "contact"', 'form = "contact"\naim = { working_days = 5 }', "base/steps.toml, contact.aim.source: This is missing."),
    ('form = "contact"', 'form = "kontakt"', 'base/steps.toml, contact.form: There is no form "kontakt".'),
    ('source = "A law"', 'source = ""', "base/steps.toml, contact.limit: This limit has no source."),
    ("working_days = 1,", "working_days = 1, calendar_days = 1,",
     "base/steps.toml, contact.limit: A limit has either working_days or calendar_days."),
    ("working_days = 1,", "", "base/steps.toml, contact.limit: A limit has either working_days or calendar_days."),
    ("working_days = 1,", 'working_days = "one",',
     "base/steps.toml, contact.limit.working_days: Expected a whole number from 0 up, found 'one'."),
    ("working_days = 1,", "working_days = -1,",
     "base/steps.toml, contact.limit.working_days: Expected a whole number from 0 up, found -1."),
    ('from = "contact"', 'from = "moon"', 'base/steps.toml, contact.limit.from: There is no clock "moon".'),
    ('source = "A law"', 'source = "A law", verified = false',
     "base/steps.toml, contact.limit.verified: It is marked as not verified, without a word why."),
    ('source = "A law"', 'source = "A law", since = "2010-04-01"',
     "base/steps.toml, contact.limit.since: Expected a day, found '2010-04-01'. Write it as 2010-04-01, without quotes."),
    ('source = "A law"', 'source = "A law", since = 2010-04-01, until = 2009-04-01',
     "base/steps.toml, contact.limit.until: It ends on 2009-04-01, before it starts on 2010-04-01."),
    ('source = "A law"', 'source = "A law", sinse = 2010-04-01',
     'base/steps.toml, contact.limit.sinse: There is no entry "sinse". Did you mean "since"?'),
    ('close = "end_it" }\n\n', 'close = "end_itt" }\n\n',
     'base/steps.toml, contact.effects.close: There is no effect "end_itt". Did you mean "end_it"? Known: end_it.'),
    ('about = "family"\nform', 'about = "town"\nform', 'base/steps.toml, contact.about: Found "town". Known: family, child.'),
    ('title = "Contact"', "", "base/steps.toml, contact.title: This is missing. Write it in quotes."),
    ('title = "Contact"', "title = 7", "base/steps.toml, contact.title: Expected words in quotes, found 7."),
    ('next = ["assessment", "close"]', 'next = ["assessment", "close", "close"]',
     'base/steps.toml, contact.next: "close" is listed twice.'),
    ('next = ["assessment", "close"]', 'next = "close"', "base/steps.toml, contact.next: Expected a list of words, found 'close'."),
    ('next = ["assessment", "close"]', 'next = ["close"]',
     'base/forms/contact.toml, question outcome: There is no next step of contact "assessment".'),
    ('effects = { close = "end_it" }\n\n', 'effects = { close = "end_it", stop = "end_it" }\n\n',
     'base/steps.toml, contact.effects: There is no next step of contact "stop".'),
    ('form = "contact"', 'form = "contact"\nstarts = { close = ["closure"] }',
     'base/steps.toml, contact.starts.close: There is no step "closure".'),
    ('form = "contact"', 'form = "contact"\nreview_point = { title = "Look" }',
     "base/steps.toml, contact.review_point.working_days: This is missing."),
    ('form = "contact"', 'form = "contact"\nby_hand = "yes"', "base/steps.toml, contact.by_hand: Expected true or false, found 'yes'."),
    ('form = "contact"', 'form = "contact"\nplan = "moon"', "base/steps.toml, contact.plan: There is no kind of plan \"moon\"."),
    ("sign_off = {", "sign_off = [", "base/steps.toml: This cannot be read:"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), STEP_MISTAKES, ids=[m[2][:60] for m in STEP_MISTAKES])
def test_a_mistake_in_the_steps_is_told(packs, before, after, told):
    assert before in STEPS
    write(packs, "base/steps.toml", STEPS.replace(before, after, 1))

    assert any(line.startswith(told) for line in mistakes(packs)), mistakes(packs)


def test_a_slip_in_the_writing_is_told_with_its_line(packs):
    write(packs, "base/steps.toml", '[contact]\ntitle = "Contact\n')

    told = mistakes(packs)

    assert told[0].startswith("base/steps.toml: This cannot be read:")
    assert "line 2" in told[0]


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "a = " + "9" * 5000])
def test_a_file_that_goes_too_deep_or_counts_too_far_is_told(packs, text):
    write(packs, "base/steps.toml", text)

    assert mistakes(packs)[0].startswith("base/steps.toml: This cannot be read:")


OVERLAPS = [
    ("since = 2010-04-01", "since = 2010-04-01", True),
    ("since = 2010-04-01, until = 2010-06-30", "since = 2010-06-30", True),
    ("", "", True),
    ("until = 2010-06-30", "since = 2010-06-30", True),
    ("since = 2010-04-01", "since = 2010-07-01", False),
    ("until = 2010-06-29", "since = 2010-06-30", False),
    ("", "since = 2010-06-30", False),
]


@pytest.mark.parametrize(("one", "other", "overlap"), OVERLAPS)
def test_two_limits_for_one_day_are_told(packs, one, other, overlap):
    limits = ",".join(
        f'{{ working_days = {days}, from = "contact", source = "{source}"{", " + span if span else ""} }}'
        for days, source, span in ((7, "Old law", one), (10, "New law", other))
    )
    text = STEPS.replace('{ working_days = 1, from = "contact", source = "A law" }', f"[{limits}]")
    write(packs, "base/steps.toml", text)

    if overlap:
        assert any("contact.limit: Two limits hold on" in line for line in mistakes(packs))
    else:
        load(packs)


def test_a_pack_based_on_a_local_pack_is_told(packs):
    write(packs, "lower/pack.toml", BASE)
    write(packs, "base/pack.toml", 'title = "Base"\nbased_on = "lower"\n')

    told = mistakes(packs)

    assert any(
        line.startswith("local/pack.toml, based_on: base is itself based on lower: one level only.")
        for line in told
    )


def test_a_pack_based_on_nothing_known_is_told(packs):
    write(packs, "local/pack.toml", LOCAL.replace('based_on = "base"', 'based_on = "bass"'))

    assert any(
        'local/pack.toml, based_on: There is no pack "bass". Did you mean "base"?' in line
        for line in mistakes(packs)
    )


def test_a_file_that_stands_in_for_another_must_be_named(packs):
    write(packs, "local/forms/contact.toml", FORM)

    assert mistakes(packs) == [
        "local/forms/contact.toml: This file also exists in base. "
        'Name it in local/pack.toml: replaces = ["forms/contact.toml"], or call it something else.'
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("forms/contct.toml", 'There is no file here called "forms/contct.toml".'),
        ("roles.toml", 'There is no file in base called "roles.toml".'),
    ],
)
def test_a_named_file_must_be_there_on_both_sides(packs, name, told):
    write(packs, "local/pack.toml", LOCAL.replace("[]", f'["{name}"]'))

    assert any(f"local/pack.toml, replaces: {told}" in line for line in mistakes(packs))


def test_a_mistake_in_a_replaced_entry_names_the_local_file(packs):
    write(packs, "local/pack.toml", LOCAL.replace("[]", '["steps.toml"]'))
    write(packs, "local/steps.toml", '[contact]\nsign_off = { by = "queen", how = "approve" }\n')

    assert [
        line
        for line in mistakes(packs)
        if line.startswith("local/steps.toml, contact.sign_off.by: There is no role")
    ]


def test_an_unknown_permission_is_told(packs):
    write(packs, "local/roles.toml", ROLES.replace('["WRITE_STEP"]', '["WRITE_STEPS"]'))

    assert any(
        'local/roles.toml, worker.may: There is no permission "WRITE_STEPS"' in line
        for line in mistakes(packs)
    )


LIST_MISTAKES = [
    ('source = "Us"', "", "lists/colours.toml, source: This is missing."),
    ('code = "B"', 'code = "R"', "lists/colours.toml, code R: This code is there twice for the same days."),
    (
        'label = "Red"',
        'label = "Red"\nsince = 2010',
        "lists/colours.toml, code[1].since: Expected a day, found 2010.",
    ),
    (
        'label = "Red"',
        'label = "Red"\ncolour = "red"',
        'lists/colours.toml, code[1].colour: There is no entry "colour".',
    ),
]


@pytest.mark.parametrize(("before", "after", "told"), LIST_MISTAKES)
def test_a_mistake_in_a_list_is_told(packs, before, after, told):
    write(packs, "lists/colours.toml", COLOURS.replace(before, after, 1))

    assert any(line.startswith(told) for line in mistakes(packs)), mistakes(packs)


AUTHORITY_MISTAKES = [
    ('code = "local"', 'code = "local"\n[[pack]]\ncode = "local"\nsince = 2013-04-15',
     "authority.toml, pack local: local still holds on 2013-04-15."),
    ('code = "local"', 'code = "local"\nuntil = 2013-04-01\n[[pack]]\ncode = "local"\nsince = 2013-04-15',
     "authority.toml, pack local: No pack holds from 2013-04-02 until 2013-04-15."),
    ('[[pack]]\ncode = "local"', "", "authority.toml, pack: No pack is in force."),
    ('title = "Ashford"', 'title = "Ashford"\n[office]\nopens = 17:00:00\ncloses = 09:00:00',
     "authority.toml, office.closes: The office closes at 09:00, before it opens at 17:00."),
    ('title = "Ashford"', 'title = "Ashford"\n[office]\nopens = "early"',
     "authority.toml, office.opens: 'early' is no time of day."),
    ('[[pack]]', '[[population]]\narea = "moon"\nyear = 2020\nvalue = 1\nsource = "x"\n[[pack]]',
     'authority.toml, population 2020: There is no area "moon". Known: ashford.'),
    ('[[pack]]', '[[population]]\narea = "ashford"\nyear = 2020\nsource = "x"\n[[pack]]',
     "authority.toml, population.value: This is missing."),
    ('title = "Ashford"', "", "authority.toml, title: This is missing."),
    ('code = "local"', 'code = "nowhere"', "nowhere/pack.toml: The file is missing."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "told"), AUTHORITY_MISTAKES, ids=[m[2] for m in AUTHORITY_MISTAKES]
)
def test_a_mistake_about_the_authority_is_told(packs, before, after, told):
    assert before in AUTHORITY
    write(packs, "authority.toml", AUTHORITY.replace(before, after, 1))

    assert any(line.startswith(told) for line in mistakes(packs)), mistakes(packs)


TARGET = '[[target]]\nindicator = "NI059"\nvalue = 80.0\nkind = "floor"\nsource = "Us"\n'
TARGET_MISTAKES = [
    ("value = 80.0", "", "local/targets.toml, target.value: This is missing."),
    ("value = 80.0", 'value = "80"', "local/targets.toml, target.value: Expected a number, found '80'."),
    (
        'kind = "floor"',
        'kind = "flor"',
        'local/targets.toml, target.kind: Found "flor". Known: floor, ceiling, range.',
    ),
    ('source = "Us"', "", "local/targets.toml, target.source: This is missing."),
    ('kind = "floor"', 'kind = "range"', "local/targets.toml, target.low: This is missing."),
    (
        'value = 80.0\nkind = "floor"',
        'low = 30\nhigh = 20\nkind = "range"',
        "local/targets.toml, target.high: Found 20, which is less than low, 30.",
    ),
    (
        'kind = "floor"',
        'kind = "floor"\nhigh = 90',
        'local/targets.toml, target.high: There is no entry "high".',
    ),
    (
        'kind = "floor"',
        'kind = "floor"\ntolerance = -1',
        "local/targets.toml, target.tolerance: Expected a number from 0 up, found -1.",
    ),
    (
        'kind = "floor"',
        'kind = "floor"\nsince = 2011-04-01\ndeadline = 2011-03-31',
        "local/targets.toml, target.deadline: It is 2011-03-31, before the target holds from 2011-04-01.",
    ),
    (
        'kind = "floor"',
        'kind = "floor"\nsince = 2011-04-01\nuntil = 2011-03-31',
        "local/targets.toml, target.until: It ends on 2011-03-31, before it starts on 2011-04-01.",
    ),
]


@pytest.mark.parametrize(("before", "after", "told"), TARGET_MISTAKES)
def test_a_mistake_in_a_target_is_told(packs, before, after, told):
    write(packs, "local/targets.toml", TARGET.replace(before, after, 1))

    assert any(line.startswith(told) for line in mistakes(packs)), mistakes(packs)


def two_targets(*days: str) -> str:
    return "".join(f"{TARGET}{more}\n" for more in days)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("since = 2011-04-01", "since = 2011-05-01"),
        ("until = 2011-05-01", "since = 2011-05-01"),
        ("", 'since = 2020-01-01\nplace = ""'),
    ],
)
def test_two_targets_of_one_day_are_told(packs, first, second):
    write(packs, "local/targets.toml", two_targets(first, second))

    told = "local/targets.toml, target[1]: Two targets of NI059 hold on one day. Give one an until."
    assert told in mistakes(packs)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("until = 2011-04-30", "since = 2011-05-01"),
        ("", 'team = "north"'),
        ('team = "south"', 'team = "north"'),
        ("", 'place = "kent"'),
    ],
)
def test_targets_of_other_days_or_others_stand_beside_each_other(packs, first, second):
    write(packs, "local/targets.toml", two_targets(first, second))

    assert len(load(packs).practice("local").targets) == 2


def test_two_targets_of_one_team_and_day_are_told(packs):
    write(packs, "local/targets.toml", two_targets('team = "north"', 'team = "north"'))

    assert any("Two targets of NI059 for north hold on one day." in line for line in mistakes(packs))


def test_a_file_that_is_not_text_is_told(packs):
    (packs / "lists" / "colours.toml").write_bytes(b"\xff\xfe\x00t")

    assert any("lists/colours.toml: The file is not plain text in UTF-8." in line for line in mistakes(packs))


def test_an_empty_folder_is_told_and_not_a_fault(tmp_path):
    assert "authority.toml: The file is missing." in mistakes(tmp_path)


def test_all_mistakes_are_told_together(packs):
    write(packs, "base/steps.toml", STEPS.replace('"A law"', '""').replace('by = "manager"', 'by = "manger"'))
    write(packs, "base/forms/contact.toml", FORM.replace('id = "safe"', 'id = "told"'))
    shutil.rmtree(packs / "lists")

    told = mistakes(packs)

    assert len(told) == 3
    with pytest.raises(BrokenPacks, match="3 mistakes"):
        load(packs)


def test_the_same_mistake_is_told_once_though_two_packs_read_the_file(packs):
    write(packs, "base/steps.toml", STEPS.replace('"A law"', '""'))

    assert len([line for line in mistakes(packs) if "no source" in line]) == 1


def test_a_pack_without_steps_is_told(packs):
    (packs / "base" / "steps.toml").unlink()

    assert any("local/steps.toml: There are no steps." in line for line in mistakes(packs))


def test_an_entry_that_is_no_table_is_told(packs):
    write(
        packs, "base/steps.toml", "contact = 5\n" + STEPS.split("[assessment]")[1].join(["[assessment]", ""])
    )

    assert any(
        'base/steps.toml, contact.contact: There is no entry "contact"' in line for line in mistakes(packs)
    )
