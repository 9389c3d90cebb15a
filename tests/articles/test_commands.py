"""Do the commands explain themselves?"""

import pytest
from django.core.management import load_command_class


@pytest.mark.parametrize("name", ["import_document", "load_seeds", "readings", "render_markdown", "setup"])
def test_every_command_has_its_help(name):
    command = load_command_class("site_app.articles", name)
    assert command.help in "".join(command.create_parser("manage.py", name).format_help().split("\n"))
