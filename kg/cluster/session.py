"""The cluster: a session of Spark, or one line that says what is missing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ROOT = Path(__file__).parents[2]  # where the package lies


@contextmanager
def session(master: str | None, settings: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session on the cluster of that URL; with None on the one that Spark's own configuration names.

    `settings` go before that configuration. A session that this process has already is used and left as it is. Raises
    `KgError` where pyspark or a Java is missing, or no session can be had.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise KgError(
            "--engine spark needs pyspark, which is not installed; install it with pip install 'localgov-kg[spark]'"
        ) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    builder = SparkSession.builder.appName("kg").config("spark.ui.showConsoleProgress", "false")
    if master is not None:
        builder = builder.master(master)
        if master.startswith("local"):
            # on this machine the workers run this Python and this program
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
            builder = builder.config("spark.executorEnv.PYTHONPATH", path)
    for name, value in (settings or {}).items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        why = str(error).strip().split("\n")[0]
        raise KgError(
            f"no Spark at {master or 'the configured master'} ({why}); Spark 4 needs Java 17 or later (JAVA_HOME), and "
            "--master the URL of a cluster, local[*] for one"
        ) from error
    try:
        yield spark
    finally:
        spark.stop()
