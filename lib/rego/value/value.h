// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Value: one immutable Rego value in 16 bytes.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include "rego/value/arena.h"

namespace igp::rego {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/// The kinds of values, in Rego's total order; kUndefined is the absence of a value.
enum class Kind : std::uint8_t {
  kUndefined,
  kNull,
  kBool,
  kNumber,
  kString,
  kArray,
  kObject,
  kSet
};

/// "null", "boolean", "number", "string", "array", "object", "set": the words of `type_name` and
/// of operand errors. "undefined" for the absence.
std::string_view name_of(Kind kind);

struct ArrayRep;
struct SetRep;
struct ObjectRep;
class KeyList;

/// A Rego value: copied like an integer, never freed. What does not fit in it (strings above 14
/// bytes, numbers that are no plain decimal of 18 digits, the members of composites) is in memory
/// owned by an Arena, which must outlive it.
///
/// Layout, little endian: byte 0 is the tag (kind << 4 | form), bytes 4 to 7 a size, bytes 8 to 15
/// an integer or a pointer; a short string has its length in byte 1 and its text in bytes 2 to 15,
/// zero padded, so that equal short strings, like equal integers, are equal bit for bit.
class alignas(8) Value {
 public:
  static constexpr std::size_t kInlineStringBytes = 14;

  /// Undefined.
  constexpr Value() noexcept = default;
  static constexpr Value null() { return {kNullTag, 0}; }
  static constexpr Value boolean(bool b) { return {kBoolTag, b ? 1ULL : 0ULL}; }
  static constexpr Value integer(std::int64_t i) {
    return {kIntTag, static_cast<std::uint64_t>(i)};
  }
  /// `mantissa` / 10^scale, printed with exactly `scale` digits after the point. `scale` is 1
  /// to 18.
  static constexpr Value decimal(std::int64_t mantissa, unsigned scale) {
    return {kDecimalTag | static_cast<std::uint64_t>(scale) << 16,
            static_cast<std::uint64_t>(mantissa)};
  }
  /// A finite float with a 64-bit mantissa: what arithmetic gives that is no integer.
  static Value real(long double f);
  /// A number by its verbatim JSON text, which must outlive the value (see number_from_text()).
  static Value number_text(std::string_view text) {
    return {kNumberTextTag, text.size(), text.data()};
  }
  /// Copies `text` into `arena` when it does not fit inline. Strings are any bytes.
  static Value string(Arena& arena, std::string_view text) {
    return string_borrowed(text.size() <= kInlineStringBytes ? text : arena.copy(text));
  }
  /// As string(), but a long `text` is not copied and must outlive the value.
  static Value string_borrowed(std::string_view text);
  static Value empty_array() { return {kArrayTag, 0}; }
  static Value empty_object() { return {kObjectTag, 0}; }
  static Value empty_set() { return {kSetTag, 0}; }

  [[nodiscard]] Kind kind() const { return static_cast<Kind>(tag() >> 4); }
  [[nodiscard]] bool defined() const { return lo_ != 0; }
  [[nodiscard]] bool is_undefined() const { return lo_ == 0; }
  [[nodiscard]] bool is_null() const { return tag() == kNullTag; }
  [[nodiscard]] bool is_bool() const { return tag() == kBoolTag; }
  [[nodiscard]] bool is_true() const { return tag() == kBoolTag && hi_ != 0; }
  [[nodiscard]] bool is_false() const { return tag() == kBoolTag && hi_ == 0; }
  [[nodiscard]] bool is_number() const { return kind() == Kind::kNumber; }
  [[nodiscard]] bool is_string() const { return kind() == Kind::kString; }
  [[nodiscard]] bool is_array() const { return tag() == kArrayTag; }
  [[nodiscard]] bool is_object() const { return tag() == kObjectTag; }
  [[nodiscard]] bool is_set() const { return tag() == kSetTag; }
  [[nodiscard]] bool is_composite() const { return tag() >= kArrayTag; }

  // Numbers come in four forms; number/number.h works on all of them.
  [[nodiscard]] bool is_int() const { return tag() == kIntTag; }
  [[nodiscard]] bool is_decimal() const { return tag() == kDecimalTag; }
  [[nodiscard]] bool is_real() const { return tag() == kRealTag; }
  [[nodiscard]] bool is_number_text() const { return tag() == kNumberTextTag; }
  /// The integer of is_int(), or the mantissa of is_decimal().
  [[nodiscard]] std::int64_t as_int() const { return static_cast<std::int64_t>(hi_); }
  /// Digits after the point of is_decimal().
  [[nodiscard]] unsigned scale() const { return static_cast<unsigned>(lo_ >> 16 & 0xFFFF); }
  /// The float of is_real().
  [[nodiscard]] long double as_real() const;
  /// The text of is_number_text().
  [[nodiscard]] std::string_view as_number_text() const { return {pointer<char>(), size_field()}; }

