"""Is the table of neighbours sound, and does its first fitting row decide?"""

import pytest

from site_app.pinyin import collocations, dictionary


def test_every_row_gives_a_reading_that_the_character_has():
    for character, rows in collocations.collocations().items():
        assert {row.reading for row in rows} <= set(dictionary.load().readings(character)), character


def test_every_row_names_a_neighbour():
    for rows in collocations.collocations().values():
        assert all(any((*row.before.texts, *row.before.tags, *row.after.texts, *row.after.tags)) for row in rows)


def test_a_faulty_row_is_named(tmp_path, monkeypatch):
    table = tmp_path / "table.tsv"
    table.write_text("# \ncharacter\treading\tbefore\tafter\tmeaning\n背\tbxi1\t\t着\t\n", encoding="utf-8")
    monkeypatch.setattr(collocations, "_TABLE", table)
    with pytest.raises(ValueError, match=r"table\.tsv:3:1: “bxi1”"):
        collocations.collocations.__wrapped__()
