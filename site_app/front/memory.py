"""Which finished pages does this process hold, the last used ones first?"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from site_app.front.page import Page


class Memory:
    """Pages of one moment of the site: when its stamp is another, all of them are forgotten."""

    def __init__(self, most: int) -> None:
        self.most = most
        """Bytes that the pages may take."""
        self.taken = 0
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._stamp = ""
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Hashable, stamp: str) -> Page | None:
        with self._lock:
            if stamp != self._stamp:
                self._forget(stamp)
                return None
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, stamp: str, page: Page) -> None:
        """Keeps it until others are used more, or the site is another; nothing that is larger than a quarter of all."""
        if page.weight > self.most // 4:
            return
        with self._lock:
            if stamp != self._stamp:
                self._forget(stamp)
            former = self._pages.pop(key, None)
            self.taken += page.weight - (former.weight if former else 0)
            self._pages[key] = page
            while self.taken > self.most:
                _, dropped = self._pages.popitem(last=False)
                self.taken -= dropped.weight

    def _forget(self, stamp: str) -> None:
        self._pages.clear()
        self._stamp, self.taken = stamp, 0
