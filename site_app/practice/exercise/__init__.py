"""What can be practised with the sentences of one article? The same article always gives the same items."""

from site_app.practice.exercise.item import FORMAT, Item, Token, as_data, from_data

__all__ = ["FORMAT", "Item", "Token", "as_data", "from_data"]
