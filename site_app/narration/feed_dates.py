"""When did a feed last change in which nothing stands yet?"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.feedgenerator import SyndicationFeed as Base
else:
    Base = object

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class DatedByItsItems(Base):
    """Django says now, and an empty feed would change with every look."""

    def latest_post_date(self) -> Any:
        return super().latest_post_date() if self.items else BEGINNING
