"""Writes the config.json of an OCI bundle that runs an image as the contract says and as a restricted pod would.

    bundle.py CONTRACT.json IMAGE.json NAME init|command BUNDLE ROOT WORK MEMORY_MB

ROOT is the image's file system, mounted read-only. WORK has hosts, config/ and secrets/ (read-only) and a directory for each
volume of the contract, named by its path with "-" for "/".
"""

import json
import os
import sys


def mounts(contract, work):
    """What a pod has: kernel file systems, read-only configuration, and the contract's volumes, outer ones first."""
    yield {"destination": "/proc", "type": "proc", "source": "proc"}
    yield {"destination": "/dev", "type": "tmpfs", "source": "tmpfs",
           "options": ["nosuid", "strictatime", "mode=755", "size=65536k"]}
    yield {"destination": "/dev/shm", "type": "tmpfs", "source": "shm",
           "options": ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"]}
    yield {"destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["nosuid", "noexec", "nodev", "ro"]}
    yield {"destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup",
           "options": ["nosuid", "noexec", "nodev", "relatime", "ro"]}
    for path, name in contract["files"].items():
        yield {"destination": path, "type": "bind", "source": os.path.join(work, name),
               "options": ["rbind", "ro", "nosuid", "nodev"]}
    yield {"destination": "/etc/hosts", "type": "bind", "source": os.path.join(work, "hosts"), "options": ["rbind", "ro"]}
    for path in sorted(contract["volumes"] + contract["scratch"]):
        yield {"destination": path, "type": "bind", "source": os.path.join(work, path.strip("/").replace("/", "-")),
               "options": ["rbind", "rw", "nosuid", "nodev"]}


def main():
    contract_file, image_file, name, which, bundle, root, work, memory = sys.argv[1:]
    with open(contract_file, encoding="utf-8") as file:
        contract = json.load(file)[name]
    with open(image_file, encoding="utf-8") as file:
        image = json.load(file)["config"]
    env = dict(pair.split("=", 1) for pair in image["Env"]) | contract["env"]
    config = {
        "ociVersion": "1.0.2",
        "root": {"path": root, "readonly": True},
        "hostname": name,
        "process": {
            "terminal": False,
            "user": {"uid": contract["uid"], "gid": contract["uid"], "additionalGids": [contract["uid"]]},
            "args": contract[which],
            "env": [f"{key}={value}" for key, value in env.items()],
            "cwd": image["WorkingDir"],
            "capabilities": {kind: [] for kind in ("bounding", "effective", "permitted", "inheritable", "ambient")},
            "noNewPrivileges": True,
        },
        "mounts": list(mounts(contract, work)),
        "linux": {
            # A network of its own with nothing but a loopback device.
            "namespaces": [{"type": kind} for kind in ("pid", "network", "ipc", "uts", "mount")],
            "resources": {
                "devices": [{"allow": False, "access": "rwm"}],
                "memory": {"limit": int(memory) << 20},
            },
            "maskedPaths": ["/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/scsi", "/sys/firmware"],
            "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
        },
    }
    with open(os.path.join(bundle, "config.json"), "w", encoding="utf-8") as file:
        json.dump(config, file, indent=1)


if __name__ == "__main__":
    main()
