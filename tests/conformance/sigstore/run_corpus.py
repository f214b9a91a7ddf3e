#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the conformance corpus through igpack-conformance, each case by path and by digest.

A case passes when it is accepted or refused as its name says; for a refused case the error code
must also be one of those in expected_codes.json, so that it is refused for its own cause.
--write records the codes seen instead.
"""
import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CODES = HERE / "expected_codes.json"
IDENTITY = ("https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon"
            "/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main")
ISSUER = "https://token.actions.githubusercontent.com"


def arguments_of(case, corpus):
    read = lambda name, default: (case / name).read_text().strip() if (case / name).exists() else default
    out = ["--bundle", str(case / "bundle.sigstore.json")]
    if (case / "key.pub").exists():
        out += ["--key", str(case / "key.pub")]
    else:
        out += ["--certificate-identity", read("identity", IDENTITY),
                "--certificate-oidc-issuer", read("issuer", ISSUER)]
    root = case / "trusted_root.json"
    return out + ["--trusted-root", str(root if root.exists() else corpus / "public-good/trusted_root.json")]


def run_case(client, igpack, case, corpus, by_digest):
    artifact = case / "artifact"
    if not artifact.exists():
        artifact = corpus / "bundle-verify/a.txt"
    name = "sha256:" + hashlib.sha256(artifact.read_bytes()).hexdigest() if by_digest else str(artifact)
    arguments = arguments_of(case, corpus)
    done = subprocess.run([client, "verify-bundle", *arguments, name], capture_output=True, text=True,
                          env={**os.environ, "IGPACK": str(igpack)})
    if done.returncode == 0:
        return None
    detail = subprocess.run([igpack, "verify", "--json", *arguments, "--", name], capture_output=True, text=True)
    try:
        return json.loads(detail.stdout)["error"]["code"]
    except (ValueError, KeyError):
        return f"exit {done.returncode}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", type=pathlib.Path, required=True)
    parser.add_argument("--corpora", type=pathlib.Path, default=os.environ.get("IGPACK_CORPORA"))
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    corpus = pathlib.Path(args.corpora or "../shared/corpora") / "sigstore-conformance"
    if not corpus.exists():
        print(f"skipped: no corpus in {corpus}")
        return 77
    expected = json.loads(CODES.read_text()) if CODES.exists() else {}
    seen, failures, passed = {}, [], 0
    for case in sorted(p for p in (corpus / "bundle-verify").iterdir() if p.is_dir()):
        for by_digest in (False, True):
            code = run_case(HERE / "igpack-conformance", args.igpack.resolve(), case, corpus, by_digest)
            wanted = case.name.endswith("_fail")
            right = (code is not None) == wanted
            if code is not None:
                seen[case.name] = code
            # Cases that this list does not know (the suite grows) are judged by their name alone.
            if right and wanted and not args.write and case.name in expected:
                right = code == expected[case.name]
            if right:
                passed += 1
            else:
                failures.append(f"{case.name} ({'digest' if by_digest else 'path'}): {code or 'accepted'}, "
                                f"expected {expected.get(case.name, 'refusal' if wanted else 'acceptance')}")
    for failure in failures:
        print("FAIL", failure)
    if args.write:
        CODES.write_text(json.dumps(seen, indent=2, sort_keys=True) + "\n")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
