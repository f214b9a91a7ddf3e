// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/limits.h"
#include "base/utf8.h"
#include "rego/builtins/operands.h"
#include "rego/templates/constants.h"
#include "rego/templates/lexer.h"
#include "rego/templates/tree.h"

namespace igp::rego::templates {
namespace {

constexpr std::string_view kFunctions[] = {
    "and", "call", "eq",  "ge", "gt",    "html",   "index",   "js",    "le",      "len",
    "lt",  "ne",   "not", "or", "print", "printf", "println", "slice", "urlquery"};

/// How a list of nodes ended.
enum class Ending : std::uint8_t { kEnd, kElse };

class Parser {
 public:
  explicit Parser(std::string_view source, Templates& out) : lexer_(source), out_(out) {}

  Status run() {
    NodeList root;
    while (peek().kind != TokenKind::kEnd) {
      if (const Token token = peek(); token.kind == TokenKind::kLeft) {
        next();
        if (is_keyword(peek_solid(), "define")) {
          next();
          IGP_CHECK(define());
          continue;
        }
        push_back(token);
      }
      std::optional<Ending> ending;
      IGP_CHECK(node(root, ending));
      if (ending) return wrong("unexpected {}", *ending == Ending::kEnd ? "{{end}}" : "{{else}}");
    }
    return add(std::string(kRootName), std::move(root));
  }

 private:
  template <class... Args>
  [[nodiscard]] Fail wrong(fmt::format_string<Args...> format, Args&&... args) const {
    return fail(ErrorCode::kRegoEval, "template: {}:{}: {}", kRootName, line_,
                fmt::format(format, std::forward<Args>(args)...));
  }

  // A token shows itself in errors as in Go, cut when it is long.
  [[nodiscard]] Fail unexpected(const Token& token, std::string_view context) const {
    if (token.kind == TokenKind::kError) {
      std::string extra;
      if (action_line_ != 0 && action_line_ != token.line) {
        extra = fmt::format(" in action started at {}:{}", kRootName, action_line_);
        if (token.error.ends_with(" action")) extra.erase(0, sizeof " in action" - 1);
      }
      return wrong("{}{}", token.error, extra);
    }
    constexpr std::size_t kShown = 10;
    std::string shown;
    if (token.kind == TokenKind::kEnd) {
      shown = "EOF";
    } else if (token.kind == TokenKind::kKeyword || token.kind == TokenKind::kNil) {
      shown = fmt::format("<{}>", token.text);
    } else if (token.text.size() > kShown) {
      shown = quoted(token.text.substr(0, kShown)) + "...";
    } else {
      shown = quoted(token.text);
    }
    return wrong("unexpected {} in {}", shown, context);
  }

  Token next() {
    Token out = pending_.empty() ? lexer_.next() : std::move(pending_.back());
    if (!pending_.empty()) pending_.pop_back();
    line_ = out.line;
    return out;
  }
  void push_back(Token token) { pending_.push_back(std::move(token)); }
  Token peek() {
    Token out = next();
    push_back(out);
    return out;
  }
  Token next_solid() {
    for (;;) {
      Token out = next();
      if (out.kind != TokenKind::kSpace) return out;
    }
  }
  Token peek_solid() {
    Token out = next_solid();
    push_back(out);
    return out;
  }
  static bool is_keyword(const Token& token, std::string_view word) {
    return token.kind == TokenKind::kKeyword && token.text == word;
  }

  Status expect(TokenKind kind, std::string_view context) {
    const Token token = next_solid();
    return token.kind == kind ? Status() : Status(unexpected(token, context));
  }

  Status add(std::string name, NodeList list) {
    const auto blank = [](const NodeList& nodes) {
      return std::ranges::all_of(nodes, [](const Node& node) {
        return node.kind == Node::Kind::kText &&
               node.text.find_first_not_of(" \t\r\n\v\f") == std::string::npos;
      });
    };
    const auto at = out_.named.find(name);
    if (at == out_.named.end() || blank(at->second)) {
      out_.named[std::move(name)] = std::move(list);
    } else if (!blank(list)) {
      return wrong("template: multiple definition of template {}", quoted(name));
    }
    return {};
  }

  Result<std::string> name_of_template(const Token& token, std::string_view context) {
    if (token.kind != TokenKind::kString && token.kind != TokenKind::kRawString) {
      return unexpected(token, context);
    }
    auto name = unquote(token.text);
    if (!name) return wrong("invalid syntax");
    return *std::move(name);
  }

