"""Measures what tests/bench/gateway prints. The environment is tests/bench/gateway's own; see there."""

import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree

from peers import Peers, await_answer
from processes import family, resident_mib, seconds
from wrk import ROOT, count, per_second, wrk

ROUNDS, WARM_UP = int(os.environ.get("ROUNDS", 3)), int(os.environ.get("WARM_UP", 60))
READS, LATENCY = int(os.environ.get("READS", 60000)), int(os.environ.get("LATENCY", 30))
SOAK = int(os.environ.get("SOAK", 0))
# 4/5 of the default limit of 440 MiB less what the JVM needs beside: JvmMemory of the operator.
HEAP, CLIENTS = os.environ.get("HEAP", "111m"), int(os.environ.get("CLIENTS", 5000))
SUBJECTS = os.environ.get("SUBJECTS", "direct nginx untuned open shared protected").split()
CONNECTIONS = 16
BACKEND = "http://127.0.0.1:19080"
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
KEPT_LINES = '"status_code":[45]|"duration_ms":[0-9]{4}|"level":"(WARN|ERROR)"'
FIGURES = ("requests/s", "CPU us/request", "RSS MiB", "p50 ms", "p99 ms")


def say(text):
    print(f"   {text}", file=sys.stderr, flush=True)


# --- what is measured


class Subject:
    """A server before the backend, or the backend itself.

    name: what the table calls it; url: its address; path: what is read; process: the server, None for the backend;
    script, tokens: what wrk sends, and whether with tokens."""

    def __init__(self, name, url, path, process, script="reads.lua", tokens=False):
        self.name, self.url, self.path, self.process = name, url, path, process
        self.script, self.tokens = script, tokens

    def load(self, duration, requests=None):
        os.environ.update(PATH_READ=self.path, TOKENS="yes" if self.tokens else "no")
        return wrk(self.url, self.script, CONNECTIONS, duration, requests)

    def processes(self):
        return family(self.process.pid) if self.process else []

    def measure(self):
        before = seconds(self.processes())
        output = self.load(300, READS)
        time.sleep(0.5)
        row = {"requests/s": per_second(output)}
        if self.process:
            row["CPU us/request"] = (seconds(self.processes()) - before) / count(output) * 1e6
        return row

    def maximum(self):
        """Requests per second when each of the connections sends the next request at once.

        Less than wrk reaches: the program that measures p50 and p99 takes more of the same processors."""
        return self.attack("-rate=0", f"-max-workers={CONNECTIONS}", duration=15)["throughput"]

    def latency(self, rate):
        """p50 and p99 at a constant rate, counted from the time at which a request was due."""
        latencies = self.attack(f"-rate={rate}/s", duration=LATENCY)["latencies"]
        return {"p50 ms": latencies["50th"] / 1e6, "p99 ms": latencies["99th"] / 1e6}

    def attack(self, *options, duration):
        with open("targets.json", "w") as targets:
            for address, token in clients():
                headers = {}
                if self.script == "clients.lua":
                    headers["X-Forwarded-For"] = [address]
                if self.tokens:
                    headers["Authorization"] = ["Bearer " + token]
                targets.write(json.dumps({"method": "GET", "url": self.url + self.path, "header": headers}) + "\n")
        attack = [os.environ["VEGETA"], "attack", "-format=json", "-targets=targets.json", *options, f"-duration={duration}s"]
        attack += [f"-connections={CONNECTIONS}", "-output=attack.bin", "-timeout=30s"]
        subprocess.run(attack, check=True)
        report = subprocess.run([os.environ["VEGETA"], "report", "-type=json", "attack.bin"], check=True, stdout=subprocess.PIPE, text=True)
        result = json.loads(report.stdout)
        if result["success"] < 1:
            logs = "\n".join(log.read_text()[-2000:] for log in pathlib.Path().glob("gateway-*.log"))
            sys.exit(f"error: requests to {self.name} failed: {result['status_codes']} {result['errors'][:3]}\n{logs}")
        return result


def clients():
    return [line.split() for line in pathlib.Path("clients.txt").read_text().splitlines()]


# --- programs


