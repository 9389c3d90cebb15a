"""What does the glossary have done in the background?"""

from django_tasks import task

from site_app.articles.tasks import QUEUE
from site_app.glossary.keeping import keep


@task(queue_name=QUEUE)
def follow_lexicon() -> None:
    """Bring the pages of words up to date with the lexicon."""
    keep()
