// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/trust.h"

#include "base/io/file.h"
#include "base/limits.h"
#include "sigstore/private_root.h"

namespace igp::cli {
namespace {

constexpr std::string_view kSigner = "Signer";
constexpr std::string_view kTrust = "Trust";
constexpr std::int64_t kHighestThreshold = 32;

Fail usage(std::string_view text) { return Fail(error(ErrorCode::kUsage, "{}", text)); }

Result<std::string> read_if_given(const std::string& path) {
  if (path.empty()) return std::string();
  return read_file(path, limits::kTrustRootBytes);
}

/// One of an exact text and an expression; neither is nothing.
Result<std::optional<sigstore::TextMatcher>> matcher(const std::string& exact,
                                                     const std::string& expression) {
  if (!exact.empty() && !expression.empty()) {
    return usage("an exact text and a regular expression for the same thing contradict each other");
  }
  if (!expression.empty()) {
    return sigstore::TextMatcher{.text = expression,
                                 .expression = std::make_shared<const regex::Regex>(
                                     IGP_TRY(regex::Regex::compile(expression)))};
  }
  if (exact.empty()) return std::optional<sigstore::TextMatcher>();
  return sigstore::TextMatcher{.text = exact, .expression = nullptr};
}

}  // namespace

void TrustFlags::describe(FlagSet& flags) {
  const auto text = [&flags](std::string_view name, std::string_view label, std::string_view help,
                             std::string* into) {
    flags.add({.name = name, .label = label, .help = help, .into = into, .group = kSigner});
  };
  const auto file = [&flags](std::string_view group, std::string_view name, std::string_view help,
                             std::string* into) {
    flags.add({.name = name,
               .label = "FILE",
               .help = help,
               .complete = Complete::kFile,
               .into = into,
               .group = group});
  };
  file(kSigner, "key", "Public key (PEM) that must have signed.", &key_);
  text("certificate-identity", "ID", "Identity (e-mail, URI) that must have signed, exactly.",
       &identity_);
  text("certificate-identity-regexp", "RE", "RE2 expression to be found in the identity.",
       &identity_regexp_);
  text("certificate-oidc-issuer", "URL",
       "Identity provider that vouched for the identity, exactly.", &issuer_);
  text("certificate-oidc-issuer-regexp", "RE", "RE2 expression to be found in the issuer.",
       &issuer_regexp_);
  text("certificate-github-workflow-trigger", "EVENT", "Event that started the workflow.",
       &workflow_trigger_);
  text("certificate-github-workflow-sha", "COMMIT", "Commit that the workflow ran for.",
       &workflow_sha_);
  text("certificate-github-workflow-name", "NAME", "Name of the workflow.", &workflow_name_);
  text("certificate-github-workflow-repository", "OWNER/NAME", "Repository of the workflow.",
       &workflow_repository_);
  text("certificate-github-workflow-ref", "REF", "Git reference that the workflow ran for.",
       &workflow_ref_);
  flags.add(
      {.name = "certificate-claim",
       .label = "NAME=VALUE",
       .help = "Another claim of the certificate, such as source-repository-uri=URL (repeatable).",
       .into = &claims_,
       .group = kSigner});
  flags.add({.name = "type",
             .label = "URI",
             .help = "Predicate type that an attestation must have.",
             .into = &type_,
             .group = kSigner});
  file(kTrust, "trusted-root", "Trust root (JSON) instead of the built-in public-good root.",
       &trusted_root_);
  file(kTrust, "ca-roots", "Certificates (PEM) of a private certificate authority.", &ca_roots_);
  file(kTrust, "tsa-roots", "Certificates (PEM) of a private timestamp authority.", &tsa_roots_);
  file(kTrust, "rekor-key", "Public key (PEM) of a private transparency log.", &rekor_key_);
  file(kTrust, "ct-key", "Public key (PEM) of a private certificate transparency log.", &ct_key_);
  flags.add({.name = "min-tlog",
             .label = "N",
             .help = "Distinct transparency logs that must hold the signature.",
             .into = &min_tlog_,
             .group = kTrust});
  flags.add({.name = "min-timestamps",
             .label = "N",
             .help = "Distinct timestamp authorities that must vouch.",
             .into = &min_timestamps_,
             .group = kTrust});
  flags.add({.name = "insecure-ignore-tlog",
             .help = "Neither demand nor check transparency log entries.",
             .into = &ignore_tlog_,
             .group = kTrust});
  flags.add({.name = "insecure-ignore-sct",
             .help = "Do not demand that the certificate was logged.",
             .into = &ignore_sct_,
             .group = kTrust});
}

Result<std::optional<sigstore::IdentityPolicy>> TrustFlags::identity() const {
  auto identity = IGP_TRY(matcher(identity_, identity_regexp_));
  auto issuer = IGP_TRY(matcher(issuer_, issuer_regexp_));
  if (!identity && !issuer) return std::optional<sigstore::IdentityPolicy>();
  if (!identity || !issuer) {
    return usage(
        "--certificate-identity and --certificate-oidc-issuer (or their -regexp forms) need each "
        "other");
  }
  sigstore::IdentityPolicy out{
      .identity = std::move(*identity), .issuer = std::move(*issuer), .extensions = {}};
  const std::pair<const char*, const std::string*> named[] = {
      {"github-workflow-trigger", &workflow_trigger_},
      {"github-workflow-sha", &workflow_sha_},
      {"github-workflow-name", &workflow_name_},
      {"github-workflow-repository", &workflow_repository_},
      {"github-workflow-ref", &workflow_ref_}};
  for (const auto& [name, value] : named) {
    if (!value->empty()) out.extensions.emplace_back(name, *value);
  }
  for (const std::string& claim : claims_) {
    const std::size_t equals = claim.find('=');
    if (equals == std::string::npos) return usage("--certificate-claim needs NAME=VALUE");
    out.extensions.emplace_back(claim.substr(0, equals), claim.substr(equals + 1));
  }
  return out;
}

Result<sigstore::VerifyPolicy> TrustFlags::policy() const {
  sigstore::VerifyPolicy out;
  if (!key_.empty()) {
    auto key = crypto::PublicKey::from_pem(IGP_TRY(read_file(key_, limits::kKeyFileBytes)));
    if (!key) return Fail(std::move(key).error().in(quote(key_)));
    out.key = std::move(*key);
  }
  out.identity = IGP_TRY(identity());
  if (out.key && out.identity)
    return usage("--key and --certificate-identity contradict each other");
  const bool in_range = min_tlog_.value_or(0) >= 0 && min_tlog_.value_or(0) <= kHighestThreshold &&
                        min_timestamps_ >= 0 && min_timestamps_ <= kHighestThreshold;
  if (!in_range) return usage("--min-tlog and --min-timestamps take 0 to 32");
  if (ignore_tlog_ && min_tlog_.value_or(0) > 0)
    return usage("--min-tlog and --insecure-ignore-tlog contradict each other");
  if (min_tlog_) out.min_tlogs = static_cast<int>(*min_tlog_);
  out.min_timestamps = static_cast<int>(min_timestamps_);
  out.predicate_type = type_;
  out.insecure_ignore_tlog = ignore_tlog_;
  out.insecure_ignore_sct = ignore_sct_;
  return out;
}

Result<sigstore::TrustRoot> TrustFlags::trust_root() const {
  const bool is_private =
      !ca_roots_.empty() || !tsa_roots_.empty() || !rekor_key_.empty() || !ct_key_.empty();
  if (is_private && !trusted_root_.empty())
    return usage("--trusted-root and single roots contradict each other");
  if (is_private) {
    return sigstore::make_private_root({.ca_roots = IGP_TRY(read_if_given(ca_roots_)),
                                        .tsa_roots = IGP_TRY(read_if_given(tsa_roots_)),
                                        .rekor_key = IGP_TRY(read_if_given(rekor_key_)),
                                        .ct_key = IGP_TRY(read_if_given(ct_key_))});
  }
  if (trusted_root_.empty()) return sigstore::parse_trust_root(sigstore::public_good_trust_root());
  auto root =
      sigstore::parse_trust_root(IGP_TRY(read_file(trusted_root_, limits::kTrustRootBytes)));
  if (!root) return Fail(std::move(root).error().in(quote(trusted_root_)));
  return root;
}

}  // namespace igp::cli
