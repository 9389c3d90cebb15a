import pytest

from site_app.documents.transcript import check_transcript


def test_equal_texts_have_no_difference():
    check = check_transcript("naogeng,", "naogeng,")
    assert check.equal
    assert check.length == 8


@pytest.mark.parametrize(
    ("transcript", "readings", "difference"),
    [
        ("naogengsai", "naogengse", "第9个字符起不同：“naogengs”之后，抄本是“ai”，注音是“e”"),
        ("nao", "naogeng", "第4个字符起不同：“nao”之后，抄本是空的，注音是“geng”"),
        ("naogeng", "nao", "第4个字符起不同：“nao”之后，抄本是“geng”，注音是空的"),
    ],
)
def test_the_first_difference_is_told_with_its_place(transcript, readings, difference):
    assert check_transcript(transcript, readings).difference == difference
