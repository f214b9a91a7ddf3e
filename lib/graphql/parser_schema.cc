// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The type system definition language (specification section 3).
#include "graphql/token_stream.h"

namespace igp::graphql {
namespace {

using Description = std::optional<std::string>;

class SchemaParser {
 public:
  explicit SchemaParser(TokenStream& tokens) : tokens_(tokens), common_(tokens) {}

  Result<ast::Definition> definition() {
    const Place place = tokens_.current().place;
    Description about = IGP_TRY(description());
    const bool is_extension = !about && IGP_TRY(tokens_.skip_keyword("extend"));
    if (!tokens_.at(TokenKind::kName)) return Fail(tokens_.unexpected());
    const std::string keyword = tokens_.current().text;
    if (keyword == "schema") return schema(place, std::move(about), is_extension);
    if (keyword == "directive" && !is_extension) return directive(place, std::move(about));
    const auto kind = type_kind(keyword);
    if (!kind) return Fail(tokens_.unexpected());
    ast::TypeDefinition out;
    out.place = place;
    out.kind = *kind;
    out.is_extension = is_extension;
    out.description = std::move(about);
    IGP_CHECK(tokens_.take());
    IGP_CHECK(type_body(out));
    return ast::Definition(std::move(out));
  }

 private:
  static std::optional<ast::TypeKind> type_kind(std::string_view keyword) {
    if (keyword == "scalar") return ast::TypeKind::kScalar;
    if (keyword == "type") return ast::TypeKind::kObject;
    if (keyword == "interface") return ast::TypeKind::kInterface;
    if (keyword == "union") return ast::TypeKind::kUnion;
    if (keyword == "enum") return ast::TypeKind::kEnum;
    if (keyword == "input") return ast::TypeKind::kInputObject;
    return std::nullopt;
  }

  Result<Description> description() {
    if (!tokens_.at(TokenKind::kString) && !tokens_.at(TokenKind::kBlockString)) {
      return Description();
    }
    return Description(IGP_TRY(tokens_.take()).text);
  }

  Status type_body(ast::TypeDefinition& out) {
    out.name = IGP_TRY(tokens_.expect_name());
    const bool composite =
        out.kind == ast::TypeKind::kObject || out.kind == ast::TypeKind::kInterface;
    if (composite) out.interfaces = IGP_TRY(interfaces());
    out.directives = IGP_TRY(common_.directives(/*is_const=*/true));
    if (composite) out.fields = IGP_TRY(fields());
    if (out.kind == ast::TypeKind::kUnion) out.members = IGP_TRY(members());
    if (out.kind == ast::TypeKind::kEnum) out.values = IGP_TRY(values());
    if (out.kind == ast::TypeKind::kInputObject) out.input_fields = IGP_TRY(input_values("{", "}"));
    const bool extends_nothing = out.interfaces.empty() && out.directives.empty() &&
                                 out.fields.empty() && out.members.empty() && out.values.empty() &&
                                 out.input_fields.empty();
    if (out.is_extension && extends_nothing) return Fail(tokens_.unexpected());
    return {};
  }

  /// Names with a separator between them and, optionally, one before the first.
  Result<std::vector<ast::Name>> separated(std::string_view separator) {
    std::vector<ast::Name> out;
    IGP_CHECK(tokens_.skip_punctuator(separator));
    do {
      out.push_back(IGP_TRY(tokens_.expect_name()));
    } while (IGP_TRY(tokens_.skip_punctuator(separator)));
    return out;
  }

  Result<std::vector<ast::Name>> interfaces() {
    if (!IGP_TRY(tokens_.skip_keyword("implements"))) return std::vector<ast::Name>();
    return separated("&");
  }

  Result<std::vector<ast::Name>> members() {
    if (!IGP_TRY(tokens_.skip_punctuator("="))) return std::vector<ast::Name>();
    return separated("|");
  }

  Result<std::vector<ast::FieldDefinition>> fields() {
    std::vector<ast::FieldDefinition> out;
    if (!IGP_TRY(tokens_.skip_punctuator("{"))) return out;
    do {
      ast::FieldDefinition field;
      field.description = IGP_TRY(description());
      field.name = IGP_TRY(tokens_.expect_name());
      field.arguments = IGP_TRY(input_values("(", ")"));
      IGP_CHECK(tokens_.expect_punctuator(":"));
      field.type = IGP_TRY(common_.type());
      field.directives = IGP_TRY(common_.directives(/*is_const=*/true));
      out.push_back(std::move(field));
    } while (!IGP_TRY(tokens_.skip_punctuator("}")));
    return out;
  }

