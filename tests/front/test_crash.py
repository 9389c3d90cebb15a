"""Is what was published there after the site was killed at any moment?"""

from benchmarks.crashing import crash
from tests.elsewhere import site_in


def test_what_was_said_to_be_published_is_there(tmp_path):
    """A site of its own; `python -m benchmarks.crashing` kills it a hundred times."""
    with site_in(tmp_path) as site:
        assert crash(tmp_path, times=1, database=site.address) == []
