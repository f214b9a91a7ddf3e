// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/json_write.h"

#include <algorithm>
#include <vector>

#include "rego/number/number.h"
#include "rego/value/json_string.h"

namespace igp::rego {
namespace {

class JsonWriter {
 public:
  JsonWriter(std::string& out, const JsonWriteOptions& options)
      : out_(out), options_(options), multi_line_(options.multi_line || !options.indent.empty()) {}

  void write(const Value& value) {
    switch (value.kind()) {
      case Kind::kUndefined:
      case Kind::kNull:
        out_ += "null";
        break;
      case Kind::kBool:
        out_ += value.is_true() ? "true" : "false";
        break;
      case Kind::kNumber:
        append_number(out_, value);
        break;
      case Kind::kString:
        append_json_string(out_, value.as_string(), options_.escape_html);
        break;
      case Kind::kArray:
      case Kind::kSet:
        write_items(value.items());
        break;
      case Kind::kObject:
        write_object(value);
        break;
    }
  }

 private:
  void new_line() {
    if (!multi_line_) return;
    out_.append(1, '\n').append(options_.prefix);
    for (int i = 0; i < level_; ++i) out_ += options_.indent;
  }

  void write_items(std::span<const Value> items) {
    if (items.empty()) {
      out_ += "[]";
      return;
    }
    out_ += '[';
    ++level_;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i != 0) out_ += ',';
      new_line();
      write(items[i]);
    }
    --level_;
    new_line();
    out_ += ']';
  }

  void write_member(bool first, std::string_view key, const Value& value) {
    if (!first) out_ += ',';
    new_line();
    append_json_string(out_, key, options_.escape_html);
    out_ += multi_line_ ? ": " : ":";
    write(value);
  }

  void write_object(const Value& object) {
    const auto keys = object.keys();
    const auto values = object.values();
    if (keys.empty()) {
      out_ += "{}";
      return;
    }
    out_ += '{';
    ++level_;
    if (std::all_of(keys.begin(), keys.end(), [](const Value& k) { return k.is_string(); })) {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        write_member(i == 0, keys[i].as_string(), values[i]);
      }
    } else {
      write_by_text(keys, values);
    }
    --level_;
    new_line();
    out_ += '}';
  }

  // Keys of several kinds: their texts may collide, and then the last one in Rego order stands.
  void write_by_text(std::span<const Value> keys, std::span<const Value> values) {
    std::vector<std::pair<std::string, const Value*>> members;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      members.emplace_back(
          keys[i].is_string() ? std::string(keys[i].as_string()) : write_json(keys[i]), &values[i]);
    }
    std::stable_sort(members.begin(), members.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    bool first = true;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i + 1 < members.size() && members[i].first == members[i + 1].first) continue;
      write_member(first, members[i].first, *members[i].second);
      first = false;
    }
  }

  std::string& out_;
  const JsonWriteOptions& options_;
  bool multi_line_;
  int level_ = 0;
};

}  // namespace

void append_json(std::string& out, const Value& value, const JsonWriteOptions& options) {
  JsonWriter(out, options).write(value);
}

std::string write_json(const Value& value, const JsonWriteOptions& options) {
  std::string out;
  append_json(out, value, options);
  return out;
}

}  // namespace igp::rego
