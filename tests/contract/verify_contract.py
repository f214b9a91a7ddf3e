#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Bundles that verify fetches from a URL, and what servers may do with that."""
import argparse
import json
import pathlib
import subprocess
import tempfile

from harness import FakeServer, Igpack, Suite, equal

BUNDLE = "/app.sigstore.json"


class World:
    """A signed file, and a server that has its bundle."""

    def __init__(self, binary, directory, server):
        self.igpack, self.dir, self.server = Igpack(binary, directory), pathlib.Path(directory), server
        for args in (("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "ours.key"),
                     ("pkey", "-in", "ours.key", "-pubout", "-out", "ours.pub")):
            subprocess.run(["openssl", *args], cwd=self.dir, check=True, capture_output=True)
        (self.dir / "app").write_text("an application\n")
        (self.dir / "token").write_text("secret\n")
        self.igpack("sign", "--key", "ours.key", "--bundle", "app.json", "app")
        self.bundle = (self.dir / "app.json").read_bytes()

    def offer(self, status=200, body=None, **headers):
        body = self.bundle if body is None else body
        self.server.requests.clear()
        self.server.routes = {BUNDLE: (status, {"Content-Length": str(len(body))} | headers, body)}

    def verify(self, *args, code=0, blob="app"):
        return self.igpack("verify", "--key", "ours.pub", "--bundle", self.server.url + BUNDLE, "--retries", "0",
                           *args, blob, code=code)


def test_a_bundle_at_a_url(w):
    w.offer()
    report = json.loads(w.verify("--json"))
    equal((len(w.server.requests), report["artifacts"][0]["artifact"]), (1, "app"))


def test_one_request_serves_several_files(w):
    w.offer()
    w.igpack("verify", "--key", "ours.pub", "--bundle", w.server.url + BUNDLE, "app", "app")
    equal(len(w.server.requests), 1)


def test_no_url_no_request(w):
    w.offer()
    w.igpack("verify", "--key", "ours.pub", "--bundle", "app.json", "app")
    equal(w.server.requests, [])


def test_a_token_goes_along_only_on_request(w):
    w.offer()
    w.verify()
    equal("Authorization" in w.server.requests[0][1], False)
    w.offer()
    w.verify("--token-file", "token")
    equal(w.server.requests[0][1]["Authorization"], "Bearer secret")


def test_answers_that_are_no_bundle(w):
    for status, body, code in ((404, b"", 4), (403, b"", 4), (500, b"", 75), (200, b"<html></html>", 3), (200, b"", 3),
                               (200, w.bundle[:-3], 3), (200, b" " * (8 * 1024 * 1024 + 1), 3)):
        w.offer(status, body)
        w.verify(code=code)
        equal("verified" in w.igpack.stderr, False, status)


def test_a_bundle_of_something_else(w):
    (w.dir / "other").write_text("another application\n")
    w.offer()
    w.verify(code=1, blob="other")


def test_a_query_is_not_shown(w):
    w.igpack("verify", "--key", "ours.pub", "--bundle", w.server.url + "/none?sig=hunter2", "--retries", "0", "app",
             code=4)
    equal("hunter2" in w.igpack.stderr, False)


def test_a_server_that_is_not_there(w):
    with FakeServer() as gone:
        url = gone.url
    w.igpack("verify", "--key", "ours.pub", "--bundle", url + BUNDLE, "--retries", "0", "app", code=75)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", required=True)
    arguments = parser.parse_args()
    suite = Suite()
    with tempfile.TemporaryDirectory() as directory, FakeServer() as server:
        world = World(arguments.igpack, directory, server)
        for name, function in list(globals().items()):
            if name.startswith("test_"):
                suite.run(name, function, world)
    suite.finish()


if __name__ == "__main__":
    main()
