// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Headers: the field lines of an HTTP message in their order (RFC 9110 section 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace igp::http {

/// One field line.
struct HeaderField {
  std::string name;
  std::string value;
};

/// An ordered list of field lines whose names compare without regard to case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<HeaderField> fields) : fields_(fields) {}

  void add(std::string name, std::string value);
  /// Replaces every line of that name by one.
  void set(std::string name, std::string value);
  void remove(std::string_view name);

  /// The value of the first line of that name.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
  [[nodiscard]] std::size_t count(std::string_view name) const;
  /// All values of that name joined with ", " as RFC 9110 section 5.2 defines; nothing if absent.
  [[nodiscard]] std::optional<std::string> joined(std::string_view name) const;

  [[nodiscard]] bool empty() const { return fields_.empty(); }
  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] auto begin() const { return fields_.begin(); }
  [[nodiscard]] auto end() const { return fields_.end(); }

 private:
  std::vector<HeaderField> fields_;
};

/// Equality of ASCII text without regard to case; other bytes compare as they are.
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// ASCII letters in lower case.
std::string to_lower_ascii(std::string_view text);

/// `text` without the spaces and tabs around it (OWS, RFC 9110 section 5.6.3).
std::string_view trim_whitespace(std::string_view text);

/// True for a token (RFC 9110 section 5.6.2): the form of methods and field names.
bool is_token(std::string_view text);

/// True for a field value without leading or trailing white space: visible ASCII, obs-text, spaces
/// and tabs, but no other control byte, so that it cannot end its line.
bool is_field_value(std::string_view text);

}  // namespace igp::http
