#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Converts every bundle of the conformance corpus and of the recorded ones, and verifies the result.

What verified must verify after each conversion that is not refused as lossy; what did not must not;
and converting back must give the same signature.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from run_corpus import arguments_of


def igpack_says(igpack, command, *arguments):
    """(whether it exits 0, the code of its error)"""
    done = subprocess.run([igpack, command, "--json", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode == 0:
        return True, None
    try:
        return False, json.loads(done.stdout)["error"]["code"]
    except (ValueError, KeyError):
        return False, f"exit {done.returncode}"


def signature_of(path):
    bundle = json.loads(path.read_text())
    if "base64Signature" in bundle:
        return bundle["base64Signature"]
    if "messageSignature" in bundle:
        return bundle["messageSignature"]["signature"]
    return bundle["dsseEnvelope"]["signatures"][0]["sig"]


class Case:
    def __init__(self, igpack, work, bundle, artifact, trust, key=None):
        self.igpack, self.work, self.bundle, self.artifact = igpack, work, bundle, artifact
        self.trust, self.key = trust, key

    def verifies(self, bundle):
        return igpack_says(self.igpack, "verify", "--bundle", bundle, *self.trust, "--", self.artifact)[0]

    def convert(self, source, form, name):
        out = self.work / name
        out.unlink(missing_ok=True)
        with_key = ["--public-key", self.key] if self.key else []
        done, code = igpack_says(self.igpack, "sign", "--convert", source, "--bundle-format", form, "-o", out,
                                 *with_key, "--", self.artifact)
        return (out if done else None), code

    def problems(self):
        """What is wrong, and how many conversions there were."""
        verified, found, count = self.verifies(self.bundle), [], 0
        for form in ("sigstore", "cosign"):
            out, code = self.convert(self.bundle, form, "converted.json")
            if out is None:
                if verified and code != "conversion_lossy":
                    found.append(f"to {form}: refused as {code}")
                continue
            count += 1
            if self.verifies(out) != verified:
                found.append(f"to {form}: verified {verified} before, {not verified} after")
            if signature_of(out) != signature_of(self.bundle):
                found.append(f"to {form}: another signature")
            back, _ = self.convert(out, "cosign" if form == "sigstore" else "sigstore", "back.json")
            if back is not None and signature_of(back) != signature_of(self.bundle):
                found.append(f"to {form} and back: another signature")
        return found, count


def corpus_cases(igpack, work, corpora):
    corpus = corpora / "sigstore-conformance"
    for case in sorted(p for p in (corpus / "bundle-verify").iterdir() if p.is_dir()):
        artifact = case / "artifact" if (case / "artifact").exists() else corpus / "bundle-verify/a.txt"
        key = case / "key.pub" if (case / "key.pub").exists() else None
        yield case.name, Case(igpack, work, case / "bundle.sigstore.json", artifact, arguments_of(case, corpus)[2:], key)
    for name, bundle in (("keyed-v2.2.4", "cosign.bundle.json"), ("keyed-v3", "blob.sigstore.json"), ("keyed-v3", "legacy.json")):
        recorded = corpora / "cosign" / name
        yield f"{name}/{bundle}", Case(igpack, work, recorded / bundle, recorded / "blob.bin",
                                       ["--key", recorded / "cosign.pub"], recorded / "cosign.pub")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", type=pathlib.Path, required=True)
    parser.add_argument("--corpora", type=pathlib.Path, default=os.environ.get("IGPACK_CORPORA"))
    args = parser.parse_args()
    corpora = pathlib.Path(args.corpora or "../shared/corpora")
    if not (corpora / "sigstore-conformance").exists():
        print(f"skipped: no corpus in {corpora}")
        return 77
    passed = failed = conversions = 0
    with tempfile.TemporaryDirectory() as work:
        for name, case in corpus_cases(args.igpack.resolve(), pathlib.Path(work), corpora):
            found, count = case.problems()
            conversions += count
            passed, failed = passed + (not found), failed + bool(found)
            for problem in found:
                print(f"FAIL {name} {problem}")
    print(f"{conversions} conversions\n{passed} passed, {failed} failed")
    return 1 if failed or conversions == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
