#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""The real client against servers that do what they should not: nothing may get through, and
nothing may be left behind."""
import argparse
import base64
import gzip
import hashlib
import itertools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from harness import FakeServer, Igpack, Suite, digest_headers, equal, pack_headers

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "support"))
import hostile_tars  # pylint: disable=wrong-import-position

PATH = "/v1/policy/packs/policy-pack-v0"
BUNDLE_TYPE = {"Content-Type": "application/vnd.sigstore.bundle+json"}


def openssl(*args):
    subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True)


class World:
    """A pack, two key pairs, a bundle by each and a server that behaves until told otherwise."""

    def __init__(self, arguments, directory, server):
        self.igpack = Igpack(arguments.igpack, directory)
        self.signer = os.path.abspath(arguments.signer)
        self.dir = pathlib.Path(directory)
        self.server = server
        self.signed = {}
        self.stop, self.halfway = threading.Event(), threading.Event()
        shutil.copytree(SOURCE / "contracts" / "policy-pack", self.dir / "contracts" / "policy-pack")
        self.igpack("pack")
        self.pack = (self.dir / "dist/policy-pack/v0/policy-pack-v0.tar").read_bytes()
        for name in ("other", "ours"):
            # Not sealed with a password: unsealing is slow on purpose, and there is much to sign.
            openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256",
                    "-out", self.dir / f"{name}.key")
            openssl("pkey", "-in", self.dir / f"{name}.key", "-pubout", "-out", self.dir / f"{name}.pub")
        self.reset()

    def sign(self, body, key="ours"):
        if (body, key) not in self.signed:
            self.signed[body, key] = self.sign_anew(body, key)
        return self.signed[body, key]

    def sign_anew(self, body, key):
        (self.dir / "blob").write_bytes(body)
        self.igpack("sign", "--key", f"{key}.key", "--bundle", "blob.bundle", "blob")
        return (self.dir / "blob.bundle").read_bytes()

    def offer(self, body, bundle=None, headers=None):
        """The server's pack and attestation from now on."""
        bundle = self.sign(body) if bundle is None else bundle
        self.server.routes = {
            PATH: (200, pack_headers(body) if headers is None else headers, body),
            PATH + "/attestation": (200, BUNDLE_TYPE | {"Content-Length": str(len(bundle))}, bundle),
        }

    def reset(self):
        for name in ("out", "deep"):
            shutil.rmtree(self.dir / name, ignore_errors=True)
        self.server.requests.clear()
        self.bundle = self.sign(self.pack)
        self.offer(self.pack, self.bundle)
        self.before = self.names()

    def names(self):
        return sorted(p.name for p in self.dir.iterdir() if not p.name.startswith("blob"))

    def fetch(self, *args, code=0, retries=0):
        return self.igpack("fetch", self.server.url + PATH, "-o", "out", "--key", "ours.pub",
                           "--retries", retries, *args, code=code)

    def refused(self, code, *args):
        """A fetch that fails, after which everything is as it was."""
        self.fetch(*args, code=code)
        equal(self.names(), self.before, "left behind")

    def tree(self):
        return {str(p.relative_to(self.dir / "out")): p.read_bytes()
                for p in sorted((self.dir / "out").rglob("*")) if p.is_file()}


def changed(text, offset):
    """`text` with one bit of the byte at `offset` changed."""
    out = bytearray(text)
    out[offset] ^= 1
    return bytes(out)


def test_installs_the_pack_and_prints_its_directory(w):
    equal(w.fetch(), "out\n")
    tree = w.tree()
    equal(tree["opa/cos.abac.rego"], (SOURCE / "contracts/policy-pack/v0/opa/cos.abac.rego").read_bytes())
    equal({name.split("/")[0] for name in tree}, {".igpack", "README.md", "data", "opa"})
    equal(oct((w.dir / "out").stat().st_mode & 0o7777), "0o755")


def test_json_report(w):
    report = json.loads(w.fetch("--json"))
    equal(report["digest"], "sha256:" + hashlib.sha256(w.pack).hexdigest())
    equal((report["upToDate"], report["archive"], report["size"]), (False, "canonical", len(w.pack)))
    equal(report["attestation"], w.server.url + PATH + "/attestation")