  /// A template inside another has variables of its own.
  Status body(std::string name, std::string_view context) {
    std::vector<std::string> outer = std::exchange(variables_, {"$"});
    const int outer_ranges = std::exchange(ranges_, 0);
    NodeList list;
    const Ending ending = IGP_TRY(nodes(list));
    if (ending != Ending::kEnd) return wrong("unexpected {{{{else}}}} in {}", context);
    variables_ = std::move(outer);
    ranges_ = outer_ranges;
    return add(std::move(name), std::move(list));
  }

  Status define() {
    constexpr std::string_view kContext = "define clause";
    const Token token = next_solid();
    std::string name = IGP_TRY(name_of_template(token, kContext));
    IGP_CHECK(expect(TokenKind::kRight, kContext));
    return body(std::move(name), kContext);
  }

  /// Nodes up to an end or else.
  Result<Ending> nodes(NodeList& out) {
    if (++depth_ > limits::kTemplateDepth) return too_deep();
    while (peek_solid().kind != TokenKind::kEnd) {
      std::optional<Ending> ending;
      IGP_CHECK(node(out, ending));
      if (!ending) continue;
      --depth_;
      return *ending;
    }
    return wrong("unexpected EOF");
  }

  static Fail too_deep() {
    return fail(ErrorCode::kLimitExceeded, "a template of more than {} levels",
                limits::kTemplateDepth);
  }

  Status node(NodeList& out, std::optional<Ending>& ending) {
    const Token token = next_solid();
    if (token.kind == TokenKind::kText) {
      Node text;
      text.text = token.text;
      out.push_back(std::move(text));
      return {};
    }
    if (token.kind != TokenKind::kLeft) return unexpected(token, "input");
    action_line_ = token.line;
    const Status done = action(out, ending);
    action_line_ = 0;
    return done;
  }

  Status action(NodeList& out, std::optional<Ending>& ending) {
    const Token token = next_solid();
    Node node;
    node.position = token.position;
    if (token.kind != TokenKind::kKeyword) {
      push_back(token);
      node.kind = Node::Kind::kAction;
      node.pipeline = IGP_TRY(pipeline("command", TokenKind::kRight));
    } else if (token.text == "end") {
      ending = Ending::kEnd;
      return expect(TokenKind::kRight, "end");
    } else if (token.text == "else") {
      ending = Ending::kElse;
      const Token after = peek_solid();
      if (is_keyword(after, "if") || is_keyword(after, "with")) return {};
      return expect(TokenKind::kRight, "else");
    } else {
      IGP_CHECK(control(token, node));
    }
    out.push_back(std::move(node));
    return {};
  }

  Status control(const Token& word, Node& out) {
    if (word.text == "break" || word.text == "continue") {
      out.kind = word.text == "break" ? Node::Kind::kBreak : Node::Kind::kContinue;
      IGP_CHECK(expect(TokenKind::kRight, fmt::format("{{{{{}}}}}", word.text)));
      if (ranges_ == 0) return wrong("{{{{{}}}}} outside {{{{range}}}}", word.text);
      return {};
    }
    if (word.text == "template" || word.text == "block") return call_template(word, out);
    if (word.text == "if") return branch(Node::Kind::kIf, word.text, out);
    if (word.text == "with") return branch(Node::Kind::kWith, word.text, out);
    if (word.text == "range") return branch(Node::Kind::kRange, word.text, out);
    return unexpected(word, "command");
  }

  Status call_template(const Token& word, Node& out) {
    const std::string context = fmt::format("{} clause", word.text);
    const Token token = next_solid();
    out.kind = Node::Kind::kTemplate;
    out.position = token.position;
    out.text = IGP_TRY(name_of_template(token, context));
    if (word.text == "block") {
      out.pipeline = IGP_TRY(pipeline(context, TokenKind::kRight));
      return body(out.text, context);
    }
    const Token after = next_solid();
    if (after.kind == TokenKind::kRight) return {};
    push_back(after);
    out.pipeline = IGP_TRY(pipeline(context, TokenKind::kRight));
    return {};
  }

