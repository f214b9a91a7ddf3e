#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Every signer against every verifier over a real Sigstore (Fulcio, Rekor, timestamp authority) on
loopback: each bundle must be accepted by everyone who reads its form, and refused by each of them
for another file, signer, identity provider, key or trust root. Tokens that do not hold are refused.
"""
import argparse
import json
import os
import pathlib
import sys
import tempfile
import types

from sigstore_stack import issuer as oidc
from sigstore_stack.clients import ClientError, ClientFault, Cosign2, Cosign3, Igpack, IgpackSuite, Job, SigstoreGo
from sigstore_stack.namespace import enter_or_skip
from sigstore_stack.stack import Stack, interop_bin, require_peers

SUITE_CLIENT = pathlib.Path(__file__).resolve().parents[1] / "conformance/sigstore/igpack-conformance"


class Matrix:
    def __init__(self, work, stack, other_stack, clients):
        self.work, self.stack, self.other_stack, self.clients = work, stack, other_stack, clients
        self.artifact = work / "artifact"
        self.artifact.write_bytes(os.urandom(10240))
        self.changed = work / "changed"
        self.changed.write_bytes(self.artifact.read_bytes()[:-1] + b"x")
        self.passed = self.failed = 0
        self.rows = []

    def count(self, name, problem):
        if problem is None:
            self.passed += 1
            return True
        self.failed += 1
        print(f"FAIL {name}: {problem}")
        return False

    def accepted(self, name, action, *args):
        try:
            action(*args)
        except (ClientError, ClientFault) as problem:
            return self.count(name, str(problem))
        return self.count(name, None)

    def refused(self, name, action, *args):
        try:
            action(*args)
        except ClientError:
            return self.count(name, None)
        except ClientFault as fault:
            return self.count(name, str(fault))
        return self.count(name, "accepted")

    def kinds(self):
        """(what it is called, the job)."""
        email = {"token": self.stack.issuer.email_token(), "identity": oidc.EMAIL,
                 "issuer": self.stack.issuer.email_issuer}
        github = {"identity": oidc.WORKFLOW_URI, "issuer": self.stack.issuer.github_issuer}
        keyed = {"key": self.work / "signer"}
        job = Job(self.stack, self.artifact, self.work / "none")
        return [
            ("token", job.but(**email)),
            ("token, Rekor 1", job.but(rekor=1, **email)),
            ("GitHub job", job.but(**github)),
            ("key", job.but(rekor=0, **keyed)),
            ("key, log", job.but(**keyed)),
            ("key, log, Rekor 1", job.but(rekor=1, **keyed)),
            ("attestation", job.but(kind="attestation", **email)),
            ("attestation, Rekor 1", job.but(kind="attestation", rekor=1, **email)),
            ("attestation, GitHub job", job.but(kind="attestation", **github)),
            ("attestation, key", job.but(kind="attestation", rekor=0, **keyed)),
            ("attestation, key, log", job.but(kind="attestation", **keyed)),
            ("cosign form, token", job.but(legacy=True, rekor=1, **email)),
            ("cosign form, GitHub job", job.but(legacy=True, rekor=1, **github)),
            ("cosign form, key", job.but(legacy=True, rekor=0, **keyed)),
            ("cosign form, key, log", job.but(legacy=True, rekor=1, **keyed)),
        ]

    def wrong(self, job):
        """(what is wrong, a job that no verifier may accept)."""
        yield "another file", job.but(artifact=self.changed)
        if job.rekor:
            yield "another trust root", job.but(stack=self.other_stack)
        if job.key:
            yield "another key", job.but(key=self.work / "other")
        else:
            yield "another identity", job.but(identity="somebody@else.test")
            yield "another issuer", job.but(issuer="https://else.test")

    def verify_all(self, signer, kind, job):
        cells = {}
        for verifier in self.clients:
            if not verifier.verifies(job):
                continue
            name = f"{signer.name}, {kind} -> {verifier.name}"
            good = [self.accepted(name, verifier.verify, job)]
            for what, wrong in self.wrong(job):
                good.append(self.refused(f"{name}, {what}", verifier.verify, wrong))
            cells[verifier.name] = f"{sum(good)}/{len(good)}"
        self.rows.append((signer.name, kind, cells))

    def run(self):
        for kind, job in self.kinds():
            for signer in self.clients:
                if not signer.signs(job):
                    continue
                mine = job.but(bundle=self.work / f"{len(self.rows)}.json")
                if self.accepted(f"{signer.name} signs: {kind}", signer.sign, mine):
                    self.verify_all(signer, kind, mine)
        self.bad_tokens()
        # A bundle with a certificate, an entry and a timestamp.
        _, job = self.kinds()[0]
        signer = next(client for client in self.clients if client.signs(job))
        job = job.but(bundle=self.work / "roots.json")
        signer.sign(job)
        self.bad_roots(job)

    def bad_tokens(self):
        issuer = self.stack.issuer
        tokens = {"expired": issuer.email_token(lifetime=-60), "for somebody else": issuer.email_token(aud="else"),
                  "of another issuer": self.other_stack.issuer.email_token(),
                  "not signed by its issuer": issuer.email_token()[:-8] + "AAAAAAAA"}
        for signer in self.clients:
            if not signer.signs(Job(self.stack, self.artifact, self.work / "none", token="any",
                                    legacy=isinstance(signer, Cosign2))):
                continue
            for what, token in tokens.items():
                legacy = isinstance(signer, Cosign2)
                job = Job(self.stack, self.artifact, self.work / "refused.json", legacy=legacy, rekor=1 if legacy else 2,
                          token=token)
                self.refused(f"{signer.name}, token {what}", signer.sign, job)
                self.count(f"{signer.name}, token {what}: bundle", "written" if job.bundle.exists() else None)

    def bad_roots(self, job):
        """Roots in which one kind of trust is another stack's."""
        own, other = (json.loads((stack.directory / "trusted_root.json").read_text())
                      for stack in (self.stack, self.other_stack))
        for part in ("certificateAuthorities", "tlogs", "ctlogs", "timestampAuthorities"):
            folder = self.work / part
            folder.mkdir()
            (folder / "trusted_root.json").write_text(json.dumps(own | {part: other[part]}))
            for verifier in self.clients:
                if verifier.verifies(job):
                    self.refused(f"{verifier.name}, {part} of another stack", verifier.verify,
                                 job.but(stack=types.SimpleNamespace(directory=folder)))

    def show(self):
        verifiers = [client.name for client in self.clients]
        print(f"{'signer':14}{'bundle':26}" + "".join(f"{name:>14}" for name in verifiers))
        for signer, kind, cells in self.rows:
            print(f"{signer:14}{kind:26}" + "".join(f"{cells.get(name, '-'):>14}" for name in verifiers))
        print(f"{self.passed} passed, {self.failed} failed")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", type=pathlib.Path, required=True)
    args = parser.parse_args()
    peers = interop_bin()
    require_peers()
    enter_or_skip()
    with tempfile.TemporaryDirectory(prefix="sigstore-matrix-") as name:
        work = pathlib.Path(name)
        igpack = args.igpack.resolve()
        clients = [Igpack(work, igpack), IgpackSuite(work, SUITE_CLIENT, igpack)]
        clients += [kind(work, peers / kind.binary) for kind in (Cosign3, SigstoreGo, Cosign2)
                    if os.access(peers / kind.binary, os.X_OK)]
        for folder in ("stack", "other"):
            (work / folder).mkdir()
        with Stack(work / "other") as other:
            pass  # Its documents stay; two timestamp authorities would want the same port.
        with Stack(work / "stack") as stack:
            for pair in ("signer", "other"):
                clients[0].run("sign", "--generate-key-pair", "--force")
                for suffix in ("key", "pub"):
                    (work / f"cosign.{suffix}").rename(work / f"{pair}.{suffix}")
            matrix = Matrix(work, stack, other, clients)
            matrix.run()
            matrix.show()
    return 1 if matrix.failed or not matrix.passed else 0


if __name__ == "__main__":
    sys.exit(main())
