"""How does an empty database come to hold what an archive does?

A program of its own (``python -m site_app.keeping.filling FOLDER``), started with the new database as the site's: what migrations
do, they do there. It brings the database to where the archive was, fills it, compares what it holds with what the archive
says, and then brings it to where this site is.
"""

import hashlib
import os
import sys
from pathlib import Path

import django

from site_app.keeping import manifest, tables
from site_app.keeping.manifest import Manifest, place_of


def main(folder: Path) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_app.settings"
    django.setup()
    from django.core.management import call_command

    said = manifest.loaded((folder / manifest.NAME).read_bytes())
    _fill(said, folder)
    call_command("migrate", verbosity=0, interactive=False)
    return 0


def _fill(said: Manifest, folder: Path) -> None:
    from django.db import DEFAULT_DB_ALIAS, connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    goals = _ends(executor.loader.graph, {(app, name) for app, names in said.migrations.items() for name in names})
    executor.migrate(goals)
    models = tables.kept(executor.loader.project_state(goals).apps)
    of_archive = {label: set(table.columns) for label, table in said.tables.items()}
    if {label: set(tables.columns(model)) for label, model in models.items()} != of_archive:
        raise SystemExit("the tables are not those of the archive")
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for model in models.values():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        for label, model in models.items():
            with (folder / place_of(label)).open("rb") as file:
                tables.fill(model, said.tables[label].columns, file, DEFAULT_DB_ALIAS)
            tables.go_on_after(model, said.tables[label].last, DEFAULT_DB_ALIAS)
        connection.check_constraints()
    for label, model in models.items():
        digest = hashlib.sha256()
        for line in tables.lines(model, said.tables[label].columns, DEFAULT_DB_ALIAS):
            digest.update(line)
        if digest.hexdigest() != said.tables[label].sha256:
            raise SystemExit(f"{label} holds something else than the archive")


def _ends(graph: object, applied: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of each app the last of the migrations that were applied."""
    nodes = graph.node_map  # type: ignore[attr-defined]  # has no stub
    known = applied & nodes.keys()

    def has_follower(key: tuple[str, str]) -> bool:
        return any(child.key in known and child.key[0] == key[0] for child in nodes[key].children)

    return sorted(key for key in known if not has_follower(key))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
