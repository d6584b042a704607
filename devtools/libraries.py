"""What pip cannot install: Qt's system libraries on Linux, and Tesseract's program for some tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from typing import TYPE_CHECKING

from devtools.console import say, succeeds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# What Qt loads, and the Debian package it comes in. Found out by loading, so that any distribution will do.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11 = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown."""
    if platform != "linux":
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def wanted_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    """Libraries that Qt needs for what that environment can show; X11 serves on Wayland desktops too."""
    if environment.get("DISPLAY"):
        return {**OFFSCREEN, **X11}
    return {**OFFSCREEN, **WAYLAND} if environment.get("WAYLAND_DISPLAY") else OFFSCREEN


def missing_packages(libraries: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """Debian packages of those libraries that cannot be loaded."""
    missing = []
    for library, package in libraries.items():
        try:
            load(library)
        except OSError:
            missing.append(package)
    return missing


def apt_get() -> list[str] | None:
    """How to call `apt-get` from here; None if it may not install anything."""
    program = shutil.which("apt-get")
    if program is None:
        return None
    if os.geteuid() == 0:
        return [program]
    sudo = shutil.which("sudo")
    return [sudo, "-n", program] if sudo and succeeds([sudo, "-n", "true"]) else None


def install_packages(packages: list[str], purpose: str, refusals: Path) -> None:
    """Install Debian packages if allowed; otherwise say in one line what is missing and how to get it.

    Args:
        packages: names of Debian packages.
        purpose: what needs them, for the person.
        refusals: file that remembers what could not be installed, so that later starts do not lose time on it.
    """
    names = " ".join(packages)
    refused_before = refusals.is_file() and names in refusals.read_text().splitlines()
    program = None if refused_before else apt_get()
    if program is not None:
        say(f"Installing system packages for {purpose}: {names}")
        succeeds([*program, "update"])
        install = [*program, "install", "-y", "--no-install-recommends", *packages]
        if succeeds(install, DEBIAN_FRONTEND="noninteractive"):
            return
        if refusals.parent.is_dir():
            with refusals.open("a") as memory:
                memory.write(names + "\n")
    say(
        f"MISSING for {purpose}: {names}. Could not be installed from here; on Debian or Ubuntu: "
        f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
    )


def set_up_qt(libraries: Mapping[str, str], refusals: Path) -> bool:
    """Care for the libraries that Qt needs; only Linux lacks them. Whether all are there now."""
    missing = missing_packages(libraries) if sys.platform == "linux" else []
    if not missing:
        return True
    install_packages(missing, "the window (Qt)", refusals)
    return not missing_packages(libraries)


def set_up_tesseract(refusals: Path) -> None:
    """Care for Tesseract's program. Holdpoint brings its own recogniser; a contract test wants the installed one."""
    if sys.platform == "linux" and shutil.which("tesseract") is None:
        install_packages(["tesseract-ocr"], "the tests of an installed Tesseract (skipped without it)", refusals)
