"""A site with so many articles in the folder DATA_DIR: `python -m benchmarks.filled_site ARTICLES [--unindexed]`

The seeds and the articles that the queries of the search's tests are about, published, and generated ones; their index; collected
static files.
"""

import os
import sys
from io import StringIO


def main(arguments: list[str]) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from benchmarks.finding import build

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    number = next(int(argument) for argument in arguments if argument.isdigit())
    build(number)
    call_command("keep_terms", stdout=StringIO())
    if "--unindexed" not in arguments:
        call_command("index_articles", stdout=StringIO())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_app.settings")
    main(sys.argv[1:])
