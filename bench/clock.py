"""Times: the wall's and the processor's, of this process and of children; and what machine they were taken on."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path


@dataclass(slots=True)
class Time:
    """Seconds by the wall's clock and by the processor's, all threads together."""

    wall: float = 0.0
    cpu: float = 0.0

    def __add__(self, other: Time) -> Time:
        return Time(self.wall + other.wall, self.cpu + other.cpu)


@contextmanager
def timed() -> Iterator[Time]:
    """Fill in the time that the block took."""
    time_ = Time()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        yield time_
    finally:
        time_.cpu = time.process_time() - cpu
        time_.wall = time.perf_counter() - wall


def settled() -> None:
    """Collect what is left over from before, so that nobody pays for another's garbage."""
    gc.collect()
    gc.freeze()


def child(command: Sequence[str], environment: Mapping[str, str] | None = None, cwd: Path | None = None) -> Time:
    """Return the time of a process from its start to its end; raises CalledProcessError unless it ends with 0 or 1."""
    began = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(command, env=environment, stdout=nowhere, stderr=nowhere, cwd=cwd)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Time(time.perf_counter() - began, usage.ru_utime + usage.ru_stime)


def median(times: Sequence[Time]) -> Time:
    """Return the medians of both clocks."""
    return Time(statistics.median(one.wall for one in times), statistics.median(one.cpu for one in times))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie, between neighbours in proportion."""
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def machine() -> str:
    """Return a line about processor, memory, load and versions."""
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = [line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = lines[0] if lines else model
    else:
        model = platform.processor() or model
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return f"{model}, {usable} cores{_memory()}, load {load()}; {platform.system()}, Python {platform.python_version()}"


def load() -> str:
    """Return how many processes have wanted to run, on average of a minute."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return ""
    return f", {size / 2**30:.0f} GiB"


def version_of(package: str) -> str:
    """Return the version of an installed package, "" if it is not there."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
