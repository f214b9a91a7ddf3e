// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Executable definitions (specification sections 2.3 to 2.8) and the document around them.
#include "graphql/parser.h"

#include "graphql/token_stream.h"

namespace igp::graphql {
namespace {

class ExecutableParser {
 public:
  explicit ExecutableParser(TokenStream& tokens) : tokens_(tokens), common_(tokens) {}

  static std::optional<ast::OperationKind> operation_kind(std::string_view keyword) {
    if (keyword == "query") return ast::OperationKind::kQuery;
    if (keyword == "mutation") return ast::OperationKind::kMutation;
    if (keyword == "subscription") return ast::OperationKind::kSubscription;
    return std::nullopt;
  }

  Result<ast::Operation> operation() {
    ast::Operation out;
    out.place = tokens_.current().place;
    if (tokens_.at(TokenKind::kName)) {
      out.kind = *operation_kind(IGP_TRY(tokens_.take()).text);
      if (tokens_.at(TokenKind::kName)) out.name = IGP_TRY(tokens_.expect_name());
      out.variables = IGP_TRY(variables());
      out.directives = IGP_TRY(common_.directives(/*is_const=*/false));
    }
    out.selection_set = IGP_TRY(selection_set());
    return out;
  }

  Result<ast::Fragment> fragment() {
    ast::Fragment out;
    out.place = IGP_TRY(tokens_.take()).place;
    if (tokens_.at_keyword("on")) return Fail(tokens_.unexpected("a fragment name"));
    out.name = IGP_TRY(tokens_.expect_name());
    IGP_CHECK(tokens_.expect_keyword("on"));
    out.type_condition = IGP_TRY(tokens_.expect_name());
    out.directives = IGP_TRY(common_.directives(/*is_const=*/false));
    out.selection_set = IGP_TRY(selection_set());
    return out;
  }

 private:
  Result<std::vector<ast::VariableDefinition>> variables() {
    std::vector<ast::VariableDefinition> out;
    if (!IGP_TRY(tokens_.skip_punctuator("("))) return out;
    do {
      ast::VariableDefinition variable;
      const Place place = IGP_TRY(tokens_.expect_punctuator("$"));
      variable.name = IGP_TRY(tokens_.expect_name());
      variable.name.place = place;
      IGP_CHECK(tokens_.expect_punctuator(":"));
      variable.type = IGP_TRY(common_.type());
      if (IGP_TRY(tokens_.skip_punctuator("="))) {
        variable.default_value = IGP_TRY(common_.value(/*is_const=*/true));
      }
      variable.directives = IGP_TRY(common_.directives(/*is_const=*/true));
      out.push_back(std::move(variable));
    } while (!IGP_TRY(tokens_.skip_punctuator(")")));
    return out;
  }

  Result<ast::SelectionSet> selection_set() {
    const auto nested = IGP_TRY(tokens_.nest());
    ast::SelectionSet out;
    out.place = IGP_TRY(tokens_.expect_punctuator("{"));
    do {
      out.selections.push_back(IGP_TRY(selection()));
    } while (!IGP_TRY(tokens_.skip_punctuator("}")));
    return out;
  }

  Result<ast::Selection> selection() {
    if (tokens_.at_punctuator("...")) return spread();
    ast::Field out;
    out.name = IGP_TRY(tokens_.expect_name());
    if (IGP_TRY(tokens_.skip_punctuator(":"))) {
      IGP_CHECK(tokens_.count_alias());
      out.alias = std::move(out.name);
      out.name = IGP_TRY(tokens_.expect_name());
    }
    out.arguments = IGP_TRY(common_.arguments(/*is_const=*/false));
    out.directives = IGP_TRY(common_.directives(/*is_const=*/false));
    if (tokens_.at_punctuator("{")) out.selection_set = IGP_TRY(selection_set());
    return ast::Selection(std::move(out));
  }

  Result<ast::Selection> spread() {
    const Place place = IGP_TRY(tokens_.take()).place;
    if (tokens_.at(TokenKind::kName) && !tokens_.at_keyword("on")) {
      ast::Name name = IGP_TRY(tokens_.expect_name());
      auto directives = IGP_TRY(common_.directives(/*is_const=*/false));
      return ast::Selection(ast::FragmentSpread{place, std::move(name), std::move(directives)});
    }
    ast::InlineFragment out;
    out.place = place;
    if (IGP_TRY(tokens_.skip_keyword("on"))) out.type_condition = IGP_TRY(tokens_.expect_name());
    out.directives = IGP_TRY(common_.directives(/*is_const=*/false));
    out.selection_set = IGP_TRY(selection_set());
    return ast::Selection(std::move(out));
  }

  TokenStream& tokens_;
  CommonParser common_;
};

Result<ast::Definition> definition(TokenStream& tokens) {
  ExecutableParser parser(tokens);
  const bool named = tokens.at(TokenKind::kName);
  if (tokens.at_punctuator("{") ||
      (named && ExecutableParser::operation_kind(tokens.current().text))) {
    return ast::Definition(IGP_TRY(parser.operation()));
  }
  if (tokens.at_keyword("fragment")) return ast::Definition(IGP_TRY(parser.fragment()));
  return parse_type_system_definition(tokens);
}

}  // namespace

Result<ast::Document> parse_document(std::string_view text, const ParseLimits& limits) {
  TokenStream tokens = IGP_TRY(TokenStream::open(text, limits));
  ast::Document out;
  do {
    out.definitions.push_back(IGP_TRY(definition(tokens)));
  } while (!tokens.at(TokenKind::kEnd));
  return out;
}

Result<ast::Value> parse_const_value(std::string_view text, const ParseLimits& limits) {
  TokenStream tokens = IGP_TRY(TokenStream::open(text, limits));
  ast::Value out = IGP_TRY(CommonParser(tokens).value(/*is_const=*/true));
  if (!tokens.at(TokenKind::kEnd)) return Fail(tokens.unexpected("end of value"));
  return out;
}

}  // namespace igp::graphql
