# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""The clients that sign and verify with the stack, each behind the same two functions."""
import dataclasses
import hashlib
import json
import os
import pathlib
import subprocess

PASSWORD = "stack"
PREDICATE_TYPE = "https://igpack.test/predicate/v1"
SECONDS = 60


class ClientError(Exception):
    """A client refused: the text is what it said."""


class ClientFault(Exception):
    """A client failed in another way than by refusing."""


@dataclasses.dataclass(frozen=True)
class Job:
    """What to sign, or what to expect of a bundle."""
    stack: object
    artifact: pathlib.Path
    bundle: pathlib.Path
    kind: str = "message"  #: or "attestation"
    legacy: bool = False
    rekor: int = 2  #: generation of the log; 0 for none
    key: pathlib.Path | None = None  #: path of a key without .key or .pub
    token: str | None = None  #: None: the client asks the runner
    identity: str | None = None
    issuer: str | None = None

    @property
    def attestation(self):
        return self.kind == "attestation"

    def but(self, **changes):
        return dataclasses.replace(self, **changes)

    def file(self, name):
        return self.stack.directory / name

    def signing_config(self):
        return self.file("signing_config.json" if self.rekor == 2 else "signing_config_v1.json")

    def statement(self):
        """An in-toto statement about the artifact."""
        digest = hashlib.sha256(self.artifact.read_bytes()).hexdigest()
        return {"_type": "https://in-toto.io/Statement/v1", "predicateType": PREDICATE_TYPE,
                "subject": [{"name": self.artifact.name, "digest": {"sha256": digest}}],
                "predicate": json.loads(self.predicate().read_text())}

    def predicate(self):
        path = self.bundle.with_suffix(".predicate")
        path.write_text(json.dumps({"built": "here"}))
        return path


class Client:
    """One program. It runs with a home of its own and with nothing of the caller's environment."""
    name = ""
    #: the file in the interop directory
    binary = ""
    #: exit codes that are refusals and not accidents, where the client tells them apart
    refusals = range(1, 125)

    def __init__(self, home, path):
        self.home = home
        self.path = path

    def run(self, *args, **environment):
        env = {"PATH": os.environ["PATH"], "HOME": str(self.home), "COSIGN_PASSWORD": PASSWORD} | environment
        done = subprocess.run([self.path, *map(str, args)], cwd=self.home, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS, check=False)
        if done.returncode == 0:
            return done.stdout
        said = f"{self.name} {' '.join(map(str, args))[:600]}: exit {done.returncode}\n{done.stdout[-1500:]}"
        raise ClientError(said) if done.returncode in self.refusals else ClientFault(said)

    def signs(self, job):
        raise NotImplementedError

    def verifies(self, job):
        """Whether the client reads this kind of bundle at all."""
        raise NotImplementedError

    @staticmethod
    def expectations(job):
        if job.key:
            return ["--key", f"{job.key}.pub"]
        return ["--certificate-identity", job.identity, "--certificate-oidc-issuer", job.issuer]

    @staticmethod
    def runner(job):
        return {} if job.token or job.key else job.stack.issuer.runner_environment()


class Igpack(Client):
    name = "igpack"
    refusals = (1, 3, 4)

    def signs(self, job):
        return True

    def verifies(self, job):
        return True

    def sign(self, job):
        args = ["sign", "--bundle", job.bundle, "--bundle-format", "cosign" if job.legacy else "sigstore"]
        if job.key:
            args += ["--key", f"{job.key}.key"]
        if job.token:
            args += ["--identity-token", job.token]
        if job.legacy and job.rekor:
            # cosign's form holds no timestamp, and the signing config names an authority.
            services = ["--rekor-url", job.stack.site.url]
            if not job.key:
                services += ["--fulcio-url", job.stack.fulcio_url]
            args += [*services, "--trusted-root", job.file("trusted_root.json")]
        elif job.rekor:
            args += ["--signing-config", job.signing_config(), "--trusted-root", job.file("trusted_root.json")]
        if job.attestation:
            args += ["--predicate", job.predicate(), "--type", PREDICATE_TYPE]
        self.run(*args, job.artifact, **self.runner(job))

    def verify(self, job):
        args = ["verify", "--bundle", job.bundle, *self.expectations(job)]
        if job.rekor:
            args += ["--trusted-root", job.file("trusted_root.json"), "--min-tlog", 1]
        if job.attestation:
            args += ["--type", PREDICATE_TYPE]
        self.run(*args, job.artifact)


