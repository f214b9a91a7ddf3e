// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/trust.h"

#include "base/io/file.h"
#include "base/limits.h"
#include "sigstore/predicate_type.h"

namespace igp::cli {
namespace {

constexpr std::string_view kSigner = "Signer";
constexpr std::string_view kTrust = "Trust";
constexpr std::int64_t kHighestThreshold = 32;

Fail usage(std::string_view text) { return Fail(error(ErrorCode::kUsage, "{}", text)); }

using Matchers = std::vector<sigstore::TextMatcher>;

/// The exact texts, or the expressions; both together only where order cannot matter.
Result<Matchers> matchers(const std::vector<std::string>& exact,
                          const std::vector<std::string>& expressions) {
  if (!exact.empty() && !expressions.empty()) {
    return usage("an exact text and a regular expression for the same thing contradict each other");
  }
  Matchers out;
  for (const std::string& text : exact) out.push_back({.text = text, .expression = nullptr});
  for (const std::string& text : expressions) {
    auto compiled = std::make_shared<const regex::Regex>(IGP_TRY(regex::Regex::compile(text)));
    out.push_back({.text = text, .expression = std::move(compiled)});
  }
  return out;
}

}  // namespace

void TrustFlags::describe_signers(FlagSet& flags) {
  const auto text = [&](std::string_view name, std::string_view label, std::string_view help,
                        Values& into) {
    flags.add({.name = name,
               .label = label,
               .help = help,
               .into = into.target(count_),
               .group = kSigner});
  };
  flags.add({.name = "key",
             .label = "FILE",
             .help = "Public key (PEM) that must have signed.",
             .complete = Complete::kFile,
             .into = keys_.target(count_),
             .group = kSigner});
  text("certificate-identity", "ID", "Identity (e-mail, URI) that must have signed, exactly.",
       identities_);
  text("certificate-identity-regexp", "RE", "RE2 expression to be found in the identity.",
       identity_regexps_);
  text("certificate-oidc-issuer", "URL",
       "Identity provider that vouched for the identity, exactly.", issuers_);
  text("certificate-oidc-issuer-regexp", "RE", "RE2 expression to be found in the issuer.",
       issuer_regexps_);
}

void TrustFlags::describe_claims(FlagSet& flags) {
  const auto text = [&flags](std::string_view name, std::string_view label, std::string_view help,
                             std::string* into) {
    flags.add({.name = name, .label = label, .help = help, .into = into, .group = kSigner});
  };
  text("certificate-github-workflow-trigger", "EVENT", "Event that started the workflow.",
       &workflow_trigger_);
  text("certificate-github-workflow-sha", "COMMIT", "Commit that the workflow ran for.",
       &workflow_sha_);
  text("certificate-github-workflow-name", "NAME", "Name of the workflow.", &workflow_name_);
  text("certificate-github-workflow-repository", "OWNER/NAME", "Repository of the workflow.",
       &workflow_repository_);
  text("certificate-github-workflow-ref", "REF", "Git reference that the workflow ran for.",
       &workflow_ref_);
  flags.add({.name = "certificate-claim",
             .label = "NAME=VALUE",
             .help = "Another claim of the certificate, such as source-repository-uri=URL.",
             .into = &claims_,
             .group = kSigner});
}

void TrustFlags::describe(FlagSet& flags) {
  describe_signers(flags);
  describe_claims(flags);
  flags.add({.name = "type",
             .label = "TYPE",
             .help = "Predicate type (short name or URI) of the attestation that is demanded.",
             .into = &type_,
             .group = kSigner});
  root_.describe(flags);
  flags.add({.name = "min-tlog",
             .label = "N",
             .help = "Operators of transparency logs that must hold the signature, at least 1.",
             .into = &min_tlog_,
             .group = kTrust});
  flags.add({.name = "min-timestamps",
             .label = "N",
             .help = "Operators of timestamp authorities that must vouch.",
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

bool TrustFlags::names_signer() const {
  for (const Values* values :
       {&keys_, &identities_, &identity_regexps_, &issuers_, &issuer_regexps_}) {
    if (!values->list().empty()) return true;
  }
  return false;
}

Result<std::vector<std::pair<std::string, std::string>>> TrustFlags::claims() const {
  std::vector<std::pair<std::string, std::string>> out;
  const std::pair<const char*, const std::string*> named[] = {
      {"github-workflow-trigger", &workflow_trigger_},
      {"github-workflow-sha", &workflow_sha_},
      {"github-workflow-name", &workflow_name_},
      {"github-workflow-repository", &workflow_repository_},
      {"github-workflow-ref", &workflow_ref_}};
  for (const auto& [name, value] : named) {
    if (!value->empty()) out.emplace_back(name, *value);
  }
  for (const std::string& claim : claims_) {
    const std::size_t equals = claim.find('=');
    if (equals == std::string::npos) return usage("--certificate-claim needs NAME=VALUE");
    std::string name = claim.substr(0, equals);
    if (!sigstore::is_claim_name(name)) {
      return fail(ErrorCode::kUsage, "there is no certificate claim {}", quote(name));
    }
    out.emplace_back(std::move(name), claim.substr(equals + 1));
  }
  return out;
}

Result<std::vector<sigstore::IdentityPolicy>> TrustFlags::identities() const {
  const Matchers identities = IGP_TRY(matchers(identities_.list(), identity_regexps_.list()));
  const Matchers issuers = IGP_TRY(matchers(issuers_.list(), issuer_regexps_.list()));
  const auto claims = IGP_TRY(this->claims());
  std::vector<sigstore::IdentityPolicy> out;
  if (identities.empty() != issuers.empty()) {
    return usage(
        "--certificate-identity and --certificate-oidc-issuer (or their -regexp forms) need each "
        "other");
  }
  if (identities.empty() && !claims.empty())
    return usage("claims of certificates say nothing without --certificate-identity");
  if (issuers.size() > 1 && issuers.size() != identities.size())
    return usage("give one issuer for all identities, or one for each, in their order");
  for (std::size_t i = 0; i < identities.size(); ++i) {
    out.push_back({.identity = identities[i],
                   .issuer = issuers[issuers.size() == 1 ? 0 : i],
                   .extensions = claims});
  }
  return out;
}

Result<sigstore::VerifyPolicy> TrustFlags::common_policy() const {
  if (min_tlog_ && (*min_tlog_ < 1 || *min_tlog_ > kHighestThreshold)) {
    return Fail(error(ErrorCode::kUsage, "--min-tlog takes 1 to {}", kHighestThreshold)
                    .with_hint("--insecure-ignore-tlog does without a transparency log"));
  }
  if (min_timestamps_ < 0 || min_timestamps_ > kHighestThreshold)
    return usage("--min-timestamps takes 0 to 32");
  if (ignore_tlog_ && min_tlog_)
    return usage("--min-tlog and --insecure-ignore-tlog contradict each other");
  sigstore::VerifyPolicy out;
  if (min_tlog_) out.min_tlogs = static_cast<int>(*min_tlog_);
  out.min_timestamps = static_cast<int>(min_timestamps_);
  if (!type_.empty()) out.predicate_type = IGP_TRY(sigstore::resolve_predicate_type(type_));
  out.insecure_ignore_tlog = ignore_tlog_;
  out.insecure_ignore_sct = ignore_sct_;
  return out;
}

Result<std::vector<sigstore::VerifyPolicy>> TrustFlags::policies() const {
  IGP_CHECK(root_.check());
  const sigstore::VerifyPolicy common = IGP_TRY(common_policy());
  std::vector<sigstore::VerifyPolicy> out;
  for (const std::string& path : keys_.list()) {
    auto key = crypto::PublicKey::from_pem(IGP_TRY(read_file(path, limits::kKeyFileBytes)));
    if (!key) return Fail(std::move(key).error().in(quote(path)));
    out.push_back(common);
    out.back().key = std::move(*key);
  }
  const bool has_key = !out.empty();
  for (sigstore::IdentityPolicy& identity : IGP_TRY(identities())) {
    out.push_back(common);
    out.back().identity = std::move(identity);
  }
  if (count_ == SignerCount::kOne && has_key && out.size() > 1)
    return usage("--key and --certificate-identity contradict each other");
  if (out.size() > limits::kSigners) {
    return fail(ErrorCode::kUsage, "{} signers; {} are accepted", out.size(), limits::kSigners);
  }
  if (out.empty()) out.push_back(common);
  return out;
}

}  // namespace igp::cli
