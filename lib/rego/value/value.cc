// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/value.h"

#include <algorithm>
#include <atomic>

#include "rego/number/number.h"

namespace igp::rego {
namespace {

std::uint64_t load_u64(const char* bytes) {
  std::uint64_t out;
  std::memcpy(&out, bytes, sizeof(out));
  return out;
}

std::uint32_t load_u32(const char* bytes) {
  std::uint32_t out;
  std::memcpy(&out, bytes, sizeof(out));
  return out;
}

// A hash of bytes in 16-byte steps; the tail is read as one overlapping or padded step.
std::uint64_t hash_bytes(std::string_view text) {
  std::uint64_t h = Value::kHashSeed ^ text.size();
  const char* p = text.data();
  std::size_t left = text.size();
  for (; left > 16; left -= 16, p += 16) {
    h = Value::mix(load_u64(p) ^ Value::kHashSeed2 ^ h, load_u64(p + 8) ^ Value::kHashSeed);
  }
  char tail[16] = {};
  std::memcpy(tail, p, left);
  return Value::mix(load_u64(tail) ^ Value::kHashSeed2 ^ h, load_u64(tail + 8) ^ Value::kHashSeed);
}

std::uint64_t hash_span(std::uint64_t h, std::span<const Value> values) {
  for (const Value& v : values) h = Value::mix(h ^ hash(v), Value::kHashSeed2);
  return h;
}

bool equal_spans(std::span<const Value> a, std::span<const Value> b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

int compare_spans(std::span<const Value> a, std::span<const Value> b) {
  const std::size_t shared = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < shared; ++i) {
    if (const int order = compare(a[i], b[i]); order != 0) return order;
  }
  return a.size() < b.size() ? -1 : a.size() > b.size();
}

// Key, value, key, value: the order of OPA.
int compare_objects(const Value& a, const Value& b) {
  const auto a_keys = a.keys();
  const auto b_keys = b.keys();
  const std::size_t shared = std::min(a_keys.size(), b_keys.size());
  for (std::size_t i = 0; i < shared; ++i) {
    if (const int order = compare(a_keys[i], b_keys[i]); order != 0) return order;
    if (const int order = compare(a.values()[i], b.values()[i]); order != 0) return order;
  }
  return a_keys.size() < b_keys.size() ? -1 : a_keys.size() > b_keys.size();
}

bool equal_objects(const Value& a, const Value& b) {
  if (a.size() != b.size()) return false;
  return (a.key_list() == b.key_list() || equal_spans(a.keys(), b.keys())) &&
         equal_spans(a.values(), b.values());
}

std::uint64_t hash_composite(const Value& v) {
  const std::uint64_t h = Value::kHashSeed + static_cast<std::uint64_t>(v.kind());
  const std::uint64_t out =
      v.is_object() ? hash_span(hash_span(h, v.keys()), v.values()) : hash_span(h, v.items());
  return out == 0 ? 1 : out;
}

std::uint64_t cached_hash(std::uint64_t& slot, const Value& v) {
  const std::atomic_ref<std::uint64_t> cache(slot);
  std::uint64_t h = cache.load(std::memory_order_relaxed);
  if (h == 0) {
    h = hash_composite(v);
    cache.store(h, std::memory_order_relaxed);
  }
  return h;
}

}  // namespace

std::string_view name_of(Kind kind) {
  static constexpr std::string_view kNames[] = {"undefined", "null",  "boolean", "number",
                                                "string",    "array", "object",  "set"};
  return kNames[static_cast<std::size_t>(kind)];
}

Value Value::string_borrowed(std::string_view text) {
  const std::size_t n = text.size();
  if (n > kInlineStringBytes) return {kLongStringTag, n, text.data()};
  // The text as a 14-byte little-endian integer in two words, by overlapping loads.
  const char* p = text.data();
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (n >= 8) {
    low = load_u64(p);
    if (n > 8) high = load_u64(p + n - 8) >> (8 * (16 - n));
  } else if (n >= 4) {
    low = load_u32(p) | static_cast<std::uint64_t>(load_u32(p + n - 4)) << (8 * (n - 4));
  } else if (n > 0) {
    const auto byte = [p](std::size_t i) { return std::uint64_t{static_cast<std::uint8_t>(p[i])}; };
    low = byte(0) | byte(n / 2) << (8 * (n / 2)) | byte(n - 1) << (8 * (n - 1));
  }
  return {kShortStringTag | n << 8 | low << 16, low >> 48 | high << 16};
}

Value Value::real(long double f) {
  // The x87 format: 64 bits of mantissa with its leading one, then sign and exponent.
  static_assert(__LDBL_MANT_DIG__ == 64, "numbers need a float with a 64-bit mantissa");
  std::uint64_t mantissa;
  std::uint16_t sign_and_exponent;
  std::memcpy(&mantissa, &f, sizeof(mantissa));
  std::memcpy(&sign_and_exponent, reinterpret_cast<const char*>(&f) + 8, 2);
  return {kRealTag | static_cast<std::uint64_t>(sign_and_exponent) << 16, mantissa};
}

long double Value::as_real() const {
  long double f = 0;
  const auto sign_and_exponent = static_cast<std::uint16_t>(lo_ >> 16);
  std::memcpy(&f, &hi_, sizeof(hi_));
  std::memcpy(reinterpret_cast<char*>(&f) + 8, &sign_and_exponent, 2);
  return f;
}

Value Value::lookup(const Value& key) const {
  switch (tag()) {
    case kArrayTag: {
      const auto index = int_value(key);
      if (!index || *index < 0 || static_cast<std::uint64_t>(*index) >= size()) return {};
      return items()[static_cast<std::size_t>(*index)];
    }
    case kObjectTag: {
      const KeyList* list = key_list();
      const std::int64_t place = list == nullptr ? -1 : list->find(key);
      return place < 0 ? Value() : values()[static_cast<std::size_t>(place)];
    }
    case kSetTag:
      return contains(key) ? key : Value();
    default:
      return {};
  }
}

Value Value::get(std::string_view key) const {
  return is_object() ? lookup(string_borrowed(key)) : Value();
}

bool Value::contains(const Value& element) const {
  if (!is_set() || size_field() == 0) return false;
  return pointer<SetRep>()->index.find(items(), element) >= 0;
}

bool Value::equal_slow(const Value& a, const Value& b) {
  switch (a.tag()) {
    case kLongStringTag:
      return a.lo_ == b.lo_ && a.as_string() == b.as_string();
    case kArrayTag:
    case kSetTag:
      return equal_spans(a.items(), b.items());
    case kObjectTag:
      return equal_objects(a, b);
    default:
      return a.is_number() && compare_numbers(a, b) == 0;
  }
}

int Value::compare_strings(const Value& a, const Value& b) {
  if (a.tag() == kShortStringTag && b.tag() == kShortStringTag) {
    // Zero padding keeps the byte order; the length decides among trailing NULs.
    const int order = std::memcmp(reinterpret_cast<const char*>(&a) + 2,
                                  reinterpret_cast<const char*>(&b) + 2, kInlineStringBytes);
    if (order != 0) return order;
  }
  return a.as_string().compare(b.as_string());
}

int Value::compare_slow(const Value& a, const Value& b) {
  if (a.identical(b)) return 0;
  if (a.kind() != b.kind()) return a.kind() < b.kind() ? -1 : 1;
  switch (a.kind()) {
    case Kind::kUndefined:
    case Kind::kNull:
      return 0;
    case Kind::kBool:
      return a.hi_ < b.hi_ ? -1 : 1;
    case Kind::kNumber:
      return compare_numbers(a, b);
    case Kind::kString:
      return compare_strings(a, b);
    case Kind::kArray:
    case Kind::kSet:
      return compare_spans(a.items(), b.items());
    case Kind::kObject:
      return compare_objects(a, b);
  }
  __builtin_unreachable();
}

std::uint64_t Value::hash_slow(const Value& v) {
  if (v.is_number()) return hash_number(v);
  if (v.is_string()) return hash_bytes(v.as_string());
  if (v.size() == 0) return mix(kHashSeed, v.tag());
  switch (v.tag()) {
    case kArrayTag:
      return cached_hash(v.pointer<ArrayRep>()->hash, v);
    case kSetTag:
      return cached_hash(v.pointer<SetRep>()->hash, v);
    default:
      return cached_hash(v.pointer<ObjectRep>()->hash, v);
  }
}

}  // namespace igp::rego
