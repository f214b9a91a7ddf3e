// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JsonText: JSON written member by member, indented by two spaces, in the order it is given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rego/value/json_write.h"
#include "rego/value/value.h"

namespace igp::rego {

/// Composites without members are written on one line. Misuse gives malformed text, nothing worse.
class JsonText {
 public:
  void key(std::string_view name) {
    next();
    string_here(name);
    out_ += ": ";
    after_key_ = true;
  }
  void open(char bracket) {
    next();
    out_ += bracket;
    ++depth_;
    empty_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (!empty_) new_line();
    out_ += bracket;
    empty_ = false;
  }
  void string(std::string_view text) {
    next();
    string_here(text);
  }
  void integer(std::int64_t number) {
    next();
    out_ += std::to_string(number);
  }
  void value(const Value& v) {
    next();
    const std::string prefix(2 * depth_, ' ');
    append_json(out_, v, {.indent = "  ", .prefix = prefix});
  }
  /// The text with a final newline.
  std::string finish() { return std::move(out_) + "\n"; }

 private:
  void next() {
    if (after_key_) {
      after_key_ = false;
      return;
    }
    if (depth_ == 0) return;
    if (!empty_) out_ += ',';
    empty_ = false;
    new_line();
  }
  void new_line() { out_.append("\n").append(2 * depth_, ' '); }
  void string_here(std::string_view text) { append_json(out_, Value::string_borrowed(text)); }

  std::string out_;
  std::size_t depth_ = 0;
  bool empty_ = true;
  bool after_key_ = false;
};

}  // namespace igp::rego
