"""How fast are pages served? `python -m benchmarks.serving [ARTICLES…] [--quick]`

Against nginx that serves the same compressed bytes, in the same few seconds, round by round: ratios are medians of them. For
each number of articles a site is made in a temporary folder and measured; with one number alone the results are printed.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.running import HOT, ROOT, Site, environment, free_port, get, in_front, middle, nginx, python, say, wrk

SIZES = (10, 10_000)
SAVES = 20
"""A second."""
GZIP = {"Accept_Encoding": "gzip"}

Result = dict[str, float]


def main(arguments: list[str]) -> None:
    sizes = [int(argument) for argument in arguments if argument.isdigit()] or [*SIZES]
    seconds, rounds = (1.0, 2) if "--quick" in arguments else (3.0, 4)
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-site-") as folder:
            say(f"a site with {size} generated articles …")
            python(Path(folder), "-m", "benchmarks.filled_site", str(size))
            found[size] = measure(Path(folder), seconds, rounds)
            found[size]["start_s"] = middle([start(Path(folder)) for _ in range(3)])
            found[size] |= json.loads(python(Path(folder), "-m", "benchmarks.costs").splitlines()[-1])
            say(json.dumps(found[size], indent=1))
    kept = ROOT / "benchmarks" / "results"
    kept.mkdir(exist_ok=True)
    (kept / "serving.json").write_text(json.dumps(found))


def start(folder: Path) -> float:
    """Seconds from calling the server to the first article."""
    begun = time.monotonic()
    site = Site(folder)
    try:
        site.until_it_answers(HOT)
        return time.monotonic() - begun
    finally:
        site.kill()


def measure(folder: Path, seconds: float, rounds: int) -> Result:
    with Site(folder) as site, Site(folder, app="benchmarks.without_front:application") as bare:
        site.until_it_answers(HOT)
        first = site.megabytes()
        status, headers, body = get(site.address + HOT, **GZIP)
        assert (status, headers["Content-Encoding"]) == (200, "gzip")
        static, front = free_port(), free_port()
        (folder / "served").mkdir(mode=0o755)
        folder.chmod(0o755)
        (folder / "served" / "page.html.gz").write_bytes(body)
        page = f"http://127.0.0.1:{static}/page.html"
        plain = (
            f"include /etc/nginx/mime.types; sendfile on; tcp_nopush on; keepalive_requests 1000000;\n"
            f"server {{ listen 127.0.0.1:{static}; root {folder}/served; gzip_static on; etag on; }}"
        )
        with nginx(plain), nginx(in_front(front, site.port)):
            assert get(page, **GZIP)[2] == body
            cases: dict[str, Callable[[], tuple[float, int]]] = {
                "hot": lambda: wrk(site.address + HOT, seconds=seconds, **GZIP),
                "304": lambda: wrk(site.address + HOT, seconds=seconds, If_None_Match=headers["ETag"], **GZIP),
                "container": lambda: wrk(f"http://127.0.0.1:{front}{HOT}", seconds=seconds, **GZIP),
                "view": lambda: wrk(bare.address + HOT, seconds=seconds, **GZIP),
            }
            found = _ratios(page, cases, seconds, rounds)
            found |= _shelf(folder, site, page, seconds, rounds)
            found["rss_hot"] = max(site.megabytes())
            for kind in ("live", "draft"):
                found |= _under_saves(folder, site, page, max(seconds, 4.0), kind)
            found["stale"] = float(_stale(folder, site))
            found["rss"] = max(site.megabytes())
            found["rss_first"] = max(first)
    return found


def _ratios(page: str, cases: dict[str, Callable[[], tuple[float, int]]], seconds: float, rounds: int) -> Result:
    """Of each case, the share of nginx in the same round, and requests a second."""
    rates: dict[str, list[float]] = {name: [] for name in cases}
    shares: dict[str, list[float]] = {name: [] for name in cases}
    limits, wrong = [], 0
    for _ in range(rounds):
        for name, case in cases.items():
            limit, _ = wrk(page, seconds=seconds, **GZIP)
            rate, errors = case()
            wrong += errors
            limits.append(limit)
            rates[name].append(rate)
            shares[name].append(rate / limit)
    found = {name: middle(values) for name, values in shares.items()}
    found |= {f"{name}/s": middle(values) for name, values in rates.items()}
    return {**found, "nginx/s": middle(limits), "errors": float(wrong)}


def _shelf(folder: Path, site: Site, page: str, seconds: float, rounds: int) -> Result:
    """Pages that no process holds in its memory: more of them than fit, each asked for once before."""
    listed = "from site_app.articles.models import Article as A; print(*A.objects.published().values_list('slug', flat=True)[:3000])"
    slugs = python(folder, "manage.py", "shell", "-v0", "-c", listed).split()
    paths = [f"/articles/{slug}/{view}" for slug in slugs for view in ("", "ruby/", "pinyin/")][:6000]
    if len(paths) < 3000:
        return {}
    script = folder / "many.lua"
    script.write_text(
        "local paths = {" + ",".join(f'"{path}"' for path in paths) + "}\nlocal at = 0\n"
        "init = function() math.randomseed(os.time()) end\n"
        "request = function() return wrk.format('GET', paths[math.random(#paths)]) end\n"
    )
    time.sleep(1.5)  # pages are put on the shelf once the site has been calm for a second
    begun = time.monotonic()
    for path in paths:
        get(site.address + path, **GZIP)
    made = (time.monotonic() - begun) / len(paths)
    found = _ratios(
        page, {"shelf": lambda: wrk(site.address, seconds=seconds, script=str(script), **GZIP)}, seconds, rounds
    )
    return {"shelf": found["shelf"], "shelf/s": found["shelf/s"], "made_ms": 1000 * made}


def _under_saves(folder: Path, site: Site, page: str, seconds: float, kind: str) -> Result:
    """The hot page while somebody changes it, or a draft of it, 20 times a second, and the same without; nginx beside each."""
    calm_limit, _ = wrk(page, seconds=seconds, **GZIP)
    calm, _ = wrk(site.address + HOT, seconds=seconds, **GZIP)
    saver = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.saving", str(3 * seconds + 3), str(SAVES), kind],
        cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(2.5)
    limit, _ = wrk(page, seconds=seconds, **GZIP)
    busy, wrong = wrk(site.address + HOT, seconds=seconds, **GZIP)
    saves = int(saver.communicate()[0])
    return {
        f"{kind}_saves": (busy / limit) / (calm / calm_limit),
        f"{kind}_errors": float(wrong),
        f"{kind}_saves/s": saves / (3 * seconds + 3),
    }


_CHANGE = """
import sys
from site_app.articles.models import Rendering
page = Rendering.objects.get(edition__article__slug="nao-geng-shi-shen-me", view="ruby", edition__state="published")
body = page.body
for line in sys.stdin:
    page.body = f"{body}<!-- change {line.strip()}. -->" if line.strip() else body
    page.save(update_fields=["body"])
    print("saved", flush=True)
"""


def _stale(folder: Path, site: Site, changes: int = 60) -> int:
    """How many of the requests that follow a save, on connections of their own, get a page of before."""
    start = f"import django; django.setup(); exec({_CHANGE!r})"
    writer = subprocess.Popen([sys.executable, "-c", start], cwd=ROOT, env=environment(folder), stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert writer.stdin
    assert writer.stdout
    stale = 0
    for number in [*map(str, range(changes)), ""]:
        writer.stdin.write(f"{number}\n")
        writer.stdin.flush()
        writer.stdout.readline()
        for _ in range(6):
            page = get(site.address + HOT)[2]
            stale += (f"<!-- change {number}. -->".encode() not in page) if number else b"<!-- change" in page
    writer.stdin.close()
    writer.wait()
    return stale


if __name__ == "__main__":
    main(sys.argv[1:])