  Status branch(Node::Kind kind, std::string_view context, Node& out) {
    const std::size_t variables = variables_.size();
    out.kind = kind;
    out.pipeline = IGP_TRY(pipeline(context, TokenKind::kRight));
    const bool is_range = kind == Node::Kind::kRange;
    ranges_ += is_range ? 1 : 0;
    const Ending ending = IGP_TRY(nodes(out.list));
    ranges_ -= is_range ? 1 : 0;
    if (ending == Ending::kElse) {
      out.has_otherwise = true;
      const Token token = peek();
      if (!is_range && is_keyword(token, context)) {
        next();
        if (++depth_ > limits::kTemplateDepth) return too_deep();
        Node other;
        other.position = token.position;
        IGP_CHECK(branch(kind, context, other));
        out.otherwise.push_back(std::move(other));
        --depth_;
      } else {
        const Ending last = IGP_TRY(nodes(out.otherwise));
        if (last != Ending::kEnd) return wrong("expected end; found {{{{else}}}}");
      }
    }
    variables_.resize(variables);
    return {};
  }

  Status declarations(std::string_view context, Pipeline& out) {
    for (;;) {
      const Token variable = peek_solid();
      if (variable.kind != TokenKind::kVariable) return {};
      next_solid();
      const Token after = peek();
      const Token solid = peek_solid();
      if (solid.kind == TokenKind::kAssign || solid.kind == TokenKind::kDeclare) {
        next_solid();
        out.assigns = solid.kind == TokenKind::kAssign;
        declare(variable, out);
        return {};
      }
      if (solid.kind == TokenKind::kCharacter && solid.text == ",") {
        next_solid();
        declare(variable, out);
        if (context != "range" || out.variables.size() >= 2) {
          return wrong("too many declarations in {}", context);
        }
        const TokenKind follows = peek_solid().kind;
        if (follows == TokenKind::kVariable || follows == TokenKind::kRight ||
            follows == TokenKind::kClose) {
          continue;
        }
        return wrong("range can only initialize variables");
      }
      if (after.kind == TokenKind::kSpace) push_back(after);
      push_back(variable);
      return {};
    }
  }

  void declare(const Token& variable, Pipeline& out) {
    out.variables.emplace_back(variable.text);
    variables_.emplace_back(variable.text);
  }

  Result<std::unique_ptr<Pipeline>> pipeline(std::string_view context, TokenKind end) {
    if (++depth_ > limits::kTemplateDepth) return too_deep();
    auto out = std::make_unique<Pipeline>();
    out->position = peek_solid().position;
    IGP_CHECK(declarations(context, *out));
    for (;;) {
      const Token token = next_solid();
      if (token.kind == end) break;
      if (!starts_operand(token.kind)) return unexpected(token, context);
      push_back(token);
      Command command;
      IGP_CHECK(read_command(command));
      out->commands.push_back(std::move(command));
    }
    if (out->commands.empty()) return wrong("missing value for {}", context);
    for (std::size_t i = 1; i < out->commands.size(); ++i) {
      if (!is_executable(out->commands[i].operands.front())) {
        return wrong("non executable command in pipeline stage {}", i + 1);
      }
    }
    --depth_;
    return out;
  }

  static bool is_executable(const Operand& operand) {
    return operand.kind == Operand::Kind::kField || operand.kind == Operand::Kind::kVariable ||
           operand.kind == Operand::Kind::kFunction || operand.kind == Operand::Kind::kPipeline;
  }

  static bool starts_operand(TokenKind kind) {
    return kind >= TokenKind::kIdentifier ? kind != TokenKind::kKeyword : kind == TokenKind::kOpen;
  }

  Status read_command(Command& out) {
    for (;;) {
      std::optional<Operand> operand;
      IGP_CHECK(read_operand(operand));
      if (operand) out.operands.push_back(*std::move(operand));
      const Token token = next();
      if (token.kind == TokenKind::kSpace) continue;
      if (token.kind == TokenKind::kRight || token.kind == TokenKind::kClose) {
        push_back(token);
      } else if (token.kind != TokenKind::kPipe) {
        return unexpected(token, "operand");
      }
      break;
    }
    return out.operands.empty() ? Status(wrong("empty command")) : Status();
  }