def test_bundle_in_the_header(w):
    for value in (b":" + base64.b64encode(w.bundle) + b":", b" ".join(w.bundle.split())):
        headers = pack_headers(w.pack) | {"X-Cosign-Bundle": value.decode()}
        w.server.routes = {PATH: (200, headers, w.pack)}
        equal(json.loads(w.fetch("--json", "--force"))["attestation"], "X-Cosign-Bundle")


def test_bundle_given_by_the_user(w):
    (w.dir / "blob.given").write_bytes(w.bundle)
    w.server.routes.pop(PATH + "/attestation")
    w.fetch("--bundle", "blob.given")


def test_wrong_key(w):
    w.offer(w.pack, w.sign(w.pack, key="other"))
    w.refused(1)


def test_signature_of_other_content(w):
    w.offer(w.pack, w.sign(w.pack + b"x"))
    w.refused(1)


def test_every_changed_byte_of_the_signature(w):
    bundle = json.loads(w.bundle)
    signature = base64.b64decode(bundle["messageSignature"]["signature"])
    for offset in range(0, len(signature), 9):
        bundle["messageSignature"]["signature"] = base64.b64encode(changed(signature, offset)).decode()
        w.offer(w.pack, json.dumps(bundle).encode())
        w.refused(1)


def test_bundle_that_is_none(w):
    for bundle in (b"", b"{}", b"<html>", w.bundle[:-2], b"[" * 500):
        w.offer(w.pack, bundle)
        w.refused(3)


def test_changed_pack_with_its_right_digest(w):
    body = changed(w.pack, 600)
    w.offer(body, w.bundle)
    w.refused(1)


def test_wrong_digest_header(w):
    w.offer(w.pack, w.bundle, pack_headers(w.pack) | digest_headers(w.pack + b"x"))
    w.refused(1)


def test_digest_headers_that_disagree(w):
    other = digest_headers(b"other")["Repr-Digest"]
    w.offer(w.pack, w.bundle, pack_headers(w.pack) | {"Repr-Digest": other})
    w.refused(4)


def test_each_digest_header_alone_is_enough(w):
    for missing in ("Digest", "Repr-Digest"):
        headers = pack_headers(w.pack)
        del headers[missing]
        w.offer(w.pack, w.bundle, headers)
        w.fetch("--force")


def test_no_digest_header(w):
    headers = pack_headers(w.pack)
    del headers["Digest"], headers["Repr-Digest"]
    w.offer(w.pack, w.bundle, headers)
    w.refused(4)


def test_wrong_media_type_and_html_with_status_200(w):
    w.offer(w.pack, w.bundle, pack_headers(w.pack) | {"Content-Type": "text/html"})
    w.refused(4)
    page = b"<html>Please log in</html>"
    w.offer(page, w.sign(page), pack_headers(page) | {"Content-Type": "text/html"})
    w.refused(4)


def test_attestation_as_html(w):
    status, headers, _ = w.server.routes[PATH + "/attestation"]
    w.server.routes[PATH + "/attestation"] = (status, headers | {"Content-Type": "text/html"}, w.bundle)
    w.refused(4)


def test_content_coding(w):
    body = gzip.compress(w.pack)
    w.offer(body, w.bundle, pack_headers(body) | {"Content-Encoding": "gzip"})
    w.refused(4)


def test_truncated_body(w):
    w.offer(w.pack[:5000], w.bundle, pack_headers(w.pack))
    w.server.routes[PATH] = lambda r: (send_head(r, pack_headers(w.pack)), r.wfile.write(w.pack[:5000]),
                                       setattr(r, "close_connection", True))
    w.refused(75)


def test_status_codes(w):
    for status, code in ((404, 4), (401, 4), (403, 4), (410, 4), (206, 4), (203, 4), (304, 4),
                         (429, 75), (500, 75), (503, 75)):
        w.server.routes[PATH] = (status, pack_headers(w.pack), w.pack if status not in (304,) else b"")
        w.refused(code)


