"""Proves what dev/scripts/prove-failover says. The environment is its own; see there."""

import base64
import csv
import itertools
import json
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from shop import SHOP, Customers, call, in_parallel, log_in_admin, register, send
from stack import await_pods, await_ready, of_pod, patch, pods, spec
from wrk import ENTER, ROOT

RATE, PHASE = int(os.environ["RATE"]), int(os.environ["PHASE"])
TWICE = ("user", "product", "gateway")
# The load comes from the network of the local cluster, in the name of many clients.
PROXIES = ["198.18.0.0/15"]
# Tokens are signed with another key each minute.
KEYS = {"USER_KEYS_PERIOD": "60s", "USER_KEYS_LEAD": "20s", "USER_KEYS_MARGIN": "20s", "USER_KEYS_RELOAD": "5s"}
# Invalid tokens of one address: requests per second, and how many times as many are sent.
LIMIT, TIMES = 20, 20
MAX_RATIO = 2
# An answer counts as in progress at a killed instance if it began at most so many seconds after the kill: the time until kube-proxy
# has removed the address of a killed gateway.
REFUSED_FOR = 5


def say(text):
    print(f"   {text}", file=sys.stderr, flush=True)


class Attack:
    """Requests at a constant rate, by vegeta, in a thread of its own."""

    def __init__(self, name, targets, rate, duration):
        self.name, self.started = name, time.time()
        pathlib.Path(name + ".targets").write_text("".join(json.dumps(target) + "\n" for target in targets))
        command = [*ENTER, os.environ["VEGETA"], "attack", "-format=json", f"-targets={name}.targets", f"-rate={rate}/s"]
        command += [f"-duration={duration}s", f"-output={name}.bin", "-timeout=30s", "-connections=64", "-max-connections=512", "-max-body=0"]
        self.process = subprocess.Popen(command)

    def results(self):
        """Waits for the end; each result with the times at which it began and ended."""
        if self.process.wait():
            sys.exit(f"error: the load generator ended with {self.process.returncode}")
        command = [os.environ["VEGETA"], "encode", "-to=csv", self.name + ".bin"]
        lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
        return [Result(row) for row in csv.reader(lines)]


class Result:
    """One answer; its code is 0 if there was none."""

    def __init__(self, row):
        self.begin, self.code, self.seconds, self.error = int(row[0]) / 1e9, int(row[1]), int(row[2]) / 1e9, row[5]
        self.end = self.begin + self.seconds


def target(path, token=None, body=None):
    address = "203.0.113.%d" % random.randrange(1, 255)
    headers = {"X-Forwarded-For": [address], "Content-Type": ["application/json"]}
    if token:
        headers["Authorization"] = ["Bearer " + token]
    found = {"method": "GET" if body is None else "POST", "url": f"{SHOP}/api/v1{path}", "header": headers}
    if body is not None:
        found["body"] = base64.b64encode(json.dumps(body).encode()).decode()
    return found


