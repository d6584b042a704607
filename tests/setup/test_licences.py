"""Licence texts that go into the bundle."""

from __future__ import annotations

from devtools import licences


def test_a_library_of_the_system_brings_its_text(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(licences, "packages_of", lambda libraries: asked.extend(libraries) or {"libx11-6", "libnone"})
    (tmp_path / "libx11-6").mkdir()
    (tmp_path / "libx11-6" / "copyright").write_text("MIT")
    found = licences.texts(["/usr/lib/libX11.so.6", "/home/me/.venv/lib/numpy.so"], tmp_path)
    assert asked == ["/usr/lib/libX11.so.6"]
    assert ("licences/libx11-6.txt", str(tmp_path / "libx11-6" / "copyright"), "DATA") in found
    assert not any("libnone" in place for place, _, _ in found)


def test_a_machine_without_dpkg_names_no_package(monkeypatch):
    monkeypatch.setattr(licences.shutil, "which", lambda _name: None)
    assert licences.packages_of(["/usr/lib/libX11.so.6"]) == set()
