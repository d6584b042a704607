"""What goes into the bundle, decided without PyInstaller; `pyinstaller.spec` asks here."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from devtools.console import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Parts of Qt that its plugins would bring along and nothing here uses, and what those bring along in turn. GTK's theme
# would load the machine's GTK, which may not fit.
UNWANTED = re.compile(
    r"libqgtk3|virtualkeyboard|qpdf|vnc|eglfs|linuxfb|minimalegl|vkkhrdisplay|/translations/(?!qtbase_ko\.qm)|networkinformation"
    r"|plugins/generic/|Qt6?(Quick|Qml|Pdf|VirtualKeyboard|EglFS|OpenGL\b)"
    r"|^lib(atk|cairo|pango|pangocairo|pangoft2|gdk_pixbuf|fribidi|thai|datrie|pixman|graphite2)-?[\w.-]*\.so",
    re.IGNORECASE,
)
# Where the build took place is nobody's business, and lists of installed files are wrong in the bundle.
NOT_METADATA = {"direct_url.json", "RECORD", "INSTALLER", "REQUESTED", "uv_cache.json"}
# Graphics libraries belong to the machine's drivers, so PyInstaller leaves them out. Those that Qt cannot start without
# come along as spares for a machine that has none, in the order in which they need each other.
SPARES = (
    "libXau.so.6",
    "libmd.so.0",
    "libbsd.so.0",
    "libXdmcp.so.6",
    "libxcb.so.1",
    "libGLdispatch.so.0",
    "libGLX.so.0",
    "libGL.so.1",
    "libEGL.so.1",
)


def is_wanted(place: str) -> bool:
    """Whether a file belongs into the bundle, by its place in it."""
    return not UNWANTED.search(place) and Path(place).name not in NOT_METADATA


def entry(name: str, module: str, folder: Path) -> str:
    """Write a script that starts that module's `main`, and return its path: the module itself stays a module."""
    script = folder / f"{name}.py"
    folder.mkdir(parents=True, exist_ok=True)
    script.write_text(f"import sys\n\nfrom {module} import main\n\nsys.exit(main())\n", encoding="utf-8")
    return str(script)


def imports_of(folder: Path) -> set[str]:
    """Modules that the scripts of a folder import; scripts loaded by their path, where PyInstaller sees no import."""
    return {name for script in folder.rglob("*.py") for name in _imports(script) if name != "__future__"}


def _imports(script: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def files_of(folder: Path, but: Sequence[str] = (), root: Path = ROOT) -> list[tuple[str, str]]:
    """Every file below a folder of the project except those endings, each with its folder in the bundle."""
    return [
        (str(path), str(path.parent.relative_to(root)))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in but
    ]


def spares(find: Callable[[str], str | None]) -> list[tuple[str, str, str]]:
    """The spare libraries that this machine has, as entries of PyInstaller; `find` gives the path of a library."""
    found = ((f"spare/{number:02}-{name}", find(name)) for number, name in enumerate(SPARES))
    return [(place, path, "DATA") for place, path in found if path]
