#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""House rules that no compiler knows: headers, sizes, words and calls that may not appear."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAX_LINES = {"lib": 600, "cmd": 600, "tests": 800, "scripts": 600}
CODE = {".cc", ".h", ".inc", ".py", ".sh"}

# (pattern, where, why)
BANNED = [
    (r"\b(TODO|FIXME|XXX)\b", "lib cmd scripts", "unfinished work belongs into an issue"),
    (r"\b(strtol|strtoul|atoi|atol|atof|stoi|stol|stoul|stod)\s*\(", "lib cmd", "use std::from_chars"),
    (r"\bstd::regex\b", "lib cmd", "backtracks without bound: use lib/regex"),
    (r"\bremove_all\s*\(", "lib cmd", "follows swapped links: use remove_tree"),
    (r"(?<![\w.:>])system\s*\(", "lib cmd", "runs a shell"),
    (r"\b(getenv|printf|fprintf|puts|perror)\s*\(", "lib", "lib neither prints nor reads the environment"),
    (r"\bstd::(cout|cerr|clog)\b", "lib cmd", "print through Output"),
    (r"\bthrow\b(?!\()", "lib", "errors are values"),
    (r"/work/|proxy\.golang|pypi\.org|registry\.npmjs|crates\.io", "lib cmd tests scripts", "a place of somebody's machine"),
]
EXEMPT = {"scripts/check_style.py"}


def redefined_types(headers):
    """Two types of one name in one namespace: no linker notices, and one runs the other's code."""
    seen = {}
    for path in headers:
        text = path.read_text(encoding="utf-8")
        for namespace, body in re.findall(r"^namespace ([\w:]+) \{\n(.*?)^\}  // namespace", text, re.M | re.S):
            for name in re.findall(r"^(?:struct|class) (?:\[\[\w+\]\] )?(\w+)(?: final)?(?: : [^;{]+)? \{", body, re.M):
                other = seen.setdefault((namespace, name), path)
                if other != path:
                    yield f"{path.relative_to(ROOT)}: {namespace}::{name} is also in {other.relative_to(ROOT)}"


def untested_limits():
    """Limits that no test names: each is held at its value and one above."""
    header = (ROOT / "lib/base/limits.h").read_text(encoding="utf-8")
    limits = set(re.findall(r"^inline constexpr [\w:]+ (k\w+)", header, re.M)) - {"kKiB", "kMiB", "kGiB"}
    for path in (ROOT / "tests").rglob("*"):
        if path.suffix in (".cc", ".py"):
            comment = r"//.*" if path.suffix == ".cc" else r"#.*"
            limits -= set(re.findall(r"\bk\w+", re.sub(comment, "", path.read_text(encoding="utf-8"))))
    for name in sorted(limits):
        yield f"lib/base/limits.h: {name} is in no test: hold it at its value and one above"


def starts_initializer(before):
    """Whether a brace that follows the text `before` opens an initializer and not a block."""
    before = before.rstrip()
    line = before[before.rfind("\n") + 1 :]
    if not before or before[-1] in ");:{}]" or re.search(r"\b(const|override|noexcept|else|do|try|mutable|final)$", before):
        return False
    if re.match(r"\s*(struct|class|enum|union|namespace|extern)\b", line):
        return False
    return re.search(r"->\s*[\w:<>,\s&*]+$", before[-120:]) is None


def tries_in_initializers(text):
    """Lines with an IGP_TRY that returns out of a braced initializer: GCC 12 then leaks the members
    that were made before it."""
    text = re.sub(r"//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", lambda m: " " * len(m[0]), text)
    stack = []
    for match in re.finditer(r"[{}()\[\]]|\bIGP_(?:TRY|CHECK)\b", text):
        token = match[0]
        if token == "{":
            stack.append("init" if starts_initializer(text[: match.start()]) else "block")
        elif token in "([":
            stack.append(token)
        elif token in "}])":
            if stack:
                stack.pop()
        else:
            enclosing = next((kind for kind in reversed(stack) if kind not in "(["), "block")
            if enclosing == "init":
                yield text.count("\n", 0, match.start()) + 1


def main():
    problems, count = [], 0
    headers = [path for folder in ("lib", "cmd", "tests/support") for path in (ROOT / folder).rglob("*.h")]
    problems += redefined_types(sorted(headers))
    problems += untested_limits()
    for folder, limit in MAX_LINES.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if not path.is_file() or (path.suffix not in CODE and folder != "scripts"):
                continue
            name = path.relative_to(ROOT).as_posix()
            if "/corpus/" in name or "/fixtures/" in name or "__pycache__" in name:
                continue
            text = path.read_text(encoding="utf-8")
            lines = text.splitlines()
            count += 1
            if path.suffix in CODE and not re.search(r"SPDX-License-Identifier: Apache-2.0", "\n".join(lines[:4])):
                problems.append(f"{name}:1: no SPDX header")
            # .inc files hold tables: data, however long.
            if len(lines) > limit and path.suffix != ".inc":
                problems.append(f"{name}: {len(lines)} lines, more than {limit}")
            if not text.endswith("\n"):
                problems.append(f"{name}: no newline at the end")
            if name in EXEMPT:
                continue
            if path.suffix in (".cc", ".h") and name != "lib/base/result.h":
                problems += [f"{name}:{line}: IGP_TRY in a braced initializer leaks: build the members one by one"
                             for line in tries_in_initializers(text)]
            for number, line in enumerate(lines, 1):
                code = re.sub(r"//.*|#.*", "", line) if path.suffix != ".sh" else line
                for pattern, where, why in BANNED:
                    subject = line if "TODO" in pattern or "proxy" in pattern else code
                    if folder in where.split() and re.search(pattern, subject):
                        problems.append(f"{name}:{number}: {line.strip()[:60]!r}: {why}")
    print("\n".join(problems))
    print(f"{count} files checked\n{'0 passed, 1 failed' if problems else '1 passed, 0 failed'}")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
