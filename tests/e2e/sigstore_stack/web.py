# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""One HTTP server on 127.0.0.1 for the issuer, the certificate log and the Rekor of the first generation."""
import http.server
import json
import threading
import urllib.parse

from . import issuer as oidc
from .login import Logins


class Site(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.issuer = self.ct_log = self.rekor = self.logins = None

    def start(self, issuer, ct_log, rekor):
        self.issuer, self.ct_log, self.rekor, self.logins = issuer, ct_log, rekor, Logins(issuer)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass

    def answer(self, status, value, **headers):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, text in {"Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, text)
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):  # pylint: disable=invalid-name
        site, url = self.server, urllib.parse.urlsplit(self.path)
        for name in (site.issuer.email_issuer, site.issuer.github_issuer):
            prefix = urllib.parse.urlsplit(name).path
            if url.path == f"{prefix}/.well-known/openid-configuration":
                return self.answer(200, site.issuer.discovery(name))
            if url.path == f"{prefix}/jwks":
                return self.answer(200, site.issuer.jwks())
        if url.path == "/email/auth":
            return self.answer(302, b"", Location=site.logins.authorize(urllib.parse.parse_qs(url.query)))
        if url.path == "/github/ambient":
            return self.ambient(urllib.parse.parse_qs(url.query))
        if url.path == "/api/v1/log/publicKey":
            return self.answer(200, site.rekor.key.public_path.read_bytes(), **{"Content-Type": "application/x-pem-file"})
        if url.path.startswith("/api/v1/log/entries/"):
            found = site.rekor.find(url.path.rsplit("/", 1)[1])
            return self.answer(200, found) if found else self.answer(404, {"message": "no such entry"})
        return self.answer(404, {"message": "no such page"})

    def ambient(self, query):
        if self.headers.get("Authorization", "").lower() != f"bearer {oidc.REQUEST_TOKEN}":
            return self.answer(401, {"message": "not a token of this runner"})
        return self.answer(200, {"value": self.server.issuer.github_token(aud=query.get("audience", [""])[0])})

    def do_POST(self):  # pylint: disable=invalid-name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/email/device":
            return self.answer(200, self.server.logins.device(urllib.parse.parse_qs(body.decode())))
        if self.path == "/email/token":
            return self.answer(*self.server.logins.token(urllib.parse.parse_qs(body.decode())))
        request = json.loads(body)
        if self.path == "/ctlog/ct/v1/add-pre-chain":
            return self.answer(200, self.server.ct_log.add_pre_chain(request))
        if self.path == "/api/v1/log/entries":
            identifier, entry = self.server.rekor.add(request)
            return self.answer(201, entry, ETag=identifier, Location=f"/api/v1/log/entries/{identifier}")
        return self.answer(404, {"message": "no such page"})
