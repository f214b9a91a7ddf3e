// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sct_list.h"

#include "crypto/der.h"

namespace igp::sigstore {
namespace {

constexpr std::size_t kLogIdSize = 32;
constexpr std::uint8_t kVersion1 = 0;

Fail truncated() { return fail(ErrorCode::kSctInvalid, "certificate timestamps are malformed"); }

/// Takes fixed and length-prefixed fields off a view (TLS presentation language).
class Reader {
 public:
  explicit Reader(ByteView bytes) : rest_(bytes) {}
  [[nodiscard]] bool empty() const { return rest_.empty(); }

  Result<ByteView> take(std::size_t size) {
    if (rest_.size() < size) return truncated();
    const ByteView out = rest_.first(size);
    rest_ = rest_.subspan(size);
    return out;
  }
  Result<std::uint64_t> number(std::size_t size) {
    std::uint64_t out = 0;
    for (const std::uint8_t byte : IGP_TRY(take(size))) out = out << 8 | byte;
    return out;
  }
  Result<ByteView> opaque16() { return take(IGP_TRY(number(2))); }

 private:
  ByteView rest_;
};

/// The content of the DER OCTET STRING that fills `der`.
Result<ByteView> octet_string(ByteView der) {
  crypto::DerReader reader(der);
  const auto content = reader.next(crypto::kDerOctetString);
  if (!content || !reader.empty()) return truncated();
  return *content;
}

Result<Sct> parse_sct(Reader& reader) {
  Sct out;
  const ByteView id = IGP_TRY(reader.take(kLogIdSize));
  out.log_id.assign(id.begin(), id.end());
  out.timestamp_ms = IGP_TRY(reader.number(8));
  const ByteView extensions = IGP_TRY(reader.opaque16());
  out.extensions.assign(extensions.begin(), extensions.end());
  // Hash and signature algorithm: the log's key in the trust root decides, not the timestamp.
  IGP_TRY(reader.take(2));
  const ByteView signature = IGP_TRY(reader.opaque16());
  out.signature.assign(signature.begin(), signature.end());
  if (!reader.empty()) return truncated();
  return out;
}

}  // namespace

Result<std::vector<Sct>> parse_sct_extension(ByteView value) {
  Reader outer(IGP_TRY(octet_string(value)));
  Reader list(IGP_TRY(outer.opaque16()));
  if (!outer.empty()) return truncated();
  std::vector<Sct> out;
  while (!list.empty()) {
    Reader one(IGP_TRY(list.opaque16()));
    if (IGP_TRY(one.number(1)) != kVersion1) continue;
    out.push_back(IGP_TRY(parse_sct(one)));
  }
  return out;
}

}  // namespace igp::sigstore
