"""Which news do the rooms above hear? Sent after the change is committed, never before."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

edition_published = Signal()
"""`edition`: the edition that readers see from now on."""

article_withdrawn = Signal()
"""`article`: it is no longer live. What is merely not kept up to date can still be read."""

lexicon_changed = Signal()
"""Readings, meanings or glosses are others now, or words came or went."""

edition_rendered_again = Signal()
"""`edition`: its views are others now, since readings have changed."""


def send_on_commit(signal: Signal, sender: type, **news: Any) -> None:
    """A listener that fails is logged; what was committed stays, and the other listeners still hear."""
    transaction.on_commit(partial(signal.send_robust, sender=sender, **news))
