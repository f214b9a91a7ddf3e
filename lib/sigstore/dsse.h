// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// DSSE v1: signed envelopes with a typed payload.
#pragma once

#include <string_view>

#include "base/bytes.h"

namespace igp::sigstore {

inline constexpr std::string_view kInTotoPayloadType = "application/vnd.in-toto+json";

/// How every PAE begins, and nothing else that is signed here.
inline constexpr std::string_view kPaePrefix = "DSSEv1 ";

/// PAE(type, payload), the bytes that a DSSE signature covers: "DSSEv1", both lengths in decimal,
/// type and payload, with single spaces between.
Bytes encode_pae(std::string_view payload_type, ByteView payload);

}  // namespace igp::sigstore
