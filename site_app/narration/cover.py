"""What picture stands for the site in a podcast app?

The site's icon (``static/img/icon.svg``), drawn large and square: apps round the corners themselves.
"""

from functools import cache
from io import BytesIO
from itertools import pairwise

SIDE = 1400
"""Pixels; the least that directories take."""
_GRAIN = 2
"""How many times as large it is drawn as it is shown, so that edges are smooth."""
_UNIT = SIDE * _GRAIN / 32
"""Pixels in the drawing for a step of the icon's grid."""
_STEPS = 200
_GROUND, _LINE = "#0b5d5b", "#fbf8f1"

_Point = tuple[float, float]
_Stroke = tuple[float, tuple[tuple[_Point, ...], ...]]
"""Width, and the way: two points for a straight line, four for a cubic curve."""
_STROKES: tuple[_Stroke, ...] = (
    (
        2.4,
        (
            ((9, 20.5), (11.2, 20.5), (12, 18.9), (12.6, 16.7)),
            ((12.6, 16.7), (14, 11)),
            ((14, 11), (17.6, 22.5)),
            ((17.6, 22.5), (19.6, 16.1)),
            ((19.6, 16.1), (20.1, 14.6), (21, 14), (23, 14)),
        ),
    ),
    (2, (((11, 6.8), (16, 9)), ((16, 9), (21, 6.8)))),
)


@cache
def cover_png() -> bytes:
    """A PNG of `SIDE` by `SIDE` pixels."""
    from PIL import Image, ImageDraw  # a server that only shows articles does without

    picture = Image.new("RGB", (SIDE * _GRAIN, SIDE * _GRAIN), _GROUND)
    draw = ImageDraw.Draw(picture)
    for width, way in _STROKES:
        for piece in way:
            # A round pen, set down so often that its marks run together.
            for step in range(_STEPS + 1):
                x, y = _on_curve(piece, step / _STEPS)
                draw.circle((x * _UNIT, y * _UNIT), width / 2 * _UNIT, _LINE)
    out = BytesIO()
    picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _on_curve(points: tuple[_Point, ...], t: float) -> _Point:
    """De Casteljau's construction; of two points a straight line."""
    while len(points) > 1:
        points = tuple((x + (u - x) * t, y + (v - y) * t) for (x, y), (u, v) in pairwise(points))
    return points[0]
