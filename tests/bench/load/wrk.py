"""Runs wrk, which sends the next request of a connection when the answer to the one before is there."""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(os.environ["ROOT"])
LOAD = ROOT / "tests" / "bench" / "load"
# Of a network namespace, if the load is to come from within one.
ENTER = ["nsenter", f"--net={os.environ['LOAD_NAMESPACE']}"] if "LOAD_NAMESPACE" in os.environ else []


def wrk(url, script, connections, duration, requests=None):
    """The output of wrk after so many requests, at the latest after so many seconds. A request that failed ends the program."""
    environment = dict(os.environ, **({"REQUESTS": str(requests)} if requests else {}))
    command = [*ENTER, "wrk", "-t1", f"-c{connections}", f"-d{duration}s", "--timeout=30s", "--latency", "-s", LOAD / script, url]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*", output)
    if failed:
        sys.exit(f"error: requests to {url} failed: {failed[0]}")
    return output


def count(output):
    return int(re.search(r"(\d+) requests in", output)[1])


def per_second(output):
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])


def milliseconds(output, percentile):
    value, unit = re.search(rf"\s{percentile}%\s+([\d.]+)(us|ms|s)", output).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
