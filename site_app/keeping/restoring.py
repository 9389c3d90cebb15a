"""How does a site become again what an archive holds, wholly or not at all?

Everything is unpacked and built beside what is there, and compared with what the archive says. Pictures and sounds then come to
those that are there: each is named after what is in it, so that they take nobody's place. The last step alone changes what
readers see: the new database takes the place of the old one.
"""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.keeping import holdings, places
from site_app.keeping.checking import Archive, ArchiveRefused, unpacked
from site_app.keeping.manifest import NAME

logger = logging.getLogger(__name__)

_ROOM = 3
"""How much of the disk a restore takes at most, in sizes of what the archive holds: unpacked, in the database, in its log."""


class RestoreFailed(Exception):
    """Nothing has changed; says why, in one line for whoever runs the site."""


def restore(archive: Archive, say: Callable[[str], None], now: datetime | None = None) -> str:
    """Returns where that is kept which was there before; empty where nothing was.

    Raises RestoreFailed and ArchiveRefused, and then has changed nothing.
    """
    data = Path(settings.DATA_DIR)
    whole = sum(part.size for part in archive.manifest.parts().values())
    if shutil.disk_usage(data).free < _ROOM * whole:
        raise RestoreFailed(_("磁盘空间不够：恢复需要%(size)d MB。") % {"size": 1 + _ROOM * whole // 1024**2})
    stamp = f"{timezone.localtime(now):%Y%m%d_%H%M%S}"
    try:
        with TemporaryDirectory(dir=data, prefix=".restoring-") as name:
            folder = Path(name) / "archive"
            folder.mkdir()
            say(_("正在展开……"))
            unpacked(archive, folder)
            (folder / NAME).write_bytes(archive.manifest.dumped())
            with places.beside(Path(name) / "new", stamp) as place:
                say(_("正在旁边建立数据库……"))
                _fill(place, folder)
                say(_("正在放回图片和声音……"))
                for file in sorted(archive.manifest.files):
                    holdings.put(file, folder / file)
                return place.take_over(data / f"before-restore-{stamp}")
    except ArchiveRefused:
        raise
    except OSError as error:
        raise RestoreFailed(_("没有恢复：%(why)s。原来的内容没有动。") % {"why": error.strerror or error}) from error


def _fill(place: places.Place, folder: Path) -> None:
    command = [sys.executable, "-m", "site_app.keeping.filling", str(folder)]
    run = subprocess.run(command, cwd=settings.BASE_DIR, env=place.environment, capture_output=True, text=True)
    if run.returncode:
        why = (run.stderr.strip().splitlines() or [str(run.returncode)])[-1]
        logger.error("the new database could not be filled: %s", run.stderr)
        raise RestoreFailed(_("没有恢复：%(why)s。原来的内容没有动。") % {"why": why[:300]})
