#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""The signing half of the public conformance suite's protocol, over a real Sigstore on loopback: what
`igpack-conformance sign-bundle` makes must verify with the suite's other clients that are here, hold
no certificate but the signer's, and not exist when the token is wrong."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from sigstore_stack import issuer as oidc
from sigstore_stack.clients import Job
from sigstore_stack.namespace import enter_or_skip
from sigstore_stack.stack import Stack, interop_bin, require_peers

OURS = pathlib.Path(__file__).resolve().parents[1] / "conformance/sigstore/igpack-conformance"


def succeeds(*command, **environment):
    done = subprocess.run([*map(str, command)], env=os.environ | environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
    return done.returncode == 0, done.stdout


class Suite:
    def __init__(self, igpack, stack, work):
        self.igpack, self.stack, self.work = igpack, stack, work
        self.artifact, self.bundle = work / "artifact", work / "bundle.json"
        self.artifact.write_bytes(os.urandom(1000))
        self.verifiers = [(OURS, {"IGPACK": str(igpack)})]
        if (interop_bin() / "sigstore-go-conformance").exists():
            self.verifiers.append((interop_bin() / "sigstore-go-conformance", {}))
        self.passed = self.failed = 0

    def count(self, name, good, said=""):
        self.passed += good
        self.failed += not good
        if not good:
            print(f"FAIL {name}\n{said}")

    def sign(self, token, config, *flags, file=None):
        self.bundle.unlink(missing_ok=True)
        return succeeds(OURS, "sign-bundle", *flags, "--identity-token", token, "--bundle", self.bundle,
                        "--trusted-root", self.stack.directory / "trusted_root.json",
                        "--signing-config", self.stack.directory / config, file or self.artifact, IGPACK=str(self.igpack))

    def verified(self, name):
        for program, environment in self.verifiers:
            good, said = succeeds(program, "verify-bundle", "--bundle", self.bundle, "--certificate-identity", oidc.EMAIL,
                                  "--certificate-oidc-issuer", self.stack.issuer.email_issuer,
                                  "--trusted-root", self.stack.directory / "trusted_root.json", self.artifact, **environment)
            self.count(f"{name}: {program.name}", good, said)

    def signs(self):
        statement = self.work / "statement.json"
        job = Job(stack=self.stack, artifact=self.artifact, bundle=self.bundle)
        statement.write_text(json.dumps(job.statement()))
        for config in ("signing_config.json", "signing_config_v1.json"):
            for flags, file in (((), None), (("--in-toto",), statement)):
                name = " ".join((config, *flags))
                self.count(name, *self.sign(self.stack.issuer.email_token(), config, *flags, file=file))
                material = json.loads(self.bundle.read_text())["verificationMaterial"]
                self.count(f"{name}: one certificate", "certificate" in material and "x509CertificateChain" not in material)
                self.verified(name)

    def refuses(self):
        issuer = self.stack.issuer
        for name, token in (("expired", issuer.email_token(lifetime=-60)), ("no token", "x.y.z"), ("empty", ""),
                            ("for others", issuer.email_token(aud="others")),
                            ("forged", issuer.email_token()[:-8] + "AAAAAAAA")):
            good, said = self.sign(token, "signing_config.json")
            self.count(f"{name} token", not good and not self.bundle.exists(), said)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", type=pathlib.Path, required=True)
    args = parser.parse_args()
    require_peers()
    enter_or_skip()
    with tempfile.TemporaryDirectory(prefix="conformance-sign-") as directory:
        stack_directory = pathlib.Path(directory) / "stack"
        stack_directory.mkdir()
        with Stack(stack_directory) as stack:
            suite = Suite(args.igpack.resolve(), stack, pathlib.Path(directory))
            suite.signs()
            suite.refuses()
    print(f"{suite.passed} passed, {suite.failed} failed")
    return 1 if suite.failed else 0


if __name__ == "__main__":
    sys.exit(main())
