#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""igpack's verification and signing against cosign's and sigstore-go's, on the same files, in turn.

Shows wall clock (least and median), processor time and memory of each, and how many times as much
the others take. Needs a release build, the corpora ($IGPACK_CORPORA) and the programs that
scripts/interop installs; what is not there is left out. Reads no network.
"""
import argparse
import dataclasses
import hashlib
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "conformance/sigstore"))
import run_corpus  # pylint: disable=wrong-import-position

GIB = 1 << 30
#: runs of the whole public suite, of which the corpus here is a part
SUITE_RUNS = 140


@dataclasses.dataclass
class Cost:
    wall: list
    cpu: list
    mebibytes: float = float("nan")

    def add(self, wall, usage):
        self.wall.append(wall)
        self.cpu.append(usage.ru_utime + usage.ru_stime)

    def row(self):
        return min(self.wall) * 1e3, statistics.median(self.wall) * 1e3, min(self.cpu) * 1e3, self.mebibytes


class Bench:
    def __init__(self, work, rounds):
        self.work, self.rounds = work, rounds
        os.chdir(work)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(work), "COSIGN_PASSWORD": ""}

    def once(self, command, cost):
        """Runs a command to its end; it must succeed. What it says is kept only where nobody counts:
        emptying the file again would be counted to the command."""
        log = self.work / "log"
        arguments = [str(a) for a in command.arguments]
        output = os.devnull if cost else log
        streams = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
                   (os.POSIX_SPAWN_DUP2, 1, 2)]
        # Not subprocess.Popen, whose own work is a quarter of what is measured here.
        start = time.perf_counter()
        process = os.posix_spawnp(arguments[0], arguments, self.environment | command.environment, file_actions=streams)
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - start
        if (code := os.waitstatus_to_exitcode(status)) != 0:
            sys.exit(f"{' '.join(arguments)}: exit {code}\n{log.read_text() if log.exists() else ''}")
        if cost:
            cost.add(wall, usage)

    def memory(self, command):
        """Runs a command once; its memory in MiB, where time(1) can tell. Our own children would seem
        to have at least the memory that this program has."""
        time_program = shutil.which("time")
        if not time_program:
            self.once(command, None)
            return float("nan")
        wrapped = [time_program, "-o", self.work / "memory", "-f", "%M", *command.arguments]
        self.once(dataclasses.replace(command, arguments=wrapped), None)
        return int((self.work / "memory").read_text()) / 1024

    def compare(self, title, commands, rounds=None):
        """Runs the commands in turn; the first is the one that the others are compared with."""
        costs = {command.name: Cost([], []) for command in commands}
        for command in commands:
            costs[command.name].mebibytes = self.memory(command)
        for _ in range(rounds or self.rounds):
            for command in commands:
                self.once(command, costs[command.name])
        print(f"\n{title}\n  {'':26}{'wall min':>10}{'median':>10}{'CPU min':>10}{'MiB':>8}   times ours (wall, CPU)")
        ours = costs[commands[0].name].row()
        for name, cost in costs.items():
            row = cost.row()
            print(f"  {name:26}{row[0]:8.1f}ms{row[1]:8.1f}ms{row[2]:8.1f}ms{row[3]:8.1f}"
                  f"{row[0] / ours[0]:9.1f}{row[2] / ours[2]:7.1f}")


@dataclasses.dataclass
class Command:
    name: str
    arguments: list
    environment: dict = dataclasses.field(default_factory=dict)


class Programs:
    """The programs that are there."""

    def __init__(self, igpack):
        folder = pathlib.Path(os.environ.get("IGPACK_INTEROP", pathlib.Path.home() / ".cache/igpack/interop")) / "bin"
        find = lambda name: folder / name if (folder / name).exists() else None
        self.igpack = igpack
        self.cosign2, self.cosign3 = find("cosign-2.2.4"), find("cosign-3.1.3")
        self.sigstore_go = find("sigstore-go-conformance")
        floor = igpack.parents[1] / "tests/bench/openssl_floor"
        self.floor = floor if floor.exists() else None


def present(commands):
    return [command for command in commands if command.arguments[0]]


def keyless(bench, programs, corpora):
    stack = corpora / "cosign/local-stack"
    bundle = ["--bundle", stack / "c3-gha.sigstore.json"]
    issuer = re.search(r"http://127[^\s\"]*", subprocess.run(
        [programs.igpack, "verify", *bundle, "--trusted-root", stack / "trusted_root.json", "--json",
         "--certificate-identity-regexp", ".", "--certificate-oidc-issuer-regexp", ".", stack / "pack.tar"],
        capture_output=True, text=True, check=True).stdout)[0]
    signer = ["--certificate-identity", "https://github.com/acme/policies/.github/workflows/pack.yml@refs/heads/main",
              "--certificate-oidc-issuer", issuer, "--trusted-root", stack / "trusted_root.json", stack / "pack.tar"]
    bench.compare("keyless, a pack of 20 KiB, Rekor 2 and timestamp (trust root from a file)", present([
        Command("igpack", [programs.igpack, "verify", *bundle, *signer]),
        Command("cosign 3.1.3", [programs.cosign3, "verify-blob", "--use-signed-timestamps", *bundle, *signer]),
        Command("sigstore-go", [programs.sigstore_go, "verify-bundle", *bundle, *signer]),
        # The signatures of this bundle alone: those of two chains, each with its root's own, of a
        # timestamp, a certificate log and the artifact, and a checkpoint's.
        Command("OpenSSL alone", [programs.floor, "8", "1"])]))
    legacy = corpora / "cosign/legacy-keyless"
    signer = ["--certificate-identity", run_corpus.IDENTITY, "--certificate-oidc-issuer", run_corpus.ISSUER,
              "--bundle", legacy / "cosign.bundle.json", legacy / "pack.bin"]
    roots = {"SIGSTORE_ROOT_FILE": str(legacy / "fulcio.pem"), "SIGSTORE_REKOR_PUBLIC_KEY": str(legacy / "rekor.pub"),
             "SIGSTORE_CT_LOG_PUBLIC_KEY_FILE": str(legacy / "ctfe.pub")}
    bench.compare("keyless, cosign's own form", present([
        Command("igpack", [programs.igpack, "verify", *signer]),
        Command("cosign 2.2.4", [programs.cosign2, "verify-blob", *signer], roots)]))


def keyed(bench, programs, corpora):
    new, old = corpora / "cosign/keyed-v3", corpora / "cosign/keyed-v2.2.4"
    files = ["--key", new / "cosign.pub", "--bundle", new / "blob.sigstore.json", new / "blob.bin"]
    bench.compare("key, 10 KiB", present([
        Command("igpack", [programs.igpack, "verify", *files]),
        Command("cosign 3.1.3", [programs.cosign3, "verify-blob", "--insecure-ignore-tlog", *files]),
        Command("cosign 2.2.4", [programs.cosign2, "verify-blob", "--insecure-ignore-tlog", "--key", old / "cosign.pub",
                                 "--bundle", old / "cosign.bundle.json", old / "blob.bin"])]))


def corpus(bench, programs, corpora):
    """The conformance corpus, each case by path and by digest, one process after another."""
    folder = corpora / "sigstore-conformance"
    cases = []
    for case in sorted(path for path in (folder / "bundle-verify").iterdir() if path.is_dir()):
        artifact = case / "artifact" if (case / "artifact").exists() else folder / "bundle-verify/a.txt"
        digest = "sha256:" + hashlib.sha256(artifact.read_bytes()).hexdigest()
        cases += [[*run_corpus.arguments_of(case, folder), name] for name in (str(artifact), digest)]
    print(f"\nconformance corpus, {len(cases)} runs in a row, and what {SUITE_RUNS} would take")
    for name, command in (("igpack", [programs.igpack, "verify"]),
                          ("sigstore-go", [programs.sigstore_go, "verify-bundle"])):
        if not command[0]:
            continue
        before, start = os.times(), time.perf_counter()
        for arguments in cases:
            subprocess.run([*command, *arguments], env=bench.environment, stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        wall, after = time.perf_counter() - start, os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        print(f"  {name:26}{wall:8.2f} s wall{cpu:8.2f} s CPU{wall * SUITE_RUNS / len(cases):8.2f} s wall"
              f"{cpu * SUITE_RUNS / len(cases):8.2f} s CPU")


def large(bench, programs):
    blob = bench.work / "blob"
    with open(blob, "wb") as file:
        file.truncate(GIB)
    subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "plain.key"],
                   cwd=bench.work, check=True, capture_output=True)
    subprocess.run(["openssl", "pkey", "-in", "plain.key", "-pubout", "-out", "plain.pub"], cwd=bench.work, check=True)
    import_key = ["import-key-pair", "--key", "plain.key", "--output-key-prefix", "cosign", "--yes"]
    digest = Command("openssl dgst -sha256", ["openssl", "dgst", "-sha256", blob])
    sign = [programs.igpack, "sign", "--key", "plain.key", "--bundle", "own.json", blob]
    verify = [programs.igpack, "verify", "--key", "plain.pub", "--bundle", "own.json", blob]
    offline = ["--use-signing-config=false", "--tlog-upload=false", "--bundle", "theirs.json", blob]
    if programs.cosign3:
        subprocess.run([programs.cosign3, *import_key], cwd=bench.work, env=bench.environment, check=True, capture_output=True)
    bench.compare("sign 1 GiB with a key", present([
        digest, Command("igpack", sign),
        Command("cosign 3.1.3", [programs.cosign3, "sign-blob", "--yes", "--key", "cosign.key", *offline])]), rounds=3)
    bench.compare("verify 1 GiB with a key", present([
        digest, Command("igpack", verify),
        Command("cosign 3.1.3", [programs.cosign3, "verify-blob", "--insecure-ignore-tlog", *verify[2:]]),
        Command("cosign 2.2.4", [programs.cosign2, "verify-blob", "--insecure-ignore-tlog", "--key", "plain.pub",
                                 "--signature", "own.sig", blob] if signature_of(bench.work) else [None])]), rounds=3)


def signature_of(work):
    """cosign 2 reads no new bundle: the signature out of it, bare."""
    text = (work / "own.json").read_text()
    (work / "own.sig").write_text(re.search(r'"signature": ?"([^"]+)"', text)[1])
    return True


def instructions(bench, programs, corpora):
    """How many instructions one verification takes, which no load of the machine changes."""
    if not shutil.which("valgrind"):
        return
    stack = corpora / "cosign/local-stack"
    signer = ["--certificate-identity-regexp", ".", "--certificate-oidc-issuer-regexp", "."]
    print("\ninstructions (callgrind)")
    for name, arguments in (
            ("start-up (--version)", ["--version"]),
            ("keyed", ["verify", "--key", corpora / "cosign/keyed-v3/cosign.pub", "--bundle",
                       corpora / "cosign/keyed-v3/blob.sigstore.json", corpora / "cosign/keyed-v3/blob.bin"]),
            ("keyless", ["verify", *signer, "--trusted-root", stack / "trusted_root.json", "--bundle",
                         stack / "c3-gha.sigstore.json", stack / "pack.tar"]),
            ("keyless, built-in root", ["verify", "--certificate-identity", run_corpus.IDENTITY,
                                        "--certificate-oidc-issuer", run_corpus.ISSUER, "--bundle",
                                        corpora / "cosign/legacy-keyless/cosign.bundle.json",
                                        corpora / "cosign/legacy-keyless/pack.bin"])):
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", programs.igpack,
                               *map(str, arguments)], capture_output=True, text=True, env=bench.environment, check=True)
        print(f"  {name:26}{int(re.search(r'Collected : ([0-9]+)', done.stderr)[1]) / 1e6:8.1f} million")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--only", choices=["keyless", "keyed", "corpus", "large", "instructions"])
    args = parser.parse_args()
    corpora = pathlib.Path(os.environ.get("IGPACK_CORPORA", HERE.parents[2] / "shared/corpora")).resolve()
    programs = Programs(args.igpack.resolve())
    with tempfile.TemporaryDirectory(prefix="sigstore-bench-") as work:
        bench = Bench(pathlib.Path(work), args.rounds)
        parts = {"keyless": lambda: keyless(bench, programs, corpora), "keyed": lambda: keyed(bench, programs, corpora),
                 "corpus": lambda: corpus(bench, programs, corpora), "large": lambda: large(bench, programs),
                 "instructions": lambda: instructions(bench, programs, corpora)}
        for name, part in parts.items():
            if args.only in (None, name):
                part()


if __name__ == "__main__":
    main()
