from __future__ import annotations

import sys
from pathlib import Path

# For `small_graph`, which the tests of this folder share with those beside it
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