  /// The bytes of is_string(). A short string's text is inside this value.
  [[nodiscard]] std::string_view as_string() const& {
    if (tag() == kShortStringTag) {
      return {reinterpret_cast<const char*>(this) + 2, static_cast<std::size_t>(lo_ >> 8 & 0xFF)};
    }
    return {pointer<char>(), size_field()};
  }
  std::string_view as_string() const&& = delete;

  /// Elements of an array or set, members of an object; 0 for anything else.
  [[nodiscard]] std::size_t size() const { return is_composite() ? size_field() : 0; }
  /// The elements of an array in order, or of a set in Rego order.
  [[nodiscard]] inline std::span<const Value> items() const;
  /// The keys of an object in Rego order.
  [[nodiscard]] inline std::span<const Value> keys() const;
  /// The values of an object in the order of keys().
  [[nodiscard]] inline std::span<const Value> values() const;
  /// What identifies an object's key sequence: objects with the same list have the same keys in
  /// the same places, so that a place found once serves them all. Null for the empty object.
  [[nodiscard]] inline const KeyList* key_list() const;

  /// The value that `key` leads to: an element of an array by its index, the value of an object's
  /// key, the member of a set itself. Undefined when there is none, or nothing can be looked up.
  [[nodiscard]] Value lookup(const Value& key) const;
  /// As lookup() on an object with a string key.
  [[nodiscard]] Value get(std::string_view key) const;
  /// Membership in a set.
  [[nodiscard]] bool contains(const Value& element) const;

  /// Same bits: implies equal, but not the reverse (see operator==).
  [[nodiscard]] bool identical(const Value& other) const {
    return lo_ == other.lo_ && hi_ == other.hi_;
  }

  /// Rego equality: numbers by value whatever their spelling (1 == 1.0), composites by content.
  friend bool operator==(const Value& a, const Value& b) {
    if (a.identical(b)) return true;
    if (((a.tag() ^ b.tag()) & 0xF0) != 0 || (a.is_exact() && b.is_exact())) return false;
    return equal_slow(a, b);
  }

  /// Negative, zero or positive in Rego's total order: null < booleans < numbers < strings (by
  /// bytes) < arrays < objects < sets.
  friend int compare(const Value& a, const Value& b) {
    if (a.tag() == kIntTag && b.tag() == kIntTag) {
      return a.as_int() < b.as_int() ? -1 : a.as_int() > b.as_int();
    }
    return compare_slow(a, b);
  }
  friend bool operator<(const Value& a, const Value& b) { return compare(a, b) < 0; }

  /// Equal values have equal hashes. Not stable across versions.
  friend std::uint64_t hash(const Value& v) {
    if (v.is_exact()) return mix(v.lo_ ^ kHashSeed, v.hi_ ^ kHashSeed2);
    return hash_slow(v);
  }

  /// Multiplies to 128 bits and folds; the step that all hashes are made of.
  static std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<UInt128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }
  static constexpr std::uint64_t kHashSeed = 0x9E3779B97F4A7C15;
  static constexpr std::uint64_t kHashSeed2 = 0xE7037ED1A0B428DB;

  // For builders: values over memory that is laid out as the reps below say.
  static Value from_rep(const ArrayRep* rep, std::size_t size) { return {kArrayTag, size, rep}; }
  static Value from_rep(const SetRep* rep, std::size_t size) { return {kSetTag, size, rep}; }
  static Value from_rep(const ObjectRep* rep, std::size_t size) { return {kObjectTag, size, rep}; }

 private:
  // The order of tags is the order of kinds.
  enum : std::uint8_t {
    kNullTag = 0x10,
    kBoolTag = 0x20,
    kIntTag = 0x30,
    kDecimalTag = 0x31,
    kRealTag = 0x32,
    kNumberTextTag = 0x33,
    kShortStringTag = 0x40,
    kLongStringTag = 0x41,
    kArrayTag = 0x50,
    kObjectTag = 0x60,
    kSetTag = 0x70,
  };