def classpath(module, jar):
    target = ROOT / module / "target"
    return os.pathsep.join([str(target / jar), (target / "runtime.classpath").read_text()])


def start_backings(peers):
    """Redis and the customers. They end when their standard input does."""
    command = [JAVA, "-cp", classpath("tests/fixtures", "testing-0.1.0.jar")]
    command += [f"-Dbrokers.images={ROOT / 'dev' / 'images'}", "dev.ecommercestack.testing.GatewayLoadBackings", str(CLIENTS)]
    process = peers.start(*command, stdin=subprocess.PIPE)
    deadline = time.monotonic() + 300
    while not pathlib.Path("redis.txt").exists():
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"error: Redis did not start: {pathlib.Path('program-3.log').read_text()[-2000:]}")
        time.sleep(0.2)
    os.chmod("jwks.json", 0o644)


def jvm_flags():
    """Those of the image."""
    pom = ElementTree.parse(ROOT / "pom.xml")
    return [flag.text for flag in pom.iter("{http://maven.apache.org/POM/4.0.0}jvmFlag")]


def start_gateway(peers, name, port, settings):
    """The gateway as in a pod: its log goes to a pipe, of which the warnings and the lines of failed and slow requests are kept."""
    command = [JAVA, *jvm_flags(), f"-Xmx{HEAP}"]
    if os.environ.get("JFR"):
        command.append(f"-XX:StartFlightRecording=settings=profile,dumponexit=true,filename={ROOT}/target/bench-gateway-{name}.jfr")
    command += ["-cp", classpath("gateway", "gateway-0.1.0.jar"), "dev.ecommercestack.gateway.GatewayApplication"]
    redis_port, redis_user, redis_password = pathlib.Path("redis.txt").read_text().split()
    credentials = pathlib.Path(f"credentials-{name}")
    credentials.mkdir()
    (credentials / "redis-username").write_text(redis_user)
    (credentials / "redis-password").write_text(redis_password)
    environment = dict(os.environ, MALLOC_ARENA_MAX="2", LOGGING_STRUCTURED_FORMAT_CONSOLE="ecs", CREDENTIALS_DIR=str(credentials.absolute()))
    environment.update({"SPRING_DATA_REDIS_HOST": "127.0.0.1", "SPRING_DATA_REDIS_PORT": redis_port, "EUREKA_CLIENT_ENABLED": "false", "ISSUER_URL": BACKEND})
    instances = {f"spring.cloud.discovery.client.simple.instances.{service}[0].uri": BACKEND for service in ("user", "product", "event", "order")}
    settings = {**instances, "server.port": port, "management.server.port": port + 100, "gateway.trusted-proxies": "127.0.0.0/8", **settings}
    command += [f"--{key}={value}" for key, value in settings.items()]
    process = peers.start(*command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    with open(f"gateway-{name}.log", "w") as log:
        peers.started.append(subprocess.Popen(["grep", "--line-buffered", "-E", KEPT_LINES], stdin=process.stdout, stdout=log))
    return process


def subjects(peers):
    """Those to measure, started and warm."""
    pathlib.Path("paths.txt").write_text("/\n")
    found = []
    if "direct" in SUBJECTS:
        found.append(Subject("direct", BACKEND, "/", None))
    if "nginx" in SUBJECTS:
        found.append(Subject("nginx", peers.peers["nginx"][1], "/", peers.peers["nginx"][0]))
    if "untuned" in SUBJECTS:
        process, url = peers.peers["untuned gateway"]
        found.append(Subject("untuned gateway", url, "/", process))
    if "open" in SUBJECTS or "shared" in SUBJECTS:
        process = start_gateway(peers, "open", 19083, {"gateway.rate-limits.enabled": "false"})
        if "open" in SUBJECTS:
            found.append(Subject("gateway, open", "http://127.0.0.1:19083", "/api/v1/categories", process, "clients.lua"))
        if "shared" in SUBJECTS:
            found.append(Subject("gateway, shared", "http://127.0.0.1:19083", "/api/v1/campaigns/1", process, "clients.lua"))
    if "protected" in SUBJECTS:
        buckets = ("per-account.read", "per-address.read", "per-address.any")
        rate = {"requests-per-minute": 6000000, "burst": 1000000}
        limits = {f"gateway.rate-limits.{bucket}.{name}": value for bucket in buckets for name, value in rate.items()}
        traces = {"management.opentelemetry.tracing.export.otlp.endpoint": BACKEND + "/v1/traces"}
        process = start_gateway(peers, "protected", 19084, {**limits, **traces})
        found.append(Subject("gateway, protected", "http://127.0.0.1:19084", "/api/v1/orders", process, "clients.lua", tokens=True))
    for subject in found:
        if subject.name.startswith("gateway"):
            await_answer(subject.url + "/api/v1/categories")
        if subject.process and subject.name != "nginx":
            say(f"{subject.name}: warm-up")
            subject.load(WARM_UP)
    return found


# --- the result

rows = []


def median(subject, figure):
    values = [row[figure] for name, row in rows if name == subject and figure in row]
    return statistics.median(values) if values else None


def table():
    columns = list(dict.fromkeys(name for name, _ in rows))
    lines = [["median of " + str(ROUNDS), *columns], ["---"] * (len(columns) + 1)]
    for figure in FIGURES:
        values = [median(column, figure) for column in columns]
        lines.append([figure, *("" if value is None else f"{value:.2f}" if "ms" in figure else f"{value:.0f}" for value in values)])
    for figure in ("CPU us/request", "p99 ms"):
        for other in ("untuned gateway", "nginx"):
            base = median(other, figure) if other in columns else None
            values = [median(column, figure) for column in columns]
            if base:
                lines.append([f"{figure} / {other}", *("" if value is None else f"{value / base:.2f}" for value in values)])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def keep():
    lines = ["\t".join(("subject", *FIGURES))]
    lines += ["\t".join((name, *(f"{row[figure]:.3f}" if figure in row else "" for figure in FIGURES))) for name, row in rows]
    target = ROOT / "target" / "bench-gateway.tsv"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n")


def play(found):
    rate = None
    for round_number in range(ROUNDS):
        say(f"round {round_number + 1} of {ROUNDS}")
        measured = {subject.name: subject.measure() for subject in found}
        if LATENCY and rate is None:
            slowest = min(found, key=lambda subject: measured[subject.name]["requests/s"])
            rate = max(1, int(slowest.maximum() / 2))
            say(f"p50 and p99 at {rate} requests/s: half of the maximum of {slowest.name}")
        for subject in found:
            row = measured[subject.name]
            if LATENCY:
                row.update(subject.latency(rate))
            if subject.process:
                row["RSS MiB"] = resident_mib(subject.processes())
            rows.append((subject.name, row))
            say(f"{subject.name}: " + ", ".join(f"{figure} {value:.2f}" for figure, value in row.items()))
        keep()


def soak(subject):
    """Sends as many requests as the gateway takes; whether its memory stays the same from three tenths of the time on."""
    samples, begin = [], time.monotonic()
    load = threading.Thread(target=subject.load, args=(SOAK,))
    load.start()
    while load.is_alive():
        load.join(SOAK / 60)
        samples.append((time.monotonic() - begin, resident_mib(subject.processes())))
        say(f"{samples[-1][0]:.0f} s: RSS {samples[-1][1]:.0f} MiB")
    early = next(mib for seconds_, mib in samples if seconds_ >= SOAK * 0.3)
    late = samples[-1][1]
    print(f"{subject.name}: RSS {early:.0f} MiB after {SOAK * 0.3:.0f} s, {late:.0f} MiB after {SOAK} s ({100 * (late / early - 1):+.1f} %)")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("error: ended before all rounds were done"))
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        os.umask(0o077)
        os.chmod(work, 0o711)  # nginx, whose worker may be another user, reads jwks.json
        peers = Peers()
        try:
            peers.await_answers()
            start_backings(peers)
            found = subjects(peers)
            if SOAK:
                soak(found[-1])
                return
            play(found)
        finally:
            peers.stop()
            os.chdir(ROOT)
    print(table())


if __name__ == "__main__":
    main()
