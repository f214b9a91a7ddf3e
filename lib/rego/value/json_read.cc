// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/json_read.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "rego/number/number.h"
#include "rego/value/builder.h"
#include "rego/value/json_string.h"
#include "rego/value/shape_cache.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Go shows a byte, as the character of Latin-1 that it is, not the character that it begins.
std::string shown_byte(char byte) {
  if (byte == '\'') return R"('\'')";
  if (byte == '"') return R"('"')";
  std::string character;
  append_utf8(character, static_cast<unsigned char>(byte));
  std::string out;
  append_go_quoted(out, character);
  out.front() = out.back() = '\'';
  return out;
}

// A single pass without recursion. Finished values wait on one stack, an object's as key and value
// in turn, until their composite closes and takes them.
class JsonReader {
 public:
  JsonReader(Arena& arena, std::string_view text, const JsonReadOptions& options)
      : arena_(arena),
        options_(options),
        shapes_(arena, !options.borrow_text),
        begin_(text.data()),
        next_(text.data()),
        end_(text.data() + text.size()) {
    stack_.reserve(256);
  }

  Result<Value> read_document();

 private:
  struct Frame {
    std::size_t base;  // of the composite's values on the stack
    bool is_object;
  };

  bool read_value();
  bool read_scalar();
  bool read_literal(std::string_view literal, Value value);
  bool read_number();
  bool read_string(bool is_key);
  bool read_escaped_string(std::size_t plain);
  bool read_key();
  bool open(bool is_object);
  bool close();
  bool after_value();

  void skip_space() {
    while (next_ != end_ && is_space(*next_)) ++next_;
  }
  bool fail_at(const char* where, std::string_view context);
  bool fail_at_end() { return fail_at(end_, {}); }

  Arena& arena_;
  const JsonReadOptions& options_;
  ShapeCache shapes_;
  const char* begin_;
  const char* next_;
  const char* end_;
  std::vector<Value> stack_;
  std::vector<Frame> frames_;
  std::optional<Error> error_;
};

bool JsonReader::fail_at(const char* where, std::string_view context) {
  const auto offset = where - begin_;
  if (where == end_) {
    error_ = error(ErrorCode::kJsonMalformed, "unexpected end of JSON input at offset {}", offset);
  } else {
    error_ = error(ErrorCode::kJsonMalformed, "invalid character {} {} at offset {}",
                   shown_byte(*where), context, offset);
  }
  return false;
}

bool JsonReader::read_literal(std::string_view literal, Value value) {
  for (const char c : literal) {
    if (next_ == end_) return fail_at_end();
    if (*next_ != c) {
      return fail_at(next_, fmt::format("in literal {} (expecting '{}')", literal, c));
    }
    ++next_;
  }
  stack_.push_back(value);
  return true;
}

bool JsonReader::read_number() {
  const char* const start = next_;
  if (*next_ == '-') ++next_;
  if (next_ == end_) return fail_at_end();
  const char* const digits = next_;
  while (next_ != end_ && is_digit(*next_)) ++next_;
  if (next_ == digits) return fail_at(next_, "in numeric literal");
  if (*digits == '0') next_ = digits + 1;
  if (next_ != end_ && *next_ == '.') {
    const char* const fraction = ++next_;
    while (next_ != end_ && is_digit(*next_)) ++next_;
    if (next_ == fraction) return fail_at(next_, "after decimal point in numeric literal");
  }
  bool exponential = false;
  if (next_ != end_ && (*next_ == 'e' || *next_ == 'E')) {
    exponential = true;
    if (++next_ != end_ && (*next_ == '+' || *next_ == '-')) ++next_;
    const char* const exponent = next_;
    while (next_ != end_ && is_digit(*next_)) ++next_;
    if (next_ == exponent) return fail_at(next_, "in exponent of numeric literal");
  }
  const std::string_view text(start, static_cast<std::size_t>(next_ - start));
  if (exponential && !is_number_in_range(text)) {
    error_ = error(ErrorCode::kJsonMalformed, "invalid number: number too big at offset {}",
                   start - begin_);
    return false;
  }
  stack_.push_back(options_.borrow_text ? number_from_text(text) : number_from_text(arena_, text));
  return true;
}

