"""Measures what tests/bench/search prints. The environment is tests/bench/search's own; see there."""

import collections
import itertools
import os
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from shop import Customers, call, log_in_admin, order_of, register, send

ROUNDS, SECONDS = int(os.environ.get("ROUNDS", 3)), int(os.environ.get("PHASE", 120))
CLIENTS, RATE = 10, 5
LETTERS = "aeiotnrsz가차컵칼백원무"
WON = 1000


def say(text):
    print(f"   {text}", file=sys.stderr, flush=True)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def order(product, token, due):
    """Places an order and returns what it took, in ms, since the time when it was due."""
    status, _, document = send("/orders", order_of(product, WON), token)
    if status != 202:
        sys.exit(f"error: an order was answered {status}: {document[:300]}")
    return (time.monotonic() - due) * 1000


def orders(product, tokens, seconds):
    """Places RATE orders per second, whatever the answers take."""
    begin = time.monotonic()
    with ThreadPoolExecutor(100) as threads:
        placed = []
        for number in range(seconds * RATE):
            due = begin + number / RATE
            time.sleep(max(0, due - time.monotonic()))
            placed.append(threads.submit(order, product, tokens[number % len(tokens)], due))
        return [each.result() for each in placed]


class Searches:
    """Clients that search again as soon as they are answered. One that is refused waits as long as the answer says."""

    def __init__(self):
        self.answers, self.milliseconds, self.stopped = collections.Counter(), [], threading.Event()

    def client(self, letters):
        for letter in itertools.cycle(letters):
            if self.stopped.is_set():
                return
            begin = time.monotonic()
            status, headers, _ = send("/products?query=" + letter)
            self.answers[status] += 1
            self.milliseconds.append((time.monotonic() - begin) * 1000)
            if status != 200:
                self.stopped.wait(float(headers.get("Retry-After", 1)))

    def __enter__(self):
        quoted = ["%" + "%".join(f"{byte:02x}" for byte in letter.encode()) for letter in LETTERS]
        self.threads = [threading.Thread(target=self.client, args=(quoted[n:] + quoted[:n],)) for n in range(CLIENTS)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


def main():
    say(f"the shop has {os.environ['PRODUCTS']} products; each phase takes {SECONDS} s")
    admin = log_in_admin()
    product = register(admin, "Bench order", WON, 1_000_000)
    customers = Customers(20)
    orders(product, customers.tokens(), 30)  # warms up
    alone, beside, ratios = [], [], []
    for number in range(ROUNDS):
        tokens = customers.tokens()
        quiet = orders(product, tokens, SECONDS)
        with Searches() as searches:
            busy = orders(product, tokens, SECONDS)
        alone += quiet
        beside += busy
        ratios.append(percentile(busy, 0.99) / percentile(quiet, 0.99))
        say(f"round {number + 1}: orders p99 {percentile(quiet, 0.99):.0f} ms alone, {percentile(busy, 0.99):.0f} ms beside searches; "
            f"{sum(searches.answers.values()) / SECONDS:.0f} searches/s {dict(searches.answers)}, p99 {percentile(searches.milliseconds, 0.99):.0f} ms")
    print(f"| orders at {RATE}/s, ms | p50 | p99 | p99, each round beside / alone |\n| --- | --- | --- | --- |")
    print(f"| alone | {statistics.median(alone):.0f} | {percentile(alone, 0.99):.0f} | |")
    print(f"| beside {CLIENTS} clients that search for one letter | {statistics.median(beside):.0f} | {percentile(beside, 0.99):.0f} | "
          + ", ".join(f"{ratio:.2f}" for ratio in ratios) + " |")


if __name__ == "__main__":
    main()
