// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// SigningConfig: which services there are to sign with (dev.sigstore.trustroot.v1.SigningConfig
// version 0.2), and which of them to use.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "http/url.h"
#include "sigstore/trust_root.h"

namespace igp::sigstore {

/// A service that signing asks for something.
struct Service {
  http::Url url;
  std::int64_t major_version = 1;  ///< of its API; 0: not released yet
  Validity validity = {};
  std::string operator_name = {};  ///< who runs it; services of one operator fail together
};

/// How many of several services to use.
enum class ServiceSelector : std::uint8_t {
  kAny,    ///< one
  kExact,  ///< one each of `count` operators
  kAll,    ///< one of each operator
};

struct ServicePolicy {
  ServiceSelector selector = ServiceSelector::kAny;
  std::size_t count = 1;
};

struct SigningConfig {
  std::vector<Service> certificate_authorities;
  std::vector<Service> identity_providers;
  std::vector<Service> logs;
  ServicePolicy log_policy;
  std::vector<Service> timestamp_authorities;
  ServicePolicy timestamp_policy;
};

/// Parses a signing configuration. Unknown members are ignored, since newer ones may add some.
/// Fails with kSigningConfigMalformed, kJsonMalformed, kUrlInvalid or kLimitExceeded.
Result<SigningConfig> parse_signing_config(std::string_view text);

/// The services to use: valid at `now`, of the highest of `versions` of the API that any of them
/// has; of each operator the one that started last. `what` names one of the kind in errors. Fails
/// with kServiceMissing when there are fewer than `policy` demands.
Result<std::vector<Service>> select_services(const std::vector<Service>& services,
                                             const ServicePolicy& policy,
                                             std::initializer_list<std::int64_t> versions,
                                             UnixNanos now, std::string_view what);

/// The public-good instance's services (contracts/trust/public-good-signing-config.json).
std::string_view public_good_signing_config();

}  // namespace igp::sigstore
