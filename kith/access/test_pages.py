import pytest

from kith.access.models import SignInAttempt

pytestmark = pytest.mark.django_db


def test_a_name_with_a_sign_no_database_keeps_is_refused_like_any_other(client):
    answer = client.post("/sign-in/", {"username": "colin\0.burge", "password": "x"})

    assert answer.status_code == 422
    assert "not right" in answer.content.decode()
    assert SignInAttempt.objects.get().username == "colin.burge"


@pytest.mark.parametrize(
    ("sent_from", "after"),
    [
        ("http://testserver/note/new/?person=200001", "%2Fnote%2Fnew%2F%3Fperson%3D200001"),
        ("http://evil.example/note/", "%2F"),
        ("http://[", "%2F"),
    ],
)
def test_who_is_signed_out_comes_back_to_the_page_the_form_was_on(client, sent_from, after):
    answer = client.post("/note/new/?person=200001", {}, headers={"Referer": sent_from})

    assert answer["Location"] == f"/sign-in/?next={after}"
