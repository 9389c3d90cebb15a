"""What does an image that only multiplies small matrices take in the place of OpenBLAS, which is 28 MB of kernels for all processors?

The image `web` runs one small network with numpy, and no other mathematics. `put_in_place` compiles small_blas.c under the name
that numpy's modules ask for; what they ask for beside it is there by its name alone. The image needs a C compiler while it is
built. Tests compare the readings that such an image computes with those of the whole numpy.
"""

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

_SOURCE = Path(__file__).with_name("small_blas.c")
_PRESENT = re.compile(r"scipy_cblas_[sd](dot|axpy|gemm|gemv|syrk)64_")


def put_in_place(packages: Path) -> None:
    """Of the numpy in this folder of packages; does nothing where its wheel brings no OpenBLAS."""
    libraries = packages / "numpy.libs"
    found = next(libraries.glob("libscipy_openblas64_*.so"), None)
    if found is None:
        return
    modules = [str(path) for path in packages.glob("numpy/**/*.so")]
    with TemporaryDirectory() as folder:
        missing = [f"MISSING({name})" for name in sorted(_asked_for(modules)) if not _PRESENT.fullmatch(name)]
        Path(folder, "missing.h").write_text("\n".join(missing))
        made = Path(folder, found.name)
        given = ["-O3", "-shared", "-fPIC", "-s", f"-I{folder}", f"-Wl,-soname,{found.name}"]
        subprocess.run(["cc", *given, "-o", str(made), str(_SOURCE)], check=True)
        for library in libraries.iterdir():
            library.unlink()
        found.write_bytes(made.read_bytes())
        found.chmod(0o755)


def _asked_for(modules: list[str]) -> set[str]:
    listed = subprocess.run(
        ["nm", "-D", "--undefined-only", *modules], check=True, capture_output=True, text=True
    ).stdout
    return {name for name in re.findall(r"\bU (\w+)", listed) if name.startswith("scipy_")}
