#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""serve over TLS, with certificates made on the spot, and fetch and evidence-check against it."""
import argparse
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import ssl
import subprocess
import sys
import tempfile
import unittest

from harness import Igpack, run_unittests
from serve_site import PACK, Server, Site, read_all, status_of

IGPACK = None  # the binary, from the command line
TAR = bytes(range(256)) * 120


def openssl(*args):
    subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True)


class Pki:
    """Two authorities, and certificates of the first."""

    def __init__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="igpack-tls-"))
        for name in ("ca", "other-ca"):
            self.make(name, f"/CN={name}", "basicConstraints=critical,CA:TRUE")
        self.issue("server", "subjectAltName=IP:127.0.0.1")
        self.issue("elsewhere", "subjectAltName=DNS:elsewhere.example")
        openssl("ec", "-aes128", "-passout", "pass:p", "-in", self.key("server"), "-out", self.key("locked"))

    def close(self):
        shutil.rmtree(self.directory)

    def key(self, name):
        return self.directory / f"{name}.key"

    def certificate(self, name):
        return self.directory / f"{name}.crt"

    def make(self, name, subject, extension, *more):
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", subject, "-addext", extension, *more, "-keyout", self.key(name), "-out",
                self.certificate(name))

    def issue(self, name, extension):
        """A leaf with its authority behind it, as servers send it."""
        request, plain = self.directory / f"{name}.csr", self.directory / f"{name}.leaf"
        extensions = self.directory / f"{name}.ext"
        extensions.write_text(f"{extension}\nbasicConstraints=CA:FALSE\n")
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                f"/CN={name}", "-keyout", self.key(name), "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", self.certificate("ca"), "-CAkey", self.key("ca"),
                "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out", plain)
        self.certificate(name).write_text(plain.read_text() + self.certificate("ca").read_text())

    def flags(self, name="server", key=None):
        return ["--tls-cert", str(self.certificate(name)), "--tls-key", str(self.key(key or name))]

    def client(self, lowest=ssl.TLSVersion.TLSv1_2, highest=ssl.TLSVersion.TLSv1_3, ciphers=None):
        context = ssl.create_default_context(cafile=self.certificate("ca"))
        # What this client offers is the test's choice, not the distribution's.
        context.set_ciphers(ciphers or "ALL:@SECLEVEL=0")
        context.minimum_version, context.maximum_version = lowest, highest
        return context


class TlsTest(unittest.TestCase):
    certificate = "server"
    flags = ("--header-timeout", "0.5")

    @classmethod
    def setUpClass(cls):
        cls.pki = Pki()
        cls.addClassCleanup(cls.pki.close)

    def setUp(self):
        self.site = Site()
        self.addCleanup(self.site.close)
        self.site.publish(self.content())
        self.server = self.enterContext(
            Server(IGPACK, self.site, *self.flags, *self.pki.flags(self.certificate)))

    def content(self):
        return TAR

    def shake_hands(self, context):
        return context.wrap_socket(self.server.connect(), server_hostname="127.0.0.1")

    def ask(self, context=None, path=PACK):
        connection = http.client.HTTPSConnection("127.0.0.1", self.server.port, timeout=30,
                                                 context=context or self.pki.client())
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


class Protocol(TlsTest):
    def test_versions_from_1_2_on(self):
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            with self.subTest(version=version):
                self.assertEqual(self.ask(self.pki.client(version, version)), (200, TAR))

    def test_older_versions_are_refused(self):
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            with self.subTest(version=version), self.assertRaisesRegex(ssl.SSLError, "alert"):
                self.shake_hands(self.pki.client(version, version))

    def test_ciphers_without_forward_secrecy_or_authentication_are_refused(self):
        for cipher in ("ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES128-SHA", "PSK-AES128-GCM-SHA256", "AECDH-AES128-SHA"):
            context = self.pki.client(highest=ssl.TLSVersion.TLSv1_2, ciphers=f"{cipher}:@SECLEVEL=0")
            with self.subTest(cipher=cipher), self.assertRaises(ssl.SSLError):
                self.shake_hands(context)

    def test_plain_http_gets_an_answer_to_read(self):
        for request in (b"GET / HTTP/1.1\r\nHost: h\r\n\r\n", b"nonsense\n"):
            answer = self.server.raw(request)
            self.assertEqual(status_of(answer), 400)
            self.assertTrue(answer.endswith(b'{"error":"this port speaks TLS: use https"}\n'), answer)
        self.assertEqual(self.ask()[0], 200)
        self.server.stop()
        self.assertEqual([r["status"] for r in self.server.log() if "status" in r], [400, 400, 200])

    def test_broken_and_silent_clients_are_dropped(self):
        self.assertNotIn(b"HTTP/", self.server.raw(b"\x16\x03\x01\x00\x05hello"))
        for start in (b"", b"\x16\x03\x01"):
            with self.server.connect() as sock:
                sock.sendall(start)
                self.assertEqual(read_all(sock), b"")
        self.assertEqual(self.ask()[0], 200)

    def test_connections_are_kept(self):
        with self.shake_hands(self.pki.client()) as sock:
            for _ in range(3):
                sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
                self.assertEqual(status_of(sock.recv(1000)), 200)


