# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Starts and stops the stack's processes and writes what its clients need into one directory:
trusted_root.json, signing_config.json (Rekor 2), signing_config_v1.json (Rekor 1) and, for cosign 2,
the roots as PEM files."""
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from . import trust
from .ct_log import CtLog
from .issuer import Issuer
from .keys import SigningKey
from .rekor_v1 import RekorV1
from .web import Site

BINARIES = ("fulcio", "rekor-server-posix", "timestamp-server")
#: A cold start of all three takes two seconds on an idle machine.
START_SECONDS = 60


class StackError(Exception):
    """A service did not start or died."""


def require_peers():
    """Ends the program as skipped where a server of the stack is not built."""
    peers = interop_bin()
    missing = [name for name in BINARIES if not os.access(peers / name, os.X_OK)]
    if missing:
        print(f"skipped: no {', '.join(missing)} in {peers} (scripts/interop --install builds them)")
        sys.exit(77)


def interop_bin():
    return pathlib.Path(os.environ.get("IGPACK_INTEROP", pathlib.Path.home() / ".cache/igpack/interop")) / "bin"


def free_ports(count):
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def get(url):
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read().decode()


class Stack:
    """Use it as a context manager; `directory` is empty and stays the caller's."""

    def __init__(self, directory, bin_directory=None):
        self.directory = pathlib.Path(directory)
        self.bin = pathlib.Path(bin_directory or interop_bin())
        self.processes = {}
        self.site = Site()
        key = lambda name, kind: SigningKey(self.directory, name, kind)
        self.issuer = Issuer(key("issuer", SigningKey.RSA), self.site.url)
        self.ct_log = CtLog(key("ctfe", SigningKey.EC))
        self.rekor_v1 = RekorV1(key("rekor", SigningKey.EC))
        self.rekor_v2_key = key("rekor-v2", SigningKey.ED25519)
        self.ports = free_ports(7)
        self.fulcio_url = self.url(0)
        self.rekor_v2_url = self.url(3)
        self.tsa_url = f"{self.url(6)}/api/v1/timestamp"
        self.fulcio_chain = self.tsa_chain = ""

    def url(self, port):
        return f"http://127.0.0.1:{self.ports[port]}"

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.site.start(self.issuer, self.ct_log, self.rekor_v1)
        self.start_fulcio()
        self.start_rekor()
        self.start_timestamp_authority()
        self.tsa_chain = self.wait("timestamp-server", f"{self.tsa_url}/certchain")
        self.wait("rekor-server-posix", f"{self.rekor_v2_url}/healthz")
        bundle = json.loads(self.wait("fulcio", f"{self.fulcio_url}/api/v2/trustBundle"))
        self.fulcio_chain = "".join(bundle["chains"][0]["certificates"])
        self.write("trusted_root.json", trust.trusted_root(self))
        self.write("signing_config.json", trust.signing_config(self, 2))
        self.write("signing_config_v1.json", trust.signing_config(self, 1))
        (self.directory / "fulcio.pem").write_text(self.fulcio_chain)
        (self.directory / "tsa.pem").write_text(self.tsa_chain)

    def stop(self):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()
        self.site.shutdown()
        self.site.server_close()

    def write(self, name, value):
        (self.directory / name).write_text(json.dumps(value, indent=1))

    def launch(self, name, *args):
        with open(self.directory / f"{name}.log", "wb") as log:
            self.processes[name] = subprocess.Popen(
                [self.bin / name, "serve", *map(str, args)], cwd=self.directory, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, env={"HOME": str(self.directory), "PATH": os.environ["PATH"]})

    def wait(self, name, url):
        """The page at `url`, as soon as the service answers."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return get(url)
            except (urllib.error.URLError, ConnectionError, TimeoutError) as problem:
                if self.processes[name].poll() is not None or time.monotonic() > deadline:
                    tail = (self.directory / f"{name}.log").read_text(errors="replace")[-2000:]
                    raise StackError(f"{name} does not answer at {url} ({problem}):\n{tail}") from None
            time.sleep(0.05)

    def start_fulcio(self):
        # YAML, of which JSON is a part; the comment keeps Fulcio from reading it as its older JSON form.
        config = json.dumps(self.issuer.fulcio_config(), indent=1)
        (self.directory / "fulcio.yaml").write_text(f"# YAML\n{config}\n")
        self.launch("fulcio", "--ca=ephemeralca", f"--ct-log-url={self.site.url}/ctlog",
                    f"--ct-log-public-key-path={self.ct_log.key.public_path}", "--host=127.0.0.1",
                    f"--port={self.ports[0]}", "--grpc-host=127.0.0.1", f"--grpc-port={self.ports[1]}",
                    f"--metrics-port={self.ports[2]}", "--config-path=fulcio.yaml",
                    "--legacy-unix-domain-socket=fulcio.sock")

    def start_rekor(self):
        self.launch("rekor-server-posix", f"--hostname={trust.REKOR_V2_HOST}", "--http-address=127.0.0.1",
                    f"--http-port={self.ports[3]}", f"--grpc-port={self.ports[4]}",
                    f"--http-metrics-port={self.ports[5]}", "--storage-dir=tlog",
                    f"--signer-filepath={self.rekor_v2_key.path}", "--checkpoint-interval=100ms", "--batch-max-age=50ms")

    def start_timestamp_authority(self):
        # It would ask public time servers without the last option.
        self.launch("timestamp-server", "--host=127.0.0.1", f"--port={self.ports[6]}",
                    "--timestamp-signer=memory", "--disable-ntp-monitoring")

    def cosign_v2_environment(self):
        """How cosign 2 is told about roots without asking the public instance's repository."""
        return {"SIGSTORE_ROOT_FILE": str(self.directory / "fulcio.pem"),
                "SIGSTORE_REKOR_PUBLIC_KEY": str(self.rekor_v1.key.public_path),
                "SIGSTORE_CT_LOG_PUBLIC_KEY_FILE": str(self.ct_log.key.public_path)}
