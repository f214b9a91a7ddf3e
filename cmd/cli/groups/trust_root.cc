// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/trust_root.h"

#include "base/io/file.h"
#include "base/limits.h"
#include "base/rfc3339.h"
#include "cli/state_directory.h"
#include "http/client/network_client.h"
#include "sigstore/private_root.h"
#include "sigstore/root_repository.h"
#include "tuf/cached.h"
#include "tuf/directory_store.h"
#include "tuf/encoded_name.h"
#include "tuf/http_fetcher.h"

namespace igp::cli {
namespace {

constexpr std::string_view kGroup = "Trust";
/// The public-good instance changes its keys about once a year.
constexpr UnixNanos kOldAge = 180 * 24 * 3600 * kNanosPerSecond;

Fail usage(std::string_view text) { return Fail(error(ErrorCode::kUsage, "{}", text)); }

Result<std::string> read_if_given(const std::string& path) {
  if (path.empty()) return std::string();
  return read_file(path, limits::kTrustRootBytes);
}

Result<sigstore::TrustRoot> parse_named(std::string_view text, std::string_view name,
                                        sigstore::Vouched vouched) {
  auto root = sigstore::parse_trust_root(text, vouched);
  if (!root) return Fail(std::move(root).error().in(quote(name)));
  return root;
}

void warn_of_age(const LoadedRoot& loaded, const TrustHost& host) {
  if (!loaded.as_of || host.runtime.clock->now() - *loaded.as_of < kOldAge) return;
  host.diag.warn(
      fmt::format("the {} trust root is from {}: keys may have been added or revoked "
                  "since; --online refreshes it",
                  loaded.source == "tuf" ? "cached" : "built-in", format_rfc3339(*loaded.as_of)));
}

Result<LoadedRoot> built_in_root(const sigstore::RootRepository& defaults) {
  LoadedRoot out;
  out.root = IGP_TRY(
      sigstore::parse_trust_root(sigstore::public_good_trust_root(), sigstore::Vouched::kYes));
  out.source = "built-in";
  out.as_of = defaults.built_in_root_date;
  return out;
}

}  // namespace

/// A repository, the root that its metadata are verified from, and what is kept of it.
struct TrustRootFlags::Repository {
  std::string url;
  std::string root;
  std::string target;
  tuf::DirectoryStore store;
};

Result<tuf::TrustedTarget> TrustRootFlags::refresh(Repository& repository, const TrustHost& host) {
  http::HttpRequest like = IGP_TRY(host.http.make_request(repository.url, host.diag));
  // Token and client certificate are for the server of a bundle, not for this one.
  like.headers.remove("Authorization");
  like.tls.client_cert.clear();
  like.tls.client_key.clear();
  const auto network = http::make_network_client();
  http::SystemWaiter waiter;
  http::RetryingClient client(*network, host.http.retry_policy(),
                              {*host.runtime.clock, waiter, host.diag});
  const std::string separator = repository.url.ends_with('/') ? "" : "/";
  tuf::HttpFetcher fetcher(client, repository.url, repository.url + separator + "targets", like);
  return tuf::refresh_target(fetcher, repository.store, *host.runtime.clock, repository.root,
                             repository.target);
}

void TrustRootFlags::describe(FlagSet& flags) {
  const auto file = [&flags](std::string_view name, std::string_view help, std::string* into) {
    flags.add({.name = name,
               .label = "FILE",
               .help = help,
               .complete = Complete::kFile,
               .into = into,
               .group = kGroup});
  };
  file("trusted-root", "Trust root (JSON) instead of the public-good root.", &trusted_root_);
  file("ca-roots", "Certificates (PEM) of a private certificate authority.", &ca_roots_);
  file("tsa-roots", "Certificates (PEM) of a private timestamp authority.", &tsa_roots_);
  file("rekor-key", "Public key (PEM or NAME+HASH+KEY) of a private transparency log.",
       &rekor_key_);
  flags.add({.name = "rekor-origin",
             .label = "NAME",
             .help = "Name in the checkpoints of --rekor-key; Ed25519 keys in PEM need it.",
             .into = &rekor_origin_,
             .group = kGroup});
  file("ct-key", "Public key (PEM) of a private certificate transparency log.", &ct_key_);
  flags.add({.name = "online",
             .help = "Refresh the trust root over the network (TUF) first.",
             .into = &online_,
             .group = kGroup});
  flags.add({.name = "tuf-url",
             .label = "URL",
             .help = "TUF repository to take the trust root from, with --tuf-root.",
             .into = &tuf_url_,
             .group = kGroup});
  file("tuf-root", "Root metadata (JSON) to trust the TUF repository by.", &tuf_root_);
}

bool TrustRootFlags::has_single_keys() const {
  return !ca_roots_.empty() || !tsa_roots_.empty() || !rekor_key_.empty() || !ct_key_.empty();
}

Status TrustRootFlags::check() const {
  const bool tuf = online_ || names_repository();
  if (has_single_keys() + !trusted_root_.empty() + tuf > 1) {
    return usage(
        "--trusted-root, single keys (--ca-roots, --rekor-key ...) and TUF (--online, --tuf-url) "
        "contradict each other");
  }
  if (!rekor_origin_.empty() && rekor_key_.empty())
    return usage("--rekor-origin needs --rekor-key");
  if (!tuf_url_.empty() && tuf_root_.empty())
    return usage("--tuf-url needs --tuf-root: a repository cannot vouch for itself");
  return {};
}

Result<LoadedRoot> TrustRootFlags::load_single_keys() const {
  sigstore::PrivateTrust trust;
  trust.ca_roots = IGP_TRY(read_if_given(ca_roots_));
  trust.tsa_roots = IGP_TRY(read_if_given(tsa_roots_));
  trust.rekor_key = IGP_TRY(read_if_given(rekor_key_));
  trust.rekor_origin = rekor_origin_;
  trust.ct_key = IGP_TRY(read_if_given(ct_key_));
  auto root = IGP_TRY(sigstore::make_private_root(trust));
  return LoadedRoot{.root = std::move(root), .source = "single-keys"};
}

Result<LoadedRoot> TrustRootFlags::load_file() const {
  const std::string text = IGP_TRY(read_file(trusted_root_, limits::kTrustRootBytes));
  auto root = IGP_TRY(parse_named(text, trusted_root_, sigstore::Vouched::kNo));
  return LoadedRoot{.root = std::move(root), .source = "file", .name = trusted_root_};
}

Result<std::optional<tuf::TrustedTarget>> TrustRootFlags::find_target(Repository& repository,
                                                                      const TrustHost& host) const {
  if (online_) {
    auto fresh = refresh(repository, host);
    if (!fresh) return Fail(std::move(fresh).error().in(quote(http::redact_url(repository.url))));
    return std::optional(std::move(*fresh));
  }
  auto cached = tuf::load_cached_target(repository.store, repository.root, repository.target);
  if (cached || names_repository()) return cached;
  host.diag.warn(fmt::format("the cached trust root is not used: {}", cached.error().text()));
  return std::optional<tuf::TrustedTarget>();
}

Result<LoadedRoot> TrustRootFlags::load_repository(const TrustHost& host) const {
  const auto defaults = IGP_TRY(sigstore::public_good_repository());
  const auto state = state_directory(host.runtime);
  if (!state && !online_ && !names_repository()) return built_in_root(defaults);
  const std::string url = tuf_url_.empty() ? defaults.url : tuf_url_;
  const std::string folder = fmt::format("{}/tuf/{}", IGP_TRY(state), tuf::encode_name(url));
  Repository repository{.url = url,
                        .root = std::string(sigstore::public_good_tuf_root()),
                        .target = defaults.target,
                        .store = {folder + "/metadata", folder + "/targets"}};
  if (!tuf_root_.empty()) repository.root = IGP_TRY(read_file(tuf_root_, limits::kTufRootBytes));
  const auto found = IGP_TRY(find_target(repository, host));
  if (!found && names_repository()) {
    return Fail(error(ErrorCode::kTufMissing, "nothing is cached of {}", quote(url))
                    .with_hint("fetch its trust root with --online"));
  }
  // What the public-good instance said before igpack was built is no news.
  const bool is_news =
      found && (names_repository() || found->current_until > defaults.built_in_root_date);
  if (!is_news) return built_in_root(defaults);
  LoadedRoot out;
  out.root = IGP_TRY(parse_named(found->content, url, sigstore::Vouched::kYes));
  out.source = "tuf";
  out.name = url;
  out.as_of = found->current_until;
  return out;
}

Result<LoadedRoot> TrustRootFlags::load(const TrustHost& host) const {
  IGP_CHECK(check());
  if (has_single_keys()) return load_single_keys();
  if (!trusted_root_.empty()) return load_file();
  LoadedRoot loaded = IGP_TRY(load_repository(host));
  warn_of_age(loaded, host);
  return loaded;
}

}  // namespace igp::cli