def test_missing_attestation(w):
    w.server.routes[PATH + "/attestation"] = (404, {"Content-Length": "0"}, b"")
    w.refused(4)
    w.server.routes[PATH + "/attestation"] = (503, {"Content-Length": "0"}, b"")
    w.refused(75)


def test_retries_what_may_pass(w):
    answers = [503, 503]

    def route(request):
        if answers:
            send_head(request, {"Content-Length": "0"}, answers.pop())
        else:
            send_head(request, pack_headers(w.pack))
            request.wfile.write(w.pack)

    w.server.routes[PATH] = route
    w.fetch(retries=2)
    equal(answers, [])


def test_redirects(w):
    def to(location):
        return (302, {"Location": location, "Content-Length": "0"}, b"")

    w.server.routes["/elsewhere"] = w.server.routes[PATH]
    w.server.routes[PATH] = to("/elsewhere")
    w.fetch()
    w.reset()
    for location in ("file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", PATH, "https://",
                     "http://user:password@127.0.0.1/"):
        w.server.routes[PATH] = to(location)
        w.refused(4)


def test_token_is_sent_here_and_nowhere_else(w):
    (w.dir / "blob.token").write_text("secret-token\n")
    with FakeServer() as other:
        other.routes[PATH] = w.server.routes[PATH]
        w.server.routes[PATH] = (302, {"Location": other.url + PATH, "Content-Length": "0"}, b"")
        w.fetch("--token-file", "blob.token", "-v")
        equal(w.server.requests[0][1].get("Authorization"), "Bearer secret-token")
        equal(other.requests[0][1].get("Authorization"), None)
    equal("secret-token" in w.igpack.stderr, False)
    equal(b"secret-token" in b"".join(w.tree().values()), False)


def make_certificate(path, name):
    """A self-signed certificate for an address or a host: path.crt and path.key."""
    kind = "IP" if name[0].isdigit() else "DNS"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=test", "-days", "2", "-addext", f"subjectAltName={kind}:{name}",
            "-keyout", f"{path}.key", "-out", f"{path}.crt")


def test_tls_certificates_are_checked(w):
    here, elsewhere = w.dir / "blob-here", w.dir / "blob-elsewhere"
    make_certificate(here, "127.0.0.1")
    make_certificate(elsewhere, "example.com")
    with FakeServer(here) as good, FakeServer(elsewhere) as wrong_name:
        good.routes = wrong_name.routes = w.server.routes

        def fetch(server, ca_file, code):
            w.igpack("fetch", server.url + PATH, "-o", "out", "--key", "ours.pub", "--retries", 0,
                     *(["--ca-file", f"{ca_file}.crt"] if ca_file else []), code=code)

        fetch(good, None, 4)
        fetch(good, elsewhere, 4)
        fetch(wrong_name, elsewhere, 4)
        fetch(good, w.dir / "blob-none", 2)
        equal(w.names(), w.before)
        fetch(good, here, 0)
        # Not back to where everybody can listen, not even for the same pack.
        w.reset()
        good.routes = {PATH: (302, {"Location": w.server.url + PATH, "Content-Length": "0"}, b"")}
        fetch(good, here, 4)
        equal(w.server.requests, [])


def test_slow_server(w):
    def stall(request):
        send_head(request, pack_headers(w.pack))
        request.wfile.write(w.pack[:100])
        request.wfile.flush()
        w.stop.wait(30)

    w.server.routes[PATH] = stall
    started = time.monotonic()
    w.refused(75, "--timeout", 1)
    equal(time.monotonic() - started < 15, True, "gives up in time")
    w.stop.set()


def test_body_of_unknown_length(w):
    def chunked(request):
        headers = pack_headers(w.pack) | {"Transfer-Encoding": "chunked"}
        del headers["Content-Length"]
        send_head(request, headers)
        for part in (w.pack[:7000], w.pack[7000:], b""):
            request.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))

    w.server.routes[PATH] = chunked
    w.fetch()


