"""Does each spoken thing have its time, in order and without gaps?"""

import json

import pytest

from site_app.narration.cues import Cue, TimedLine, as_json, sentences_vtt, timed, words_vtt
from site_app.narration.script import script
from site_app.pinyin import EMPTY_LEXICON


def timed_lines() -> list[TimedLine]:
    """Fifty milliseconds of silence, then a fifth of a second for each syllable, then a pause up to a round number."""
    lines = []
    for start, line in zip((0, 3000), script("", "脑梗危险，80%的《人》。快打120！", EMPTY_LEXICON), strict=True):
        syllables = sum(len(word.places) for word in line.words)
        lines.append(timed(line, start, 3000, [(50 + 200 * index, 200 + 200 * index) for index in range(syllables)]))
    return lines


def test_cues_tile_the_sound() -> None:
    lines = timed_lines()
    cues = [cue for line in lines for cue in line.syllables]
    assert cues[0].start == 0
    assert cues[-1].end == 6000
    assert all(one.end == other.start for one, other in zip(cues, cues[1:], strict=False))


def test_a_voice_that_goes_back_in_time_gives_no_backward_cue() -> None:
    (line,) = script("", "你好吗", EMPTY_LEXICON)
    assert timed(line, 100, 900, [(0, 300), (500, 600), (400, 5000)]).syllables == (
        Cue(100, 600),
        Cue(600, 600),
        Cue(600, 1000),
    )


def test_the_json_names_element_time_place_and_reading() -> None:
    cues = as_json(timed_lines())
    assert json.loads(json.dumps(cues))["duration"] == 6000
    first, second = cues["sentences"]
    assert (first["id"], first["start"], first["end"], first["text"]) == ("s1", 0, 3000, "脑梗危险，80%的《人》。")
    assert first["words"][0]["syllables"][0] == [0, 250, 0, 1, 0, 3, "nao2"]
    percent = next(word for word in first["words"] if len(word["syllables"]) == 5)
    assert [syllable[-1] for syllable in percent["syllables"]] == ["bai3", "fen1", "zhi1", "ba1", "shi2"]
    assert {tuple(syllable[2:4]) for syllable in percent["syllables"]} == {tuple(percent["text"])}
    assert second["words"][-1]["end"] == 6000


def test_a_mark_missing_is_not_passed_over() -> None:
    (line,) = script("", "你好吗", EMPTY_LEXICON)
    with pytest.raises(ValueError, match="3"):
        timed(line, 0, 900, [(0, 300), (300, 600)])


def test_text_is_escaped_in_webvtt() -> None:
    (line,) = script("", "A&B 好 a<b", EMPTY_LEXICON)
    marks = [(0, 1)] * sum(len(word.places) for word in line.words)
    assert "A&amp;B 好 a&lt;b" in sentences_vtt([timed(line, 0, 900, marks)])


def test_webvtt_has_a_cue_for_each_sentence() -> None:
    assert sentences_vtt(timed_lines()) == (
        "WEBVTT\n\ns1\n00:00:00.000 --> 00:00:03.000\n脑梗危险，80%的《人》。\n\ns2\n00:00:03.000 --> 00:00:06.000\n快打120！\n"
    )


def test_webvtt_has_a_cue_for_each_word() -> None:
    text = words_vtt(timed_lines())
    assert text.count(" --> ") == sum(len(line.line.words) for line in timed_lines())
    assert "80%" in text.splitlines()
