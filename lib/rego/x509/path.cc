// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/path.h"

#include <algorithm>
#include <array>
#include <utility>

namespace igp::rego::x509 {
namespace {

/// Of one verification, as in Go: enough for any honest set of certificates.
constexpr int kMostSignatureChecks = 100;

Status untrusted(std::string_view why) {
  return fail(ErrorCode::kCertificateUntrusted, "x509: {}", why);
}

bool equal(ByteView a, ByteView b) { return as_text(a) == as_text(b); }

Status check_time(const Certificate& certificate, UnixNanos time) {
  const std::int64_t rest = ((time % kNanosPerSecond) + kNanosPerSecond) % kNanosPerSecond;
  const std::int64_t seconds = (time - rest) / kNanosPerSecond;
  const std::int64_t last = certificate.not_after.unix_seconds();
  if (seconds < certificate.not_before.unix_seconds() || seconds > last ||
      (seconds == last && rest > 0)) {
    return untrusted("certificate has expired or is not yet valid");
  }
  return {};
}

/// What makes a certificate fit for its place in a path; `below` are those that it is put on.
Status check_place(const Certificate& certificate, const Path& below, bool is_intermediate,
                   UnixNanos time) {
  const KnownExtensions& known = certificate.known;
  if (!known.unhandled_critical.empty()) return untrusted("unhandled critical extension");
  if (!below.empty() && !equal(below.back()->issuer_der, certificate.subject_der)) {
    return untrusted("issuer name does not match subject from issuing certificate");
  }
  IGP_CHECK(check_time(certificate, time));
  if (is_intermediate && (!known.has_basic_constraints || !known.is_ca)) {
    return untrusted("certificate is not authorized to sign other certificates");
  }
  if (known.has_basic_constraints && known.max_path_length >= 0 &&
      static_cast<std::int64_t>(below.size()) - 1 > known.max_path_length) {
    return untrusted("too many intermediates for path length constraint");
  }
  return {};
}

Status check_issued(const Certificate& certificate, const Certificate& issuer) {
  const KnownExtensions& known = issuer.known;
  if ((issuer.version == 3 && !known.has_basic_constraints) ||
      (known.has_basic_constraints && !known.is_ca) ||
      (known.key_usage != 0 && (known.key_usage & kCertSignUsage) == 0)) {
    return untrusted("parent certificate cannot sign this kind of certificate");
  }
  return verify_signature(certificate.signature_algorithm, issuer.key.key, certificate.tbs,
                          certificate.signature);
}

/// The same subject with the same key and names: a cross-signature of one that is there already.
bool is_in_path(const Certificate& candidate, const Path& path) {
  const Extension* names = candidate.find_extension(kAltNamesExtension);
  for (const Certificate* one : path) {
    if (!equal(candidate.subject_der, one->subject_der) ||
        !equal(candidate.key.der, one->key.der)) {
      continue;
    }
    const Extension* others = one->find_extension(kAltNamesExtension);
    if (names == nullptr && others == nullptr) return true;
    if (names == nullptr || others == nullptr) return false;
    if (equal(names->value, others->value)) return true;
  }
  return false;
}

bool is_blank(const std::optional<ByteView>& id) { return !id || id->empty(); }

/// Who may have issued `certificate`, the likeliest first.
Path find_issuers(const Certificate& certificate, std::span<const Certificate> pool) {
  std::array<Path, 3> by_likelihood;
  const auto& wanted = certificate.known.authority_key_id;
  for (const Certificate& one : pool) {
    if (!equal(one.subject_der, certificate.issuer_der)) continue;
    const auto& id = one.known.subject_key_id;
    const bool same = equal(id.value_or(ByteView()), wanted.value_or(ByteView()));
    const bool one_is_missing = is_blank(id) != is_blank(wanted);
    by_likelihood[same ? 0 : one_is_missing ? 1 : 2].push_back(&one);
  }
  Path out;
  for (const Path& part : by_likelihood) out.insert(out.end(), part.begin(), part.end());
  return out;
}

/// Finds every path, in Go's order.
class PathFinder {
 public:
  PathFinder(const Certificate& root, std::span<const Certificate> intermediates, UnixNanos time)
      : root_(root), intermediates_(intermediates), time_(time) {}

  void extend(const Path& path) {
    for (const Certificate* issuer : find_issuers(*path.back(), {&root_, 1})) {
      if (fits(path, *issuer, /*is_intermediate=*/false)) {
        paths.push_back(path);
        paths.back().push_back(issuer);
      }
    }
    for (const Certificate* issuer : find_issuers(*path.back(), intermediates_)) {
      if (checks_ >= kMostSignatureChecks) return;
      if (!fits(path, *issuer, /*is_intermediate=*/true)) continue;
      Path longer = path;
      longer.push_back(issuer);
      extend(longer);
    }
  }

  std::vector<Path> paths;
  bool met_unsupported_key = false;

 private:
  bool fits(const Path& path, const Certificate& issuer, bool is_intermediate) {
    if (++checks_ > kMostSignatureChecks) return false;
    if (is_in_path(issuer, path)) return false;
    const Status issued = check_issued(*path.back(), issuer);
    if (!issued && issued.error().code == ErrorCode::kKeyUnsupported) met_unsupported_key = true;
    return issued && check_place(issuer, path, is_intermediate, time_);
  }

  const Certificate& root_;
  std::span<const Certificate> intermediates_;
  UnixNanos time_;
  int checks_ = 0;
};

/// That one of `wanted` is allowed by each certificate that says what it is for.
Status check_usages(const Path& path, std::vector<int> wanted) {
  if (std::ranges::find(wanted, kAnyExtKeyUsage) != wanted.end()) return {};
  for (auto at = path.rbegin(); at != path.rend(); ++at) {
    const KnownExtensions& known = (*at)->known;
    const auto& allowed = known.ext_key_usage;
    if (allowed.empty() && known.unknown_ext_key_usage.empty()) continue;
    if (std::ranges::find(allowed, kAnyExtKeyUsage) != allowed.end()) continue;
    std::erase_if(wanted,
                  [&](int usage) { return std::ranges::find(allowed, usage) == allowed.end(); });
    if (wanted.empty()) return untrusted("certificate specifies an incompatible key usage");
  }
  return {};
}

Status check_path(const Path& path, const PathOptions& options) {
  IGP_CHECK(check_policies(path));
  IGP_CHECK(check_usages(path, options.ext_key_usages));
  return check_name_constraints(path);
}

}  // namespace

Result<Path> verify_path(const Certificate& root, std::span<const Certificate> intermediates,
                         const Certificate& leaf, const PathOptions& options) {
  IGP_CHECK(check_place(leaf, {}, /*is_intermediate=*/false, options.time));
  if (!options.host.empty()) IGP_CHECK(check_host(leaf, options.host));
  PathFinder finder(root, intermediates, options.time);
  if (equal(leaf.der, root.der)) {
    finder.paths.push_back({&leaf});
  } else {
    finder.extend({&leaf});
  }
  Status refused = untrusted("certificate signed by unknown authority");
  for (Path& path : finder.paths) {
    refused = check_path(path, options);
    if (refused) return std::move(path);
    if (refused.error().code == ErrorCode::kLimitExceeded) break;
  }
  if (finder.met_unsupported_key) {
    return fail(ErrorCode::kKeyUnsupported, "a certificate's key is larger than is accepted");
  }
  return Fail(refused.error());
}

}  // namespace igp::rego::x509
