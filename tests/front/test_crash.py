"""Is what was published there after the site was killed at any moment?"""

import pytest
from django.db import connection

from benchmarks.crashing import crash


def test_what_was_said_to_be_published_is_there(tmp_path):
    """A site of its own, on SQLite; `python -m benchmarks.crashing` kills it a hundred times, on PostgreSQL as well."""
    if connection.vendor != "sqlite":
        pytest.skip("the site of this test is its own, and on SQLite")
    assert crash(tmp_path, times=1) == []
