"""What works beside the web server is started again when it dies, and never in a hurry."""

import os
import time

from kith.database import watch


def test_a_helper_that_died_is_started_again_after_a_while(monkeypatch):
    helper = watch.Helper(["sleep", "60"], os.environ)
    helper.look_after()
    first = helper.process
    helper.look_after()
    assert helper.process is first and first.poll() is None, "one is enough"

    first.kill()
    first.wait()
    helper.look_after()
    assert helper.process is first, "not at once"
    monkeypatch.setattr(watch, "START_AGAIN_AFTER", 0.0)
    helper.look_after()
    second = helper.process

    assert second is not first and second.poll() is None
    second.kill()
    second.wait()


def test_helpers_are_stopped_with_the_web_server():
    watched = watch.Watch(None, ["sleep", "60"], os.environ, [["sleep", "60"]])
    watched.look_after_web()
    watched.helpers[0].look_after()
    started = time.monotonic()

    watched.end()

    assert watched.web.poll() is not None and watched.helpers[0].process.poll() is not None
    assert time.monotonic() - started < 5
