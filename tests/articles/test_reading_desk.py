"""Do chosen readings get to their places, and are confirmed ones left in peace?"""

import pytest

from site_app.articles.checks.readings import ReadingsAreCertain
from site_app.articles.drafting import DraftChanged, PublishingRefused, save_draft
from site_app.articles.lexicon import Prescription, lexicon
from site_app.articles.models import ConfirmedReading
from site_app.articles.publishing import submit
from site_app.articles.reading_desk.choosing import choose_here, choose_in_article, confirm_here
from site_app.articles.reading_desk.confirming import doubts_of
from site_app.articles.reading_desk.effects import changed_lexicon, sentences_that_change
from site_app.articles.reading_desk.places import place_at, places_of
from site_app.articles.reading_desk.writing import CannotBeWritten, write_everywhere, write_here
from tests.factories import make_article, make_draft, make_edition, make_words

pytestmark = pytest.mark.django_db

DOUBTFUL = "公众的生存率。"


def written(text: str, character: str = "行", reading: str = "xing2") -> str:
    return write_here("markdown", text, text.index(character), reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去银行。", "去{银行|yín xíng}。"),
        ("去**银**行。", "去**银**{行|xíng}。"),
        ("去**银行**。", "去**{银行|yín xíng}**。"),
        ("{银行|yín háng}", "{银行|yín xíng}"),
        ("{去银行|qùyínháng}", "{去银行|qù yín xíng}"),
        ("[银行](/a)", "[{银行|yín xíng}](/a)"),
        ("| 银行 | b |\n|---|---|\n| a | c |", "| {银行|yín xíng} | b |\n|---|---|\n| a | c |"),
        ("- 银行\n- 银行", "- {银行|yín xíng}\n- 银行"),
        (r"\{银行", r"\{{银行|yín xíng}"),
        ("{X光行|guāng háng}", "{X光行|guāng xíng}"),
    ],
)
def test_a_reading_is_written_at_that_very_place(text, expected):
    assert written(text) == expected


@pytest.mark.parametrize("text", ["[银行]\n\n[银行]: http://a.example", r"\银行"])
def test_what_would_break_the_markup_is_refused(text):
    with pytest.raises(CannotBeWritten):
        written(text)


def test_where_no_syllable_stands_nothing_is_written():
    with pytest.raises(CannotBeWritten):
        write_here("markdown", "`行`", 1, "xing2")


def test_everywhere_means_every_place_of_the_word_but_what_was_prescribed_otherwise():
    text = "银行，**银行**，{银行|yín háng}，银联，`银行`"
    like = place_at("markdown", text, 1)
    assert write_everywhere("markdown", text, like, "xing2") == (
        "{银行|yín xíng}，**{银行|yín xíng}**，{银行|yín háng}，银联，`银行`",
        2,
    )


def test_places_that_cannot_take_a_reading_do_not_keep_the_others_from_it():
    text = "银行，[银行]\n\n[银行]: http://a.example"
    like = place_at("markdown", text, 1)
    changed, count = write_everywhere("markdown", text, like, "xing2")
    assert (changed.startswith("{银行|yín xíng}，[银行]"), count) == (True, 1)


def test_choosing_here_keeps_a_draft_and_what_was_said_about_it():
    draft = make_draft(markdown="去银行。", change_note="改了", is_minor=True)
    kept = choose_here(draft.article, "markdown", 2, "xing2", seen=draft.stamp, by=None)
    assert (kept.pk, kept.markdown, kept.change_note, kept.is_minor) == (draft.pk, "去{银行|yín xíng}。", "改了", True)


def test_choosing_in_the_article_reaches_title_summary_and_text():
    draft = make_draft(title="银行", summary="去银行。", markdown="银行，银行")
    kept, count = choose_in_article(draft.article, "title", 1, "xing2", seen=draft.stamp, by=None)
    assert (kept.title, kept.summary, count) == ("{银行|yín xíng}", "去{银行|yín xíng}。", 4)


