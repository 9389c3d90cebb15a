"""How is a stretch cut from an MP3 without decoding it? A server that only shows articles has no decoder.

A stream of Layer III is a row of frames, each decodable but for the bits that it borrows from the two before it (its
"reservoir", ISO/IEC 11172-3, 2.4.2.7). So a stretch is the frames that last as long as it does, with two more in front.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
"""Kilobits per second by index, for MPEG-1 and for MPEG-2 and 2.5."""
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples per second by version and index."""
_BORROWS_FROM = 2
_DELAY = 1105
"""Samples by which what comes out lies behind what went in: 576 in LAME, 529 in a decoder."""


@dataclass(frozen=True, slots=True)
class _Frame:
    offset: int
    length: int
    samples: int
    rate: int


class Mp3:
    """The frames of a file that is in memory."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError for what is no MP3."""
        self._data = memoryview(data)
        self._frames = [frame for frame in _frames(data) if not _is_about_the_file(data, frame)]
        if not self._frames:
            raise ValueError("no frames of MPEG audio")
        rate = self._frames[0].rate
        starts = accumulate((frame.samples for frame in self._frames), initial=-_DELAY)
        self._starts = [1000 * start / rate for start in starts]
        """Milliseconds at which each frame is heard, and where the last one ends."""

    def cut(self, start: int, end: int) -> bytes:
        """What is heard from `start` up to `end`, in milliseconds, as an MP3 of its own; empty where there is nothing."""
        first = max(0, bisect_left(self._starts, start + 1) - 1)
        last = min(len(self._frames), bisect_left(self._starts, end))
        if start >= end or first >= last:
            return b""
        first = max(0, first - _BORROWS_FROM)
        begin, stop = self._frames[first], self._frames[last - 1]
        return bytes(self._data[begin.offset : stop.offset + stop.length])


def _frames(data: bytes) -> Iterator[_Frame]:
    at = _behind_tag(data)
    while at + 4 <= len(data):
        frame = _frame(data, at)
        if frame is None or at + frame.length > len(data):
            return
        yield frame
        at += frame.length


def _behind_tag(data: bytes) -> int:
    """ID3v2 stands before the first frame; its length is written in groups of seven bits."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _frame(data: bytes, at: int) -> _Frame | None:
    one, two, three = data[at], data[at + 1], data[at + 2]
    version, layer = two >> 3 & 3, two >> 1 & 3
    if one != 0xFF or two < 0xE0 or version == 1 or layer != 1:
        return None
    is_first = version == 3
    bitrate, index = _BITRATES[is_first][three >> 4], three >> 2 & 3
    if not bitrate or index == 3:
        return None
    rate, samples = _RATES[version][index], 1152 if is_first else 576
    return _Frame(at, samples // 8 * bitrate * 1000 // rate + (three >> 1 & 1), samples, rate)


def _is_about_the_file(data: bytes, frame: _Frame) -> bool:
    """Whether it holds no sound but LAME's table of contents."""
    within = data[frame.offset : frame.offset + min(frame.length, 48)]
    return b"Xing" in within or b"Info" in within
