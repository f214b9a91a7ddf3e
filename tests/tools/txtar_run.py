#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Runs one CLI test: a script followed by the files it needs, in one txtar archive.

A line of the script is a command; '#' starts a comment, and a comment line names the phase that
follows. '!' in front of a command inverts it, '[cond] command' runs it only if cond holds ('[!cond]'
if not). Conditions: root, exec:PROGRAM, corpora. Arguments are split as by a shell; $NAME expands.

  igpack ARG...        run the binary under test (must exit 0; '! igpack' must not)
  exec PROG ARG...     run another program; a final '&' leaves it running until 'wait' or the end
  exit N               the last command exited with N
  stdin FILE           standard input of the next command
  stdout|stderr RE     the last output matches; -count=N: exactly N times
  cmp A B              files are equal; 'stdout' and 'stderr' name the last outputs
  cmpenv A B           as cmp, after expanding $NAME in B
  json FILE PTR VALUE  the JSON at pointer PTR equals VALUE (JSON); FILE may be stdout
  sha256 FILE HEX      the file's digest
  mode FILE OCTAL      the file's permission bits
  exists|cp|mv|mkdir|rm|chmod|symlink|cd|env K=V|append FILE TEXT
  flip FILE OFFSET     invert one bit of one byte (negative offsets count from the end)
  skip [WHY]           stop here, counted as skipped
  wait                 end the background programs' run and wait for them

Every JSON that igpack prints is held against its schema in contracts/ (see printed_json.py). A
command that fails is run once more with --json, so that its error object is seen as well.

IGPACK_ACCEPT=1 rewrites the expected file of a failing 'cmp stdout FILE'.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import printed_json

TIMEOUT = 120


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def parse_txtar(text):
    """Splits an archive into its script and a list of (name, content)."""
    script, files, current = [], [], None
    for line in text.splitlines(keepends=True):
        match = re.fullmatch(r"-- (.+) --\n?", line)
        if match:
            current = [match.group(1), []]
            files.append(current)
        elif current is None:
            script.append(line)
        else:
            current[1].append(line)
    return script, [(name, "".join(lines)) for name, lines in files]