bool JsonReader::read_escaped_string(std::size_t plain) {
  std::string decoded;
  const std::string_view rest(next_, static_cast<std::size_t>(end_ - next_));
  const JsonStringEnd found = decode_json_string(rest, plain, decoded);
  if (!found.error.empty()) return fail_at(next_ + found.offset, found.error);
  next_ += found.offset + 1;
  stack_.push_back(Value::string(arena_, decoded));
  return true;
}

// At the opening quote. Keys stay where they are in the text until their list is made.
bool JsonReader::read_string(bool is_key) {
  ++next_;
  const auto left = static_cast<std::size_t>(end_ - next_);
  const std::size_t plain = scan_plain_json_string({next_, left});
  if (plain == left) return fail_at_end();
  if (next_[plain] != '"') return read_escaped_string(plain);
  const std::string_view text(next_, plain);
  stack_.push_back(is_key || options_.borrow_text ? Value::string_borrowed(text)
                                                  : Value::string(arena_, text));
  next_ += plain + 1;
  return true;
}

bool JsonReader::read_scalar() {
  switch (*next_) {
    case '"':
      return read_string(false);
    case 't':
      return read_literal("true", Value::boolean(true));
    case 'f':
      return read_literal("false", Value::boolean(false));
    case 'n':
      return read_literal("null", Value::null());
    default:
      if (*next_ == '-' || is_digit(*next_)) return read_number();
      return fail_at(next_, "looking for beginning of value");
  }
}

bool JsonReader::read_key() {
  skip_space();
  if (next_ == end_) return fail_at_end();
  if (*next_ != '"') return fail_at(next_, "looking for beginning of object key string");
  if (!read_string(true)) return false;
  skip_space();
  if (next_ == end_) return fail_at_end();
  if (*next_ != ':') return fail_at(next_, "after object key");
  ++next_;
  return true;
}

// At '{' or '['. An empty composite is finished at once; else its first key is read.
bool JsonReader::open(bool is_object) {
  ++next_;
  skip_space();
  if (next_ == end_) return fail_at_end();
  if (*next_ == (is_object ? '}' : ']')) {
    ++next_;
    stack_.push_back(is_object ? Value::empty_object() : Value::empty_array());
    return after_value();
  }
  if (frames_.size() >= static_cast<std::size_t>(options_.depth)) {
    error_ =
        error(ErrorCode::kLimitExceeded, "JSON is nested deeper than {} levels", options_.depth);
    return false;
  }
  frames_.push_back({stack_.size(), is_object});
  return !is_object || read_key();
}

// At the closing bracket: the composite's values become one.
bool JsonReader::close() {
  ++next_;
  const Frame frame = frames_.back();
  frames_.pop_back();
  const std::span<Value> values = std::span(stack_).subspan(frame.base);
  Value made;
  if (frame.is_object) {
    auto* members = reinterpret_cast<SourceMember*>(values.data());
    made = shapes_.make_object({members, values.size() / 2});
  } else {
    made = make_array(arena_, values);
  }
  stack_.resize(frame.base);
  stack_.push_back(made);
  return true;
}

// After a value: closes what ends here, and stops before the next value.
bool JsonReader::after_value() {
  while (!frames_.empty()) {
    skip_space();
    if (next_ == end_) return fail_at_end();
    const bool is_object = frames_.back().is_object;
    if (*next_ == ',') {
      ++next_;
      return !is_object || read_key();
    }
    if (*next_ != (is_object ? '}' : ']')) {
      return fail_at(next_, is_object ? "after object key:value pair" : "after array element");
    }
    close();
  }
  return true;
}

bool JsonReader::read_value() {
  skip_space();
  if (next_ == end_) return fail_at_end();
  if (*next_ == '{' || *next_ == '[') return open(*next_ == '{');
  return read_scalar() && after_value();
}

Result<Value> JsonReader::read_document() {
  do {
    if (!read_value()) return Fail(std::move(*error_));
  } while (!frames_.empty());
  skip_space();
  if (next_ != end_) {
    fail_at(next_, "after top-level value");
    return Fail(std::move(*error_));
  }
  return stack_.back();
}

}  // namespace

Result<Value> read_json(Arena& arena, std::string_view text, const JsonReadOptions& options) {
  if (text.size() > options.bytes) {
    return fail(ErrorCode::kLimitExceeded, "JSON text is larger than {} bytes", options.bytes);
  }
  return JsonReader(arena, text, options).read_document();
}

}  // namespace igp::rego
