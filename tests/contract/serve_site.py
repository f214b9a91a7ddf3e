# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""A real `igpack serve` on a free port, with a pack of its own, for the contract tests."""
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from harness import printed_json

PACK_ID = "policy-pack-v0"
PACK = f"/v1/policy/packs/{PACK_ID}"
ATTESTATION = PACK + "/attestation"


class Site:
    """The directories that a server reads."""

    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="igpack-serve-"))
        self.source = self.root / "contracts/policy-pack/v0"
        self.tar = self.root / f"dist/policy-pack/v0/{PACK_ID}.tar"
        self.bundle = self.source / "signing/cosign.bundle.json"
        self.manifest = self.source / "manifest.json"
        self.bundle.parent.mkdir(parents=True)
        self.tar.parent.mkdir(parents=True)

    def close(self):
        shutil.rmtree(self.root)

    @staticmethod
    def replace(path, content):
        """Puts a file in place as igpack does: whole, by rename."""
        fresh = path.with_suffix(".fresh")
        fresh.write_bytes(content)
        fresh.rename(path)

    def write_manifest(self, content):
        digest = {"algorithm": "sha256", "value": hashlib.sha256(content).hexdigest()}
        manifest = {"name": "policy-pack", "version": "v0", "contents": [], "digest": digest}
        self.replace(self.manifest, json.dumps(manifest).encode())

    def publish(self, content, bundle=b'{"a":1}\n'):
        self.replace(self.tar, content)
        self.write_manifest(content)
        if bundle is not None:
            self.replace(self.bundle, bundle)
        return hashlib.sha256(content).hexdigest()

    def add_sources(self):
        """A minimal pack to build."""
        (self.source / "opa").mkdir()
        (self.source / "opa/a.rego").write_text("package a\n\nallow := true\n")
        (self.source / "README.md").write_text("A pack.\n")
        self.write_manifest(b"")


class Server:
    """A running server; use as a context."""

    def __init__(self, igpack, site, *flags, env=None):
        self.site = site
        port_file = site.root / "port"
        port_file.unlink(missing_ok=True)
        self.log_path = site.root / "log"
        command = [igpack, "serve", "--listen", "127.0.0.1:0", "--port-file", str(port_file),
                   *flags]
        environment = {"PATH": os.environ["PATH"], "XDG_STATE_HOME": str(site.root / "state"),
                       **(env or {})}
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(command, cwd=site.root, stderr=log, env=environment)
        while not port_file.exists():
            if self.process.poll() is not None:
                raise RuntimeError("server did not start: " + self.log_path.read_text())
            time.sleep(0.01)
        self.port = int(port_file.read_text())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        printed_json.check_log(self.log_path.read_text().rpartition("\n")[0])

    def stop(self):
        """SIGTERM; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def log(self):
        return [json.loads(line) for line in self.log_path.read_text().splitlines()]

    def ask(self, method="GET", path=PACK, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            text = answer.read()
            if answer.status >= 400 and method != "HEAD":
                printed_json.check_http_error(text)
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, text
        finally:
            connection.close()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def raw(self, request):
        """Sends bytes as they are; returns everything until the server closes."""
        with self.connect() as sock:
            sock.sendall(request)
            return read_all(sock)


def read_all(sock):
    out = b""
    while True:
        try:
            piece = sock.recv(65536)
        except ConnectionResetError:
            return out
        if not piece:
            return out
        out += piece


def status_of(answer):
    """The status code in the raw bytes of an answer; 0 when there is none."""
    parts = answer.split(b" ", 2)
    return int(parts[1]) if len(parts) == 3 and parts[0] == b"HTTP/1.1" else 0
