"""What many tests share: the sample pages built once, two small pages, and ways to run the program."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from running import KG, PAGE, ROOT, SECOND, Call, Fingerprint, Outcome

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# A test that is the first to import a library or that shares a busy machine is slow, not wrong
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache: never the user's, and one for each test, so that each reads its texts itself."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("KG_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def seeds_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the sample pages."""
    from kg.build import build

    folder = tmp_path_factory.mktemp("seeds") / "output"
    build([ROOT / "seeds"], folder)
    return folder


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the first small page; its text lies beside it in `texts`."""
    from kg.build import build

    folder = tmp_path_factory.mktemp("small")
    (folder / "texts").mkdir()
    (folder / "texts" / "五月.txt").write_text(PAGE, encoding="utf-8")
    build([folder / "texts"], folder / "output")
    return folder / "output"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with both small pages, one of them further down."""
    folder = tmp_path / "pages"
    (folder / "六月").mkdir(parents=True)
    (folder / "五月.txt").write_text(PAGE, encoding="utf-8")
    (folder / "六月" / "调研.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command in this process: `kg("build", folder)`."""
    from kg.cli import run

    def call(*arguments: object) -> Outcome:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def kg_process() -> Call:
    """Run a command in a process of its own: `kg_process("build", folder, PYTHONHASHSEED="1")`."""

    def call(*arguments: object, **environment: str) -> Outcome:
        done = subprocess.run(
            [KG, *map(str, arguments)], env={**os.environ, **environment}, capture_output=True, timeout=300
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture(scope="session")
def fingerprint() -> Fingerprint:
    """Every file below a folder by its name, as a hash of its bytes."""

    def taken(folder: Path) -> dict[str, str]:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    return taken


MASTER = "local-cluster[2,1,1024]"


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A cluster of two machines on this one, shared by all tests: starting it takes longer than most of them do.

    Each machine is a process of its own, with its own Python.
    """
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install -e '.[spark]'")
    java = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (java and os.path.exists(os.path.join(java, "bin", "java")))):
        pytest.skip("no Java for Spark: run scripts/install-java, or set JAVA_HOME to a Java 17 or later")
    from kg.cluster.session import session

    few = {"spark.default.parallelism": "2", "spark.sql.shuffle.partitions": "2"}
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    # a machine that is killed is not waited for: the whole is to be quick
    few |= {"spark.locality.wait": "0s", "spark.shuffle.io.maxRetries": "1", "spark.shuffle.io.retryWait": "100ms"}
    quick = {**few, "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.memory": "1g"}
    with session(MASTER, quick) as running:
        running.sparkContext.setLogLevel("ERROR")
        yield running
