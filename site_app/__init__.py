"""Which package is this? The site: its settings, its addresses and its rooms."""
