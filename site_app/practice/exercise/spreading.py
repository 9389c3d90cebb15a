"""Which of many items are taken, so that they come from all over the article?"""

from collections.abc import Sequence

from site_app.practice.exercise.item import Item


def spread(items: Sequence[Item], most: int) -> list[Item]:
    """At most so many, at equal distances, in their order."""
    if len(items) <= most:
        return [*items]
    return [items[number * len(items) // most] for number in range(most)]
