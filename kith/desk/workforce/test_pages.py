from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kith.access.models import Post, PostHolder, TrainingDue
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
SINCE = date(2025, 4, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())


@pytest.fixture
def team():
    return make.team("North", code="north")


def client_of(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


@pytest.fixture
def browser(team):
    return client_of(make.worker("Colin Burge", role="team_manager", team=team))


def write(browser, do, **fields):
    sent = {f"{name}-{do}": text for name, text in fields.items()}
    return browser.post("/workforce/team/north/write/", {"do": do, **sent})


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_manager_sees_the_own_teams_in_hours_and_no_other(browser, team):
    other = make.team("South", code="south")
    make.post(team, "0.5")
    make.post(other)

    page = words(browser.get("/workforce/"))

    assert "North" in page
    assert "South" not in page
    assert browser.get("/workforce/team/south/").status_code == 404
    assert browser.post("/workforce/team/south/write/", {"do": "add_post"}).status_code == 404


@pytest.mark.parametrize("address", ["/workforce/", "/workforce/team/north/", "/workforce/read-in/"])
def test_a_social_worker_is_not_let_in(team, address):
    assert client_of(make.worker(team=team)).get(address).status_code == 403


def test_a_director_looks_and_does_not_write(team):
    above = client_of(make.worker("Di Rector", role="director", team=team))

    assert "Write it down" not in words(above.get("/workforce/team/north/"))
    assert write(above, "add_post").status_code == 403


def test_the_day_of_the_workforce_lead_begins_here(team):
    lead = client_of(make.worker("Wyn Lead", role="workforce_lead", team=team))

    assert lead.get("/").url == "/workforce/"


def test_a_post_somebody_in_it_and_training_are_written_down(browser, team):
    amina = make.worker(team=team)
    write(browser, "add_post", post="P1", title="Social worker", full_time="1", established="yes", source="HR",
          **{"from": "1/4/2025"})  # fmt: skip
    post = Post.objects.get()
    write(browser, "put_in", which=post.pk, worker=amina.pk, kind="permanent", full_time="60%", came="other_council",
          source="HR", **{"from": "12/5/2025"})  # fmt: skip
    write(browser, "add_training", worker=amina.pk, course="system", due="1/10/2026", source="HR")

    page = words(browser.get("/workforce/team/north/"))

    assert "Amina Rahman" in page
    assert "Permanent, 0.6" in page
    assert "Late since" in page
    write(browser, "tick_training", which=TrainingDue.objects.get().pk, done="14/10/2026")
    write(browser, "leave", which=PostHolder.objects.get().pk, until="30/9/2026", why_left="resigned")
    write(browser, "end_post", which=post.pk, until="30/9/2026")
    page = words(browser.get("/workforce/team/north/"))
    assert "No posts are recorded" in page
    assert "left the council" in page
    assert "No training is late" in page


def test_what_is_wrong_is_told_at_its_field_and_the_words_stay(browser):
    answer = write(
        browser, "add_post", post="P1", title="Social worker", full_time="37", **{"from": "31/6/2026"}
    )

    page = words(answer)

    assert answer.status_code == 422
    assert "“31/6/2026” is no day" in page
    assert 'href="#full-time-add-post"' in page
    assert 'value="Social worker"' in page
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("do", "told"),
    [
        ("", "nothing of that name"),
        ("paint", "nothing of that name"),
        ("put_in", "Choose which."),
        ("leave", "Choose which."),
        ("end_post", "Choose which."),
        ("take_back_post", "Choose which."),
        ("take_back_holder", "Choose which."),
        ("take_back_training", "Choose which."),
        ("tick_training", "Choose which."),
        ("add_training", "Choose who it is for."),
    ],
)
def test_a_form_without_what_it_needs_is_refused_in_words(browser, do, told):
    answer = write(browser, do)

    assert answer.status_code == 422
    assert told in words(answer)


