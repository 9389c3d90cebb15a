"""What was worked out lately, so that it need not be worked out again?"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """Keeps values up to a weight in all, those that were asked for last. Threads may share one."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.made = 0
        """How often a value had to be worked out."""
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def recall(self, key: Key, weight: int, make: Callable[[], Value]) -> Value:
        """The value that was made for this key, or a new one. Two threads may make the same one at the same time."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
            self.made += 1
        value = make()
        with self._lock:
            if key not in self._kept:
                # Nothing weighs nothing, or any number of empty texts would be kept.
                weight = max(weight, 1)
                self._kept[key] = (value, weight)
                self._weight += weight
            while self._weight > self.most:
                self._weight -= self._kept.popitem(last=False)[1][1]
        return value

    def forget(self) -> None:
        """Everything."""
        with self._lock:
            self._kept.clear()
            self._weight = 0
