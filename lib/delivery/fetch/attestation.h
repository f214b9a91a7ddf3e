// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The attestation of a downloaded pack: the bundle that says who signed it.
#pragma once

#include <string>

#include "delivery/fetch/download.h"

namespace igp::delivery {

struct Attestation {
  std::string bundle;        ///< JSON text, unverified
  std::string source;        ///< "X-Cosign-Bundle", "given file" or the URL it came from
  bool own_request = false;  ///< not in one answer with the pack
};

/// The bundle in the pack's own answer, else that at the answer's link, which must be on the same
/// server, else that of the pack's URL + "/attestation".
/// Fails with kHttpAnswerInvalid, kLimitExceeded and as check_status.
Result<Attestation> find_attestation(const Channel& channel, const http::HttpRequest& pack_request,
                                     const PackHead& head);

}  // namespace igp::delivery
