"""How is Kokoro asked?"""

from importlib.metadata import version
from pathlib import Path

from site_app.narration.engines.kokoro.model import MODEL_SHA256
from site_app.narration.engines.process import ProcessEngine

_PHONEMES = 6
"""Counted up when `phonemes` or `worker` come to make other sounds of the same utterance."""


def kokoro(models: Path, voices: Path) -> ProcessEngine:
    """Kokoro with its model made in the folder `models` and the voices' files in `voices`."""
    name = f"kokoro-{MODEL_SHA256[:8]}-{version('kokoro-onnx')}-{_PHONEMES}"
    return ProcessEngine(name, "site_app.narration.engines.kokoro.worker", str(models), str(voices))
