"""CPU and memory of processes, from /proc."""

import os
import pathlib

TICKS = os.sysconf("SC_CLK_TCK")


def stat(pid):
    """Parent and CPU in ticks, with that of children that have ended; None if it has ended itself."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[1]), sum(map(int, fields[11:15]))
    except (FileNotFoundError, ProcessLookupError):
        return None


def processes():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def family(root):
    """A process and its children."""
    return [pid for pid in processes() if pid == root or (stat(pid) or (0, 0))[0] == root]


def seconds(pids):
    return sum(found[1] for found in map(stat, pids) if found) / TICKS


def resident_mib(pids):
    """The resident sets of processes, in MiB; pages that they share count for each."""
    total = 0
    for pid in pids:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return total / 1024
