// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/dsse.h"

#include <fmt/format.h>

namespace igp::sigstore {

Bytes encode_pae(std::string_view payload_type, ByteView payload) {
  Bytes out = to_bytes(
      fmt::format("{}{} {} {} ", kPaePrefix, payload_type.size(), payload_type, payload.size()));
  out.insert(out.end(), payload.begin(), payload.end());
  return out;
}

}  // namespace igp::sigstore
