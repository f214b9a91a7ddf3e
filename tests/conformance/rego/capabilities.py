#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the builtins that lib/rego declares with OPA's capabilities.json: names, arities, types,
flags; and contracts/rego-capabilities.json with what is declared and supported.

usage: capabilities.py PROGRAM OPA_CAPABILITIES CONTRACT [--write]

PROGRAM is the rego_front executable. --write renews CONTRACT.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

FLAGS = ("infix", "relation", "nondeterministic", "deprecated")


def spell(kind):
    """An OPA type in the notation of lib/rego's declarations."""
    name = kind["type"]
    if name == "any":
        return f"any<{', '.join(map(spell, kind['of']))}>" if "of" in kind else "any"
    if name == "set":
        return f"set[{spell(kind['of'])}]"
    if name == "array":
        fixed = f"<{', '.join(map(spell, kind['static']))}>" if "static" in kind else ""
        return f"array{fixed}" + (f"[{spell(kind['dynamic'])}]" if "dynamic" in kind else "")
    if name == "object":
        members = ", ".join(f"{m['key']}: {spell(m['value'])}" for m in kind.get("static", []))
        rest = kind.get("dynamic")
        return "object" + (f"<{members}>" if members else "") + (
            f"[{spell(rest['key'])}: {spell(rest['value'])}]" if rest else "")
    return name


def signature(decl):
    arguments = [spell(a) for a in decl.get("args", [])]
    if "variadic" in decl:
        arguments.append("..." + spell(decl["variadic"]))
    result = f" -> {spell(decl['result'])}" if "result" in decl else ""
    return f"({', '.join(arguments)}){result}"


def without_names(text):
    """A declared signature without the names of arguments and result, which the capabilities lack."""
    out, depth, at = "", 0, 0
    while at < len(text):
        named = re.match(r"\w[\w ]*: ", text[at:]) if depth == 0 and not text[at - 1:at].isalnum() else None
        if named:
            at += named.end()
            continue
        depth += (text[at] in "<[") - (text[at] in ">]" and text[at - 1] != "-")
        out += text[at]
        at += 1
    return out


def of_opa(row):
    decl = row["decl"]
    return {"arity": len(decl.get("args", [])), "signature": signature(decl)} | {f: row[f] for f in FLAGS if f in row}


def differences(declared, theirs):
    ours = {row["name"]: {k: v for k, v in row.items() if k not in ("name", "supported")} for row in declared}
    for row in ours.values():
        row["signature"] = without_names(row["signature"])
    wanted = {row["name"]: of_opa(row) for row in theirs}
    for name in sorted(ours.keys() | wanted.keys()):
        if ours.get(name) != wanted.get(name):
            yield f"{name}: declared {ours.get(name)}, OPA has {wanted.get(name)}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("capabilities", type=pathlib.Path)
    parser.add_argument("contract", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    listed = json.loads(subprocess.run([args.program, "builtins"], capture_output=True, check=True).stdout)
    rows = "".join(f"    {json.dumps(row)}{',' if row is not listed['builtins'][-1] else ''}\n"
                   for row in listed["builtins"])
    # As in OPA's capabilities: the hosts that http.send and net.lookup_ip_addr may ask, here none.
    text = f'{{\n  "allow_net": [],\n  "builtins": [\n{rows}  ]\n}}\n'
    if args.write:
        args.contract.write_text(text, encoding="utf-8")
    failed = 0
    if not args.contract.is_file() or args.contract.read_text(encoding="utf-8") != text:
        failed += 1
        print(f"{args.contract.name} is not what is declared: run {pathlib.Path(__file__).name} with --write")
    if args.capabilities.is_file():
        theirs = json.loads(args.capabilities.read_text(encoding="utf-8"))["builtins"]
        problems = list(differences(listed["builtins"], theirs))
        print("\n".join(problems))
        failed += len(problems)
    else:
        print(f"no {args.capabilities}: only the contract was checked")
    supported = sum(row["supported"] for row in listed["builtins"])
    print(f"{supported} of {len(listed['builtins'])} builtins are supported")
    print(f"{len(listed['builtins']) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
