// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include "base/utf8.h"

namespace igp {
namespace {

/// Builds a Json and stops at the first duplicate key or at too deep nesting.
class StrictBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit StrictBuilder(int max_depth) : max_depth_(max_depth) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t& text) override {
    if (!std::isfinite(value)) return refuse(ErrorCode::kJsonMalformed, "number out of range: " + text);
    return add(value);
  }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return refuse(ErrorCode::kInternal, "binary in JSON text"); }
  bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
  bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    if (!stack_.back().keys.insert(value).second) {
      return refuse(ErrorCode::kJsonMalformed, "duplicate key " + quote(value));
    }
    stack_.back().key = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*cause*/) override {
    error_ = error(ErrorCode::kJsonMalformed, "malformed JSON at byte {}", position);
    return false;
  }

  Result<Json> take() {
    if (error_) return Fail(std::move(*error_));
    return std::move(root_);
  }

 private:
  struct Level {
    Json value;
    std::string key;
    std::set<std::string, std::less<>> keys;
  };

  bool refuse(ErrorCode code, const std::string& message) {
    error_ = error(code, "{}", message);
    return false;
  }

  bool add(Json value) {
    if (stack_.empty()) {
      root_ = std::move(value);
    } else if (Level& top = stack_.back(); top.value.is_array()) {
      top.value.push_back(std::move(value));
    } else {
      // The key is known to be new, so the linear search of ordered_json::operator[] is not needed.
      top.value.get_ref<Json::object_t&>().Container::emplace_back(top.key, std::move(value));
    }
    return true;
  }

  bool open(Json value) {
    if (static_cast<int>(stack_.size()) >= max_depth_) {
      return refuse(ErrorCode::kLimitExceeded,
                    fmt::format("JSON nested deeper than {} levels", max_depth_));
    }
    stack_.push_back({std::move(value), {}, {}});
    return true;
  }

  bool close() {
    Json done = std::move(stack_.back().value);
    stack_.pop_back();
    return add(std::move(done));
  }

  int max_depth_;
  std::vector<Level> stack_;
  Json root_;
  std::optional<Error> error_;
};

template <class Check>
Result<const Json*> member(const Json& object, const char* key, std::string_view where, Check check,
                           std::string_view expected) {
  const Json* found = json_find(object, key);
  if (found == nullptr) return fail(ErrorCode::kFieldInvalid, "{}.{} is missing", where, key);
  if (!check(*found)) return fail(ErrorCode::kFieldInvalid, "{}.{} is not {}", where, key, expected);
  return found;
}

std::u16string utf16(std::string_view text) {
  std::u16string out;
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    if (point.value >= 0x10000) {
      out += static_cast<char16_t>(0xD7C0 + (point.value >> 10));
      out += static_cast<char16_t>(0xDC00 + (point.value & 0x3FF));
    } else {
      out += static_cast<char16_t>(point.value);
    }
    text.remove_prefix(point.length == 0 ? 1 : point.length);
  }
  return out;
}

/// ECMAScript Number::toString: shortest digits that round-trip, plain notation for exponents
/// from -7 to 20.
std::string encode_ecmascript_number(double value) {
  if (value == 0) return "0";
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, std::fabs(value),
                                 std::chars_format::scientific).ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  const std::size_t e = text.find('e');
  std::string mantissa(1, text[0]);
  if (e > 1) mantissa += text.substr(2, e - 2);
  int exponent = 0;
  const char* exponent_begin = text.data() + e + 1;
  if (*exponent_begin == '+') ++exponent_begin;
  std::from_chars(exponent_begin, end, exponent);
  const int point = exponent + 1;  // digits before the decimal point
  const int count = static_cast<int>(mantissa.size());
  std::string out = value < 0 ? "-" : "";
  if (point > 21 || point < -5) {
    out += mantissa[0];
    if (count > 1) out += "." + mantissa.substr(1);
    return out + fmt::format("e{}{}", exponent < 0 ? "-" : "+", std::abs(exponent));
  }
  if (point <= 0) return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + mantissa;
  if (point >= count) return out + mantissa + std::string(static_cast<std::size_t>(point - count), '0');
  return out + mantissa.substr(0, static_cast<std::size_t>(point)) + "." +
         mantissa.substr(static_cast<std::size_t>(point));
}

void encode_jcs_to(std::string& out, const Json& value) {
  if (value.is_array()) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ',';
      encode_jcs_to(out, value[i]);
    }
    out += ']';
  } else if (value.is_object()) {
    std::vector<std::pair<std::u16string, const Json::object_t::value_type*>> members;
    for (const auto& entry : value.get_ref<const Json::object_t&>()) {
      members.emplace_back(utf16(entry.first), &entry);
    }
    std::ranges::sort(members, {}, [](const auto& m) { return m.first; });
    out += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i > 0) out += ',';
      out += encode_json(members[i].second->first) + ":";
      encode_jcs_to(out, members[i].second->second);
    }
    out += '}';
  } else if (value.is_number_float()) {
    out += encode_ecmascript_number(value.get<double>());
  } else {
    out += encode_json(value);
  }
}

}  // namespace

Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) {
    return fail(ErrorCode::kLimitExceeded, "JSON of {} bytes, more than {}", text.size(), limits.bytes);
  }
  // The library would pass over it; RFC 8259 has none, and what we hash and edit is the text itself.
  if (text.starts_with("\xEF\xBB\xBF")) {
    return fail(ErrorCode::kJsonMalformed, "JSON begins with a byte order mark");
  }
  // The library would take it for the end of the text, and never see what follows.
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    return fail(ErrorCode::kJsonMalformed, "JSON has a zero byte at offset {}", at);
  }
  StrictBuilder builder(limits.depth);
  Json::sax_parse(text, &builder, nlohmann::detail::input_format_t::json, /*strict=*/true);
  return builder.take();
}

const Json* json_find(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto it = object.find(key);
  return it == object.end() || it->is_null() ? nullptr : &*it;
}

Result<std::string> json_string(const Json& object, const char* key, std::string_view where) {
  const Json* found = IGP_TRY(member(
      object, key, where, [](const Json& j) { return j.is_string(); }, "a string"));
  return found->get<std::string>();
}

Result<std::int64_t> json_integer(const Json& object, const char* key, std::string_view where) {
  const auto fits = [](const Json& j) {
    return j.is_number_integer() &&
           (!j.is_number_unsigned() || j.get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
  };
  const Json* found = IGP_TRY(member(object, key, where, fits, "an integer"));
  return found->get<std::int64_t>();
}

Result<bool> json_bool(const Json& object, const char* key, std::string_view where) {
  const Json* found = IGP_TRY(member(
      object, key, where, [](const Json& j) { return j.is_boolean(); }, "true or false"));
  return found->get<bool>();
}

Result<const Json*> json_object(const Json& object, const char* key, std::string_view where) {
  return member(object, key, where, [](const Json& j) { return j.is_object(); }, "an object");
}

Result<const Json*> json_array(const Json& object, const char* key, std::string_view where) {
  return member(object, key, where, [](const Json& j) { return j.is_array(); }, "an array");
}

std::string encode_jcs(const Json& value) {
  std::string out;
  encode_jcs_to(out, value);
  return out;
}

std::string encode_json(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string encode_json_pretty(const Json& value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace igp