def test_choosing_beside_a_live_edition_opens_a_draft():
    article = make_article(markdown="去银行。")
    kept = choose_here(article, "markdown", 2, "xing2", seen=article.live_edition.stamp, by=None)
    assert (kept.state, article.live_edition.markdown) == ("draft", "去银行。")


def test_a_text_that_somebody_changed_meanwhile_is_not_written_into():
    draft = make_draft(markdown="去银行。")
    seen = draft.stamp
    save_draft(article=draft.article, words=make_words(markdown="去银行吧。"))
    with pytest.raises(DraftChanged):
        choose_here(draft.article, "markdown", 2, "xing2", seen=seen, by=None)


def test_a_text_in_review_is_not_written_into():
    edition = submit(edition=make_draft(markdown="去银行。"))
    with pytest.raises(PublishingRefused):
        choose_here(edition.article, "markdown", 2, "xing2", seen=edition.stamp, by=None)


def doubts(edition) -> list[str]:
    return [f"{place.word}:{place.reading}" for place in doubts_of(edition)]


def confirm_first(edition, **how) -> int:
    place = doubts_of(edition)[0]
    return confirm_here(edition.article, place.field, place.origin.start, by=None, **how)


def test_a_confirmed_reading_is_not_asked_about_again():
    draft = make_draft(markdown=DOUBTFUL)
    assert doubts(draft) == ["生存率:lv4"]
    assert confirm_first(draft) == confirm_first_again(draft) == 1
    assert doubts(draft) == []
    assert list(ReadingsAreCertain().findings(draft)) == []
    assert ConfirmedReading.objects.count() == 1


def confirm_first_again(edition) -> int:
    place = next(place for place in places_of(edition) if place.is_doubtful)
    return confirm_here(edition.article, place.field, place.origin.start, by=None)


@pytest.mark.parametrize(
    "text",
    [
        "别的一段。\n\n" + DOUBTFUL,
        "前面多了一句。" + DOUBTFUL,
        f"**{DOUBTFUL}**",
        "公众的*生存率*。",
        "- 公众的生存率！",
    ],
)
def test_it_stays_confirmed_when_the_text_around_it_moved(text):
    draft = make_draft(markdown=DOUBTFUL)
    confirm_first(draft)
    assert doubts(save_draft(article=draft.article, words=make_words(markdown=text))) == []


def test_it_stays_confirmed_in_the_next_edition():
    article = make_article(markdown=DOUBTFUL)
    confirm_first(article.live_edition)
    assert doubts(make_edition(article=article, title="新", markdown=DOUBTFUL)) == []


@pytest.mark.parametrize("text", ["公众生存率。", "公众的生存率在提高。", "病人的生存率。"])
def test_it_is_asked_about_again_once_its_surroundings_are_others(text):
    draft = make_draft(markdown=DOUBTFUL)
    confirm_first(draft)
    assert doubts(save_draft(article=draft.article, words=make_words(markdown=text))) == ["生存率:lv4"]


def test_confirming_in_the_whole_article_confirms_every_place_of_the_word():
    draft = make_draft(markdown=f"{DOUBTFUL}\n\n病人的生存率。")
    assert confirm_first(draft, everywhere=True) == 2
    assert doubts(draft) == []


def test_another_article_is_asked_about_on_its_own():
    draft, other = make_draft(markdown=DOUBTFUL), make_draft(markdown=DOUBTFUL)
    confirm_first(draft)
    assert doubts(other) == ["生存率:lv4"]


def test_the_sentences_that_a_new_entry_changes_are_told():
    edition = make_article(title="银行", summary="别的。", markdown="去**银**行。天好。\n\n银{行|háng}").live_edition
    before, after = lexicon(), changed_lexicon([Prescription("银行", "yín xíng")])
    found = [(each.text, each.before, each.after) for each in sentences_that_change(edition, ["银行"], before, after)]
    assert found == [("银行", "Yínháng", "Yínxíng"), ("去银行。", "Qù yínháng.", "Qù yínxíng.")]
