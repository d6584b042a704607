"""Give the programs that we start the machine's own libraries back.

The bundle's starter points LD_LIBRARY_PATH at the bundle. This process has read it already; a file manager, a browser
or an installed Tesseract that inherits it would load our libraries instead of its own. Our own child sets it again.
"""

from __future__ import annotations

import os

if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
