# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""What the contract suites share: running igpack, and servers on 127.0.0.1 that misbehave on demand."""
import base64
import hashlib
import http.server
import math
import os
import pathlib
import re
import ssl
import subprocess
import tempfile
import sys
import threading
import traceback
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/tools"))
import printed_json  # pylint: disable=wrong-import-position

PASSWORD = "contract"


class Suite:
    """Runs functions named test_* of a module, one after another, and counts."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def run(self, name, function, *args):
        try:
            function(*args)
            self.passed += 1
        except Exception:  # pylint: disable=broad-except
            self.failed += 1
            print(f"FAIL {name}\n{traceback.format_exc()}")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


def run_unittests(module):
    """Runs the module's unittest cases; one fails once, however many of its subtests do. The exit status."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(suite)
    failed = len({test.id().split(" ")[0] for test, _ in result.failures + result.errors})
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 0 if result.wasSuccessful() else 1


def equal(got, want, what=""):
    if got != want:
        raise AssertionError(f"{what}: got {got!r}, want {want!r}")


def limit(name):
    """The value of a constant of lib/base/limits.h."""
    units = {"kKiB": 1 << 10, "kMiB": 1 << 20, "kGiB": 1 << 30}
    header = (ROOT / "lib/base/limits.h").read_text(encoding="utf-8")
    value = re.search(rf"\b{name} =\s*([^;]+);", header)[1]
    factors = (factor.strip().replace("'", "") for factor in value.split("*"))
    return math.prod(units[factor] if factor in units else int(factor) for factor in factors)


class Igpack:
    """The binary under test, run in a directory with nothing of the caller's environment."""

    def __init__(self, binary, directory):
        self.binary = os.path.abspath(binary)
        self.directory = pathlib.Path(directory)
        # A home of its own, so that nobody's evidence store is touched and none is left behind.
        self.home = tempfile.TemporaryDirectory(prefix="igpack-home-")
        self.env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC",
                    "HOME": self.home.name, "COSIGN_PASSWORD": PASSWORD}

    def start(self, *args, **env):
        return subprocess.Popen([self.binary, *map(str, args)], cwd=self.directory,
                                env=self.env | env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __call__(self, *args, code=0, stdin=None, **env):
        """Runs to the end and returns stdout; the exit code must be `code`, unless that is None. What
        fails is run once more for its error object."""
        args = [str(a) for a in args]
        done = self.run(args, stdin, env)
        if code is not None and done.returncode != code:
            raise AssertionError(f"igpack {' '.join(args)}: exit {done.returncode}, want {code}\n"
                                 f"{done.stdout.decode()}{done.stderr.decode()}")
        printed_json.check_run(args, done.returncode, done.stdout, done.stderr)
        if code and (again := printed_json.with_json(args)):
            shown = self.run(again, stdin, env)
            printed_json.check_run(again, done.returncode, shown.stdout, shown.stderr)
        self.stderr = done.stderr.decode()
        return done.stdout.decode()

    def run(self, args, stdin, env):
        return subprocess.run([self.binary, *args], cwd=self.directory, input=stdin,
                              env=self.env | env, capture_output=True, timeout=120, check=False)


def digest_headers(body):
    """Both digest headers of the pack contract."""
    digest = hashlib.sha256(body)
    return {"Digest": f"sha-256={digest.hexdigest()}",
            "Repr-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"}


def pack_headers(body):
    """The head of a good answer."""
    return {"Content-Type": "application/vnd.intelgraph.policy+tar", "Content-Length": str(len(body)),
            "ETag": f'W/"sha-256:{hashlib.sha256(body).hexdigest()}"'} | digest_headers(body)


class FakeServer:
    """Serves what a test puts into `routes`: path -> (status, headers, body) or a function of the
    request handler that writes the answer itself. Keeps the requests' paths and headers."""

    def __init__(self, certificate=None):
        """With `certificate`, a path without ending for .crt and .key, over TLS."""
        self.routes = {}
        self.requests = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):  # pylint: disable=invalid-name
                outer.requests.append((self.path, dict(self.headers)))
                route = outer.routes.get(self.path, (404, {"Content-Length": "0"}, b""))
                if callable(route):
                    route(self)
                    return
                status, headers, body = route
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address):
                pass  # clients that hang up are what these tests are about

        self.server = Server(("127.0.0.1", 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(f"{certificate}.crt", f"{certificate}.key")
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.server.shutdown()
        self.server.server_close()
