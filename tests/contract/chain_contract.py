#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""The chain as its users run it: pack, sign and serve on one side, fetch and decide on the other,
with the real server on a free port."""
import argparse
import hashlib
import http.client
import json
import pathlib
import shutil
import signal
import tempfile
import time

from harness import Igpack, Suite, equal, printed_json

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PACK = "policy-pack-v0"
PATH = f"/v1/policy/packs/{PACK}"
TAR = "dist/policy-pack/v0/policy-pack-v0.tar"
BUNDLE = "contracts/policy-pack/v0/signing/cosign.bundle.json"


class Server:
    """`igpack serve` in a directory, until the end of a with block."""

    def __init__(self, igpack, **env):
        self.port_file = igpack.directory / "port"
        self.port_file.unlink(missing_ok=True)
        self.process = igpack.start("serve", "--listen", "127.0.0.1:0", "--port-file", "port", **env)
        deadline = time.monotonic() + 30
        while not self.port_file.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"serve does not start: {self.process.communicate()}")
            time.sleep(0.02)
        self.port = int(self.port_file.read_text())
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.process.send_signal(signal.SIGTERM)
        printed_json.check_log(self.process.communicate(timeout=30)[1].decode())
        equal(self.process.returncode, 0, "exit code of serve after SIGTERM")

    def ask(self, method, path, headers=None):
        """(status, headers, body) of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status >= 400 and method != "HEAD":
            printed_json.check_http_error(body)
        return answer.status, answer.headers, body

    def wait_for(self, path, status):
        """Polls until the server has seen a change on disk."""
        deadline = time.monotonic() + 30
        while (got := self.ask("GET", path)[0]) != status:
            if time.monotonic() > deadline:
                raise AssertionError(f"{path} stays {got}, want {status}")
            time.sleep(0.05)


class Site:
    """A producer's directory with a signed pack and a consumer's directory beside it."""

    def __init__(self, binary, directory):
        root = pathlib.Path(directory)
        for name in ("producer", "consumer"):
            (root / name).mkdir()
        self.producer = Igpack(binary, root / "producer")
        self.consumer = Igpack(binary, root / "consumer")
        shutil.copytree(SOURCE / "contracts", root / "producer" / "contracts")
        self.producer("sign", "--generate-key-pair")
        shutil.copy(root / "producer" / "cosign.pub", root / "consumer" / "cosign.pub")
        self.publish()

    def publish(self):
        self.producer("pack")
        self.producer("sign", "--key", "cosign.key", "--bundle", BUNDLE, TAR)

    def tar(self):
        return (self.producer.directory / TAR).read_bytes()

    def fetch(self, server, *args, code=0):
        return self.consumer("fetch", server.url + PATH, "-o", "policy", "--key", "cosign.pub",
                             "--retries", 0, *args, code=code)

    def decide(self, record, *data):
        """What the fetched policy says about one input."""
        (self.consumer.directory / "input.json").write_text(json.dumps(record))
        paths = [word for path in data for word in ("-d", path)]
        return self.consumer("opa-eval", "data.cos.abac.allow", *paths, "-i", "input.json", "-f", "raw").strip()


