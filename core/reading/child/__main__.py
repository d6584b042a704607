"""`python -m core.reading.child`."""

from __future__ import annotations

import sys

from core.reading.child.program import main

sys.exit(main())