  Result<std::vector<ast::InputValueDefinition>> input_values(std::string_view open,
                                                              std::string_view close) {
    std::vector<ast::InputValueDefinition> out;
    if (!IGP_TRY(tokens_.skip_punctuator(open))) return out;
    do {
      ast::InputValueDefinition input;
      input.description = IGP_TRY(description());
      input.name = IGP_TRY(tokens_.expect_name());
      IGP_CHECK(tokens_.expect_punctuator(":"));
      input.type = IGP_TRY(common_.type());
      if (IGP_TRY(tokens_.skip_punctuator("="))) {
        input.default_value = IGP_TRY(common_.value(/*is_const=*/true));
      }
      input.directives = IGP_TRY(common_.directives(/*is_const=*/true));
      out.push_back(std::move(input));
    } while (!IGP_TRY(tokens_.skip_punctuator(close)));
    return out;
  }

  Result<std::vector<ast::EnumValueDefinition>> values() {
    std::vector<ast::EnumValueDefinition> out;
    if (!IGP_TRY(tokens_.skip_punctuator("{"))) return out;
    do {
      ast::EnumValueDefinition value;
      value.description = IGP_TRY(description());
      for (const std::string_view reserved : {"true", "false", "null"}) {
        if (tokens_.at_keyword(reserved)) return Fail(tokens_.unexpected("an enum value"));
      }
      value.name = IGP_TRY(tokens_.expect_name());
      value.directives = IGP_TRY(common_.directives(/*is_const=*/true));
      out.push_back(std::move(value));
    } while (!IGP_TRY(tokens_.skip_punctuator("}")));
    return out;
  }

  Result<ast::Definition> schema(Place place, Description about, bool is_extension) {
    ast::SchemaDefinition out;
    out.place = place;
    out.is_extension = is_extension;
    out.description = std::move(about);
    IGP_CHECK(tokens_.take());
    out.directives = IGP_TRY(common_.directives(/*is_const=*/true));
    const bool may_end = is_extension && !out.directives.empty();
    if (may_end && !tokens_.at_punctuator("{")) return ast::Definition(std::move(out));
    IGP_CHECK(tokens_.expect_punctuator("{"));
    do {
      out.operations.push_back(IGP_TRY(operation_type()));
    } while (!IGP_TRY(tokens_.skip_punctuator("}")));
    return ast::Definition(std::move(out));
  }

  Result<ast::OperationTypeDefinition> operation_type() {
    ast::OperationTypeDefinition out;
    if (IGP_TRY(tokens_.skip_keyword("mutation"))) {
      out.operation = ast::OperationKind::kMutation;
    } else if (IGP_TRY(tokens_.skip_keyword("subscription"))) {
      out.operation = ast::OperationKind::kSubscription;
    } else {
      IGP_CHECK(tokens_.expect_keyword("query"));
    }
    IGP_CHECK(tokens_.expect_punctuator(":"));
    out.type = IGP_TRY(tokens_.expect_name());
    return out;
  }

  Result<ast::Definition> directive(Place place, Description about) {
    ast::DirectiveDefinition out;
    out.place = place;
    out.description = std::move(about);
    IGP_CHECK(tokens_.take());
    IGP_CHECK(tokens_.expect_punctuator("@"));
    out.name = IGP_TRY(tokens_.expect_name());
    out.arguments = IGP_TRY(input_values("(", ")"));
    out.is_repeatable = IGP_TRY(tokens_.skip_keyword("repeatable"));
    IGP_CHECK(tokens_.expect_keyword("on"));
    out.locations = IGP_TRY(separated("|"));
    for (const ast::Name& location : out.locations) IGP_CHECK(known_location(location));
    return ast::Definition(std::move(out));
  }

  static Status known_location(const ast::Name& location) {
    static constexpr std::string_view kLocations[] = {"QUERY",
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
                                                      "INPUT_FIELD_DEFINITION"};
    for (const std::string_view known : kLocations) {
      if (known == location.text) return {};
    }
    Location where;
    where.row = location.place.line;
    where.col = location.place.column;
    return Fail(
        error(ErrorCode::kGraphqlSyntax, "unknown directive location {}", quote(location.text))
            .at(std::move(where)));
  }

  TokenStream& tokens_;
  CommonParser common_;
};

}  // namespace

Result<ast::Definition> parse_type_system_definition(TokenStream& tokens) {
  return SchemaParser(tokens).definition();
}

}  // namespace igp::graphql
