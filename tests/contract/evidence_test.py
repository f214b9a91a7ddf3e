#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""evidence-check against the real server, and against servers that lie, break off or are not there.

usage: evidence_test.py --igpack PATH
"""
import argparse
import datetime
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import threading
import time

from harness import printed_json

TOKEN = "contract-test-token"
GOOD = {"window": "15m", "p95Ms": 120, "p99Ms": 250, "readP95Ms": 350, "writeP95Ms": 700,
        "errorRate": 0.02, "sampleCount": 100,
        "cost": {"graphqlPerMillionUsd": 2.0, "ingestPerThousandUsd": 0.1}}


def stamp(seconds):
    """The time `seconds` from now, as RFC 3339."""
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


class Suite:
    def __init__(self, igpack, work):
        self.igpack, self.work = igpack, work
        self.passed = self.failed = 0

    def check(self, name, good, detail=""):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        print(f"{'ok  ' if good else 'FAIL'} {name}" + ("" if good else f": {detail}"))

    def run(self, *args, env=None, stdin=None):
        clean = {"PATH": os.environ["PATH"], "HOME": str(self.work), **(env or {})}
        done = subprocess.run([self.igpack, "evidence-check", *args], env=clean, input=stdin,
                              capture_output=True, text=True, timeout=60, check=False)
        printed_json.check_run(["evidence-check", *args], done.returncode, done.stdout, done.stderr)
        return done

    def expect(self, name, url, code, verdict, service="api", release="r1", token=TOKEN):
        """Asks and checks exit code, both outputs, the termination log and the token's absence."""
        log = self.work / "termination-log"
        log.write_text("left over from before " * 500)
        args = ["--service", service, "--release-id", release, f"--termination-log={log}", "--retries=1",
                "--timeout=5"]
        got = self.run(*args, env={"MC_URL": url, "TOKEN": token})
        lines = [line for line in got.stderr.splitlines() if line.startswith("{")]
        report = json.loads(lines[-1]) if lines else {}
        problems = []
        if got.returncode != code:
            problems.append(f"exit {got.returncode}, not {code}")
        if got.stdout != ("1\n" if code == 0 else "0\n"):
            problems.append(f"printed {got.stdout!r}")
        if report.get("verdict") != verdict or report.get("ok") != (code == 0):
            problems.append(f"reported {report}")
        if bool(report.get("reasons")) == (code == 0):
            problems.append("reasons and verdict disagree")
        if log.read_text() != (lines[-1] if lines else "") or log.stat().st_size > 4096:
            problems.append("termination log differs")
        as_json = self.run("--json", *args, env={"MC_URL": url, "TOKEN": token})
        if as_json.returncode != code or json.loads(as_json.stdout).get("verdict") != verdict:
            problems.append(f"--json says {as_json.stdout}")
        if token and token in got.stdout + got.stderr + log.read_text():
            problems.append("the token shows")
        self.check(name, not problems, f"{problems} {got.stderr[-300:]}")


class Server:
    """The real one."""

    def __init__(self, suite, *flags):
        self.port_file = suite.work / f"port-{len(flags)}"
        self.port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [suite.igpack, "serve", "--listen=127.0.0.1:0", f"--port-file={self.port_file}", *flags],
            cwd=suite.work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self.port_file.exists() or not self.port_file.read_text().endswith("\n"):
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError("the server does not start")
            time.sleep(0.02)
        self.url = f"http://127.0.0.1:{self.port_file.read_text().strip()}"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)


class Fake:
    """Answers every POST with what `reply(handler)` writes."""

    def __init__(self, reply):
        fake = self
        self.seen = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fake.seen.append(dict(self.headers))
                reply(self)

            do_GET = do_POST

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def answer(status, kind, body, **headers):
    def reply(handler):
        data = body.encode()
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", headers.pop("length", str(len(data))))
        handler.end_headers()
        handler.wfile.write(data)
    return reply


def truncated(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "4000")
    handler.end_headers()
    handler.wfile.write(decision().encode())
    handler.close_connection = True


def decision(**changes):
    fields = {"ok": True, "verdict": "PASS", "reasons": [], "service": "api", "releaseId": "r1"}
    return json.dumps({"data": {"evidenceOk": {**fields, **changes}}})


