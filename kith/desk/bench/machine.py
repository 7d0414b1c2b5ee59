"""What the machine is, and what its processes have used of it: read from the kernel's own tables."""

import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path

PROCESSES = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
GB = 1024**3


def described() -> dict[str, str]:
    """Cores, memory and processor in words. No names of hosts or folders."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "Processor": f"{_processor()}, {len(os.sched_getaffinity(0))} cores",
        "Memory": f"{memory / GB:.0f} GB",
        "System": f"{platform.system()} on {platform.machine()}",
        "Python": platform.python_version(),
    }


def _processor() -> str:
    for line in (PROCESSES / "cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def busy() -> float:
    """How many processes wanted a core in the last minute: well above the number of cores, figures are too high."""
    return os.getloadavg()[0]


def used() -> float:
    """Processor seconds that all programs of the machine have used since it started, and what its host took."""
    user, nice, system, _, _, *more = map(
        int, (PROCESSES / "stat").read_text().split("\n", 1)[0].split()[1:9]
    )
    return (user + nice + system + sum(more)) / TICKS


def children_of(parent: int) -> list[int]:
    """The processes started by a process, as far as they still run."""
    return [pid for pid, above in _parents() if above == parent]


def descendants(parent: int) -> list[int]:
    """The processes below a process, at any depth."""
    below = children_of(parent)
    return below + [one for child in below for one in descendants(child)]


def _parents() -> Iterator[tuple[int, int]]:
    for folder in PROCESSES.iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            yield int(folder.name), int(fields[1])


def _stat(pid: int) -> list[str]:
    """The fields of a process from its state on; empty when it is gone. Its name may hold spaces and brackets."""
    try:
        words = (PROCESSES / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return words[words.rindex(")") + 2 :].split()


def seconds(pids: Iterable[int], *, with_ended_children: bool = False) -> float:
    """Processor seconds that processes have used so far, of their ended children too where asked."""
    last = 15 if with_ended_children else 13
    return sum(sum(map(int, _stat(pid)[11:last])) for pid in pids) / TICKS


def resident(pid: int) -> float:
    """Megabytes of memory a process holds; those it shares with others count in full."""
    for line in (PROCESSES / str(pid) / "status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def command(pid: int) -> str:
    """How a process was called."""
    try:
        return (PROCESSES / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
