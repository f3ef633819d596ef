"""Places RATE orders per second for MINUTES minutes and waits for each; see dev/scripts/prove-kafka-outage."""

import os
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from shop import Customers, log_in_admin, order_of, register, send

MINUTES, RATE = float(os.environ["MINUTES"]), float(os.environ["RATE"])
PATIENCE, WON = 30, 1000


def order(product, token):
    """Seconds until an order is confirmed; None if it is not within PATIENCE seconds."""
    begin = time.monotonic()
    status, _, document = send("/orders", order_of(product, WON), token)
    if status != 202:
        print(f"error: an order was answered {status}: {document[:300]}", file=sys.stderr)
        return None
    while time.monotonic() - begin < PATIENCE:
        status, _, found = send(f"/orders/{document['orderId']}", token=token)
        if status == 200 and found["status"] != "PENDING":
            break
        time.sleep(0.2)
    seconds = time.monotonic() - begin
    if status == 200 and found["status"] == "CONFIRMED":
        return seconds
    print(f"error: order {document['orderId']} is not confirmed after {seconds:.0f} s: {status} {found}", file=sys.stderr)
    return None


def main():
    customers = Customers(20)
    product = register(log_in_admin(), "Outage", WON, 1_000_000)
    begin, placed = time.monotonic(), []
    with ThreadPoolExecutor(200) as threads:
        while time.monotonic() - begin < MINUTES * 60:
            if len(placed) % int(RATE * 300) == 0:
                tokens = customers.tokens()
            placed.append(threads.submit(order, product, tokens[len(placed) % len(tokens)]))
            time.sleep(max(0, begin + len(placed) / RATE - time.monotonic()))
        seconds = [each.result() for each in placed]
    confirmed = [each for each in seconds if each is not None]
    times = f", in {statistics.median(confirmed):.1f} s (median), {max(confirmed):.1f} s at most" if confirmed else ""
    print(f"{len(confirmed)} of {len(seconds)} orders were confirmed while Kafka was down{times}")
    sys.exit(len(confirmed) < len(seconds))


if __name__ == "__main__":
    main()
