// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/ast_json.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/base64.h"
#include "base/bytes.h"
#include "rego/syntax/annotations.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/json_string.h"
#include "rego/syntax/print.h"

namespace igp::rego {

namespace {

/// Writes objects and arrays; remembers where commas are needed.
class JsonWriter {
 public:
  void open(char bracket) {
    separate();
    out_ += bracket;
    fresh_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    fresh_ = false;
  }
  void key(std::string_view name) {
    string(name);
    out_ += ':';
    fresh_ = true;
  }
  void string(std::string_view text) {
    separate();
    append_json_string(out_, text);
  }
  /// A number, `true`, `false` or `null`.
  void literal(std::string_view text) {
    separate();
    out_ += text;
  }
  std::string take() { return std::move(out_); }

 private:
  void separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }

  std::string out_;
  bool fresh_ = true;
};

class Encoder {
 public:
  std::string module(const Module& module) {
    json_.open('{');
    json_.key("package");
    json_.open('{');
    field("path", module.package.path);
    json_.close('}');
    list("annotations", module.annotations, [this](const Annotations* block) { write(*block); });
    list("imports", module.imports, [this](const Import* import) { write(*import); });
    list("rules", module.rules, [this](const Rule* rule) { write(*rule); });
    list("comments", module.comments, [this](const Comment& comment) { write(comment); });
    json_.close('}');
    return json_.take();
  }

 private:
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, Write write_item) {
    if (items.empty()) return;
    json_.key(name);
    json_.open('[');
    for (const auto& item : items) write_item(item);
    json_.close(']');
  }

  void field(std::string_view name, const Terms& terms) {
    json_.key(name);
    write(terms);
  }
  void field(std::string_view name, const Term& term) {
    json_.key(name);
    write(term);
  }
  void field(std::string_view name, const Body& body) {
    json_.key(name);
    write(body);
  }
  void flag(std::string_view name, bool set) {
    if (!set) return;
    json_.key(name);
    json_.literal("true");
  }

  template <class Range>
  void write_all(const Range& terms) {
    json_.open('[');
    for (const Term* term : terms) write(*term);
    json_.close(']');
  }
  void write(const Terms& terms) { write_all(terms); }
  void write(const Body& body) {
    json_.open('[');
    for (const Expr* expr : body) write(*expr);
    json_.close(']');
  }

  void write(const Annotations& block) {
    json_.open('{');
    json_.key("scope");
    json_.string(block.scope);
    text("title", block.title);
    text("description", block.description);
    flag("entrypoint", block.entrypoint);
    constants("organizations", block.organizations);
    constants("related_resources", block.related_resources);
    constants("authors", block.authors);
    list("schemas", block.schemas, [this](const SchemaAnnotation& schema) { write(schema); });
    constant("compile", block.compile);
    constant("custom", block.custom);
    constant("labels", block.labels);
    json_.close('}');
  }

