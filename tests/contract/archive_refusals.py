#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Every hostile archive is refused, for a stated reason, and leaves nothing behind."""
import argparse
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import hostile_tars  # noqa: E402

MALFORMED = 3


def complaints(probe, mode, name, case, work):
    """What is wrong with how `mode` treats the case."""
    archive, target = work / "archive.tar", work / "a/b/target"
    archive.write_bytes(case.tar)
    target.mkdir(parents=True)
    before = sorted(work.rglob("*"))
    run = subprocess.run([probe, mode, archive, target], cwd=target, capture_output=True, text=True,
                         timeout=60, check=False)
    must_refuse = mode == "strict" or case.foreign
    if must_refuse and run.returncode == 0:
        yield "accepted"
    if run.returncode not in (0, MALFORMED):
        yield f"exit {run.returncode}: {run.stdout.strip()} {run.stderr.strip()}"
    if run.returncode == MALFORMED and not run.stdout.startswith(("archive_", "limit_")):
        yield f"unexpected reason: {run.stdout.strip()}"
    left = [p for p in sorted(work.rglob("*")) if p not in before]
    if run.returncode != 0 and left:
        yield f"left {left}"
    if run.returncode == 0 and any(p.is_symlink() or not (p.is_file() or p.is_dir()) for p in left):
        yield "extracted a link or device"
    if any(p for p in left if target not in p.parents):
        yield f"wrote outside: {left}"
    for evil in ("/tmp/igpack-evil", "/evil", "/tmp/evil"):
        if pathlib.Path(evil).exists():
            yield f"wrote {evil}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--probe", required=True, type=pathlib.Path)
    probe = parser.parse_args().probe.resolve()
    passed = failed = 0
    for name, case in hostile_tars.CASES.items():
        for mode in ("strict", "foreign"):
            with tempfile.TemporaryDirectory(prefix="hostile.") as work:
                problems = list(complaints(probe, mode, name, case, pathlib.Path(work)))
            for problem in problems:
                print(f"{name} ({mode}): {problem}")
            failed += bool(problems)
            passed += not problems
    with tempfile.TemporaryDirectory(prefix="hostile.") as work:
        archive = pathlib.Path(work) / "good.tar"
        archive.write_bytes(hostile_tars.end(hostile_tars.GOOD))
        for mode in ("strict", "foreign"):
            good = subprocess.run([probe, mode, archive, work], check=False).returncode == 0
            print("" if good else f"a good archive is refused ({mode})\n", end="")
            failed += not good
            passed += good
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
