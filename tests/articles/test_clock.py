"""Is what is due looked for, again and again, whatever happens at one look?"""

import threading

import pytest

from site_app.articles import clock


def test_a_look_that_fails_is_logged_and_the_next_one_taken(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looks, stop = [], threading.Event()

    def look(now: object) -> None:
        looks.append(now)
        if len(looks) == 1:
            raise RuntimeError("database is on holiday")
        stop.set()

    monkeypatch.setattr(clock, "publish_due", look)
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)  # the test's own would be closed
    monkeypatch.setattr(clock, "EVERY", 0.0)
    clock.keep_the_timetable(stop)
    assert len(looks) == 2
    assert "database is on holiday" in caplog.text
