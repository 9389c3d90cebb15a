"""Which engine builds and runs the images, and which images are there?"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.container.engine import ROOT, Engine, kept_base

_NODE = """\
FROM base
COPY node/ /usr/
"""
_DEBIAN_NODE = """\
FROM base
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends npm
"""
_SERVER = """\
FROM base
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends {packages} && rm -rf /var/lib/apt/lists/*
{more}
"""
_POSTGRES = """\
RUN install -d -o postgres -g postgres -m 0700 /var/lib/postgresql/data
COPY entry.sh /
USER postgres
VOLUME /var/lib/postgresql/data
STOPSIGNAL SIGINT
CMD ["sh", "/entry.sh"]
"""
_POSTGRES_ENTRY = """\
set -eu
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  initdb --pgdata "$PGDATA" --username "$POSTGRES_USER" --auth-host=scram-sha-256 --pwfile=/tmp/password --encoding=UTF8
  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
  echo "create database \\"$POSTGRES_DB\\"" | postgres --single -D "$PGDATA" postgres
fi
exec postgres -D "$PGDATA" -c listen_addresses='*' -c unix_socket_directories=/tmp
"""


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """With the base image, of which everything else is made."""
    engine = Engine(Path(mkdtemp(prefix="container-")))
    try:
        engine.base("base", kept_base())
        yield engine
    finally:
        engine.close()


@pytest.fixture(scope="session")
def node_image(engine: Engine) -> str:
    """Node.js for it is the machine's own, where it has one with npm in one folder; otherwise Debian's, which takes longer."""
    folder = engine.folder / "node-image"
    folder.mkdir()
    node = Path(shutil.which("node") or "/nowhere").resolve()
    npm = node.parent.parent / "lib" / "node_modules" / "npm"
    if npm.is_dir():
        (folder / "node" / "bin").mkdir(parents=True)
        shutil.copy2(node, folder / "node" / "bin" / "node")
        shutil.copytree(npm, folder / "node" / "lib" / "node_modules" / "npm", symlinks=True)
        (folder / "node" / "bin" / "npm").symlink_to("../lib/node_modules/npm/bin/npm-cli.js")
    (folder / "Dockerfile").write_text(_NODE if npm.is_dir() else _DEBIAN_NODE)
    engine.build("node", folder)
    return "node"


@pytest.fixture(scope="session")
def web_image(engine: Engine, node_image: str) -> str:
    arguments = ("--build-arg", "BASE_IMAGE=base", "--build-arg", f"NODE_IMAGE={node_image}", "--target", "web")
    engine.build("site-web", ROOT, *arguments)
    return "site-web"


@pytest.fixture(scope="session")
def full_image(engine: Engine, node_image: str, web_image: str) -> str:
    arguments = ("--build-arg", "BASE_IMAGE=base", "--build-arg", f"NODE_IMAGE={node_image}", "--target", "full")
    engine.build("site-full", ROOT, *arguments)
    return "site-full"


@pytest.fixture(scope="session")
def servers(engine: Engine) -> dict[str, str]:
    """Stand-ins for the official images, made of Debian's packages, by the variable of compose.yaml that names each."""
    images = {
        "POSTGRES_IMAGE": ("postgresql", _POSTGRES),
        "NGINX_IMAGE": ("nginx-light", 'CMD ["nginx", "-g", "daemon off;"]\n'),
        "CACHE_IMAGE": ("valkey-server valkey-tools", ""),
    }
    for variable, (packages, more) in images.items():
        folder = engine.folder / variable.lower()
        folder.mkdir()
        (folder / "Dockerfile").write_text(_SERVER.format(packages=packages, more=more))
        (folder / "entry.sh").write_text(_POSTGRES_ENTRY)
        engine.build(variable.lower(), folder)
    return {variable: variable.lower() for variable in images}
