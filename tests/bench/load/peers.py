"""What a gateway is compared with."""

import os
import pathlib
import subprocess
import sys
import time

from wrk import ENTER, LOAD, ROOT


class Peers:
    """nginx and the untuned gateway, each before the same backend; all on loopback."""

    def __init__(self):
        body = "x" * 1024
        for name in ("backend", "proxy"):
            config = (LOAD / f"nginx-{name}.conf").read_text().replace("BODY", body)
            pathlib.Path(f"{name}.conf").write_text(f"pid {name}.pid;\nerror_log {name}.log;\n{config}")
        jar = ROOT / "tests" / "bench" / "untuned-gateway" / "target" / "untuned-gateway-0.1.0.jar"
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
        self.started = []
        self.start("nginx", "-p", os.getcwd(), "-c", "backend.conf")
        self.peers = {
            "nginx": (self.start("nginx", "-p", os.getcwd(), "-c", "proxy.conf"), "http://127.0.0.1:19082"),
            "untuned gateway": (self.start(java, "-jar", jar), "http://127.0.0.1:19081"),
        }

    def start(self, *command, **options):
        """Starts a program, whose output is kept in a file if the options of Popen do not say otherwise."""
        with open(f"program-{len(self.started)}.log", "w") as log:
            self.started.append(subprocess.Popen([*ENTER, *command], **{"stdout": log, "stderr": log, **options}))
        return self.started[-1]

    def stop(self):
        for process in self.started:
            process.terminate()
        for process in self.started:
            process.wait(30)

    def await_answers(self):
        for _, url in self.peers.values():
            await_answer(url + "/")


def await_answer(url):
    """Waits until there is a good answer, at most two minutes."""
    deadline = time.monotonic() + 120
    while subprocess.run([*ENTER, "curl", "-sf", "--noproxy", "*", "-o", os.devnull, url]).returncode:
        if time.monotonic() > deadline:
            logs = [pathlib.Path(name).read_text()[-1000:] for name in sorted(os.listdir()) if name.endswith(".log")]
            sys.exit("\n".join([f"error: {url} does not answer", *logs]))
        time.sleep(0.5)
