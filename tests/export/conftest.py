from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import settings

# A test that is the first to import a library or that shares a busy machine is slow, not wrong
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

# For `small_graph`, which the tests of this folder share with those beside it
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
