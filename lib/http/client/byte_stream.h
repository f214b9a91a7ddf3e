// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// ByteStream: a connection as a pair of byte sequences, in the clear or through TLS.
#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.h"
#include "base/result.h"
#include "http/client/io_limits.h"

namespace igp::http {

/// Every function waits at most as `limits` allow and otherwise fails as IoLimits::wait does.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Reads at least one byte; 0 means that the peer has ended the stream. Fails with kNetwork.
  virtual Result<std::size_t> read_some(std::span<std::uint8_t> into, IoLimits& limits) = 0;
  /// Writes all of `bytes`. Fails with kNetwork.
  virtual Status write_all(ByteView bytes, IoLimits& limits) = 0;
  /// True while nothing has arrived that nobody asked for, the peer's goodbye included: the
  /// condition for using the connection again.
  [[nodiscard]] virtual bool quiet() const = 0;
};

}  // namespace igp::http