def test_killed_while_downloading(w):
    for sig, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 75), (signal.SIGTERM, 75)):
        w.stop.clear()
        w.halfway.clear()

        def stall(request):
            send_head(request, pack_headers(w.pack))
            request.wfile.write(w.pack[:5000])
            request.wfile.flush()
            w.halfway.set()
            w.stop.wait(30)

        w.server.routes[PATH] = stall
        process = w.igpack.start("fetch", w.server.url + PATH, "-o", "out", "--key", "ours.pub")
        equal(w.halfway.wait(20), True, "download begins")
        process.send_signal(sig)
        equal(process.wait(timeout=30), code)
        process.communicate()
        w.stop.set()
        equal(w.names(), w.before, "left behind")


def test_hostile_archives_signed_by_a_trusted_key(w):
    for name, case in hostile_tars.CASES.items():
        w.offer(case.tar)
        try:
            w.refused(3)
        except AssertionError as problem:
            raise AssertionError(f"{name}: {problem}") from problem


def test_hostile_archives_are_no_better_as_foreign_ones(w):
    for name, case in hostile_tars.CASES.items():
        w.reset()
        w.offer(case.tar, headers=pack_headers(case.tar) | {"Content-Type": "application/x-tar"})
        try:
            if case.foreign:
                w.refused(3, "--allow-foreign")
                continue
            w.fetch("--allow-foreign", code=None)
        except AssertionError as problem:
            raise AssertionError(f"{name}: {problem}") from problem
        for path in (w.dir / "out").rglob("*"):
            equal((path.is_symlink(), path.stat().st_mode & 0o7022), (False, 0), f"{name}: {path}")


def test_archives_of_other_tools_on_request(w):
    options = ["--format=gnu", "--format=ustar", "--format=pax", "--gzip", "--zstd"]
    for option in options:
        w.reset()
        body = subprocess.run(["tar", option, "-C", w.dir / "contracts/policy-pack/v0", "-c", "opa", "data"],
                              check=True, capture_output=True).stdout
        w.offer(body)
        w.refused(3)
        equal(json.loads(w.fetch("--allow-foreign", "--json"))["archive"], "foreign")
        equal((w.dir / "out/opa/cos.abac.rego").exists(), True, option)


def smaller_pack(w):
    """Another pack, as igpack makes it, that has nothing but opa/a.rego and a README."""
    source = w.dir / "blob-smaller"
    shutil.copytree(SOURCE / "contracts/policy-pack/v0", source)
    for part in ("opa", "data"):
        shutil.rmtree(source / part)
    (source / "opa").mkdir()
    (source / "opa/a.rego").write_text("package a\n")
    w.igpack("pack", "blob-smaller", "-o", "blob-smaller.tar")
    shutil.rmtree(source)
    return (w.dir / "blob-smaller.tar").read_bytes()


def test_update_replaces_and_304_keeps(w):
    w.fetch()
    first = w.tree()
    etag = pack_headers(w.pack)["ETag"]

    def conditional(request):
        current = request.headers.get("If-None-Match") == etag
        send_head(request, pack_headers(w.pack), 304 if current else 200)
        if not current:
            request.wfile.write(w.pack)

    w.server.routes[PATH] = conditional
    report = json.loads(w.fetch("--json"))
    equal(report["upToDate"], True)
    equal(w.tree(), first)
    # What somebody changed is not current, whatever the server says.
    for change in ("opa/cos.abac.rego", "opa/extra.rego"):
        (w.dir / "out" / change).write_text("package changed\n")
        equal(json.loads(w.fetch("--json"))["upToDate"], False)
        equal({n: c for n, c in w.tree().items() if n != ".igpack"},
              {n: c for n, c in first.items() if n != ".igpack"})
    newer = smaller_pack(w)
    w.offer(newer)
    equal(json.loads(w.fetch("--json"))["upToDate"], False)
    equal(sorted(w.tree()), [".igpack", "README.md", "opa/a.rego"])
    equal(sorted(w.names()), sorted(w.before + ["out"]))


def test_another_key_does_not_accept_what_is_installed(w):
    w.fetch()
    w.server.requests.clear()
    w.igpack("fetch", w.server.url + PATH, "-o", "out", "--key", "other.pub", "--retries", 0, code=1)
    equal("If-None-Match" in w.server.requests[0][1], False)
    equal((w.dir / "out" / "opa").exists(), True, "the installed pack stays")


