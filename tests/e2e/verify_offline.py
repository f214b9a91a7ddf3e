#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""`igpack verify` uses no network: it accepts what it should in a network namespace without any
interface that is up, and strace sees neither a socket nor a connection, whether it accepts or refuses.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from sigstore_stack import namespace

#: what a program needs to reach anything over any network, or through a service of this machine
CALLS = "socket,socketpair,connect,bind,listen,accept,accept4,sendto,sendmsg,sendmmsg"
WORKFLOW = ("https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon"
            "/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main")
GITHUB = "https://token.actions.githubusercontent.com"


def cases(corpora):
    """(what it is, arguments of `igpack verify` that are accepted)."""
    stack, conformance = corpora / "cosign/local-stack", corpora / "sigstore-conformance"
    old, legacy = corpora / "cosign/keyed-v2.2.4", corpora / "cosign/legacy-keyless"
    beacon = ["--certificate-identity", WORKFLOW, "--certificate-oidc-issuer", GITHUB]
    local = ["--trusted-root", stack / "trusted_root.json"]
    email = ["--certificate-identity-regexp", ".*", "--certificate-oidc-issuer-regexp", ".*"]
    good = conformance / "bundle-verify/happy-path-v0.3-new-mediaType"
    return [
        ("key", ["--key", old / "cosign.pub", "--bundle", old / "cosign.bundle.json", old / "blob.bin"]),
        ("key, log", [*local, "--key", stack / "cosign.pub", "--bundle", stack / "c3-key.sigstore.json", stack / "pack.tar"]),
        ("certificate", [*local, *email, "--bundle", stack / "c3-email.sigstore.json", stack / "pack.tar"]),
        ("certificate, built-in root", [*beacon, "--bundle", good / "bundle.sigstore.json",
                                        conformance / "bundle-verify/a.txt"]),
        ("attestation", [*local, *email, "--bundle", stack / "c3-att.sigstore.json", stack / "pack.tar"]),
        ("threshold", [*local, *email, "--threshold", "2", "--bundle", stack / "c3-email.sigstore.json",
                       "--bundle", stack / "c3-gha.sigstore.json", stack / "pack.tar"]),
        ("cosign form", [*beacon, "--bundle", legacy / "cosign.bundle.json", legacy / "pack.bin"]),
        ("cosign form, own roots", [*beacon, "--ca-roots", legacy / "fulcio.pem", "--rekor-key", legacy / "rekor.pub",
                                    "--ct-key", legacy / "ctfe.pub", "--bundle", legacy / "cosign.bundle.json",
                                    legacy / "pack.bin"]),
    ]


class Offline:
    def __init__(self, igpack, work):
        self.igpack, self.work = igpack, work
        self.passed = self.failed = 0
        self.strace = shutil.which("strace")

    def count(self, name, problem):
        self.passed += problem is None
        self.failed += problem is not None
        if problem is not None:
            print(f"FAIL {name}: {problem}")

    def run(self, *command):
        done = subprocess.run([*map(str, command)], cwd=self.work, env={"PATH": os.environ["PATH"], "HOME": str(self.work)},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=60, check=False)
        return done.returncode, done.stdout

    def calls(self, *command):
        """(exit code, the network calls that the command made)."""
        log = self.work / "strace.log"
        code, _ = self.run(self.strace, "-f", "-qq", "-o", log, "-e", f"trace={CALLS}", *command)
        return code, re.findall(rf"\b(?:{CALLS.replace(',', '|')})\(.*", log.read_text())

    def verify(self, name, arguments):
        code, said = self.run(self.igpack, "verify", *arguments)
        self.count(name, None if code == 0 else f"exit {code}: {said}")
        if not self.strace:
            return
        for what, file, wanted in (("accepted", arguments[-1], 0), ("refused", __file__, 1)):
            code, seen = self.calls(self.igpack, "verify", *arguments[:-1], file)
            problem = f"exit {code} under strace" if code != wanted else f"network calls: {seen}" if seen else None
            self.count(f"{name}, {what}, watched", problem)

    def watching_works(self):
        """A program that connects is seen, so that silence means something."""
        if not self.strace:
            return
        _, seen = self.calls(sys.executable, "-c", "import socket; socket.socket().connect_ex(('127.0.0.1', 9))")
        self.count("strace sees network calls", None if len(seen) >= 2 else f"saw {seen}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", type=pathlib.Path, required=True)
    args = parser.parse_args()
    corpora = pathlib.Path(os.environ.get("IGPACK_CORPORA", "../shared/corpora")).resolve()
    if not corpora.exists():
        print(f"skipped: no corpora in {corpora}")
        return 77
    namespace.enter_or_skip(loopback=False)
    with tempfile.TemporaryDirectory(prefix="verify-offline-") as work:
        offline = Offline(args.igpack.resolve(), pathlib.Path(work))
        offline.watching_works()
        for name, arguments in cases(corpora):
            offline.verify(name, arguments)
    if not offline.strace:
        print("skipped: watching system calls (no strace)")
    print(f"{offline.passed} passed, {offline.failed} failed{'' if offline.strace else ', 1 skipped'}")
    return 1 if offline.failed or not offline.passed else 0


if __name__ == "__main__":
    sys.exit(main())
