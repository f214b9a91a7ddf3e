# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a test in a network namespace of its own, with nothing but the loopback interface or nothing at
all, and in a process namespace, so that no process outlives it."""
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys

INSIDE = "IGPACK_TEST_NAMESPACE"
SIOCSIFFLAGS = 0x8914
IFF_UP = 1


def command():
    """The command that enters the namespaces, or None where it is not permitted."""
    if not shutil.which("unshare"):
        return None
    enter = ["unshare", "--net", "--pid", "--fork", "--kill-child"]
    if os.geteuid() != 0:
        enter += ["--user", "--map-root-user"]
    return enter if subprocess.run([*enter, "true"], capture_output=True, check=False).returncode == 0 else None


def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))


def enter_or_skip(loopback=True):
    """Returns inside of the namespaces; the process that called runs this program again there."""
    if os.environ.get(INSIDE):
        if loopback:
            loopback_up()
        return
    enter = command()
    if enter is None:
        print("skipped: may not make a network namespace (unshare --net)")
        sys.exit(77)
    os.environ[INSIDE] = "1"
    os.execvp(enter[0], [*enter, sys.executable, *sys.orig_argv[1:]])
