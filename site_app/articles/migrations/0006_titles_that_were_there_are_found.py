"""Articles that were there before can be found by pinyin, too."""

from django.db import migrations

SEEN = ["draft", "in_review", "changes_requested", "approved", "scheduled", "published"]


def note_titles(apps, schema_editor):
    from site_app.articles.finding import text_of
    from site_app.articles.lexicon import lexicon_of

    Article, Edition = apps.get_model("articles", "Article"), apps.get_model("articles", "Edition")
    entries = apps.get_model("articles", "LexiconEntry").objects.order_by("word")
    rows = tuple((word, reading, "") for word, reading in entries.values_list("word", "reading"))
    prescribed = lexicon_of(rows) if Article.objects.exists() else None
    for article in Article.objects.only("pk").iterator():
        editions = Edition.objects.filter(article=article).order_by("-number")
        titles = list(editions.filter(state__in=SEEN).values_list("title", flat=True))
        article.search_text = text_of(titles or editions.values_list("title", flat=True)[:1], prescribed)
        article.save(update_fields=["search_text"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_articles_are_found_by_pinyin'),
    ]

    operations = [migrations.RunPython(note_titles, migrations.RunPython.noop)]
