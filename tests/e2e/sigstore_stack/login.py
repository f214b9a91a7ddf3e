# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""The login pages of the issuer, which log everybody in as the same person: the code flow with PKCE
(RFC 7636) and the device flow (RFC 8628)."""
import hashlib
import secrets
import urllib.parse

from .keys import b64url


def first(form, name):
    return form.get(name, [""])[0]


class Logins:
    def __init__(self, issuer):
        self.issuer = issuer
        self.codes = {}  #: code or device code: what was said when it was given out
        self.patience = {}  #: device code: how often its owner is still asked to wait

    def authorize(self, query):
        """Where the browser is sent after the login."""
        code = secrets.token_hex(8)
        self.codes[code] = query
        return f"{first(query, 'redirect_uri')}?" + urllib.parse.urlencode({"code": code, "state": first(query, "state")})

    def device(self, form):
        code = secrets.token_hex(8)
        self.codes[code] = form
        self.patience[code] = 1
        return {"device_code": code, "user_code": "WDJB-MJHT", "verification_uri": f"{self.issuer.email_issuer}/enter",
                "expires_in": 60, "interval": 1}

    def token(self, form):
        """(status, answer)."""
        code = first(form, "code") or first(form, "device_code")
        if self.patience.get(code, 0) > 0:
            self.patience[code] -= 1
            return 400, {"error": "authorization_pending"}
        asked = self.codes.pop(code, None)
        proof = b64url(hashlib.sha256(first(form, "code_verifier").encode()).digest())
        if asked is None or proof != first(asked, "code_challenge"):
            return 400, {"error": "invalid_grant"}
        nonce = {"nonce": first(asked, "nonce")} if "nonce" in asked else {}
        return 200, {"id_token": self.issuer.email_token(**nonce), "token_type": "bearer", "access_token": "none"}
