"""Licence texts of what a bundle takes from the machine it is built on; Python packages bring theirs along."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCUMENTS = Path("/usr/share/doc")
FOLDER = "licences"


def packages_of(libraries: Iterable[str]) -> set[str]:
    """Debian packages that files of this machine come from; none on machines without dpkg."""
    if shutil.which("dpkg-query") is None:
        return set()
    found = set()
    for library in libraries:
        path = str(Path(library).resolve())
        # Where /lib is a link to /usr/lib, dpkg knows a file by one of the two names.
        for name in (path, path.removeprefix("/usr")):
            done = subprocess.run(  # noqa: S603 - asks the package database
                ["dpkg-query", "--search", name],  # noqa: S607 - as above
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode == 0:
                found.add(done.stdout.partition(":")[0])
                break
    return found


def texts(libraries: Iterable[str], documents: Path = DOCUMENTS) -> list[tuple[str, str, str]]:
    """Licence texts of those libraries and of Python itself, as entries of PyInstaller."""
    system = (path for path in libraries if path.startswith(("/lib", "/usr/lib")))
    found = {package: documents / package / "copyright" for package in sorted(packages_of(system))}
    found["python"] = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return [(f"{FOLDER}/{name}.txt", str(path.resolve()), "DATA") for name, path in found.items() if path.is_file()]
