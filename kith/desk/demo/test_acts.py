"""Every act of the demonstration, done on a small record: a broken one is found here, not by `make demo`."""

from datetime import date, timedelta

import pytest
from django.db import connection

from kith.access import practice as practices
from kith.core import clock
from kith.desk.demo import parts, story
from kith.desk.demo.found import worker
from kith.desk.demo.test_making import NEVER, found
from tests import make
from tests.story import load

# What each act leaves at least: of which rows how many more.
LEAVES = {
    "online_form": {"access_worker where username = 'online-form'": 1},
    "known": {"people_trait": 3, "people_photo": 1, "people_merge": 1, "people_adoption": 1},
    "corners": {"people_boundary": 4, "people_alert": 40, "people_conflict": 1, "people_correction": 1},
    "sampled": {"work_sampledwork where is_drawn": 1},
    "handing": {"work_transfer": 1},
    "duty": {"frontdoor_batch": 1, "frontdoor_feedback where rating is not null": 5},
    "statement": {"work_statementcopy": 1, "work_stepcopy": 1},
    "early_help": {"earlyhelp_teamaround": 2, "earlyhelp_earlyhelp": 2, "work_plangoal": 1},
    "councils": {"frontdoor_counciltransfer": 1, "frontdoor_stayhere": 1},
    "protecting": {"protection_conference": 2, "protection_protectionplan": 3},
    "growing_up": {"care_careperiod": 3, "care_timemissing": 2, "care_careleaver": 1, "care_privatefostering": 2},
    "court_work": {"court_courtrequest": 2, "court_preproceedings": 1, "court_proceedings": 1, "court_direction": 2},
    "listed": {"care_providerlist": 1, "care_listedprovider": 2, "people_relationship": 1},
    "wards": {"care_postcode where ward <> ''": 5, "performance_populationcount where kind = 'ward'": 18},
    "improving": {"improvement_planaction": 200, "improvement_actionfeedback": 6, "improvement_actionnote": 170,
                  "improvement_planrisk": 7, "improvement_deliverable where closed_on is not null": 1},
    "listened": {
        "listening_feedbackrequest": 20, "listening_feedbackanswer": 10, "improvement_listeningevent": 1,
        "listening_feedbackrequest where mail_id is not null": 2, "documents_mail where kind = 'feedback_request'": 2,
        "improvement_plainanswer": 2, "improvement_heardanswer": 1, "improvement_voice where answer_id is not null": 1,
    },
    "complained": {
        "listening_complaint where kind = 'complaint'": 8, "listening_complaint where kind = 'compliment'": 3,
        "listening_complaintstep": 12, "listening_complaintanswer": 8,
    },
    "overseen": {
        "improvement_board": 1, "improvement_boardmember": 7, "improvement_boardpaper": 1,
        "improvement_boardmeeting": 2, "improvement_boarddecision": 3, "improvement_memberactivity": 4,
        "improvement_boardguest": 4,
    },
    "evidenced": {
        "improvement_evidencefile where action_id is not null": 4, "documents_storedfile where kind = 'docx'": 5,
        "improvement_evidencefile where taken_back_on is not null": 1,
        "improvement_evidencefile where recommendation_id is not null": 1,
    },
    "observed": {
        "quality_practiceobservation": 2, "quality_dipreading": 1, "quality_learningentry": 3,
        "quality_standardreading": 1,
    },
    "auditing": {"quality_auditround": 1, "quality_caseaudit": 6, "quality_grade": 6},
    "delivered": {"performance_dailylist": 4, "performance_delivery": 4, "performance_lineremark": 1},
}  # fmt: skip


def counted(rows):
    return found(f"select count(*) from {rows}")[0][0]


def whole_record():
    """How many rows each table holds that acts write to."""
    return {rows: counted(rows) for left in LEAVES.values() for rows in left}


def two_families_open_for_a_while(since):
    """Whom an invented authority has many of: two acts tell of such families, whoever they are."""
    for name in ("Wainfleet", "Ashdown"):
        house = make.family(name, children=2)
        for child in house.children:
            make.involvement(
                child, worker=worker("farah.aziz"), family=house.family, started_on=since, need="N1"
            )


def test_what_every_act_leaves_is_told_here():
    assert [act.__module__.rpartition(".")[2] for act in parts.having("act")] == [*LEAVES]


@pytest.mark.django_db
@pytest.mark.parametrize("today", [story.TODAY, date(2011, 10, 26)], ids=("today", "2011"))
def test_every_act_is_done_once_and_leaves_what_it_tells(today, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.standing_on(today):
        load(today)
        two_families_open_for_a_while(today - timedelta(days=150))
        for act in parts.having("act"):
            left = LEAVES[act.__module__.rpartition(".")[2]]
            before = {rows: counted(rows) for rows in left}
            act(today, practices.on)
            assert {rows for rows, least in left.items() if counted(rows) < before[rows] + least} == set(), (
                act.__module__
            )
        done = whole_record()
        for act in parts.having("act"):
            act(today, practices.on)

    assert whole_record() == done, "what is done already is not done again"
    assert {rule: len(found(sql)) for rule, sql in NEVER.items() if found(sql)} == {}
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