def test_a_failed_update_keeps_the_old_pack(w):
    w.fetch()
    first = w.tree()
    newer = smaller_pack(w)
    w.offer(newer, w.bundle)
    w.fetch(code=1)
    equal(w.tree(), first)


def test_does_not_replace_what_it_has_not_made(w):
    (w.dir / "out").mkdir()
    (w.dir / "out" / "mine").write_text("x")
    w.fetch(code=2)
    equal((w.dir / "out" / "mine").read_text(), "x")
    equal(w.server.requests, [], "asks the server nothing")


def test_usage(w):
    url = w.server.url + PATH
    run = w.igpack
    run("fetch", url, code=2)
    run("fetch", url, "--key", "ours.pub", "--insecure-skip-signature", code=2)
    run("fetch", "ftp://127.0.0.1/x", "--key", "ours.pub", code=2)
    run("fetch", "http://user:password@127.0.0.1/x", "--key", "ours.pub", code=2)
    equal("password" in run.stderr, False)
    run("fetch", url, "--key", "none.pub", code=2)
    run("fetch", url, "--key", "ours.key", code=3)
    run("fetch", url, "--key", "ours.pub", "--timeout", "0", code=2)
    run("fetch", url, "--key", "ours.pub", "--timeout", "nan", code=2)
    equal(w.names(), w.before)


IDENTITY = "https://example.org/workflow@refs/heads/main"
ISSUER = "https://issuer.example.org"


def sign_keyless(w, body):
    """A bundle of IDENTITY; the trust root that it verifies with is in blob.root."""
    (w.dir / "blob").write_bytes(body)
    subprocess.run([w.signer, "blob", "blob.keyless", "blob.root"], cwd=w.dir, check=True)
    return (w.dir / "blob.keyless").read_bytes()


def fetch_keyless(w, *args, identity=IDENTITY, issuer=ISSUER, root="blob.root", code=0):
    trust = ("--trusted-root", root) if root else ()
    return w.igpack("fetch", w.server.url + PATH, "-o", "out", "--retries", 0, *trust, "--certificate-identity",
                    identity, "--certificate-oidc-issuer", issuer, *args, code=code)


def test_keyless(w):
    w.offer(w.pack, sign_keyless(w, w.pack))
    report = json.loads(fetch_keyless(w, "--json"))
    equal((report["signature"]["signer"]["identity"], report["trustRoot"]["source"]), (IDENTITY, "file"))
    equal(report["trust"].startswith(f'identity:"{IDENTITY}" issuer:"{ISSUER}" root:sha256:'), True, report["trust"])
    equal((w.dir / "out/opa/cos.abac.rego").exists(), True)
    fetch_keyless(w, "--force", "--certificate-github-workflow-repository", "acme/policies")


def test_keyless_by_somebody_else(w):
    w.offer(w.pack, sign_keyless(w, w.pack))
    for wrong in ({"identity": IDENTITY + "2"}, {"issuer": "https://example.org"}, {"root": None}):
        fetch_keyless(w, **wrong, code=1)
        equal(w.names(), w.before, "left behind")
    fetch_keyless(w, "--certificate-github-workflow-repository", "acme/evil", code=1)
    equal(w.names(), w.before, "left behind")


def test_keyless_signature_of_something_else(w):
    w.offer(w.pack, sign_keyless(w, w.pack + b"x"))
    fetch_keyless(w, code=1)
    # A key's signature is nobody's identity, and an identity is no key.
    w.offer(w.pack)
    fetch_keyless(w, code=2)
    w.offer(w.pack, sign_keyless(w, w.pack))
    w.refused(1, "--trusted-root", "blob.root")
    equal(w.names(), w.before, "left behind")


def test_half_an_identity_is_a_usage_error(w):
    url = w.server.url + PATH
    for args in (("--certificate-identity", "a"), ("--certificate-oidc-issuer", "a"),
                 ("--key", "ours.pub", "--certificate-identity", "a", "--certificate-oidc-issuer", "b"),
                 ("--certificate-identity", "a", "--certificate-oidc-issuer", "b", "--insecure-skip-signature")):
        w.igpack("fetch", url, *args, code=2)
    equal(w.server.requests, [])


