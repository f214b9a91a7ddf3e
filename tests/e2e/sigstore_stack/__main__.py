# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""usage: python3 -m sigstore_stack [COMMAND ARG...]   (in tests/e2e)

Runs a command (a shell, when none is given) beside a Sigstore of its own, in a network namespace. In
its environment: SIGSTORE_STACK (a directory with trusted_root.json and signing_config.json),
SIGSTORE_ID_TOKEN, and the variables by which a GitHub job gets its token."""
import os
import subprocess
import sys
import tempfile

from .namespace import enter_or_skip
from .stack import Stack


def main():
    enter_or_skip()
    with tempfile.TemporaryDirectory(prefix="sigstore-stack-") as directory, Stack(directory) as stack:
        environment = (os.environ | stack.issuer.runner_environment() | stack.cosign_v2_environment()
                       | {"SIGSTORE_STACK": directory, "SIGSTORE_ID_TOKEN": stack.issuer.email_token(lifetime=86400),
                          "FULCIO_URL": stack.fulcio_url, "REKOR_V1_URL": stack.site.url})
        command = sys.argv[1:] or [os.environ.get("SHELL", "/bin/sh")]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