class Cosign3(Client):
    name = "cosign 3.1.3"
    binary = "cosign-3.1.3"

    def signs(self, job):
        return not job.legacy

    def verifies(self, job):
        return True

    def sign(self, job):
        command = "attest-blob" if job.attestation else "sign-blob"
        args = [command, "--yes", "--bundle", job.bundle]
        if job.key:
            args += ["--key", f"{job.key}.key"]
        if job.token:
            args += ["--identity-token", job.token]
        if job.rekor:
            args += ["--signing-config", job.signing_config(), "--trusted-root", job.file("trusted_root.json")]
        else:
            args += ["--use-signing-config=false", "--tlog-upload=false"]
        if job.attestation:
            args += ["--predicate", job.predicate(), "--type", PREDICATE_TYPE]
        self.run(*args, job.artifact, **self.runner(job))

    def verify(self, job):
        command = "verify-blob-attestation" if job.attestation else "verify-blob"
        args = [command, "--bundle", job.bundle, *self.expectations(job)]
        environment = {}
        if job.legacy:
            args += ["--new-bundle-format=false"]
            environment = job.stack.cosign_v2_environment()
        elif job.rekor:
            args += ["--trusted-root", job.file("trusted_root.json"), "--use-signed-timestamps"]
        if not job.rekor:
            args += ["--insecure-ignore-tlog"]
        if job.attestation:
            args += ["--type", PREDICATE_TYPE]
        self.run(*args, job.artifact, **environment)


class Cosign2(Client):
    """The release whose bundles the policy pack's contract holds: knows Rekor 1 and its own form of bundle."""
    name = "cosign 2.2.4"
    binary = "cosign-2.2.4"

    def signs(self, job):
        return job.legacy

    def verifies(self, job):
        return job.legacy

    def sign(self, job):
        args = ["sign-blob", "--yes", "--bundle", job.bundle, "--output-signature", job.bundle.with_suffix(".sig")]
        if job.key:
            args += ["--key", f"{job.key}.key"]
        else:
            args += ["--fulcio-url", job.stack.fulcio_url]
        if job.token:
            args += ["--identity-token", job.token]
        args += ["--rekor-url", job.stack.site.url] if job.rekor else ["--tlog-upload=false"]
        self.run(*args, job.artifact, **self.runner(job), **job.stack.cosign_v2_environment())

    def verify(self, job):
        args = ["verify-blob", "--bundle", job.bundle, *self.expectations(job)]
        if not job.rekor:
            args += ["--insecure-ignore-tlog"]
        self.run(*args, job.artifact, **job.stack.cosign_v2_environment())


class SigstoreGo(Client):
    """sigstore-go by its client for the conformance suite, which signs with certificates only."""
    name = "sigstore-go"
    binary = "sigstore-go-conformance"

    def signs(self, job):
        return not job.legacy and job.key is None and job.token is not None

    def verifies(self, job):
        return not job.legacy and job.rekor > 0

    def sign(self, job):
        args, file = ["sign-bundle"], job.artifact
        if job.attestation:
            file = job.bundle.with_suffix(".statement")
            file.write_text(json.dumps(job.statement()))
            args += ["--in-toto"]
        self.run(*args, "--identity-token", job.token, "--bundle", job.bundle, "--signing-config", job.signing_config(),
                 "--trusted-root", job.file("trusted_root.json"), file)

    def verify(self, job):
        self.run("verify-bundle", "--bundle", job.bundle, *self.expectations(job),
                 "--trusted-root", job.file("trusted_root.json"), job.artifact)


class IgpackSuite(SigstoreGo):
    """igpack as the conformance suite drives it."""
    name = "igpack, suite"
    refusals = Igpack.refusals

    def __init__(self, home, path, igpack):
        super().__init__(home, path)
        self.igpack = igpack

    def run(self, *args, **environment):
        return super().run(*args, IGPACK=str(self.igpack), **environment)