def test_attestation_link(w):
    bundle = w.bundle
    link = '<../other>; rel="describedby"; type="application/vnd.sigstore.bundle+json"'
    w.server.routes[PATH] = (200, pack_headers(w.pack) | {"Link": link}, w.pack)
    del w.server.routes[PATH + "/attestation"]
    w.server.routes["/v1/policy/other"] = (200, BUNDLE_TYPE | {"Content-Length": str(len(bundle))}, bundle)
    equal(json.loads(w.fetch("--json"))["attestation"], w.server.url + "/v1/policy/other")
    w.reset()
    with FakeServer() as elsewhere:
        foreign = f'<{elsewhere.url}/x>; rel="describedby"; type="application/vnd.sigstore.bundle+json"'
        w.server.routes[PATH] = (200, pack_headers(w.pack) | {"Link": foreign}, w.pack)
        w.refused(4)
        equal(elsewhere.requests, [], "asks another server")


def test_pack_and_attestation_replaced_between_the_requests(w):
    def offer_in_turn(*bundles):
        turns = itertools.cycle(bundles)

        def answer(request):
            body = next(turns)
            send_head(request, BUNDLE_TYPE | {"Content-Length": str(len(body))})
            request.wfile.write(body)

        w.server.requests.clear()
        w.server.routes[PATH + "/attestation"] = answer

    offer_in_turn(w.sign(w.pack + b"x"), w.bundle)
    w.fetch()
    equal(len(w.server.requests), 3)
    w.reset()
    offer_in_turn(w.sign(w.pack + b"x"), w.sign(w.pack + b"y"))
    w.refused(1)
    equal([path for path, _ in w.server.requests[:3]], [PATH] + 2 * [PATH + "/attestation"])
    # The harness runs what fails twice.
    equal(len(w.server.requests), 6, "asks twice and no more")


def test_foreign_archives_with_something_behind_their_end(w):
    tar = subprocess.run(["tar", "-C", w.dir / "contracts/policy-pack/v0", "-c", "opa", "data"], check=True,
                         capture_output=True).stdout
    for body in (tar + b"x", tar + tar, gzip.compress(tar + b"x"), gzip.compress(tar) + b"x"):
        w.offer(body)
        w.refused(3, "--allow-foreign")
    w.offer(tar + bytes(3000))
    w.fetch("--allow-foreign")


def test_skipping_the_signature_is_said_aloud(w):
    w.server.routes.pop(PATH + "/attestation")
    report = json.loads(w.igpack("fetch", w.server.url + PATH, "-o", "out", "--json", "--insecure-skip-signature"))
    equal((report["trust"], "signature" in report), ("none", False))
    equal("not verified" in w.igpack.stderr, True)
    equal(len(w.server.requests), 1)


def test_parent_directories_and_default_name(w):
    url = w.server.url + PATH
    w.igpack("fetch", url, "-o", "deep/er/out", "--key", "other.pub", code=1)
    equal(w.names(), w.before)
    w.igpack("fetch", url, "-o", "deep/er/out", "--key", "ours.pub")
    equal((w.dir / "deep/er/out/opa/cos.abac.rego").exists(), True)
    equal(w.igpack("fetch", url, "--key", "ours.pub"), "policy-pack-v0\n")
    shutil.rmtree(w.dir / "policy-pack-v0")


def test_server_that_is_not_there(w):
    with FakeServer() as gone:
        url = gone.url
    w.igpack("fetch", url + PATH, "-o", "out", "--key", "ours.pub", "--retries", 0, code=75)
    equal(w.names(), w.before)


def send_head(request, headers, status=200):
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    request.end_headers()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", required=True)
    parser.add_argument("--signer", required=True, help="virtual_signer")
    parser.add_argument("--only", default="", help="run the tests whose name contains this")
    arguments = parser.parse_args()
    suite = Suite()
    with tempfile.TemporaryDirectory() as directory, FakeServer() as server:
        world = World(arguments, directory, server)
        for name, function in list(globals().items()):
            if name.startswith("test_") and arguments.only in name:
                world.reset()
                suite.run(name, function, world)
    suite.finish()


if __name__ == "__main__":
    main()