@pytest.mark.parametrize("which", ["999999", "-1", "x", "9" * 30])
def test_a_row_of_another_team_is_not_there(browser, which):
    make.post(make.team("South"))

    assert write(browser, "take_back_post", which=which).status_code == 404


def read_in(browser, text, kind="posts", source="HR 2026"):
    file = SimpleUploadedFile("list.csv", text.encode())
    return browser.post("/workforce/read-in/", {"kind": kind, "source": source, "file": file})


POSTS = "post,team,title,full_time,established,from,until\n"
HOLDERS = "post,kind,worker,full_time,from,until,came,why_left\n"


def test_files_of_posts_people_and_training_are_read_in(browser, team):
    make.worker(team=team, username="amina")
    read_in(
        browser, f"{POSTS}P1,north,Social worker,1,yes,2025-04-01,\nP2,north,Social worker,0.5,no,1/4/2025,\n"
    )
    read_in(browser, f"{HOLDERS}P1,permanent,Amina,0.8,2025-05-12,,moved,\nP2,agency,,0.5,2025-05-12,,agency_start,\n",
            "holders")  # fmt: skip
    read_in(browser, "worker,course,due,done\namina,system,2026-12-01,\n", "training")

    assert [(one.number, one.source) for one in Post.objects.order_by("number")] == [
        ("P1", "HR 2026"),
        ("P2", "HR 2026"),
    ]
    assert [one.worker_id is None for one in PostHolder.objects.order_by("pk")] == [False, True]
    assert TrainingDue.objects.count() == 1


def test_one_wrong_line_leaves_everything_as_it_was_and_each_is_told(browser, team):
    make.team("South", code="south")
    file = f"{POSTS}P1,north,Social worker,1,yes,2025-04-01,\nP2,south,Social worker,1,yes,2025-04-01,\n" \
        "P3,north,,1,yes,2025-04-01,\nP4,north,Social worker,2,yes,yesterday,\n" \
        "P1,north,Other,1,yes,2025-06-01,\n"  # fmt: skip

    answer = read_in(browser, file)
    page = words(answer)

    assert answer.status_code == 422
    for told in ("Line 3: No team of yours has the code “south”.", "Line 4: Write what the post is called.",
                 "Line 5: “yesterday” is no day.", "Line 6: Post P1 stands already"):  # fmt: skip
        assert told in page
    assert not Post.objects.exists()


def test_a_line_about_a_post_or_a_worker_elsewhere_is_told(browser):
    make.post(make.team("South"), number="P9", started_on=SINCE)
    make.worker(team=make.team("West"), username="wes")

    page = words(read_in(browser, f"{HOLDERS}P9,permanent,wes,1,2025-05-12,,moved,\n", "holders"))

    assert "Line 2: No team of yours has a post “P9”" in page
    assert "Line 2: Nobody of your teams has the username “wes”." in page
    assert not PostHolder.objects.exists()


def test_a_file_needs_its_kind_its_source_and_itself(browser):
    page = words(browser.post("/workforce/read-in/", {}))

    for told in ("Say what stands in the file.", "Write who told this", "Choose a file."):
        assert told in page


def test_the_board_says_what_training_is_late(browser, team):
    amina = make.worker(team=team)
    make.training(amina, date(2026, 10, 1))
    make.training(amina, TODAY)

    assert "1 course is late, 1 is due by 11 Nov 2026." in words(browser.get("/team/north/board/"))


def test_pages_ask_the_same_number_of_questions_however_many_posts_there_are(
    browser, team, django_assert_max_num_queries
):
    for _ in range(12):
        make.holder(make.post(team, started_on=SINCE), worker=make.worker(team=team))
    make.training(make.worker(team=team), TODAY)

    with django_assert_max_num_queries(27):
        browser.get("/workforce/team/north/")
    with django_assert_max_num_queries(17):
        browser.get("/workforce/")
