import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kith.database.management.commands.serve import check_port


@pytest.mark.parametrize("port", [-1, 0, 65_536, 99_999, 2**70])
def test_a_number_that_is_no_port_is_refused_in_words(port):
    with pytest.raises(CommandError, match="from 1 to 65535"):
        check_port("127.0.0.1", port)


def test_a_port_in_use_is_refused_with_another_one_to_try():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]

        with pytest.raises(CommandError, match=f"Cannot listen on 127.0.0.1:{port}") as refused:
            check_port("127.0.0.1", port)

    assert "\n" not in str(refused.value)


def test_a_free_port_is_taken_without_a_word():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    assert check_port("127.0.0.1", port) is None


@pytest.mark.parametrize("words", ["eight", "", "80.5"])
def test_a_port_in_the_environment_that_is_no_number_is_refused_in_words(monkeypatch, words):
    monkeypatch.setenv("PORT", words)

    with pytest.raises(CommandError, match="--port: invalid int value"):
        call_command("serve")
