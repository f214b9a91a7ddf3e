// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Type system definitions and extensions.
#include <algorithm>
#include <array>

#include "rego/gqlparser/parse_common.h"
#include "rego/gqlparser/parser.h"

namespace igp::rego::gqlparser {
namespace {

constexpr std::array<std::string_view, 19> kDirectiveLocations = {
    "QUERY",
    "MUTATION",
    "SUBSCRIPTION",
    "FIELD",
    "FRAGMENT_DEFINITION",
    "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT",
    "VARIABLE_DEFINITION",
    "SCHEMA",
    "SCALAR",
    "OBJECT",
    "FIELD_DEFINITION",
    "ARGUMENT_DEFINITION",
    "INTERFACE",
    "UNION",
    "ENUM",
    "ENUM_VALUE",
    "INPUT_OBJECT",
    "INPUT_FIELD_DEFINITION",
};

struct TypeKeyword {
  std::string_view keyword;
  std::string_view kind;
};
constexpr TypeKeyword kTypeKeywords[] = {
    {"scalar", kScalar}, {"type", kObject}, {"interface", kInterface},
    {"union", kUnion},   {"enum", kEnum},   {"input", kInputObject},
};

const TypeKeyword* find_type_keyword(const Token& token) {
  const auto* found = std::ranges::find(kTypeKeywords, token.text, &TypeKeyword::keyword);
  return found == std::end(kTypeKeywords) ? nullptr : found;
}

struct Description {
  std::string text;
  CommentGroup* comment = nullptr;
};

class SchemaParser {
 public:
  SchemaParser(TokenReader& tokens, SchemaDocument& out)
      : tokens_(tokens), common_(tokens), out_(out) {}

  Status definition() {
    const Description description = IGP_TRY(this->description());
    const Token token = *IGP_TRY(tokens_.peek());
    if (token.kind != TokenKind::kName) return tokens_.unexpected();
    if (const TypeKeyword* keyword = find_type_keyword(token)) {
      out_.definitions.push_back(IGP_TRY(type_definition(*keyword, description)));
    } else if (token.text == "schema") {
      out_.schema.push_back(IGP_TRY(schema_definition(description)));
    } else if (token.text == "directive") {
      out_.directives.push_back(IGP_TRY(directive_definition(description)));
    } else if (token.text == "extend") {
      if (!description.text.empty()) return TokenReader::unexpected(tokens_.previous());
      return extension();
    } else {
      return tokens_.unexpected();
    }
    return {};
  }

 private:
  Result<Description> description() {
    Description out;
    const TokenKind kind = IGP_TRY(tokens_.peek())->kind;
    if (kind != TokenKind::kString && kind != TokenKind::kBlockString) return out;
    out.comment = tokens_.comment();
    out.text = IGP_TRY(tokens_.take()).text;
    return out;
  }

  /// Takes the keyword that a definition starts with.
  template <class T>
  Result<T*> begin(std::string_view keyword, const Description& description) {
    auto* out = tokens_.nodes().make<T>();
    IGP_CHECK(tokens_.peek());
    out->after_description = tokens_.comment();
    out->before_description = description.comment;
    out->description = description.text;
    IGP_CHECK(tokens_.expect_keyword(keyword));
    return out;
  }

  Result<Definition*> type_definition(const TypeKeyword& keyword, const Description& description) {
    auto* out = IGP_TRY(begin<Definition>(keyword.keyword, description));
    out->kind = keyword.kind;
    out->position = IGP_TRY(tokens_.position());  // of the name
    out->name = IGP_TRY(tokens_.name());
    IGP_CHECK(type_body(*out, /*is_extension=*/false));
    return out;
  }

  // The extension of an interface implements nothing, and directives on that of an input object
  // may hold variables.
  Status type_body(Definition& out, bool is_extension) {
    const bool implements = out.kind == kObject || (out.kind == kInterface && !is_extension);
    if (implements) out.interfaces = IGP_TRY(this->implements());
    out.directives =
        IGP_TRY(common_.directives(/*is_const=*/!(is_extension && out.kind == kInputObject)));
    if (out.kind == kUnion) return union_members(out);
    if (out.kind == kEnum) return enum_values(out);
    if (out.kind == kScalar) return {};
    const bool input = out.kind == kInputObject;
    out.end_of_definition = IGP_TRY(tokens_.some("{", "}", [&]() -> Status {
      out.fields.push_back(IGP_TRY(field(input)));
      return {};
    }));
    return {};
  }

  Result<std::vector<std::string>> implements() {
    std::vector<std::string> out;
    if (!IGP_TRY(tokens_.at_text("implements"))) return out;
    IGP_CHECK(tokens_.take());
    IGP_CHECK(tokens_.skip("&"));
    do {
      out.push_back(IGP_TRY(tokens_.name()));
    } while (IGP_TRY(tokens_.skip("&")));
    return out;
  }

  Status union_members(Definition& out) {
    if (!IGP_TRY(tokens_.skip("="))) return {};
    IGP_CHECK(tokens_.skip("|"));
    do {
      out.type_positions.push_back(IGP_TRY(tokens_.position()));
      out.types.push_back(IGP_TRY(tokens_.name()));
    } while (IGP_TRY(tokens_.skip("|")));
    return {};
  }

  Status enum_values(Definition& out) {
    out.end_of_definition = IGP_TRY(tokens_.some("{", "}", [&]() -> Status {
      auto* value = IGP_TRY(begin_member<EnumValueDefinition>());
      value->directives = IGP_TRY(common_.directives(/*is_const=*/true));
      out.enum_values.push_back(value);
      return {};
    }));
    return {};
  }

