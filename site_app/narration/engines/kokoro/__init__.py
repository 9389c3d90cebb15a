"""Kokoro-82M: a neural voice that takes phonemes, so that it says exactly the readings an article carries."""
