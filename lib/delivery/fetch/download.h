// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Download: a pack's bytes on disk, hashed on their way, before anybody has looked into them.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/diag.h"
#include "base/io/fd.h"
#include "delivery/fetch/answer_head.h"
#include "http/client/retry.h"

namespace igp::delivery {

/// What download and attestation requests share.
struct Channel {
  http::HttpClient& client;
  http::RetryPolicy retry;
  http::RetryHost host;
};

/// The received bytes. That a value exists proves that they have every digest that the server
/// announced, and its length.
struct Download {
  UniqueFd file;  ///< without a name; positioned anywhere
  std::uint64_t size = 0;
  crypto::Digest sha256;
  PackHead head;
};

/// Streams the body of the answer to `request` into an unnamed file in `directory`. Nothing when
/// the server says that what `If-None-Match` names is still current. `any_type` as in
/// check_pack_head, whose errors it has, and check_status's; kDigestMismatch, kIo.
Result<std::optional<Download>> download_pack(const Channel& channel,
                                              const http::HttpRequest& request, bool any_type,
                                              const std::string& directory);

}  // namespace igp::delivery
