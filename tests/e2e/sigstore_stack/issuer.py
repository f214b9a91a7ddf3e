# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""An OpenID Connect issuer for tests: discovery, keys and RS256 tokens, under two names (e-mail
addresses and GitHub workflows), and the protocol by which a GitHub job asks for its token."""
import json
import time

from .keys import b64url

EMAIL = "signer@igpack.test"
REPOSITORY = "acme/policies"
WORKFLOW = f"{REPOSITORY}/.github/workflows/pack.yml@refs/heads/main"
#: the identity in the certificate of the workflow
WORKFLOW_URI = f"https://github.com/{WORKFLOW}"
REQUEST_TOKEN = "runner-secret"
COMMIT = "a" * 40

#: How Fulcio makes claims of a workflow's token into certificate extensions: Fulcio's production
#: configuration for the issuer of GitHub Actions.
GITHUB_EXTENSIONS = {
    "github-workflow-trigger": "event_name",
    "github-workflow-sha": "sha",
    "github-workflow-name": "workflow",
    "github-workflow-repository": "repository",
    "github-workflow-ref": "ref",
    "build-signer-uri": "{{ .url }}/{{ .job_workflow_ref }}",
    "build-signer-digest": "job_workflow_sha",
    "runner-environment": "runner_environment",
    "source-repository-uri": "{{ .url }}/{{ .repository }}",
    "source-repository-digest": "sha",
    "source-repository-ref": "ref",
    "source-repository-identifier": "repository_id",
    "source-repository-owner-uri": "{{ .url }}/{{ .repository_owner }}",
    "source-repository-owner-identifier": "repository_owner_id",
    "build-config-uri": "{{ .url }}/{{ .workflow_ref }}",
    "build-config-digest": "workflow_sha",
    "build-trigger": "event_name",
    "run-invocation-uri": "{{ .url }}/{{ .repository }}/actions/runs/{{ .run_id }}/attempts/{{ .run_attempt }}",
    "source-repository-visibility-at-signing": "repository_visibility",
}


class Issuer:
    def __init__(self, key, url):
        self.key = key
        self.email_issuer = f"{url}/email"
        self.github_issuer = f"{url}/github"

    def fulcio_config(self):
        def entry(url, **kind):
            return {"issuer-url": url, "client-id": "sigstore"} | kind
        return {
            "oidc-issuers": {
                self.email_issuer: entry(self.email_issuer, type="email"),
                self.github_issuer: entry(self.github_issuer, type="ci-provider", **{"ci-provider": "github-workflow"}),
            },
            "ci-issuer-metadata": {"github-workflow": {
                "default-template-values": {"url": "https://github.com"},
                "extension-templates": GITHUB_EXTENSIONS,
                "subject-alternative-name-template": "{{ .url }}/{{ .job_workflow_ref }}",
            }},
        }

    @staticmethod
    def discovery(issuer):
        return {"issuer": issuer, "jwks_uri": f"{issuer}/jwks", "authorization_endpoint": f"{issuer}/auth",
                "token_endpoint": f"{issuer}/token", "device_authorization_endpoint": f"{issuer}/device",
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"]}

    def jwks(self):
        return {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1",
                          "n": b64url(self.key.rsa_modulus()), "e": b64url(b"\1\0\1")}]}

    def token(self, claims, lifetime=600):
        now = int(time.time())
        claims = {"aud": "sigstore", "iat": now + min(lifetime, 0) - 1, "nbf": now + min(lifetime, 0) - 1,
                  "exp": now + lifetime} | claims
        head = b64url(json.dumps({"alg": "RS256", "kid": "1", "typ": "JWT"}).encode())
        signed = f"{head}.{b64url(json.dumps(claims).encode())}"
        return f"{signed}.{b64url(self.key.sign(signed.encode()))}"

    def email_token(self, lifetime=600, **claims):
        return self.token({"iss": self.email_issuer, "sub": "signer", "email": EMAIL, "email_verified": True} | claims,
                          lifetime)

    def github_token(self, lifetime=600, **claims):
        return self.token({
            "iss": self.github_issuer, "sub": f"repo:{REPOSITORY}:ref:refs/heads/main",
            "event_name": "push", "sha": COMMIT, "workflow": "pack", "repository": REPOSITORY,
            "ref": "refs/heads/main", "job_workflow_ref": WORKFLOW, "job_workflow_sha": COMMIT,
            "runner_environment": "github-hosted", "repository_id": "1", "repository_owner": "acme",
            "repository_owner_id": "2", "workflow_ref": WORKFLOW, "workflow_sha": COMMIT, "run_id": "7",
            "run_attempt": "1", "repository_visibility": "private"} | claims, lifetime)

    def runner_environment(self):
        """The variables of a GitHub job that may ask for tokens."""
        return {"GITHUB_ACTIONS": "true", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": REQUEST_TOKEN,
                "ACTIONS_ID_TOKEN_REQUEST_URL": f"{self.github_issuer}/ambient?api-version=2.0"}