  Status read_operand(std::optional<Operand>& out) {
    const Token token = next_solid();
    if (!starts_operand(token.kind)) {
      push_back(token);
      return {};
    }
    Operand operand;
    operand.position = token.position;
    operand.source = token.text;
    IGP_CHECK(read_term(token, operand));
    while (peek().kind == TokenKind::kField) {
      const Token field = next();
      if (operand.kind < Operand::Kind::kField) {
        return wrong("unexpected . after term {}", quoted(operand.source));
      }
      // Errors point to where the first of several fields is added, as Go's do.
      if (operand.source == token.text) operand.position = field.position;
      operand.fields.emplace_back(field.text.substr(1));
      operand.source += field.text;
    }
    out = std::move(operand);
    return {};
  }

  Status read_term(const Token& token, Operand& out) {
    switch (token.kind) {
      case TokenKind::kIdentifier:
        out.kind = Operand::Kind::kFunction;
        out.name = token.text;
        if (std::ranges::find(kFunctions, token.text) == std::end(kFunctions)) {
          return wrong("function {} not defined", quoted(token.text));
        }
        return {};
      case TokenKind::kDot:
        return {};
      case TokenKind::kNil:
        out.kind = Operand::Kind::kNil;
        return {};
      case TokenKind::kVariable:
        out.kind = Operand::Kind::kVariable;
        out.name = token.text;
        if (std::ranges::find(variables_, out.name) == variables_.end()) {
          return wrong("undefined variable {}", quoted(token.text));
        }
        return {};
      case TokenKind::kField:
        out.kind = Operand::Kind::kField;
        out.fields.emplace_back(token.text.substr(1));
        return {};
      case TokenKind::kBool:
        out.kind = Operand::Kind::kBool;
        out.flag = token.text == "true";
        return {};
      case TokenKind::kOpen:
        out.kind = Operand::Kind::kPipeline;
        out.pipeline = IGP_TRY(pipeline("parenthesized pipeline", TokenKind::kClose));
        out.source = fmt::format("({})", out.pipeline->source());
        return {};
      case TokenKind::kNumber:
      case TokenKind::kRune:
        return read_number(token, out);
      default:
        break;
    }
    auto text = unquote(token.text);
    if (!text) return wrong("invalid syntax");
    out.kind = Operand::Kind::kText;
    out.text = *std::move(text);
    return {};
  }

  Status read_number(const Token& token, Operand& out) {
    out.kind = Operand::Kind::kInteger;
    if (token.kind == TokenKind::kRune) {
      const auto text = unquote(token.text);
      if (!text || text->empty()) return wrong("invalid syntax");
      const CodePoint point = decode_utf8(*text);
      if (point.length != text->size()) {
        return wrong("malformed character constant: {}", token.text);
      }
      out.integer = point.value;
      return {};
    }
    if (const auto integer = read_integer(token.text)) {
      out.integer = *integer;
      return {};
    }
    const auto number = read_float(token.text);
    if (!number) {
      const bool complex = token.text.ends_with('i');
      if (complex) return fail(ErrorCode::kLimitExceeded, "complex numbers are not supported");
      return wrong("bad number syntax: {}", quoted(token.text));
    }
    const bool is_float = token.text.find_first_of(".eEpP") != std::string_view::npos;
    if (!is_float) return wrong("integer overflow: {}", quoted(token.text));
    out.kind = Operand::Kind::kFloat;
    out.number = *number;
    return {};
  }

  Lexer lexer_;
  Templates& out_;
  std::vector<Token> pending_;
  std::vector<std::string> variables_ = {"$"};
  int line_ = 1;
  int action_line_ = 0;
  int ranges_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string Command::source() const {
  std::string out;
  for (const Operand& operand : operands) {
    if (!out.empty()) out += ' ';
    out += operand.source;
  }
  return out;
}

std::string Pipeline::source() const {
  std::string out;
  for (const std::string& variable : variables) {
    if (!out.empty()) out += ", ";
    out += variable;
  }
  if (!variables.empty()) out += assigns ? " = " : " := ";
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (i > 0) out += " | ";
    out += commands[i].source();
  }
  return out;
}

Result<Templates> parse(std::string_view source) {
  if (source.size() > limits::kTemplateBytes) {
    return fail(ErrorCode::kLimitExceeded, "a template of more than {} bytes",
                limits::kTemplateBytes);
  }
  Templates out;
  out.source = source;
  Parser parser(out.source, out);
  IGP_CHECK(parser.run());
  return out;
}

}  // namespace igp::rego::templates
