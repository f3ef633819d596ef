"""The stack shop/shop of a local cluster: its objects, its pods and their processes."""

import json
import os
import pathlib
import subprocess
import sys
import time

from processes import processes
from wrk import ROOT


def kubectl(*arguments):
    command = [os.environ["KUBECTL"], "--context", os.environ["KUBE_CONTEXT"], "-n", "shop", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def spec():
    return json.loads(kubectl("get", "ecs/shop", "-o", "json"))["spec"]


def patch(change):
    kubectl("patch", "ecs/shop", "--type=merge", "-p", json.dumps({"spec": change}))


def await_ready():
    subprocess.run([ROOT / "dev" / "scripts" / "wait-ready", "shop", "shop"], check=True)


def pods(*components):
    """The running pods of components, also those that are being deleted."""
    selector = f"app.kubernetes.io/name in ({','.join(components)})"
    return json.loads(kubectl("get", "pods", "-l", selector, "--field-selector=status.phase=Running", "-o", "json"))["items"]


def await_pods(component, count):
    """Waits until a component has so many pods that are ready, and no other."""
    deadline = time.monotonic() + 300
    while True:
        found = json.loads(kubectl("get", "pods", "-l", f"app.kubernetes.io/name={component}", "-o", "json"))["items"]
        conditions = [c for pod in found for c in pod.get("status", {}).get("conditions", []) if c["type"] == "Ready"]
        if len(found) == count and [c["status"] for c in conditions] == ["True"] * count:
            return
        if time.monotonic() > deadline:
            sys.exit(f"error: {component} does not have {count} pods that are ready: make status")
        time.sleep(1)


def of_pod(uid):
    """The processes of a pod."""
    found, names = [], (uid, uid.replace("-", "_"))
    for pid in processes():
        try:
            cgroup = pathlib.Path(f"/proc/{pid}/cgroup").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if any(name in cgroup for name in names):
            found.append(pid)
    return found