  /// Description and name. The comments before an empty description are lost.
  template <class T>
  Result<T*> begin_member() {
    auto* out = tokens_.nodes().make<T>();
    const Description description = IGP_TRY(this->description());
    if (!description.text.empty()) {
      out->before_description = description.comment;
      out->description = description.text;
    }
    out->position = IGP_TRY(tokens_.position());
    out->after_description = tokens_.comment();
    out->name = IGP_TRY(tokens_.name());
    return out;
  }

  /// What follows the name of a field or an argument, or its arguments.
  Status typed_rest(ArgumentDefinition& out, bool may_default) {
    IGP_CHECK(tokens_.expect(":"));
    out.type = IGP_TRY(common_.type());
    if (may_default) out.default_value = IGP_TRY(common_.default_value());
    out.directives = IGP_TRY(common_.directives(/*is_const=*/true));
    return {};
  }

  Result<FieldDefinition*> field(bool input) {
    auto* out = IGP_TRY(begin_member<FieldDefinition>());
    if (!input) out->arguments = IGP_TRY(arguments());
    IGP_CHECK(typed_rest(*out, /*may_default=*/input));
    return out;
  }

  Result<List<ArgumentDefinition>> arguments() {
    List<ArgumentDefinition> out;
    IGP_CHECK(tokens_.some("(", ")", [&]() -> Status {
      auto* argument = IGP_TRY(begin_member<ArgumentDefinition>());
      IGP_CHECK(typed_rest(*argument, /*may_default=*/true));
      out.push_back(argument);
      return {};
    }));
    return out;
  }

  Result<SchemaDefinition*> schema_definition(const Description& description) {
    auto* out = IGP_TRY(begin<SchemaDefinition>("schema", description));
    out->position = IGP_TRY(tokens_.position());
    out->directives = IGP_TRY(common_.directives(/*is_const=*/true));
    out->end_of_definition = IGP_TRY(tokens_.some("{", "}", [&]() -> Status {
      out->operation_types.push_back(IGP_TRY(operation_type()));
      return {};
    }));
    return out;
  }

  Result<OperationTypeDefinition*> operation_type() {
    auto* out = tokens_.nodes().make<OperationTypeDefinition>();
    out->position = IGP_TRY(tokens_.position());
    out->comment = tokens_.comment();
    const Token token = IGP_TRY(tokens_.take());
    if (token.text != "query" && token.text != "mutation" && token.text != "subscription") {
      return TokenReader::unexpected(token);
    }
    out->operation = token.text;
    IGP_CHECK(tokens_.expect(":"));
    out->type = IGP_TRY(tokens_.name());
    return out;
  }

  Result<DirectiveDefinition*> directive_definition(const Description& description) {
    auto* out = IGP_TRY(begin<DirectiveDefinition>("directive", description));
    IGP_CHECK(tokens_.expect("@"));
    out->position = IGP_TRY(tokens_.position());
    out->name = IGP_TRY(tokens_.name());
    out->arguments = IGP_TRY(arguments());
    if (IGP_TRY(tokens_.at_keyword("repeatable"))) {
      out->is_repeatable = true;
      IGP_CHECK(tokens_.take());
    }
    IGP_CHECK(tokens_.expect_keyword("on"));
    IGP_CHECK(tokens_.skip("|"));
    do {
      const Token token = *IGP_TRY(tokens_.peek());
      out->locations.push_back(IGP_TRY(tokens_.name()));
      if (std::ranges::find(kDirectiveLocations, token.text) == kDirectiveLocations.end()) {
        return TokenReader::unexpected(token);
      }
    } while (IGP_TRY(tokens_.skip("|")));
    return out;
  }

  Status extension() {
    IGP_CHECK(tokens_.peek());
    CommentGroup* comment = tokens_.comment();
    IGP_CHECK(tokens_.expect_keyword("extend"));
    const Token token = *IGP_TRY(tokens_.peek());
    if (token.text == "schema") {
      auto* out = IGP_TRY(schema_definition({}));
      out->after_description = comment;
      out_.schema_extensions.push_back(out);
      const bool empty = out->directives.empty() && out->operation_types.empty();
      return empty ? Status(tokens_.unexpected()) : Status();
    }
    const TypeKeyword* keyword = find_type_keyword(token);
    if (keyword == nullptr) return tokens_.unexpected();
    return type_extension(*keyword, comment);
  }

  Status type_extension(const TypeKeyword& keyword, CommentGroup* comment) {
    IGP_CHECK(tokens_.expect_keyword(keyword.keyword));
    auto* out = tokens_.nodes().make<Definition>();
    out->kind = keyword.kind;
    out->after_description = comment;
    out->position = IGP_TRY(tokens_.position());
    out->name = IGP_TRY(tokens_.name());
    IGP_CHECK(type_body(*out, /*is_extension=*/true));
    out_.extensions.push_back(out);
    const bool empty = out->directives.empty() && out->interfaces.empty() && out->fields.empty() &&
                       out->types.empty() && out->enum_values.empty();
    return empty ? Status(tokens_.unexpected()) : Status();
  }

  TokenReader& tokens_;
  CommonParser common_;
  SchemaDocument& out_;
};

}  // namespace

Result<std::unique_ptr<SchemaDocument>> parse_schema(std::string_view text, const Limits& limits) {
  auto out = std::make_unique<SchemaDocument>();
  TokenReader tokens(text, out->nodes, limits);
  SchemaParser parser(tokens, *out);
  while (!IGP_TRY(tokens.at_kind(TokenKind::kEnd))) IGP_CHECK(parser.definition());
  out->comment = tokens.comment();
  return out;
}

}  // namespace igp::rego::gqlparser