  constexpr Value(std::uint64_t lo, std::uint64_t hi) : lo_(lo), hi_(hi) {}
  Value(std::uint8_t tag, std::size_t size, const void* rep)
      : lo_(tag | static_cast<std::uint64_t>(size) << 32),
        hi_(reinterpret_cast<std::uintptr_t>(rep)) {}

  [[nodiscard]] std::uint8_t tag() const { return static_cast<std::uint8_t>(lo_); }
  [[nodiscard]] std::size_t size_field() const { return lo_ >> 32; }
  template <class T>
  [[nodiscard]] const T* pointer() const {
    return reinterpret_cast<const T*>(static_cast<std::uintptr_t>(hi_));
  }
  // One spelling a value: two of these are equal exactly when they are identical.
  [[nodiscard]] bool is_exact() const {
    return tag() == kShortStringTag || tag() == kIntTag || tag() <= kBoolTag;
  }

  static bool equal_slow(const Value& a, const Value& b);
  static int compare_slow(const Value& a, const Value& b);
  static std::uint64_t hash_slow(const Value& v);
  static int compare_strings(const Value& a, const Value& b);

  std::uint64_t lo_ = 0;
  std::uint64_t hi_ = 0;
};

static_assert(sizeof(Value) == 16 && std::is_trivially_copyable_v<Value>);
static_assert(std::endian::native == std::endian::little, "the layout of Value is little endian");

/// A bounded open-addressing index over a sorted sequence of distinct values. Absent below
/// kSmallest entries, and where the values' hashes collide so much (by accident or by design) that
/// a binary search is the better bound.
struct HashIndex {
  static constexpr std::size_t kSmallest = 12;

  const std::uint32_t* slots = nullptr;  ///< place + 1, or 0
  std::uint32_t mask = 0;

  static HashIndex build(Arena& arena, std::span<const Value> sorted);
  /// The place of `key` in `sorted`, over which this index was built, or -1.
  [[nodiscard]] std::int64_t find(std::span<const Value> sorted, const Value& key) const;
};

/// The sorted distinct keys of one or many objects.
class KeyList {
 public:
  explicit KeyList(std::size_t size) : size_(size) {}
  [[nodiscard]] std::span<const Value> keys() const {
    return {reinterpret_cast<const Value*>(this + 1), size_};
  }
  /// Only before the list is used.
  [[nodiscard]] Value* mutable_keys() { return reinterpret_cast<Value*>(this + 1); }
  void build_index(Arena& arena) { index_ = HashIndex::build(arena, keys()); }
  /// The place of `key`, or -1.
  [[nodiscard]] std::int64_t find(const Value& key) const { return index_.find(keys(), key); }

 private:
  std::size_t size_;
  HashIndex index_;
};

// What composites point to; the elements follow the struct. `hash` is 0 until first asked for; it
// is written by whoever computes it first, which is a benign race on a sealed arena.
struct ArrayRep {
  mutable std::uint64_t hash = 0;
  [[nodiscard]] const Value* items() const { return reinterpret_cast<const Value*>(this + 1); }
};
struct SetRep {
  mutable std::uint64_t hash = 0;
  HashIndex index;
  [[nodiscard]] const Value* items() const { return reinterpret_cast<const Value*>(this + 1); }
};
struct ObjectRep {
  mutable std::uint64_t hash = 0;
  const KeyList* keys = nullptr;
  [[nodiscard]] const Value* values() const { return reinterpret_cast<const Value*>(this + 1); }
};

inline std::span<const Value> Value::items() const {
  const std::size_t n = size_field();
  if (n == 0) return {};
  if (is_array()) return {pointer<ArrayRep>()->items(), n};
  if (is_set()) return {pointer<SetRep>()->items(), n};
  return {};
}
inline const KeyList* Value::key_list() const {
  return is_object() && hi_ != 0 ? pointer<ObjectRep>()->keys : nullptr;
}
inline std::span<const Value> Value::keys() const {
  const KeyList* list = key_list();
  return list == nullptr ? std::span<const Value>() : list->keys();
}
inline std::span<const Value> Value::values() const {
  if (!is_object() || hi_ == 0) return {};
  return {pointer<ObjectRep>()->values(), size_field()};
}

/// The order of sorting: compare() < 0 as a function object.
struct ValueLess {
  bool operator()(const Value& a, const Value& b) const { return compare(a, b) < 0; }
};

}  // namespace igp::rego