def mixed(customers, tokens, product):
    """Reads with and without a token, and a login among forty."""
    found = []
    for number in range(200):
        token = tokens[number % len(tokens)]
        path, own = [("/home", None), (f"/products/{product}", None), (f"/products/{product}", token), ("/users/me", token), ("/orders", token)][number % 5]
        found.append(target(path, own))
        if number % 40 == 0:
            # Not the last customer, whose oldest session these logins would end: an account has a limited number of them.
            login = {"email": customers.emails[number // 40], "password": customers.password}
            found.append(target("/auth/login", body=login))
    random.shuffle(found)
    return found


class FreshTokens(threading.Thread):
    """Refreshes a session again and again, and uses each new token at once."""

    def __init__(self, customers):
        super().__init__(daemon=True)
        self.session = call("/auth/login", {"email": customers.emails[-1], "password": customers.password})
        self.answers, self.keys, self.ended = [], set(), False

    def run(self):
        while not self.ended:
            answer = self.request("refresh", "/auth/refresh", {"refreshToken": self.session["refreshToken"]})
            if answer:
                self.session = answer
                header = json.loads(base64.urlsafe_b64decode(answer["accessToken"].split(".")[0] + "=="))
                self.keys.add(header["kid"])
                self.request("new token", "/users/me", token=answer["accessToken"])
            time.sleep(0.25)

    def request(self, name, *arguments, **options):
        """The document of an answer 200, else None. Every answer is kept; its code is 0 if there was none."""
        begin = time.time()
        try:
            code, _, answer = send(*arguments, **options)
        except OSError as failure:
            code, answer = 0, str(failure)
        self.answers.append((name, begin, time.time(), code))
        if code not in (0, 200) and len([a for a in self.answers if a[3] == code]) == 1:
            say(f"{name}: {code} {answer}")
        return answer if code == 200 else None


def rotate(admin):
    status, _, answer = send("/signing-keys", {}, admin)
    say(f"rotation by hand: {status} {'' if status == 201 else answer}")


def kill(component):
    """Ends the process of one pod without a warning; the time at which it ended."""
    uid = pods(component)[0]["metadata"]["uid"]
    victims = [pid for pid in of_pod(uid) if "java" in pathlib.Path(f"/proc/{pid}/cmdline").read_text()]
    if not victims:
        sys.exit(f"error: no process of {component} was found")
    now = time.time()
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    say(f"killed one instance of {component}")
    return now


def p99(results):
    times = sorted(result.seconds for result in results)
    return times[int(len(times) * 0.99)] * 1000


def failover(customers, product):
    """Rows of the table, and what must not have happened."""
    tokens, admin = customers.tokens(), log_in_admin()
    fresh = FreshTokens(customers)
    fresh.start()
    phases = [("undisturbed", None), ("keys rotated by hand", lambda: rotate(admin))]
    phases += [(f"{component} killed", lambda component=component: kill(component)) for component in ("product", "user", "gateway")]
    attack = Attack("failover", mixed(customers, tokens, product), RATE, PHASE * len(phases))
    kills, begins = [], []
    for number, (name, action) in enumerate(phases):
        time.sleep(max(0, attack.started + number * PHASE + 5 - time.time()))
        begins.append((name, attack.started + number * PHASE))
        killed = action and action()
        if killed:
            kills.append((name, killed))
    results = attack.results()
    fresh.ended = True
    fresh.join(60)
    return report(results, fresh, kills, begins)


def in_progress(begin, end, kills):
    """Whether a request ran, at a killed instance or at an address that was not yet removed, when an instance was killed."""
    return any(begin <= killed + (REFUSED_FOR if name.startswith("gateway") else 0.5) and end >= killed for name, killed in kills)


def report(results, fresh, kills, begins):
    print("| phase | requests | 401 | 5xx | lost | p50 ms | p99 ms |\n|---|---|---|---|---|---|---|")
    for (name, begin), (_, end) in itertools.pairwise([*begins, ("", float("inf"))]):
        phase = [result for result in results if begin <= result.begin < end]
        codes = [result.code for result in phase]
        figures = [len(phase), codes.count(401), sum(code >= 500 for code in codes), codes.count(0)]
        times = [statistics.median(result.seconds for result in phase) * 1000, p99(phase)]
        print(f"| {name} | {' | '.join(map(str, figures))} | {times[0]:.1f} | {times[1]:.1f} |")
    print(f"requests for and with new tokens: {len(fresh.answers)}, signed with {len(fresh.keys)} keys")
    faults = []
    for name, begin, end, code in [("load", r.begin, r.end, r.code) for r in results] + fresh.answers:
        if code == 401 or (code == 0 or code >= 500) and not in_progress(begin, end, kills):
            faults.append(f"{name}: {code or 'no answer'} at {begin - begins[0][1]:.1f} s, after {end - begin:.2f} s")
    if len(fresh.keys) < 2:
        faults.append("the signing key did not change")
    return faults


def invalid(token):
    """A request with the claims of a token and a signature of its own, so that no two are equal."""
    claims, signature = token.rpartition(".")[0], base64.urlsafe_b64encode(os.urandom(256)).decode().rstrip("=")
    found = target("/users/me", claims + "." + signature)
    found["header"]["X-Forwarded-For"] = ["198.51.100.7"]
    return found


def flood(customers, product):
    """The p99 of others without and with a flood of invalid tokens from one address."""
    tokens = customers.tokens()
    targets = mixed(customers, tokens, product)
    bad = [invalid(tokens[0]) for _ in range(LIMIT * TIMES * PHASE)]
    times = {}
    for name in ("alone", "with the flood", "alone again"):
        others = Attack("others", targets, RATE, PHASE)
        attacker = Attack("flood", bad, LIMIT * TIMES, PHASE) if name == "with the flood" else None
        results = others.results()
        failed = [result.code for result in results if result.code == 0 or result.code >= 400]
        times[name] = p99(results)
        say(f"others {name}: p99 {times[name]:.1f} ms, {len(failed)} of {len(results)} failed")
        if attacker:
            codes = [result.code for result in attacker.results()]
            say(f"invalid tokens: {codes.count(401)} answered 401, {codes.count(429)} answered 429 of {len(codes)}")
            if failed:
                return [f"{len(failed)} requests of others failed during the flood: {sorted(set(failed))}"]
    before = statistics.mean((times["alone"], times["alone again"]))
    ratio = times["with the flood"] / before
    print(f"p99 of others: {before:.1f} ms without, {times['with the flood']:.1f} ms with {LIMIT * TIMES} invalid tokens per second ({ratio:.2f} times)")
    return [] if ratio <= MAX_RATIO else [f"the p99 of others grew {ratio:.2f} times"]


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("error: ended before all phases were done"))
    before = spec()
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        try:
            say("user, product and gateway run twice")
            env = [{"name": name, "value": value} for name, value in KEYS.items()]
            patch({"user": {"replicas": 2, "env": env}, "product": {"replicas": 2}, "gateway": {"replicas": 2, "trustedProxies": PROXIES, "rateLimits": {"mode": "Enabled"}}})
            await_ready()
            for component in TWICE:
                await_pods(component, 2)
            customers = Customers(20)
            product = register(log_in_admin(), "Failover", 1000, 1_000_000)
            Attack("warm-up", mixed(customers, customers.tokens(), product), RATE, PHASE).results()
            faults = failover(customers, product)
            for component in TWICE:
                await_pods(component, 2)
            faults += flood(customers, product)
        finally:
            os.chdir(ROOT)
            patch({name: {"replicas": None, "env": None, **before[name]} if name in before else None for name in TWICE})
    for fault in faults[:20]:
        print(f"error: {fault}", file=sys.stderr)
    if faults:
        print(f"error: {len(faults)} faults, the first are above", file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