class Run:
    def __init__(self, path, igpack, source, corpora):
        self.path, self.igpack = path, igpack
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="txtar-"))
        self.cwd = self.work
        self.env = {
            "WORK": str(self.work), "HOME": str(self.work / "home"), "PATH": os.environ["PATH"],
            "TZ": "UTC", "LC_ALL": "C.UTF-8", "SRC": str(source), "TMPDIR": str(self.work / "tmp"),
            "IGPACK_CORPORA": str(corpora), "NO_COLOR": "1",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_PRELOAD"):
            if name in os.environ:
                self.env[name] = os.environ[name]
        self.stdin = b""
        self.out = self.err = b""
        self.code = 0
        self.background = []
        self.log = []
        self.accepted = {}

    def file(self, name):
        return self.cwd / name

    def read(self, name):
        if name == "stdout":
            return self.out
        if name == "stderr":
            return self.err
        return self.file(name).read_bytes()

    def expand(self, text):
        return re.sub(r"\$\{?(\w+)\}?", lambda m: self.env.get(m.group(1), m.group(0)), text)

    def condition(self, text):
        if text.startswith("!"):
            return not self.condition(text[1:])
        if text == "root":
            return os.geteuid() == 0
        if text == "corpora":
            return pathlib.Path(self.env["IGPACK_CORPORA"]).is_dir()
        if text.startswith("exec:"):
            return shutil.which(text[5:], path=self.env["PATH"]) is not None
        raise Failure(f"unknown condition [{text}]")

    def spawn(self, argv):
        if argv and argv[-1] == "&":
            process = subprocess.Popen(argv[:-1], cwd=self.cwd, env=self.env, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.background.append(process)
            return True
        given, self.stdin = self.stdin, b""
        try:
            done = subprocess.run(argv, cwd=self.cwd, env=self.env, input=given, capture_output=True,
                                  timeout=TIMEOUT)
        except subprocess.TimeoutExpired as e:
            raise Failure(f"still running after {TIMEOUT} s") from e
        except OSError as e:
            raise Failure(str(e)) from e
        self.out, self.err, self.code = done.stdout, done.stderr, done.returncode
        if self.out:
            self.log.append("[stdout]\n" + self.out.decode(errors="backslashreplace"))
        if self.err:
            self.log.append("[stderr]\n" + self.err.decode(errors="backslashreplace"))
        if self.code < 0 or self.code == 70 or b"AddressSanitizer" in self.err or b"runtime error:" in self.err:
            raise Failure(f"crashed with status {self.code}")
        return self.code == 0

    # Each command returns whether it held; '!' inverts that.
    def do_igpack(self, *args):
        given = self.stdin
        held = self.spawn([self.igpack, *args])
        if args[-1:] == ("&",):
            return held
        try:
            printed_json.check_run(args, self.code, self.out, self.err)
            if again := printed_json.with_json(args) if not held else None:
                printed_json.check_run(again, self.code, *self.repeat(again, given))
        except printed_json.Undescribed as e:
            raise Failure(str(e)) from e
        return held

    def repeat(self, args, given):
        """The output of one more run, which leaves this test's last output alone."""
        done = subprocess.run([self.igpack, *args], cwd=self.cwd, env=self.env, input=given,
                              capture_output=True, timeout=TIMEOUT, check=False)
        return done.stdout, done.stderr

    def do_exec(self, *args):
        return self.spawn(list(args))

    def do_exit(self, code):
        if self.code != int(code):
            raise Failure(f"exit status {self.code}, want {code}")
        return True

    def do_stdin(self, name):
        self.stdin = self.read(name)
        return True

    def match(self, data, args):
        count = None
        if args[0].startswith("-count="):
            count, args = int(args[0][7:]), args[1:]
        found = re.findall(args[0], data.decode(errors="backslashreplace"), re.M)
        return len(found) == count if count is not None else bool(found)

    def do_stdout(self, *args):
        return self.match(self.out, args)

    def do_stderr(self, *args):
        return self.match(self.err, args)

    def do_cmp(self, a, b):
        got, want = self.read(a), self.read(b)
        if got != want and os.environ.get("IGPACK_ACCEPT") == "1" and a in ("stdout", "stderr"):
            self.accepted[b] = got.decode()
            return True
        if got != want:
            self.log.append(f"[{a}]\n{got.decode(errors='backslashreplace')}\n"
                            f"[{b}]\n{want.decode(errors='backslashreplace')}")
        return got == want

    def do_cmpenv(self, a, b):
        return self.read(a) == self.expand(self.read(b).decode()).encode()

    def do_json(self, name, pointer, want):
        value = json.loads(self.read(name))
        for part in pointer.split("/")[1:]:
            part = part.replace("~1", "/").replace("~0", "~")
            try:
                value = value[int(part)] if isinstance(value, list) else value[part]
            except (KeyError, IndexError, ValueError, TypeError):
                self.log.append(f"nothing at {pointer}")
                return False
        try:
            want = json.loads(want)
        except ValueError:
            pass  # a bare word stands for itself
        if value != want:
            self.log.append(f"{pointer} is {json.dumps(value)}")
        return value == want

    def do_sha256(self, name, want):
        return hashlib.sha256(self.read(name)).hexdigest() == want

    def do_mode(self, name, want):
        return os.stat(self.file(name)).st_mode & 0o7777 == int(want, 8)

    def do_exists(self, *names):
        return all(os.path.lexists(self.file(n)) for n in names)

    def do_cp(self, *names):
        target = self.file(names[-1])
        for name in names[:-1]:
            if name in ("stdout", "stderr"):
                target.write_bytes(self.read(name))
            elif self.file(name).is_dir():
                shutil.copytree(self.file(name), target, symlinks=True, dirs_exist_ok=True)
            else:
                shutil.copy(self.file(name), target)
            for path in [target, *target.rglob("*")] if target.is_dir() else [target]:
                os.chmod(path, os.stat(path).st_mode | 0o200)
        return True

    def do_mv(self, a, b):
        shutil.move(self.file(a), self.file(b))
        return True

    def do_mkdir(self, *names):
        for name in names:
            self.file(name).mkdir(parents=True, exist_ok=True)
        return True

    def do_rm(self, *names):
        for name in names:
            path = self.file(name)
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif os.path.lexists(path):
                path.unlink()
        return True

    def do_chmod(self, mode, name):
        os.chmod(self.file(name), int(mode, 8))
        return True

    def do_symlink(self, name, target):
        os.symlink(target, self.file(name))
        return True

    def do_cd(self, name):
        self.cwd = self.file(name)
        return True

    def do_env(self, *pairs):
        for pair in pairs:
            key, _, value = pair.partition("=")
            self.env[key] = value
        return True

    def do_append(self, name, text):
        with open(self.file(name), "a", encoding="utf-8") as f:
            f.write(text)
        return True

    def do_flip(self, name, offset):
        data = bytearray(self.file(name).read_bytes())
        data[int(offset)] ^= 1
        self.file(name).write_bytes(data)
        return True

    def do_skip(self, *why):
        raise Skip(" ".join(why) or "by the script")

    def do_wait(self):
        for process in self.background:
            process.terminate()
            self.out, self.err = process.communicate(timeout=TIMEOUT)
            self.code = process.returncode
        self.background = []
        return True

    def line(self, text):
        words = shlex.split(text, comments=True)
        while words and words[0].startswith("["):
            if not self.condition(words.pop(0)[1:-1]):
                return
        if not words:
            return
        inverted = words[0] == "!"
        if inverted:
            words.pop(0)
        # A regular expression may hold '$'; only known names are expanded.
        words = [self.expand(w) for w in words]
        command = getattr(self, "do_" + words[0], None)
        if command is None:
            raise Failure(f"unknown command {words[0]}")
        try:
            held = command(*words[1:])
        except (OSError, TypeError, ValueError) as e:
            raise Failure(f"{type(e).__name__}: {e}") from e
        if held == inverted:
            raise Failure("unexpectedly held" if inverted else "did not hold")

    def run(self):
        text = self.path.read_text(encoding="utf-8")
        script, files = parse_txtar(text)
        for directory in ("home", "tmp"):
            (self.work / directory).mkdir()
        for name, content in files:
            target = self.work / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        try:
            for number, line in enumerate(script, 1):
                line = line.strip()
                if line.startswith("#"):
                    self.log = []  # a new phase: only the failing one is worth reading
                if not line or line.startswith("#"):
                    continue
                self.log.append("> " + line)
                try:
                    self.line(line)
                except Failure as e:
                    log = "\n".join(self.log).replace(str(self.work), "$WORK")
                    print(f"{log}\nFAIL: {self.path.name}:{number}: {line}: {e}")
                    return False
        finally:
            for process in self.background:
                process.kill()
                process.wait()
            subprocess.run(["chmod", "-R", "u+rwX", str(self.work)], check=False)
            shutil.rmtree(self.work, ignore_errors=True)
        for name, content in self.accepted.items():
            marker = f"-- {name} --\n"
            head, _, tail = text.partition(marker)
            following = re.search(r"^-- .+ --$", tail, re.M)
            text = head + marker + content + (tail[following.start():] if following else "")
            self.path.write_text(text, encoding="utf-8")
        return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--igpack", required=True, type=os.path.abspath)
    parser.add_argument("script", type=pathlib.Path)
    args = parser.parse_args()
    source = pathlib.Path(__file__).resolve().parent.parent.parent
    corpora = os.environ.get("IGPACK_CORPORA", str(source.parent / "shared" / "corpora"))
    try:
        passed = Run(args.script.resolve(), args.igpack, source, corpora).run()
    except Skip as e:
        print(f"skipped: {e}\n0 passed, 0 failed, 1 skipped")
        return 77
    print("1 passed, 0 failed" if passed else "0 passed, 1 failed")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
