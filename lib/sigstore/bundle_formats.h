// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/sigstore: one parser and one encoder per bundle format.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "sigstore/bundle.h"
#include "sigstore/proto_json.h"

namespace igp::sigstore {

/// `{"base64Signature", "cert", "rekorBundle"}`.
Result<Bundle> parse_legacy_bundle(const Json& json);
Result<std::string> encode_legacy_bundle(const Bundle& bundle);

/// The protobuf JSON of dev.sigstore.rekor.v1.TransparencyLogEntry; errors carry the code of
/// `json`.
Result<TlogEntry> parse_tlog_entry(const ProtoObject& json);

/// The protobuf JSON of dev.sigstore.bundle.v1.Bundle.
Result<Bundle> parse_proto_bundle(const Json& json);
std::string encode_proto_bundle(const Bundle& bundle);

}  // namespace igp::sigstore
