#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""The serving contract, against the real binary."""
import argparse
import base64
import concurrent.futures
import email.utils
import hashlib
import os
import sys
import time
import unittest

from harness import run_unittests
from serve_site import ATTESTATION, PACK, Server, Site, read_all, status_of

IGPACK = None  # the binary, from the command line
TAR = bytes(range(256)) * 120
VARYING = {"date", "x-request-id"}


def stable(headers):
    return {k: v for k, v in headers.items() if k not in VARYING}


class SiteTest(unittest.TestCase):
    """A site with a published pack and a server on it."""

    flags = ()
    env = {}

    def setUp(self):
        self.site = Site()
        self.addCleanup(self.site.close)
        self.prepare()
        self.server = self.enterContext(Server(IGPACK, self.site, *self.flags, env=self.env))

    def prepare(self):
        self.hex = self.site.publish(TAR)

    def assert_error(self, answer, status, message):
        self.assertEqual(answer[0], status)
        self.assertEqual(answer[1]["content-type"], "application/json")
        self.assertEqual(answer[2], ('{"error":"%s"}\n' % message).encode())


class Contract(SiteTest):
    def test_pack(self):
        status, headers, body = self.server.ask()
        self.assertEqual((status, body), (200, TAR))
        digest = base64.b64encode(hashlib.sha256(TAR).digest()).decode()
        self.assertEqual(headers["content-type"], "application/vnd.intelgraph.policy+tar")
        self.assertEqual(headers["digest"], "sha-256=" + self.hex)
        self.assertEqual(headers["repr-digest"], f"sha-256=:{digest}:")
        self.assertEqual(headers["etag"], f'W/"sha-256:{self.hex}"')
        self.assertEqual(headers["cache-control"], "public, max-age=60, immutable")
        self.assertEqual(headers["content-length"], str(len(TAR)))
        self.assertIn(f"<{ATTESTATION}>", headers["link"])
        modified = email.utils.parsedate_to_datetime(headers["last-modified"]).timestamp()
        self.assertEqual(modified, int(self.site.tar.stat().st_mtime))
        self.assertNotIn("x-cosign-bundle", headers)

    def test_head_has_the_headers_of_get(self):
        for path in (PACK, ATTESTATION):
            get, head = self.server.ask("GET", path), self.server.ask("HEAD", path)
            self.assertEqual(head[0], 200)
            self.assertEqual(head[2], b"")
            self.assertEqual(stable(head[1]), stable(get[1]))

    def test_attestation(self):
        status, headers, body = self.server.ask(path=ATTESTATION)
        self.assertEqual((status, body), (200, b'{"a":1}\n'))
        self.assertEqual(headers["content-type"], "application/vnd.sigstore.bundle+json")
        self.assertEqual(headers["cache-control"], "public, max-age=300")
        self.assertEqual(headers["etag"], f'"sha-256:{hashlib.sha256(body).hexdigest()}"')
        again = self.server.ask(path=ATTESTATION, headers={"If-None-Match": headers["etag"]})
        self.assertEqual(again[0], 304)

    def test_conditions(self):
        modified = int(self.site.tar.stat().st_mtime)
        date = lambda offset: email.utils.formatdate(modified + offset, usegmt=True)
        strong = f'"sha-256:{self.hex}"'
        for headers, want in [
            ({"If-None-Match": "W/" + strong}, 304),
            ({"If-None-Match": strong}, 304),
            ({"If-None-Match": f'"x", W/{strong}'}, 304),
            ({"If-None-Match": "*"}, 304),
            ({"If-None-Match": '"x"'}, 200),
            ({"If-None-Match": '"x"', "If-Modified-Since": date(9)}, 200),
            ({"If-Modified-Since": date(0)}, 304),
            ({"If-Modified-Since": date(-1)}, 200),
            ({"If-Match": '"x"'}, 412),
            ({"If-Match": "W/" + strong}, 412),
            ({"If-Match": "*"}, 200),
            ({"If-Unmodified-Since": date(-1)}, 412),
            ({"If-Unmodified-Since": date(0)}, 200),
        ]:
            with self.subTest(headers=headers):
                for method in ("GET", "HEAD"):
                    self.assertEqual(self.server.ask(method, headers=headers)[0], want)

    def test_304_has_the_headers_of_200(self):
        full = stable(self.server.ask()[1])
        status, headers, body = self.server.ask(headers={"If-None-Match": "*"})
        self.assertEqual((status, body), (304, b""))
        del full["content-length"]
        self.assertEqual(stable(headers), full)

    def test_unknown(self):
        for pack_id in ("policy-pack-v9", "other", "policy-pack-..", "policy-pack-v0%2f..%2fv0",
                        "policy-pack-" + "a" * 200):
            for suffix in ("", "/attestation"):
                answer = self.server.ask(path=f"/v1/policy/packs/{pack_id}{suffix}")
                self.assert_error(answer, 404, "unknown pack")
        self.assert_error(self.server.ask(path="/v1/policy/packs/"), 404, "not found")

    def test_other_methods(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
            for path in (PACK, ATTESTATION, "/healthz", "/readyz"):
                answer = self.server.ask(method, path)
                self.assert_error(answer, 405, "method not allowed")
                self.assertEqual(answer[1]["allow"], "GET, HEAD")

    def test_health(self):
        self.assertEqual(self.server.ask(path="/healthz")[2], b'{"status":"ok"}\n')
        self.assertEqual(self.server.ask(path="/readyz")[2], b'{"status":"ready"}\n')

    def test_missing_files(self):
        self.site.bundle.unlink()
        self.assert_error(self.server.ask(path=ATTESTATION), 503, "attestation not available")
        self.site.tar.unlink()
        answer = self.server.ask()
        self.assert_error(answer, 503, "pack not built yet")
        self.assertIn("retry-after", answer[1])
        self.assertEqual(self.server.ask(path="/readyz")[0], 503)

    def test_tar_that_disagrees_with_its_manifest(self):
        self.site.replace(self.site.tar, TAR[::-1])
        answer = self.server.ask()
        self.assert_error(answer, 503, "pack does not match its manifest")
        self.assertIn("retry-after", answer[1])
        warnings = [r["message"] for r in self.server.log() if r.get("level") == "warning"]
        self.assertTrue(any("manifest.json names" in w for w in warnings), warnings)
        self.site.write_manifest(TAR[::-1])
        self.assertEqual(self.server.ask()[2], TAR[::-1])

    def test_every_change_on_disk_is_seen(self):
        for turn in range(30):
            content = bytes([turn]) * len(TAR)
            with open(self.site.tar, "r+b") as tar:  # same size, same inode, same tick
                tar.write(content)
            self.site.write_manifest(content)
            self.assertEqual(self.server.ask()[2], content)

    def test_access_log(self):
        self.server.ask(path=PACK + "?token=secret", headers={"Authorization": "Bearer secret"})
        self.assertEqual(self.server.stop(), 0)
        record = [r for r in self.server.log() if "path" in r][-1]
        self.assertEqual(set(record), {"time", "method", "path", "status", "bytes", "ms",
                                       "request_id"})
        self.assertEqual((record["method"], record["path"], record["status"], record["bytes"]),
                         ("GET", PACK, 200, len(TAR)))
        self.assertNotIn("secret", self.server.log_path.read_text())


class Swap(SiteTest):
    def prepare(self):
        self.old = os.urandom(1 << 20) * 24
        self.site.publish(self.old)

    def test_running_download_finishes_on_the_old_bytes(self):
        with self.server.connect() as sock:
            sock.sendall(f"GET {PACK} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".encode())
            start = sock.recv(1000)
            self.site.publish(TAR)
            self.assertEqual(self.server.ask()[2], TAR)
            head, body = (start + read_all(sock)).split(b"\r\n\r\n", 1)
        self.assertIn(hashlib.sha256(self.old).hexdigest().encode(), head)
        self.assertEqual(hashlib.sha256(body).digest(), hashlib.sha256(self.old).digest())


class InlineBundle(SiteTest):
    env = {"MC_INLINE_BUNDLE": "true"}

    def test_bundle_is_a_byte_sequence_or_left_out(self):
        value = self.server.ask()[1]["x-cosign-bundle"]
        self.assertEqual(value, ":" + base64.b64encode(b'{"a":1}\n').decode() + ":")
        # 3069 bytes make 4092 of base64 and two colons: the last that fit into 4096.
        self.site.replace(self.site.bundle, b"x" * 3069)
        self.assertEqual(len(self.server.ask()[1]["x-cosign-bundle"]), 4094)
        self.site.replace(self.site.bundle, b"x" * 3072)
        self.assertNotIn("x-cosign-bundle", self.server.ask()[1])


class AutoBuild(SiteTest):
    env = {"MC_DEV_AUTO_BUILD_PACK": "true"}
    flags = ("-v",)

    def prepare(self):
        self.site.add_sources()

    def test_hundred_requests_build_once(self):
        with concurrent.futures.ThreadPoolExecutor(100) as pool:
            answers = list(pool.map(lambda _: self.server.ask(), range(100)))
        self.assertEqual({a[0] for a in answers}, {200})
        self.assertEqual(len({a[2] for a in answers}), 1)
        built = [r for r in self.server.log() if r.get("message", "").endswith(": built")]
        self.assertEqual(len(built), 1)

    def test_failed_build(self):
        (self.site.source / "opa/a.rego").unlink()
        (self.site.source / "opa").rmdir()
        self.assert_error(self.server.ask(), 503, "pack not built yet")


class Production(SiteTest):
    env = {"MC_DEV_AUTO_BUILD_PACK": "true", "NODE_ENV": "production"}

    def prepare(self):
        self.site.add_sources()

    def test_nothing_is_built(self):
        self.assert_error(self.server.ask(), 503, "pack not built yet")
        self.assertFalse(self.site.tar.exists())


class Protocol(SiteTest):
    flags = ("--header-timeout", "0.5", "--body-timeout", "0.5", "--idle-timeout", "0.5")
    HOST = b"Host: h\r\n"

    def test_malformed_requests(self):
        host = self.HOST
        for request, want in [
            (b"GET / HTTP/1.1\n" + host + b"\n", 400),
            (b"GET / HTTP/1.1\r\n\r\n", 400),
            (b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", 400),
            (b"GET / HTTP/1.1\r\n" + host + b"A: b\r\n c\r\n\r\n", 400),
            (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400),
            (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
             b"0\r\n\r\n", 400),
            (b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: gzip\r\n\r\n", 501),
            (b"GET / HTTP/3.0\r\n" + host + b"\r\n", 505),
            (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + host + b"\r\n", 414),
            (b"GET / HTTP/1.1\r\n" + host + b"A: " + b"a" * 17000 + b"\r\n\r\n", 431),
            (b"GET /healthz HTTP/1.1\r\n" + host + b"Expect: miracle\r\n\r\n", 417),
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 400),
        ]:
            with self.subTest(request=request[:60]):
                self.assertEqual(status_of(self.server.raw(request)), want)

    def test_malformed_chunks(self):
        head = b"GET /healthz HTTP/1.1\r\n" + self.HOST + b"Transfer-Encoding: chunked\r\n\r\n"
        for body in (b"1\nx\r\n0\r\n\r\n", b"zz\r\n", b"-1\r\nx\r\n", b"1\r\nxx\r\n0\r\n\r\n",
                     b"fffffffffffffffff\r\n"):
            with self.subTest(body=body):
                self.assertEqual(status_of(self.server.raw(head + body)), 400)
        answer = self.server.raw(head + b"3;a=b\r\nabc\r\n0\r\nT: x\r\n\r\n")
        self.assertEqual(status_of(answer), 200)

    def test_body_limit(self):
        head = b"GET /healthz HTTP/1.1\r\n" + self.HOST + b"Content-Length: %d\r\n\r\n"
        self.assertEqual(status_of(self.server.raw(head % (1 << 20) + b"x" * (1 << 20))), 200)
        self.assertEqual(status_of(self.server.raw(head % ((1 << 20) + 1))), 413)

    def test_pipelining_and_absolute_form(self):
        request = b"GET /healthz HTTP/1.1\r\n" + self.HOST + b"\r\n"
        last = b"GET http://h/healthz HTTP/1.1\r\n" + self.HOST + b"Connection: close\r\n\r\n"
        answer = self.server.raw(request * 5 + b"\r\n" + last)
        self.assertEqual(answer.count(b"HTTP/1.1 200 OK"), 6)
        self.assertEqual(answer.count(b"Connection: close"), 1)

    def test_http_1_0_closes(self):
        answer = self.server.raw(b"GET /healthz HTTP/1.0\r\n\r\n")
        self.assertEqual(status_of(answer), 200)
        self.assertIn(b"Connection: close", answer)

    def test_expect_continue(self):
        with self.server.connect() as sock:
            sock.sendall(b"GET /healthz HTTP/1.1\r\n" + self.HOST + b"Connection: close\r\n"
                         b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
            self.assertEqual(sock.recv(1000), b"HTTP/1.1 100 Continue\r\n\r\n")
            sock.sendall(b"abc")
            self.assertEqual(status_of(read_all(sock)), 200)

    def test_slow_clients_are_cut(self):
        with self.server.connect() as sock:  # idle from the start: closed without a word
            self.assertEqual(read_all(sock), b"")
        with self.server.connect() as sock:
            sock.sendall(b"GET / HTTP/1.1\r\n")
            begin = time.monotonic()
            answer = b""
            sock.settimeout(0.1)
            for _ in range(100):  # one byte at a time does not buy time
                try:
                    sock.sendall(b"A")
                    answer += sock.recv(1000)
                except TimeoutError:
                    continue
                except OSError:
                    break
                if answer:
                    break
            self.assertEqual(status_of(answer), 408)
            self.assertLess(time.monotonic() - begin, 8)
        answer = self.server.raw(b"GET /healthz HTTP/1.1\r\n" + self.HOST + b"Content-Length: 5\r\n\r\nab")
        self.assertEqual(status_of(answer), 408)


class Limits(SiteTest):
    flags = ("--max-connections", "2")

    def test_connections_beyond_the_limit_are_closed(self):
        with self.server.connect() as first, self.server.connect() as second:
            for sock in (first, second):
                sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
                self.assertEqual(status_of(sock.recv(1000)), 200)
            with self.server.connect() as third:
                self.assertEqual(read_all(third), b"")


class Drain(SiteTest):
    def prepare(self):
        self.tar = os.urandom(1 << 20) * 24
        self.site.publish(self.tar)

    def test_running_download_finishes_and_idle_connections_end(self):
        with self.server.connect() as idle, self.server.connect() as busy:
            idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
            self.assertEqual(status_of(idle.recv(1000)), 200)
            busy.sendall(f"GET {PACK} HTTP/1.1\r\nHost: h\r\n\r\n".encode())
            start = busy.recv(1000)
            self.server.process.terminate()
            self.assertEqual(read_all(idle), b"")
            body = (start + read_all(busy)).split(b"\r\n\r\n", 1)[1]
        self.assertEqual(hashlib.sha256(body).digest(), hashlib.sha256(self.tar).digest())
        self.assertEqual(self.server.process.wait(timeout=30), 0)


class Cut(Drain):
    flags = ("--drain-timeout", "0.3")

    def test_running_download_finishes_and_idle_connections_end(self):
        with self.server.connect() as busy:
            busy.sendall(f"GET {PACK} HTTP/1.1\r\nHost: h\r\n\r\n".encode())
            busy.recv(1000)
            self.assertEqual(self.server.stop(), 75)


def main():
    global IGPACK
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", required=True)
    IGPACK = os.path.abspath(parser.parse_args().igpack)
    return run_unittests(sys.modules[__name__])


if __name__ == "__main__":
    sys.exit(main())
