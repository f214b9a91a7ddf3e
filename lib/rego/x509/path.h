// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Certification paths (RFC 5280 section 6) as Go's crypto/x509 builds and judges them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "rego/x509/certificate.h"

namespace igp::rego::x509 {

/// From the leaf to the root.
using Path = std::vector<const Certificate*>;

struct PathOptions {
  std::string host;  ///< that the leaf has to be for; empty: any
  UnixNanos time = 0;
  std::vector<int> ext_key_usages = {kServerAuthUsage};  ///< one of which the path has to allow
};

/// The first path that holds from `leaf` over any of `intermediates` to `root`, which is trusted.
/// Fails with kCertificateUntrusted; kKeyUnsupported where Go may find a path and this program
/// cannot tell; kLimitExceeded beyond kX509NameComparisons.
Result<Path> verify_path(const Certificate& root, std::span<const Certificate> intermediates,
                         const Certificate& leaf, const PathOptions& options);

// The parts of it.

/// That `certificate` is for `host`, a name or an address. Fails with kCertificateUntrusted.
Status check_host(const Certificate& certificate, std::string_view host);

/// That the names of each certificate of `path` are within the constraints of those above.
/// Fails with kCertificateUntrusted or kLimitExceeded.
Status check_name_constraints(const Path& path);

/// That the policies of `path` allow it when any policy will do. Fails with kCertificateUntrusted.
Status check_policies(const Path& path);

}  // namespace igp::rego::x509
