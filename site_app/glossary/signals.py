"""Which news do the rooms above hear?"""

from django.dispatch import Signal

terms_changed = Signal()
"""Pages of words say something else now, or came, or went."""
