# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Keys of the stack's own services, made and used with the openssl command."""
import base64
import hashlib
import pathlib
import re
import subprocess


def openssl(*args, stdin=None):
    return subprocess.run(["openssl", *map(str, args)], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=True).stdout


class SigningKey:
    """A private key in a file, and its public half beside it as .pub."""

    EC = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
    RSA = ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
    ED25519 = ("-algorithm", "ED25519")

    def __init__(self, directory, name, kind):
        self.path = pathlib.Path(directory) / f"{name}.pem"
        self.public_path = self.path.with_suffix(".pub")
        openssl("genpkey", *kind, "-out", self.path)
        openssl("pkey", "-in", self.path, "-pubout", "-out", self.public_path)
        #: SubjectPublicKeyInfo, DER
        self.spki = openssl("pkey", "-pubin", "-in", self.public_path, "-outform", "DER")
        #: what logs call themselves by
        self.log_id = hashlib.sha256(self.spki).digest()

    def sign(self, data):
        """ECDSA (DER) or RSA PKCS #1 v1.5, over SHA-256."""
        return openssl("dgst", "-sha256", "-sign", self.path, stdin=data)

    def rsa_modulus(self):
        text = openssl("rsa", "-pubin", "-in", self.public_path, "-noout", "-modulus").decode()
        return bytes.fromhex(re.fullmatch(r"Modulus=([0-9A-F]+)\s*", text)[1])


def b64(data):
    return base64.b64encode(data).decode()


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def pem_certificates(text):
    """The DER of every certificate in PEM text."""
    blocks = re.findall(r"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", text, re.S)
    return [base64.b64decode("".join(block.split())) for block in blocks]
