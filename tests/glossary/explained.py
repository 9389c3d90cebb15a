"""How does a test have words explained?"""

from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.glossary.keeping import keep
from site_app.glossary.models import TermPage


def explain(
    word: str = "脑梗", reading: str = "nǎo gěng", explanation: str = "脑血管堵住了。", gloss: str = ""
) -> TermPage:
    """Put the word into the lexicon, and its page into the glossary."""
    change_lexicon(prescribe=[Prescription(word, reading, explanation=explanation, gloss=gloss)])
    keep()
    return TermPage.objects.get(word=word)