class Renegotiation(TlsTest):
    flags = ()

    def test_renegotiation_is_refused(self):
        command = ["openssl", "s_client", "-tls1_2", "-connect", f"127.0.0.1:{self.server.port}"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as client:
            while b"Extended master secret" not in client.stdout.readline():
                self.assertIsNone(client.poll())
            client.stdin.write(b"R\n")
            client.stdin.flush()
            client.wait(timeout=30)
            said = client.stderr.read()
        self.assertIn(b"RENEGOTIATING", said)
        self.assertIn(b"no renegotiation", said)


class Drain(TlsTest):
    def content(self):
        return os.urandom(1 << 20) * 24

    def test_running_download_finishes(self):
        with self.shake_hands(self.pki.client()) as sock:
            sock.sendall(f"GET {PACK} HTTP/1.1\r\nHost: h\r\n\r\n".encode())
            start = sock.recv(1000)
            self.server.process.terminate()
            head, body = (start + read_all(sock)).split(b"\r\n\r\n", 1)
        self.assertIn(hashlib.sha256(body).hexdigest().encode(), head)
        self.assertEqual(self.server.process.wait(timeout=30), 0)


class Clients(TlsTest):
    """Our own clients believe the given authority about the given name, and nobody else."""

    def setUp(self):
        super().setUp()
        self.client = Igpack(IGPACK, self.site.root)
        source = self.site.source
        self.site.add_sources()
        self.client("pack")
        self.client("sign", "--generate-key-pair")
        self.client("sign", "--key", "cosign.key", "--bundle", source / "signing/cosign.bundle.json", self.site.tar)

    def fetch(self, ca_file, code):
        trust = ["--ca-file", self.pki.certificate(ca_file)] if ca_file else []
        self.client("fetch", f"https://127.0.0.1:{self.server.port}{PACK}", "-o", "out", "--key", "cosign.pub",
                    "--retries", 0, *trust, code=code)

    def check_evidence(self, ca_file, code):
        trust = ["--ca-file", self.pki.certificate(ca_file)] if ca_file else []
        self.client("evidence-check", "--mc-url", f"https://127.0.0.1:{self.server.port}", "--service", "api",
                    "--release-id", "r1", "--retries", 0, "--termination-log", self.site.root / "none", *trust,
                    code=code)
        return json.loads(self.client.stderr.splitlines()[-1])["verdict"]

    def test_the_given_authority_is_believed_and_no_other(self):
        for ca_file in ("other-ca", None):
            self.fetch(ca_file, 4)
            self.assertEqual(self.check_evidence(ca_file, 4), "UNTRUSTED")
        self.assertFalse((self.site.root / "out").exists())
        self.fetch("ca", 0)
        self.assertTrue((self.site.root / "out/opa/a.rego").is_file())
        self.assertEqual(self.check_evidence("ca", 1), "NO_EVIDENCE")


class Elsewhere(Clients):
    certificate = "elsewhere"

    def test_the_given_authority_is_believed_and_no_other(self):
        self.fetch("ca", 4)
        self.assertEqual(self.check_evidence("ca", 4), "UNTRUSTED")
        self.assertFalse((self.site.root / "out").exists())


class Start(unittest.TestCase):
    def setUp(self):
        self.pki, self.site = Pki(), Site()
        self.addCleanup(self.pki.close)
        self.addCleanup(self.site.close)

    def test_unusable_files_are_refused_at_the_start(self):
        broken = self.pki.certificate("broken")
        broken.write_text("no certificate\n")
        shutil.copy(self.pki.key("server"), self.pki.key("broken"))
        igpack = Igpack(IGPACK, self.site.root)
        for name, flags in {
                "no certificate file": self.pki.flags("absent", "server"),
                "no key file": self.pki.flags("server", "absent"),
                "no certificate": self.pki.flags("broken"),
                "another key": self.pki.flags("server", "elsewhere"),
                "an encrypted key": self.pki.flags("server", "locked"),
                "a certificate alone": self.pki.flags()[:2],
        }.items():
            with self.subTest(name):
                igpack("serve", "--listen", "127.0.0.1:0", *flags, code=2, stdin=b"p\n")
                self.assertIn("tls" if name == "a certificate alone" else "TLS", igpack.stderr)


def main():
    global IGPACK
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", required=True)
    IGPACK = os.path.abspath(parser.parse_args().igpack)
    return run_unittests(sys.modules[__name__])


if __name__ == "__main__":
    sys.exit(main())
