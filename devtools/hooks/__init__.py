"""Run by the frozen program before anything of ours, named in `pyinstaller.spec`; each file is a script of its own."""
