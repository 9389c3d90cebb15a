"""Does an article's book open in every strict reader?"""

import shutil
import subprocess
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from site_app.narration.models import Narration
from tests.factories import make_series
from tests.narration.books import HOSTILE, MakeHeard, answer, book

pytestmark = pytest.mark.django_db


def complaints(files: list[Path]) -> list[str]:
    """What epubcheck has to say of the books; nothing, when it accepts them without errors or warnings."""
    jar = shutil.which("epubcheck")
    assert jar, "epubcheck is missing: make test installs it"
    checks = [
        subprocess.Popen(
            # Java begins sooner when it does not get ready for a long run.
            [
                "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar,
                "--failonwarnings",
                "--quiet",
                str(file),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for file in files
    ]
    said = [check.communicate(timeout=280)[0].strip() for check in checks]
    return [words for words, check in zip(said, checks, strict=True) if words or check.returncode]


def test_epubcheck_accepts_it(client, make_heard: MakeHeard, everything: str, tmp_path: Path, whistle) -> None:
    whistle.syllable = 20
    long = "".join(f"{n}次测量血压，血压高的人，要少吃盐，多走路。" for n in range(140))
    assert len(long) > 3000
    series = make_series(HOSTILE, slug="xi-lie")
    rich = make_heard(title=HOSTILE, summary=HOSTILE, markdown=f"{everything}\n\n{long}", series=series)
    plain = make_heard(title="脑梗是什么", markdown="脑梗是急症。")
    files = [tmp_path / "rich.epub", tmp_path / "plain.epub"]
    for file, article in zip(files, (rich, plain), strict=True):
        file.write_bytes(answer(client, article).body)
    assert complaints(files) == []


def test_epubcheck_would_complain(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "no.epub", "w") as opened:
        opened.writestr("mimetype", "application/epub+zip")
    assert len(complaints([tmp_path / "no.epub"])) == 1


def test_a_reader_can_tell_what_it_is_from_its_first_bytes(client, make_heard: MakeHeard) -> None:
    data = answer(client, make_heard()).body
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_its_sound_is_not_packed_a_second_time(client, make_heard: MakeHeard) -> None:
    entry = book(client, make_heard()).getinfo("narration.mp3")
    assert entry.compress_type == ZIP_STORED
    assert entry.file_size == Narration.objects.get(place=0).mp3_bytes
