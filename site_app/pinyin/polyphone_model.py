"""How likely is each reading of a polyphone, judged from the sentence around it?

The network and its weights are g2pM's (Park and Lee, *A Neural Grapheme-to-Phoneme Conversion Package for Mandarin
Chinese*, Interspeech 2020; Apache-2.0), fitted by its authors on the training split of CPP: an embedding of each
character, one bidirectional LSTM layer, two dense layers. Only the package's data are used. What runs here is written for
throughput: many windows of a text at a time, in single precision, both directions together, and of the last layer only
the readings that the character can have.
"""

import pickle
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

_UNKNOWN, _BEGINNING, _END = "<UNK>", "시", "끝"
_WINDOW = re.compile(r"[^。！？!?；;\n]{0,80}[。！？!?；;\n]?[”’」』）]*", re.DOTALL)
"""About a sentence, as in training; a longer one is cut, so that the cost stays linear."""
_WINDOWS_AT_ONCE = 64
_UNITS = 32
"""Of the LSTM, in each direction."""

Floats = npt.NDArray[np.float32]


class Estimate(NamedTuple):
    """The two likeliest readings of one character of a text."""

    offset: int
    reading: str
    runner_up: str
    probability: float
    """Of `reading`, among all readings that the character can have."""


class PolyphoneModel:
    """g2pM's network, prepared for texts of any length. Loading it takes a tenth of a second and 20 MB."""

    def __init__(self) -> None:
        weights: dict[str, Any] = _data("np_ckpt.pkl")
        self._identifiers: dict[str, int] = _data("char2idx.pkl")
        # Both directions are one network whose weights are zero between them. Gates stand in the order input, forget,
        # output, candidate. A sigmoid is a tanh of half its argument, so one call of tanh serves all four gates.
        order = np.concatenate([np.arange(start, start + _UNITS) for start in (0, _UNITS, 3 * _UNITS, 2 * _UNITS)])
        halves = np.repeat(np.array([0.5, 0.5, 0.5, 1], np.float32), _UNITS)
        from_characters, recurrent = [], np.zeros((2, _UNITS, 4, 2, _UNITS), np.float32)
        for d, direction in enumerate(("", "_reverse")):
            scaled = {
                name: weights[f"lstm.{name}_l0{direction}"][order].T * halves
                for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
            }
            # What a gate takes from the character itself is the same wherever the character stands.
            gates = weights["embedding.weight"] @ scaled["weight_ih"] + scaled["bias_ih"] + scaled["bias_hh"]
            from_characters.append(gates.reshape(-1, 4, _UNITS))
            # A state is kept twice as large as it is: its halving stands here.
            recurrent[d, :, :, d] = 0.5 * scaled["weight_hh"].reshape(_UNITS, 4, _UNITS)
        self._from_characters: list[Floats] = from_characters
        self._recurrent: Floats = recurrent.reshape(2 * _UNITS, 8 * _UNITS)
        self._dense: tuple[Floats, Floats] = (weights["logit_layer.0.weight"].T, weights["logit_layer.0.bias"])
        classes: dict[str, int] = _data("class2idx.pkl")
        readings: dict[str, list[str]] = _data("digest_cedict.pkl")
        polyphones = {c: found for c, found in readings.items() if len(found) > 1 and c in self._identifiers}
        self._readings = {c: tuple(map(_canonical, found)) for c, found in polyphones.items()}
        self._rows = {character: row for row, character in enumerate(polyphones)}
        most = max(map(len, polyphones.values()))
        self._weights: Floats = np.zeros((len(polyphones), most, weights["logit_layer.2.weight"].shape[1]), np.float32)
        self._biases: Floats = np.full((len(polyphones), most), -np.inf, np.float32)
        for character, row in self._rows.items():
            known = [classes[reading] for reading in polyphones[character]]
            self._weights[row, : len(known)] = weights["logit_layer.2.weight"][known]
            self._biases[row, : len(known)] = weights["logit_layer.2.bias"][known]

    def estimate(self, text: str) -> Iterator[Estimate]:
        """An estimate for every polyphone of the text, in its order."""
        windows = (window for window in _WINDOW.finditer(text) if not self._rows.keys().isdisjoint(window[0]))
        while batch := list(islice(windows, _WINDOWS_AT_ONCE)):
            yield from self._estimate([window[0] for window in batch], [window.start() for window in batch])

    def _estimate(self, windows: Sequence[str], starts: Sequence[int]) -> Iterator[Estimate]:
        places = [(w, k, c) for w, window in enumerate(windows) for k, c in enumerate(window) if c in self._rows]
        hidden = self._hidden(windows, [(w, k) for w, k, _ in places])
        rows = [self._rows[character] for _, _, character in places]
        dense = np.maximum(hidden @ self._dense[0] + self._dense[1], 0)
        logits = np.einsum("pru,pu->pr", self._weights[rows], dense) + self._biases[rows]
        likelihood = np.exp(logits - logits.max(axis=1, keepdims=True))
        probability = likelihood / likelihood.sum(axis=1, keepdims=True)
        best = np.argsort(-probability, axis=1)[:, :2].tolist()
        highest = probability.max(axis=1).tolist()
        for (window, place, character), (first, second), p in zip(places, best, highest, strict=True):
            readings = self._readings[character]
            yield Estimate(starts[window] + place, readings[first], readings[second], p)

    def _hidden(self, windows: Sequence[str], places: Sequence[tuple[int, int]]) -> Floats:
        """What the LSTM knows at each (window, place): the states of both directions side by side."""
        forward = [self._identify(window) for window in windows]
        longest = max(map(len, forward))
        padded = np.zeros((2, len(windows), longest), np.intp)
        for row, identifiers in enumerate(forward):
            padded[0, row, : len(identifiers)] = identifiers
            padded[1, row, : len(identifiers)] = identifiers[::-1]
        gates = np.empty((longest, len(windows), 4, 2, _UNITS), np.float32)
        for direction in (0, 1):
            gates[:, :, :, direction] = self._from_characters[direction][padded[direction].T]
        states = self._states(gates.reshape(longest, len(windows), 8 * _UNITS))
        row, place = np.array(places).T
        lengths = np.array([len(identifiers) for identifiers in forward])[row]
        return np.concatenate([states[place + 1, row, :_UNITS], states[lengths - place - 2, row, _UNITS:]], axis=1)

    def _states(self, gates: Floats) -> Floats:
        """(time, window, 4 gates of both directions) → (time, window, units of both directions)."""
        width = 2 * _UNITS
        states = np.empty((*gates.shape[:2], width), np.float32)
        hidden, cell, update = np.zeros((3, gates.shape[1], width), np.float32)
        # Written out without temporary arrays: for one sentence, what costs is the number of calls.
        opening = np.empty_like(gates[0])
        sigmoids, candidate = opening[:, : 3 * width], opening[:, 3 * width :]
        admitted, kept, shown = (opening[:, start : start + width] for start in (0, width, 2 * width))
        for gate, state in zip(gates, states, strict=True):
            np.dot(hidden, self._recurrent, out=opening)
            np.add(opening, gate, out=opening)
            np.tanh(opening, out=opening)
            np.add(sigmoids, 1, out=sigmoids)  # now twice the sigmoids
            np.multiply(admitted, candidate, out=update)
            np.multiply(kept, cell, out=cell)
            np.add(cell, update, out=cell)
            np.multiply(cell, 0.5, out=cell)
            np.tanh(cell, out=state)
            np.multiply(state, shown, out=state)
            hidden = state
        states *= 0.5
        return states

    def _identify(self, window: str) -> list[int]:
        known = self._identifiers
        return [known[_BEGINNING], *(known.get(character, known[_UNKNOWN]) for character in window), known[_END]]


def _canonical(reading: str) -> str:
    return "er5" if reading == "r5" else reading.replace("u:", "v")


def _data(name: str) -> Any:
    return pickle.loads((files("g2pM") / name).read_bytes())


@cache
def load() -> PolyphoneModel:
    """The one model of this process, loaded at the first text."""
    return PolyphoneModel()
