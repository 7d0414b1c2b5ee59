from kith.work import checks

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