  void write(const SchemaAnnotation& schema) {
    json_.open('{');
    field("path", schema.path);
    if (!schema.schema.empty()) field("schema", schema.schema);
    constant("definition", schema.definition);
    json_.close('}');
  }

  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    json_.key(name);
    json_.string(value);
  }
  void constants(std::string_view name, const Terms& terms) {
    list(name, terms, [this](const Term* term) { constant(*term); });
  }
  void constant(std::string_view name, const Term* term) {
    if (term == nullptr) return;
    json_.key(name);
    constant(*term);
  }

  /// The JSON that a constant stands for.
  void constant(const Term& term) {
    switch (term.kind) {
      case TermKind::kNull:
        json_.literal("null");
        break;
      case TermKind::kArray:
        json_.open('[');
        for (const Term* item : term.items) constant(*item);
        json_.close(']');
        break;
      case TermKind::kObject:
        json_.open('{');
        for (const ObjectItem& item : *term.object) constant(item.key->text, item.value);
        json_.close('}');
        break;
      default:
        value(term);
        break;
    }
  }

  void write(const Term& term) {
    json_.open('{');
    json_.key("type");
    json_.string(kind_name(term.kind));
    json_.key("value");
    value(term);
    json_.close('}');
  }

  void value(const Term& term) {
    switch (term.kind) {
      case TermKind::kNull:
        json_.literal("{}");
        break;
      case TermKind::kBoolean:
        json_.literal(term.boolean ? "true" : "false");
        break;
      case TermKind::kNumber:
        json_.literal(term.text);
        break;
      case TermKind::kString:
      case TermKind::kVar:
        json_.string(term.text);
        break;
      case TermKind::kRef:
      case TermKind::kArray:
      case TermKind::kCall:
        write(term.items);
        break;
      case TermKind::kSet:
        write_all(sorted_elements(term));
        break;
      case TermKind::kObject:
        object(*term.object);
        break;
      case TermKind::kArrayCompr:
      case TermKind::kSetCompr:
      case TermKind::kObjectCompr:
        comprehension(term);
        break;
      case TermKind::kTemplate:
        templ(*term.templ);
        break;
    }
  }

  /// In the order of keys. A key written twice stays there twice.
  void object(const List<ObjectItem>& items) {
    std::vector<ObjectItem> sorted(items.begin(), items.end());
    std::ranges::stable_sort(sorted, [](const ObjectItem& a, const ObjectItem& b) {
      return compare(*a.key, *b.key) < 0;
    });
    json_.open('[');
    for (const ObjectItem& item : sorted) {
      json_.open('[');
      write(*item.key);
      write(*item.value);
      json_.close(']');
    }
    json_.close(']');
  }

  void comprehension(const Term& term) {
    json_.open('{');
    if (term.is(TermKind::kObjectCompr)) {
      field("key", *term.compr->key);
      field("value", *term.compr->term);
    } else {
      field("term", *term.compr->term);
    }
    field("body", term.compr->body);
    json_.close('}');
  }

  void templ(const TemplateString& templ) {
    json_.open('{');
    json_.key("parts");
    if (templ.parts.empty()) {
      json_.literal("null");
    } else {
      json_.open('[');
      for (const TemplatePart& part : templ.parts) write(part);
      json_.close(']');
    }
    json_.key("multi_line");
    json_.literal(templ.multi_line ? "true" : "false");
    json_.close('}');
  }

  void write(const TemplatePart& part) {
    if (part.expr != nullptr) {
      write(*part.expr);
    } else {
      write(*part.term);
    }
  }

  void write(const Expr& expr) {
    json_.open('{');
    json_.key("index");
    json_.literal(std::to_string(expr.index));
    flag("generated", expr.generated);
    flag("negated", expr.negated);
    json_.key("terms");
    terms(expr);
    list("with", expr.with, [this](const With* with) {
      json_.open('{');
      field("target", *with->target);
      field("value", *with->value);
      json_.close('}');
    });
    json_.close('}');
  }

  void terms(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kTerm:
        write(*expr.term);
        return;
      case ExprKind::kCall:
        write(expr.terms);
        return;
      default:
        break;
    }
    json_.open('{');
    switch (expr.kind) {
      case ExprKind::kSome:
        field("symbols", expr.some->symbols);
        break;
      case ExprKind::kEvery:
        json_.key("key");
        if (expr.every->key != nullptr) {
          write(*expr.every->key);
        } else {
          json_.literal("null");
        }
        field("value", *expr.every->value);
        field("domain", *expr.every->domain);
        field("body", expr.every->body);
        break;
      case ExprKind::kNot:
        json_.key("type");
        json_.string("not");
        field("body", expr.not_body->body);
        json_.key("explicit_body");
        json_.literal(expr.not_body->explicit_body ? "true" : "false");
        break;
      default:
        logical(expr);
        break;
    }
    json_.close('}');
  }

  void logical(const Expr& expr) {
    json_.key("type");
    json_.string(expr.is(ExprKind::kAnd) ? "and" : "or");
    field("lhs", expr.logical->lhs);
    field("rhs", expr.logical->rhs);
    flag("explicit_lhs", expr.logical->explicit_lhs);
    flag("explicit_rhs", expr.logical->explicit_rhs);
  }

  void write(const Import& import) {
    json_.open('{');
    field("path", *import.path);
    if (!import.alias.empty()) {
      json_.key("alias");
      json_.string(import.alias);
    }
    json_.close('}');
  }

  void write(const Rule& rule) {
    json_.open('{');
    list("annotations", rule.annotations, [this](const Annotations* block) { write(*block); });
    flag("default", rule.is_default);
    json_.key("head");
    write(*rule.head);
    field("body", rule.body);
    if (rule.else_rule != nullptr) {
      json_.key("else");
      write(*rule.else_rule);
    }
    json_.close('}');
  }

  void write(const Head& head) {
    json_.open('{');
    if (!head.name.empty()) {
      json_.key("name");
      json_.string(head.name);
    }
    if (!head.args.empty()) field("args", head.args);
    if (head.key != nullptr) field("key", *head.key);
    if (head.value != nullptr) field("value", *head.value);
    flag("assign", head.assign);
    field("ref", head.ref);
    json_.close('}');
  }

  void write(const Comment& comment) {
    json_.open('{');
    json_.key("Text");
    json_.string(encode_base64(as_bytes(comment.text)));
    json_.key("Location");
    json_.open('{');
    json_.key("file");
    json_.string(comment.loc.file->name);
    json_.key("row");
    json_.literal(std::to_string(comment.loc.row));
    json_.key("col");
    json_.literal(std::to_string(comment.loc.col));
    json_.close('}');
    json_.close('}');
  }

  JsonWriter json_;
};

}  // namespace

std::string encode_ast_json(const Module& module) { return Encoder().module(module); }

}  // namespace igp::rego