def real_server(suite):
    # The server's file may hold several tokens and comments, a client's holds its one token.
    tokens, token, wrong = suite.work / "tokens", suite.work / "token", suite.work / "wrong"
    tokens.write_text(f"# for the test\n{TOKEN}\n")
    token.write_text(TOKEN + "\n")
    wrong.write_text("another-token\n")
    database = suite.work / "evidence.db"
    server = Server(suite, f"--token-file={tokens}", f"--evidence-db={database}")
    try:
        recordings(suite, server, token, database)
        suite.expect("wrong token", server.url, 4, "UNTRUSTED", token="not-the-token")
        suite.expect("no token", server.url, 4, "UNTRUSTED", token="")
        got = suite.run("--record=-", f"--mc-url={server.url}", f"--token-file={wrong}",
                        stdin=json.dumps({**GOOD, "service": "api", "releaseId": "r1",
                                          "collectedAt": stamp(0)}))
        suite.check("recording with a wrong token", got.returncode == 4, got.stderr)
    finally:
        server.stop()
    suite.expect("server gone", server.url, 75, "UNAVAILABLE")
    open_server = Server(suite, f"--evidence-db={database}")
    try:
        suite.expect("reading is open on loopback", open_server.url, 0, "PASS", token="")
        got = suite.run("--record=-", f"--mc-url={open_server.url}",
                        stdin=json.dumps({**GOOD, "service": "api", "releaseId": "r1",
                                          "collectedAt": stamp(0)}))
        suite.check("recording without any token", got.returncode == 4, got.stderr)
    finally:
        open_server.stop()


def recordings(suite, server, token, database):
    """Every outcome of the gate, from a snapshot to the exit code."""
    cases = [
        ("at every limit", {}, 0, 0, "PASS"),
        ("read p95 above", {"readP95Ms": 350.01}, 0, 1, "FAIL"),
        ("write p95 above", {"writeP95Ms": 701}, 0, 1, "FAIL"),
        ("error rate above", {"errorRate": 0.021}, 0, 1, "FAIL"),
        ("GraphQL cost above", {"cost": {**GOOD["cost"], "graphqlPerMillionUsd": 2.01}}, 0, 1, "FAIL"),
        ("ingest cost above", {"cost": {**GOOD["cost"], "ingestPerThousandUsd": 0.2}}, 0, 1, "FAIL"),
        ("NaN", {"readP95Ms": "NaN"}, 0, 1, "UNDECIDED"),
        ("infinite", {"errorRate": "+Inf"}, 0, 1, "UNDECIDED"),
        ("null", {"writeP95Ms": None}, 0, 1, "UNDECIDED"),
        ("no costs", {"cost": None}, 0, 1, "UNDECIDED"),
        ("too few samples", {"sampleCount": 99}, 0, 1, "UNDECIDED"),
        ("stale", {}, -7200, 1, "STALE"),
        ("from the future", {}, 7200, 1, "STALE"),
    ]
    for number, (name, changes, age, code, verdict) in enumerate(cases):
        release = f"case-{number}"
        file = suite.work / "snapshot.json"
        file.write_text(json.dumps({**GOOD, "service": "api", "releaseId": release,
                                    "collectedAt": stamp(age), **changes}))
        # Half of them through the API, half straight into the store.
        target = ([f"--mc-url={server.url}", f"--token-file={token}"] if number % 2
                  else [f"--evidence-db={database}"])
        got = suite.run(f"--record={file}", *target)
        suite.check(f"record: {name}", got.returncode == 0, got.stderr)
        suite.expect(name, server.url, code, verdict, release=release)
    suite.expect("unknown release", server.url, 1, "NO_EVIDENCE", release="r404")
    suite.expect("unknown service", server.url, 1, "NO_EVIDENCE", service="nobody")
    suite.expect("hostile name", server.url, 1, "NO_EVIDENCE", service='a"){ok}} #{{')
    suite.run("--record=-", f"--evidence-db={database}",
              stdin=json.dumps({**GOOD, "service": "api", "releaseId": "r1", "collectedAt": stamp(0)}))
    suite.expect("path below the URL", server.url + "/", 0, "PASS")
    for name, text in {"unknown member": '{"x":1}', "no JSON": "{", "negative": json.dumps(
            {**GOOD, "service": "a", "releaseId": "b", "collectedAt": stamp(0), "p95Ms": -1})}.items():
        got = suite.run("--record=-", f"--evidence-db={database}", stdin=text)
        suite.check(f"refused snapshot: {name}", got.returncode == 3, got.stderr)


