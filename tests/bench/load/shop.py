"""Calls of a running shop's API. SHOP is its address, ADMIN_PASSWORD that of admin@shop.local."""

import concurrent.futures
import json
import os
import secrets
import sys
import urllib.error
import urllib.request

SHOP = os.environ["SHOP"]
ADMIN = "admin@shop.local"

http = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def send(path, body=None, token=None, key=None):
    """Status, headers and document of an answer, whatever its status. A body makes it a POST.

    Each call comes from another client address, if the gateway trusts the network of this program: limits are per address."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": key or secrets.token_hex(16)}
    headers["X-Forwarded-For"] = "10." + ".".join(str(part) for part in secrets.token_bytes(3))
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    try:
        with http.open(urllib.request.Request(f"{SHOP}/api/v1{path}", data, headers), timeout=60) as answer:
            return answer.status, answer.headers, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read().decode()


def call(path, body=None, token=None):
    """The document of an answer; any other than 2xx ends the program."""
    status, _, document = send(path, body, token)
    if status >= 300:
        sys.exit(f"error: {path} was refused with {status}: {document[:300]}")
    return document


def log_in(email, password):
    """An access token, which is valid for 15 minutes."""
    return call("/auth/login", {"email": email, "password": password})["accessToken"]


def log_in_admin():
    return log_in(ADMIN, os.environ["ADMIN_PASSWORD"])


def in_parallel(function, values):
    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        return list(threads.map(function, values))


class Customers:
    """Accounts of their own for one run."""

    def __init__(self, count):
        run = secrets.token_hex(4)
        self.password = secrets.token_urlsafe(16)
        self.emails = [f"bench-{run}-{number}@example.com" for number in range(count)]
        in_parallel(lambda email: call("/auth/signup", {"email": email, "password": self.password, "name": "Bench"}), self.emails)

    def tokens(self):
        return in_parallel(lambda email: log_in(email, self.password), self.emails)


def register(token, name, won, stock):
    """Registers a product and returns its id."""
    product = {"sku": f"BENCH-{secrets.token_hex(4).upper()}", "name": name, "description": "", "initialStock": stock}
    return call("/products", {**product, "price": {"amount": won, "currency": "KRW"}}, token)["id"]


def order_of(product, won):
    """The request that orders one piece of a product."""
    address = {"recipient": "Bench", "line1": "1 Test Street", "city": "Seoul", "postalCode": "04524", "country": "KR"}
    total = {"amount": won, "currency": "KRW"}
    return {"items": [{"productId": product, "quantity": 1}], "shippingAddress": address, "expectedTotal": total}
