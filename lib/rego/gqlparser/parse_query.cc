// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Operations, fragments and their selections.
#include "rego/gqlparser/parse_common.h"
#include "rego/gqlparser/parser.h"

namespace igp::rego::gqlparser {
namespace {

bool is_operation(std::string_view keyword) {
  return keyword == "query" || keyword == "mutation" || keyword == "subscription";
}

class QueryParser {
 public:
  explicit QueryParser(TokenReader& tokens) : tokens_(tokens), common_(tokens) {}

  Result<OperationDefinition*> operation() {
    auto* out = tokens_.nodes().make<OperationDefinition>();
    out->position = IGP_TRY(tokens_.position());
    out->operation = "query";
    if (!IGP_TRY(tokens_.at("{"))) {
      out->comment = tokens_.comment();  // before a bare selection set it is lost
      out->operation = IGP_TRY(tokens_.name());
      if (IGP_TRY(tokens_.at_kind(TokenKind::kName))) out->name = IGP_TRY(tokens_.name());
      out->variables = IGP_TRY(variables());
      out->directives = IGP_TRY(common_.directives(/*is_const=*/false));
    }
    out->selection_set = IGP_TRY(selection_set());
    return out;
  }

  Result<FragmentDefinition*> fragment() {
    auto* out = tokens_.nodes().make<FragmentDefinition>();
    out->position = IGP_TRY(tokens_.position());
    out->comment = tokens_.comment();
    IGP_CHECK(tokens_.expect_keyword("fragment"));
    if (IGP_TRY(tokens_.at_text("on"))) return tokens_.unexpected();
    out->name = IGP_TRY(tokens_.name());
    out->variables = IGP_TRY(variables());
    IGP_CHECK(tokens_.expect_keyword("on"));
    out->type_condition = IGP_TRY(tokens_.name());
    out->directives = IGP_TRY(common_.directives(/*is_const=*/false));
    out->selection_set = IGP_TRY(selection_set());
    return out;
  }

 private:
  Result<List<VariableDefinition>> variables() {
    List<VariableDefinition> out;
    IGP_CHECK(tokens_.some("(", ")", [&]() -> Status {
      auto* variable = tokens_.nodes().make<VariableDefinition>();
      variable->position = IGP_TRY(tokens_.position());
      variable->comment = tokens_.comment();
      IGP_CHECK(tokens_.expect("$"));
      variable->name = IGP_TRY(tokens_.name());
      IGP_CHECK(tokens_.expect(":"));
      variable->type = IGP_TRY(common_.type());
      variable->default_value = IGP_TRY(common_.default_value());
      variable->directives = IGP_TRY(common_.directives(/*is_const=*/false));
      out.push_back(variable);
      return {};
    }));
    return out;
  }

  Result<SelectionSet> selection_set() {
    const auto nested = IGP_TRY(tokens_.nest());
    SelectionSet out;
    if (!IGP_TRY(tokens_.at("{"))) IGP_CHECK(tokens_.expect("{"));
    IGP_CHECK(tokens_.some("{", "}", [&]() -> Status {
      out.push_back(IGP_TRY(selection()));
      return {};
    }));
    return out;
  }

  Result<Selection> selection() {
    if (IGP_TRY(tokens_.at("..."))) return spread();
    auto* out = tokens_.nodes().make<Field>();
    out->position = IGP_TRY(tokens_.position());
    out->comment = tokens_.comment();
    out->alias = IGP_TRY(tokens_.name());
    out->name = out->alias;
    if (IGP_TRY(tokens_.skip(":"))) out->name = IGP_TRY(tokens_.name());
    out->arguments = IGP_TRY(common_.arguments(/*is_const=*/false));
    out->directives = IGP_TRY(common_.directives(/*is_const=*/false));
    if (IGP_TRY(tokens_.at("{"))) out->selection_set = IGP_TRY(selection_set());
    return Selection(out);
  }

  Result<Selection> spread() {
    CommentGroup* comment = tokens_.comment();
    IGP_CHECK(tokens_.expect("..."));
    if (IGP_TRY(tokens_.at_kind(TokenKind::kName)) && !IGP_TRY(tokens_.at_text("on"))) {
      auto* out = tokens_.nodes().make<FragmentSpread>();
      out->position = IGP_TRY(tokens_.position());
      out->comment = comment;
      out->name = IGP_TRY(tokens_.name());
      out->directives = IGP_TRY(common_.directives(/*is_const=*/false));
      return Selection(out);
    }
    auto* out = tokens_.nodes().make<InlineFragment>();
    out->position = IGP_TRY(tokens_.position());
    out->comment = comment;
    if (IGP_TRY(tokens_.at_text("on"))) {
      IGP_CHECK(tokens_.take());
      out->type_condition = IGP_TRY(tokens_.name());
    }
    out->directives = IGP_TRY(common_.directives(/*is_const=*/false));
    out->selection_set = IGP_TRY(selection_set());
    return Selection(out);
  }

  TokenReader& tokens_;
  CommonParser common_;
};

}  // namespace

Result<std::unique_ptr<QueryDocument>> parse_query(std::string_view text, const Limits& limits) {
  auto out = std::make_unique<QueryDocument>();
  TokenReader tokens(text, out->nodes, limits);
  QueryParser parser(tokens);
  while (!IGP_TRY(tokens.at_kind(TokenKind::kEnd))) {
    const Token& token = *IGP_TRY(tokens.peek());
    if (token.punctuator == "{" || (token.kind == TokenKind::kName && is_operation(token.text))) {
      out->operations.push_back(IGP_TRY(parser.operation()));
    } else if (IGP_TRY(tokens.at_keyword("fragment"))) {
      out->fragments.push_back(IGP_TRY(parser.fragment()));
    } else {
      return tokens.unexpected();
    }
  }
  return out;
}

}  // namespace igp::rego::gqlparser