def fake_servers(suite):
    whole = decision()
    other = Fake(answer(200, "application/json", whole))
    cases = [
        ("a believable pass", answer(200, "application/json", whole), 0, "PASS"),
        ("a no", answer(200, "application/json", decision(ok=False, verdict="FAIL", reasons=["x"])), 1, "FAIL"),
        ("HTML with 200", answer(200, "text/html", "<html>Sign in</html>"), 4, "UNTRUSTED"),
        ("HTML called JSON", answer(200, "application/json", "<html>ok</html>"), 4, "UNTRUSTED"),
        ("a pass called HTML", answer(200, "text/html", whole), 4, "UNTRUSTED"),
        ("no media type", answer(200, None, whole), 4, "UNTRUSTED"),
        ("empty", answer(200, "application/json", ""), 4, "UNTRUSTED"),
        ("204", answer(204, None, ""), 4, "UNTRUSTED"),
        ("half of the JSON", answer(200, "application/json", whole[:-2]), 4, "UNTRUSTED"),
        ("cut connection", truncated, 75, "UNAVAILABLE"),
        ("GraphQL errors", answer(200, "application/json", json.dumps(
            {"errors": [{"message": "x"}], "data": json.loads(whole)["data"]})), 4, "UNTRUSTED"),
        ("another release", answer(200, "application/json", decision(releaseId="r2")), 4, "UNTRUSTED"),
        ("ok as text", answer(200, "application/json", decision(ok="true")), 4, "UNTRUSTED"),
        ("ok without PASS", answer(200, "application/json", decision(verdict="FAIL")), 4, "UNTRUSTED"),
        ("PASS with reasons", answer(200, "application/json", decision(reasons=["but"])), 4, "UNTRUSTED"),
        ("a huge answer", answer(200, "application/json", " " * 10**6 + whole), 4, "UNTRUSTED"),
        ("400", answer(400, "application/json", whole), 4, "UNTRUSTED"),
        ("404", answer(404, "application/json", whole), 4, "UNTRUSTED"),
        ("500", answer(500, "application/json", whole), 75, "UNAVAILABLE"),
        ("503", answer(503, "text/html", "<html>"), 75, "UNAVAILABLE"),
        ("redirect", answer(302, None, "", Location=other.url + "/graphql"), 4, "UNTRUSTED"),
        ("redirect that keeps the method", answer(307, None, "", Location=other.url + "/graphql"), 4,
         "UNTRUSTED"),
        ("terminal escapes", answer(200, "application/json", decision(
            ok=False, verdict="FAIL", reasons=["\x1b[31mred\u202e"])), 1, "FAIL"),
    ]
    for name, reply, code, verdict in cases:
        fake = Fake(reply)
        suite.expect(name, fake.url, code, verdict)
        fake.stop()
    suite.check("no redirect was followed", not other.seen, other.seen)
    other.stop()


def usage(suite):
    cases = {
        "no URL": ["--service=a", "--release-id=b"],
        "no service": ["--mc-url=http://127.0.0.1:9", "--release-id=b"],
        "no release": ["--mc-url=http://127.0.0.1:9", "--service=a"],
        "a URL that is none": ["--mc-url=ftp://x", "--service=a", "--release-id=b"],
        "plain http": ["--mc-url=http://evidence.example", "--service=a", "--release-id=b"],
        "control characters": ["--mc-url=http://127.0.0.1:9", "--service=a\nb", "--release-id=b"],
        "unknown flag": ["--token=x"],
        "a deadline before the first answer": ["--mc-url=http://127.0.0.1:9", "--service=a", "--release-id=b",
                                               "--timeout=5", "--deadline=4"],
    }
    for name, args in cases.items():
        got = suite.run(*args, env={"TOKEN": TOKEN})
        suite.check(f"usage: {name}", got.returncode == 2 and "1" not in got.stdout.split(), got.stderr)
    got = suite.run("--mc-url=http://127.0.0.1:9", "--service=a", "--release-id=b",
                    env={"TOKEN": "two words"})
    suite.check("usage: a token that is none", got.returncode == 2 and "words" not in got.stderr,
                got.stderr)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        suite.expect("nobody listens", f"http://127.0.0.1:{closed.getsockname()[1]}", 75, "UNAVAILABLE")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        got = suite.run(f"--mc-url=http://127.0.0.1:{silent.getsockname()[1]}", "--service=a", "--release-id=b",
                        "--timeout=0.2", "--deadline=1", "--retries=100")
        suite.check("the deadline ends all attempts", got.returncode == 75, got.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--igpack", required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    with tempfile.TemporaryDirectory() as work:
        suite = Suite(parser.parse_args().igpack, pathlib.Path(work))
        usage(suite)
        fake_servers(suite)
        real_server(suite)
    print(f"{suite.passed} passed, {suite.failed} failed")
    return 1 if suite.failed or not suite.passed else 0


if __name__ == "__main__":
    raise SystemExit(main())