def acceptance():
    lines = (SOURCE / "contracts/policy-pack/v0/acceptance/decisions.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines if line]


def test_both_canonical_decisions_over_the_fetched_pack(site):
    with Server(site.producer) as server:
        equal(site.fetch(server), "policy\n")
    allowed = {"subject": {"tenant": "t1", "purpose": "investigation"},
               "resource": {"tenant": "t1", "retention_until": "2099-01-01T00:00:00Z"}}
    denied = {"subject": {"tenant": "tA", "purpose": "investigation"},
              "resource": {"tenant": "tB", "retention_until": "2099-01-01T00:00:00Z"}}
    for data in (["policy"], ["policy/opa"], ["policy/opa", "policy/data"]):
        equal(site.decide(allowed, *data), "true", str(data))
        equal(site.decide(denied, *data), "false", str(data))


def test_what_is_served_is_what_was_packed_and_signed(site):
    with Server(site.producer) as server:
        status, headers, body = server.ask("GET", PATH)
        digest = hashlib.sha256(site.tar()).hexdigest()
        equal((status, body == site.tar()), (200, True))
        equal(headers["Digest"], f"sha-256={digest}")
        equal(headers["ETag"], f'W/"sha-256:{digest}"')
        head = server.ask("HEAD", PATH)
        equal((head[0], head[2], head[1]["Content-Length"]), (200, b"", str(len(body))))
        equal(server.ask("GET", PATH, {"If-None-Match": headers["ETag"]})[0], 304)
        equal(server.ask("GET", PATH, {"If-Match": '"other"'})[0], 412)
        status, headers, _ = server.ask("DELETE", PATH)
        equal((status, "GET" in headers["Allow"]), (405, True))
        bundle = (site.producer.directory / BUNDLE).read_bytes()
        equal(server.ask("GET", PATH + "/attestation")[2], bundle)
        equal(server.ask("GET", "/v1/policy/packs/unknown")[0], 404)


def test_fetch_decides(site):
    def ask(query, record, code, *more):
        (site.consumer.directory / "input.json").write_text(json.dumps(record))
        return site.fetch(server, "--decide", query, "-i", "input.json", *more, code=code)

    with Server(site.producer) as server:
        for case in acceptance():
            want = json.dumps(case["allow"])
            equal(ask("data.cos.abac.allow", case["input"], 0 if case["allow"] else 1), want + "\n", json.dumps(case))
        record = acceptance()[0]["input"]
        # What is not `true` does not allow, whatever it is.
        equal(ask("data.cos.abac.reasons", record, 1), "[]\n")
        equal(ask("data.cos.abac.nothing", record, 1), "")
        equal("is undefined" in site.consumer.stderr, True)
        ask("data.cos.abac.allow; true", record, 2)
        ask("data.[", record, 3)
        told = json.loads(ask("data.cos.abac.allow", record, 0, "--json"))
        equal(told["decision"], {"query": "data.cos.abac.allow", "allowed": True, "value": True})


def test_second_fetch_is_up_to_date(site):
    with Server(site.producer) as server:
        first = json.loads(site.fetch(server, "--json"))
        again = json.loads(site.fetch(server, "--json"))
    equal((first["upToDate"], again["upToDate"]), (False, True))
    equal(again["digest"], first["digest"])


def test_bundle_in_the_header(site):
    with Server(site.producer, MC_INLINE_BUNDLE="true") as server:
        equal(json.loads(site.fetch(server, "--json"))["attestation"], "X-Cosign-Bundle")


def test_publishing_again_replaces_what_is_fetched(site):
    with Server(site.producer) as server:
        old = json.loads(site.fetch(server, "--json"))["digest"]
        (site.producer.directory / "contracts/policy-pack/v0/README.md").write_text("newer\n")
        site.publish()
        deadline = time.monotonic() + 30
        while True:
            try:
                new = json.loads(site.fetch(server, "--json"))["digest"]
            except AssertionError:
                new = old  # between the new pack and its bundle
            if new != old or time.monotonic() > deadline:
                break
            time.sleep(0.05)
        equal(new, "sha256:" + hashlib.sha256(site.tar()).hexdigest())
        equal((site.consumer.directory / "policy/README.md").read_text(), "newer\n")


def test_unsigned_pack_is_not_fetched(site):
    (site.producer.directory / BUNDLE).unlink()
    with Server(site.producer) as server:
        site.fetch(server, code=75)
    equal((site.consumer.directory / "policy").exists(), False)


def test_unknown_and_unbuilt_packs(site):
    with Server(site.producer) as server:
        site.consumer("fetch", server.url + "/v1/policy/packs/unknown", "--key", "cosign.pub", "--retries", 0, code=4)
        (site.producer.directory / TAR).unlink()
        server.wait_for(PATH, 503)
        site.fetch(server, code=75)
    equal((site.consumer.directory / "policy").exists(), False)


def test_tar_that_disagrees_with_its_manifest_is_not_served(site):
    tar = bytearray(site.tar())
    tar[600] ^= 1
    (site.producer.directory / TAR).write_bytes(tar)
    with Server(site.producer) as server:
        equal(server.ask("GET", PATH)[0], 503)
        site.fetch(server, code=75)


def test_bundle_by_another_key(site):
    site.producer("sign", "--generate-key-pair", "--force")
    site.publish()
    with Server(site.producer) as server:
        site.fetch(server, code=1)
        equal(site.fetch(server, "--decide", "true", code=1), "", "a decision without a verified pack")
    equal((site.consumer.directory / "policy").exists(), False)


def test_acceptance_cases_of_the_pack(site):
    with Server(site.producer) as server:
        site.fetch(server)
    cases = acceptance()
    equal(len(cases) >= 2, True)
    for case in cases:
        equal(site.decide(case["input"], "policy"), json.dumps(case["allow"]), json.dumps(case))


def test_the_fetched_pack_passes_its_own_tests(site):
    with Server(site.producer) as server:
        site.fetch(server)
    found = json.loads(site.consumer("opa-eval", '[x | x := data.cos[p][t]; startswith(t, "test_"); x != true]',
                                     "-d", "policy", "-f", "values"))
    equal(found, [[]])


def test_development_builds_once_and_production_never(site):
    (site.producer.directory / TAR).unlink()
    dev = {"MC_DEV_AUTO_BUILD_PACK": "true"}
    with Server(site.producer, NODE_ENV="production", **dev) as server:
        equal(server.ask("GET", PATH)[0], 503)
    with Server(site.producer, NODE_ENV="development", **dev) as server:
        equal(server.ask("GET", PATH)[0], 200)
    equal((site.producer.directory / TAR).exists(), True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", required=True)
    parser.add_argument("--only", default="", help="run the tests whose name contains this")
    arguments = parser.parse_args()
    suite = Suite()
    for name, function in list(globals().items()):
        if name.startswith("test_") and arguments.only in name:
            with tempfile.TemporaryDirectory() as directory:
                suite.run(name, lambda run=function, at=directory: run(Site(arguments.igpack, at)))
    suite.finish()


if __name__ == "__main__":
    main()
