// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/signing.h"

#include <algorithm>

#include "base/io/file.h"
#include "base/limits.h"
#include "cli/prompt.h"
#include "sigstore/sign/rekor.h"

namespace igp::cli {
namespace {

constexpr std::string_view kServices = "Services";
constexpr std::string_view kPublicOperator = "sigstore.dev";

Fail usage(std::string_view text) {
  return Fail(error(ErrorCode::kUsage, "{}", text).with_hint("run 'igpack sign --help'"));
}

Result<sigstore::Service> service_at(const std::string& text, std::int64_t version) {
  http::Url url = IGP_TRY(http::Url::parse(text));
  return sigstore::Service{.url = std::move(url), .major_version = version};
}

Result<sigstore::SigningConfig> load_config(const std::string& path) {
  auto config =
      sigstore::parse_signing_config(IGP_TRY(read_file(path, limits::kSigningConfigBytes)));
  if (!config) return Fail(std::move(config).error().in(quote(path)));
  return config;
}

/// A service that shows everybody what it is told.
bool is_public(const sigstore::Service& service) {
  const std::string& host = service.url.host();
  return host == kPublicOperator || host.ends_with(fmt::format(".{}", kPublicOperator));
}

}  // namespace

void SigningFlags::describe(FlagSet& flags) {
  const auto text = [&flags](std::string_view name, std::string_view label, std::string_view help,
                             Target into) {
    flags.add({.name = name, .label = label, .help = help, .into = into, .group = kServices});
  };
  const auto file = [&flags](std::string_view name, std::string_view help, std::string* into) {
    flags.add({.name = name,
               .label = "FILE",
               .help = help,
               .complete = Complete::kFile,
               .into = into,
               .group = kServices});
  };
  file("signing-config", "Services to sign with (Sigstore's signing config 0.2, JSON).",
       &signing_config_);
  text("fulcio-url", "URL", "Certificate authority for keyless signing.", &fulcio_url_);
  text("rekor-url", "URL", "Transparency log to record the signature in.", &rekor_url_);
  text("rekor-version", "N", "API version of the log at --rekor-url: 1 or 2.", &rekor_version_);
  text("timestamp-url", "URL", "Timestamp authority (RFC 3161); repeatable.", &timestamp_urls_);
  flags.add({.name = "no-tlog",
             .help = "Record the signature in no transparency log.",
             .into = &no_tlog_,
             .group = kServices});
  flags.add({.name = "yes",
             .short_name = 'y',
             .help = "Agree that public services publish the signature and who made it.",
             .into = &yes_,
             .group = kServices});
}

Status SigningFlags::check_usage(bool keyless) const {
  if (!signing_config_.empty() && names_url())
    return usage("--signing-config and the URLs of single services contradict each other");
  if (no_tlog_ && !rekor_url_.empty())
    return usage("--no-tlog and --rekor-url contradict each other");
  if (!keyless && !fulcio_url_.empty())
    return usage("--fulcio-url is for keyless signing, without a key");
  if (rekor_version_ != 1 && rekor_version_ != 2) return usage("--rekor-version is 1 or 2");
  if (keyless && names_url() && fulcio_url_.empty())
    return usage("keyless signing with services of your own needs --fulcio-url");
  if (keyless && names_url() && rekor_url_.empty() && !no_tlog_)
    return usage("keyless signing with services of your own needs --rekor-url, or --no-tlog");
  return {};
}

Result<sigstore::SigningConfig> SigningFlags::config(bool keyless) const {
  if (!signing_config_.empty()) return load_config(signing_config_);
  if (!keyless || names_url()) return sigstore::SigningConfig{};
  return sigstore::parse_signing_config(sigstore::public_good_signing_config());
}

Result<std::vector<sigstore::Service>> SigningFlags::logs(const sigstore::SigningConfig& config,
                                                          sigstore::BundleFormat format,
                                                          UnixNanos now) const {
  std::vector<sigstore::Service> out;
  if (no_tlog_) return out;
  if (!rekor_url_.empty()) {
    out.push_back(IGP_TRY(service_at(rekor_url_, rekor_version_)));
    return out;
  }
  if (config.logs.empty()) return out;
  const bool legacy = format == sigstore::BundleFormat::kLegacyCosign;
  const auto versions = legacy ? sigstore::kLegacyLogVersions : sigstore::kLogVersions;
  return sigstore::select_services(config.logs, config.log_policy, versions, now,
                                   "transparency log");
}

Result<std::vector<sigstore::Service>> SigningFlags::timestamp_authorities(
    const sigstore::SigningConfig& config, sigstore::BundleFormat format, UnixNanos now) const {
  std::vector<sigstore::Service> out;
  for (const std::string& url : timestamp_urls_) out.push_back(IGP_TRY(service_at(url, 1)));
  const bool legacy = format == sigstore::BundleFormat::kLegacyCosign;
  if (legacy && !out.empty())
    return usage("cosign's legacy bundle cannot hold what --timestamp-url gives");
  if (legacy || config.timestamp_authorities.empty()) return out;
  return sigstore::select_services(config.timestamp_authorities, config.timestamp_policy, {1}, now,
                                   "timestamp authority");
}

Result<sigstore::SigningServices> SigningFlags::services(bool keyless,
                                                         sigstore::BundleFormat format,
                                                         UnixNanos now) const {
  IGP_CHECK(check_usage(keyless));
  const sigstore::SigningConfig found = IGP_TRY(config(keyless));
  sigstore::SigningServices out;
  if (keyless && !fulcio_url_.empty()) {
    out.certificate_authority = IGP_TRY(service_at(fulcio_url_, 1));
  } else if (keyless) {
    out.certificate_authority = IGP_TRY(sigstore::select_services(
        found.certificate_authorities, {}, {1}, now, "certificate authority"))[0];
  }
  out.logs = IGP_TRY(logs(found, format, now));
  out.timestamp_authorities = IGP_TRY(timestamp_authorities(found, format, now));
  return out;
}

Result<http::Url> SigningFlags::identity_provider(UnixNanos now) const {
  const auto found = IGP_TRY(config(/*keyless=*/true));
  const auto chosen =
      sigstore::select_services(found.identity_providers, {}, {1}, now, "identity provider");
  if (!chosen) return Fail(Error(chosen.error()).with_hint("give one with --oidc-issuer"));
  return chosen->front().url;
}

Status SigningFlags::ask_consent(const sigstore::SigningServices& services) const {
  const bool published =
      std::ranges::any_of(services.logs, is_public) ||
      (services.certificate_authority && is_public(*services.certificate_authority));
  if (!published || yes_) return {};
  const auto agreed = confirm(
      "The signature, its time and the identity in its certificate (an e-mail address, a workflow) "
      "will be public for ever in transparency logs.\nSign? [y/N] ");
  if (agreed && *agreed) return {};
  return Fail(error(ErrorCode::kConsentRequired,
                    "who signs and when would be public for ever, and nobody agreed to that")
                  .with_hint("agree with --yes"));
}

}  // namespace igp::cli
