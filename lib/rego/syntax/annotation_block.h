// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// AnnotationBlock: the YAML of one METADATA block. Included by annotations.cc only.
#pragma once

#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "rego/syntax/annotations.h"

namespace igp::rego {

/// The lines of one block, without the first one.
class AnnotationBlock {
 public:
  AnnotationBlock(SyntaxArena& arena, const Loc& start) : arena_(arena), place_(start) {}

  void add(const Comment& line) {
    lines_.push_back(&line);
    text_ += line.text.starts_with(' ') ? line.text.substr(1) : line.text;
    text_ += '\n';
  }

  /// What the block says, or why it is no metadata.
  std::expected<Annotations*, std::string> read();
  /// Where the block, or what was found wrong in it, is.
  [[nodiscard]] const Loc& place() const { return place_; }

 private:
  bool read_plain(Annotations& out) const;
  std::unexpected<std::string> yaml_error(std::string message, int line);
  std::unexpected<std::string> mismatch(const std::string& key, const Json& value,
                                        std::string_view wanted);
  [[nodiscard]] int line_of(const std::string& key, const Json& value) const;
  Term* term(const Json& json);
  Term* string(std::string_view text) {
    Term* term = arena_.make<Term>();
    term->kind = TermKind::kString;
    term->text = arena_.copy(text);
    return term;
  }
  Term* object(std::initializer_list<std::pair<std::string_view, std::string>> members);
  std::expected<Terms, std::string> reference(const std::string& text);

  std::expected<bool, std::string> fields(const Json& json, Annotations& out);
  std::expected<bool, std::string> texts(const Json& json, Annotations& out);
  std::expected<bool, std::string> resources(const Json& json, Annotations& out);
  std::expected<bool, std::string> authors(const Json& json, Annotations& out);
  std::expected<bool, std::string> schemas(const Json& json, Annotations& out);

  SyntaxArena& arena_;
  Loc place_;
  std::vector<const Comment*> lines_;
  std::string text_;
};

}  // namespace igp::rego
