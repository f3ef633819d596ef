#!/usr/bin/env python3
"""A Kubernetes API with one empty ConfigMap, which never changes: enough for a service of ours to start with.

    api.py CERTIFICATE KEY NAME     on https://127.0.0.1:6443; also brings the loopback device up, which is down in a new namespace
"""

import base64
import fcntl
import hashlib
import http.server
import json
import socket
import ssl
import struct
import sys
import threading
import urllib.parse

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
WEBSOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as device:
        request = struct.pack("16sH14x", b"lo", 0)
        (flags,) = struct.unpack_from("H", fcntl.ioctl(device, SIOCGIFFLAGS, request), 16)
        fcntl.ioctl(device, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | IFF_UP))


class Api(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    name = ""

    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        config_map = {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": self.name, "namespace": "training", "uid": "1", "resourceVersion": "1"},
            "data": {"application.yaml": "training: {}\n"},
        }
        if "watch=true" in url.query:
            self.hold()
        elif url.path.endswith("/configmaps/" + self.name):
            self.answer(200, config_map)
        elif url.path.endswith("/configmaps"):
            self.answer(200, {"apiVersion": "v1", "kind": "ConfigMapList", "metadata": {"resourceVersion": "1"}, "items": [config_map]})
        else:
            self.answer(404, {"apiVersion": "v1", "kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def hold(self):
        """Begins a watch, by WebSocket if asked for, and says nothing until the other side leaves."""
        key = self.headers.get("Sec-WebSocket-Key")
        if key:
            self.send_response(101)
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "Upgrade")
            self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1((key + WEBSOCKET).encode()).digest()).decode())
        else:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.flush()
        self.close_connection = True
        self.rfile.read(1)


def main():
    certificate, key, Api.name = sys.argv[1:]
    loopback_up()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 6443), Api)
    server.daemon_threads = True
    # The handshake is the connection's own thread's business.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever).start()


if __name__ == "__main__":
    main()
