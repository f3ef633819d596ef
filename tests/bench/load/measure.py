"""Measures what tests/bench/requests prints. The environment is tests/bench/requests' own; see there."""

import json
import os
import pathlib
import signal
import statistics
import sys
import tempfile
import time

from peers import Peers
from processes import family, seconds
from shop import SHOP, Customers, call, in_parallel, log_in_admin
from stack import await_ready, of_pod, patch, pods, spec
from wrk import ROOT, count, milliseconds, per_second, wrk

ROUNDS, WARM_UP = int(os.environ.get("ROUNDS", 3)), int(os.environ.get("WARM_UP", 60))
READS, CLAIMS = int(os.environ.get("READS", 20000)), int(os.environ.get("CLAIMS", 6000))
PEER_READS, USERS = int(os.environ.get("PEER_READS", 100000)), int(os.environ.get("USERS", 200))
PROFILES = ("Throughput", "Startup")
COMPONENTS = (*os.environ["SERVICES"].split(), "postgresql", "kafka", "rabbitmq", "redis")


def say(text):
    print(f"   {text}", file=sys.stderr, flush=True)


# --- the shop


class Load:
    """What wrk sends: accounts, products, and campaigns to claim. Tokens live for 15 minutes: each phase logs in again."""

    def __init__(self):
        self.customers = Customers(USERS)
        products = call("/products?limit=20")["items"]
        pathlib.Path("paths.txt").write_text("".join(f"/api/v1/products/{product['id']}\n" for product in products))
        # A short read of each service with a token.
        self.own = {"user": "/users/me", "product": f"/products/{products[0]['id']}", "event": "/coupons?limit=1", "order": "/orders?limit=1"}

    def log_in(self):
        self.admin = log_in_admin()
        tokens = self.customers.tokens()
        pathlib.Path("tokens.txt").write_text("\n".join(tokens) + "\n")
        pathlib.Path("clients.txt").write_text("".join(f"203.0.113.{number % 250 + 1} {token}\n" for number, token in enumerate(tokens)))

    def campaigns(self, claims):
        """Enough of them that no user claims twice; a quarter of the users wins."""
        start, end = (time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + after)) for after in (-60, 1800))
        benefit = {"type": "AMOUNT", "value": 1000, "currency": "KRW"}
        body = {"name": "bench", "quota": max(1, USERS // 4), "startsAt": start, "endsAt": end, "benefit": benefit}
        made = in_parallel(lambda _: call("/campaigns", body, self.admin)["id"], range(-(-claims // USERS)))
        pathlib.Path("campaigns.txt").write_text("\n".join(made) + "\n")


def switch(profile):
    """Changes the profile and waits until every pod of the services runs it, and no other pod is left."""
    patch({"jvmProfile": profile, "gateway": {"rateLimits": {"mode": "Disabled"}}})
    await_ready()
    deadline = time.monotonic() + 300
    while not rolled_out(profile):
        if time.monotonic() > deadline:
            sys.exit(f"error: the pods of the services do not all run the profile {profile}: make status")
        time.sleep(1)


def rolled_out(profile):
    for pod in pods(*COMPONENTS):
        options = [v.get("value", "") for c in pod["spec"]["containers"] for v in c.get("env", []) if v["name"] == "JDK_JAVA_OPTIONS"]
        if any(("TieredStopAtLevel=1" in value) != (profile == "Startup") for value in options):
            return False
        if "deletionTimestamp" in pod["metadata"]:
            return False
    return True


# --- processes

def shop_processes():
    """By component, what lists its processes."""
    result = {}
    for pod in pods(*COMPONENTS):
        component = pod["metadata"]["labels"]["app.kubernetes.io/name"]
        result.setdefault(component, []).append(pod["metadata"]["uid"])
    return {component: lambda uids=uids: [pid for uid in uids for pid in of_pod(uid)] for component, uids in result.items()}


# --- load

def measure(operation, subject, listed, *load):
    """Runs the load once, and appends what it cost."""
    before = {name: seconds(pids()) for name, pids in listed.items()}
    output = wrk(*load)
    time.sleep(2)  # what goes on after the answers, such as issuing coupons, belongs to them
    after = {name: seconds(pids()) for name, pids in listed.items()}
    row = {name: (after[name] - before[name]) / count(output) * 1e6 for name in listed}
    row["requests/s"] = per_second(output)
    row["p50 ms"], row["p99 ms"] = milliseconds(output, 50), milliseconds(output, 99)
    say(f"{operation}, {subject}: {row['requests/s']:.0f} requests/s, gateway {row['gateway']:.0f} us")
    rows.append((operation, subject, row))


def settle(listed):
    """Waits until the mails of earlier winners, which user and worker handle, are sent; at most two minutes."""
    deadline, busy = time.monotonic() + 120, True
    while busy and time.monotonic() < deadline:
        before = [seconds(listed[name]()) for name in ("user", "worker")]
        time.sleep(3)
        after = [seconds(listed[name]()) for name in ("user", "worker")]
        busy = any(end - begin > 0.15 for begin, end in zip(before, after))


def measure_shop(shop, profile):
    switch(profile)
    shop.log_in()
    listed = shop_processes()
    say(f"{profile}: warm-up of reads")
    wrk(SHOP, "reads.lua", 16, WARM_UP)
    settle(listed)
    measure("read", profile, listed, SHOP, "reads.lua", 16, 300, READS)
    for service, path in shop.own.items() if profile == "Throughput" else ():
        os.environ.update(PATH_READ="/api/v1" + path, TOKENS="yes")
        say(f"{profile}: warm-up of reads of {service} with a token")
        wrk(SHOP, "clients.lua", 16, max(1, WARM_UP // 4))
        measure("own " + service, profile, listed, SHOP, "clients.lua", 16, 300, READS // 2)
    say(f"{profile}: warm-up of claims")
    shop.campaigns(700 * WARM_UP)
    wrk(SHOP, "claims.lua", 32, WARM_UP)
    settle(listed)
    shop.campaigns(CLAIMS)
    measure("claim", profile, listed, SHOP, "claims.lua", 32, 300, CLAIMS)


def measure_peers(peers, warm_up):
    for name, (process, url) in peers.peers.items():
        if warm_up:
            wrk(url, "reads.lua", 16, warm_up)
        measure("read", name, {"gateway": lambda: family(process.pid)}, url, "reads.lua", 16, 300, PEER_READS)


# --- the result

rows = []


def median(operation, subject, figure):
    values = [row[figure] for of, by, row in rows if (of, by) == (operation, subject) and figure in row]
    return statistics.median(values) if values else None


def table():
    columns = [("read", profile) for profile in PROFILES] + [("claim", profile) for profile in PROFILES]
    columns += [("read", "untuned gateway"), ("read", "nginx")]
    lines = [["median of " + str(ROUNDS), *(f"{operation}, {subject}" for operation, subject in columns)]]
    for figure in ("requests/s", "p50 ms", "p99 ms", *COMPONENTS):
        unit = " us/request" if figure in COMPONENTS else ""
        values = [median(*column, figure) for column in columns]
        lines.append([figure + unit, *("" if value is None else f"{value:.1f}" if "ms" in figure else f"{value:.0f}" for value in values)])
    untuned = median("read", "untuned gateway", "gateway")
    ratios = [median(*column, "gateway") / untuned for column in columns]
    lines.append(["gateway / untuned gateway", *(f"{ratio:.1f}" for ratio in ratios)])
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n\n" + own_table()


def own_table():
    """What a read with a token costs the service that answers it, and the gateway."""
    lines = ["| CPU us/request | gateway | service | PostgreSQL |", "|---|---|---|---|"]
    for operation, profile in dict.fromkeys((operation, subject) for operation, subject, _ in rows if operation.startswith("own ")):
        service = operation.removeprefix("own ")
        figures = [median(operation, profile, name) for name in ("gateway", service, "postgresql")]
        lines.append(f"| {service}, {profile} | " + " | ".join(f"{figure:.0f}" for figure in figures) + " |")
    return "\n".join(lines)


def keep():
    names = ("requests/s", "p50 ms", "p99 ms", *COMPONENTS)
    lines = ["\t".join(("operation", "subject", *names))]
    lines += ["\t".join((operation, subject, *(f"{row[name]:.2f}" if name in row else "" for name in names))) for operation, subject, row in rows]
    target = ROOT / "target" / "bench-requests.tsv"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("error: ended before all rounds were done"))
    before = spec()
    peers = None
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        os.chmod(work, 0o700)
        try:
            patch({"gateway": {"rateLimits": {"mode": "Disabled"}}})
            await_ready()
            say(f"{USERS} accounts")
            shop = Load()
            peers = Peers()
            peers.await_answers()
            for round_number in range(ROUNDS):
                say(f"round {round_number + 1} of {ROUNDS}")
                measure_peers(peers, WARM_UP if round_number == 0 else 0)
                for profile in PROFILES:
                    measure_shop(shop, profile)
                keep()
        finally:
            if peers:
                peers.stop()
            limits = before.get("gateway", {}).get("rateLimits")
            patch({"jvmProfile": before["jvmProfile"], "gateway": {"rateLimits": limits}})
            os.chdir(ROOT)
    print(table())


if __name__ == "__main__":
    main()
