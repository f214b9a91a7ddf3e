#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""`igpack sign` on a terminal, where no token is found: logging in with a browser and with a code, and
what happens when nobody agrees to be published."""
import argparse
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

from sigstore_stack import issuer as oidc
from sigstore_stack.namespace import enter_or_skip
from sigstore_stack.stack import Stack, require_peers


class Terminal:
    """A program that has a terminal of its own."""

    def __init__(self, *command, **environment):
        self.said = ""
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.execve(command[0], [*map(str, command)], {"PATH": "/nonexistent", "HOME": "/nonexistent"} | environment)

    def read(self):
        try:
            piece = os.read(self.file, 4096)
        except OSError:  # the program has gone
            piece = b""
        self.said += piece.decode()
        return bool(piece)

    def wait_for(self, pattern):
        while not (found := re.search(pattern, self.said)):
            if not self.read():
                raise AssertionError(f"the program ended before saying {pattern}:\n{self.said}")
        return found

    def end(self):
        """The exit status."""
        while self.read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


class Logins:
    def __init__(self, igpack, stack, work):
        self.igpack, self.stack, self.work = igpack, stack, work
        self.artifact, self.bundle = work / "artifact", work / "bundle.json"
        self.artifact.write_text("content")

    def sign(self, *args, **environment):
        self.bundle.unlink(missing_ok=True)
        return Terminal(self.igpack, "sign", "--bundle", self.bundle, *args, self.artifact, **environment)

    def local(self, *args, **environment):
        return self.sign("--signing-config", self.stack.directory / "signing_config.json",
                         "--trusted-root", self.stack.directory / "trusted_root.json", *args, **environment)

    def signed(self, terminal):
        assert terminal.end() == 0, terminal.said
        subprocess.run([self.igpack, "verify", "--bundle", self.bundle, "--certificate-identity", oidc.EMAIL,
                        "--certificate-oidc-issuer", self.stack.issuer.email_issuer,
                        "--trusted-root", self.stack.directory / "trusted_root.json", self.artifact],
                       check=True, stdout=subprocess.DEVNULL)

    def browser(self, *args, **environment):
        terminal = self.local(*args, **environment)
        page = terminal.wait_for(r"(http://127\.0\.0\.1:\d+/email/auth\S+)\r\n").group(1)
        origin = "http://localhost:" + re.search(r"localhost%3A(\d+)", page).group(1)
        try:  # what browsers ask for by themselves
            urllib.request.urlopen(f"{origin}/favicon.ico", timeout=10)
            raise AssertionError("there is no icon")
        except urllib.error.HTTPError as answer:
            assert answer.code == 404, answer
        with urllib.request.urlopen(page, timeout=10) as answer:
            assert b"You are logged in" in answer.read()
        self.signed(terminal)

    def code(self, *args):
        terminal = self.local(*args)
        terminal.wait_for(r"/email/enter and enter the code WDJB-MJHT")
        self.signed(terminal)

    def forged(self):
        terminal = self.local("--oidc-flow", "browser")
        page = terminal.wait_for(r"(http://127\.0\.0\.1:\d+/email/auth\S+)\r\n").group(1)
        port = re.search(r"localhost%3A(\d+)", page).group(1)
        urllib.request.urlopen(f"http://localhost:{port}/auth/callback?code=x&state=x", timeout=10)
        assert terminal.end() == 4 and "another login" in terminal.said, terminal.said
        assert not self.bundle.exists()

    def consent(self):
        for answer in ("n", "", "yesterday"):
            terminal = self.sign()
            terminal.wait_for(r"\[y/N\] ")
            os.write(terminal.file, f"{answer}\n".encode())
            assert terminal.end() == 2 and "nobody agreed" in terminal.said, terminal.said
        terminal = self.sign("--retries", "0")
        terminal.wait_for(r"\[y/N\] ")
        os.write(terminal.file, b"y\n")
        assert terminal.end() == 75, terminal.said  # the public instance is out of reach here
        assert not self.bundle.exists()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", type=pathlib.Path, required=True)
    args = parser.parse_args()
    require_peers()
    enter_or_skip()
    with tempfile.TemporaryDirectory(prefix="sign-login-") as directory:
        work = pathlib.Path(directory)
        stack_directory = work / "stack"
        stack_directory.mkdir()
        with Stack(stack_directory) as stack:
            logins = Logins(args.igpack.resolve(), stack, work)
            logins.browser("--oidc-flow", "browser")
            logins.browser(DISPLAY=":0")
            logins.code("--oidc-flow", "code")
            logins.code("--oidc-issuer", stack.issuer.email_issuer)
            logins.forged()
            logins.consent()
    print("browser, code, forged answer, consent: as they should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
