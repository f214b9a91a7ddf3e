// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/annotation_block.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/join.h"
#include "base/json.h"
#include "rego/syntax/parser.h"
#include "rego/syntax/walk.h"
#include "yaml/yaml_to_json.h"

namespace igp::rego {

namespace {

constexpr std::string_view kSpace = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(kSpace);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(kSpace) - start + 1);
}

/// Why a block is no metadata.
using Refused = std::unexpected<std::string>;
template <class T>
using Read = std::expected<T, std::string>;

/// Text that means itself in YAML.
bool is_plain_text(std::string_view text) {
  constexpr std::string_view kAlso = " ,.;/()_-";
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || !is_letter(text.front()) || text.back() == ' ') return false;
  if (text == "null" || text == "Null" || text == "NULL") return false;
  return std::ranges::all_of(text, [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || kAlso.find(c) != std::string_view::npos;
  });
}

std::string_view yaml_kind(const Json& json) {
  if (json.is_object()) return "!!map";
  if (json.is_array()) return "!!seq";
  if (json.is_string()) return "!!str";
  if (json.is_boolean()) return "!!bool";
  return json.is_number_float() ? "!!float" : "!!int";
}

/// Go's name for what could be a space after a colon but is none.
std::string code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return std::string(1, static_cast<char>(first));
  unsigned code = first < 0xE0   ? (first & 0x1F) << 6 | (byte(1) & 0x3F)
                  : first < 0xF0 ? (first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)
                                 : (first & 0x07) << 18 | (byte(1) & 0x3F) << 12 |
                                       (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  return code > 0xFFFF ? fmt::format("\\U{:08x}", code) : fmt::format("\\u{:04x}", code);
}

/// What follows the colons of a line where a space should.
std::vector<std::string> wrong_spaces(std::string_view line) {
  std::vector<std::string> found;
  for (std::size_t at = line.find(':'); at != std::string_view::npos; at = line.find(':', at + 1)) {
    const std::string_view rest = line.substr(at + 1);
    if (rest.starts_with(' ') || rest.starts_with('\t') || rest.empty()) break;
    found.push_back(fmt::format("'{}'", code_point(rest)));
  }
  return found;
}

std::string text_of(const Json& json) {
  if (json.is_null()) return {};
  return json.is_string() ? json.get<std::string>() : json.dump();
}

/// As Go's `%s` prints it.
std::string go_text(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_null()) return "%!s(<nil>)";
  if (!json.is_structured()) {
    const std::string_view type = json.is_boolean()        ? "bool"
                                  : json.is_number_float() ? "float64"
                                                           : "int";
    return fmt::format("%!s({}={})", type, json.dump());
  }
  std::vector<std::string> parts;
  for (const auto& [key, value] : json.items()) {
    parts.push_back(json.is_object() ? fmt::format("{}:{}", key, go_text(value)) : go_text(value));
  }
  if (json.is_object()) std::ranges::sort(parts);
  return fmt::format("{}[{}]", json.is_object() ? "map" : "", join(parts, " "));
}

std::string member(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return {};
  return std::string(trimmed(found->get<std::string>()));
}

/// "First Last <mail>": the address is the last word if that is in angle brackets.
std::pair<std::string, std::string> split_author(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    at = text.find_first_not_of(kSpace, at);
    if (at == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  std::string email;
  if (!words.empty() && words.back().starts_with('<') && words.back().ends_with('>')) {
    email = words.back().substr(1, words.back().size() - 2);
    words.pop_back();
  }
  return {join(words, " "), email};
}

}  // namespace

/// `line` counts from 1; 0 when the error has none.
Refused AnnotationBlock::yaml_error(std::string message, int line) {
  if (!lines_.empty()) {
    const std::size_t at = static_cast<std::size_t>(std::max(line, 0));
    place_ = lines_[std::min(at, lines_.size() - 1)]->loc;
  }
  for (const Comment* comment : lines_) {
    const std::vector<std::string> symbols = wrong_spaces(comment->text);
    if (symbols.empty()) continue;
    message += fmt::format(
        "\n  Hint: on line {}, symbol(s) [{}] immediately following a key/value "
        "separator ':' is not a legal yaml space character",
        comment->loc.row, join(symbols, " "));
  }
  return Refused(std::move(message));
}

/// The line of the value of a key at the top: blocks start below it.
int AnnotationBlock::line_of(const std::string& key, const Json& value) const {
  std::string_view rest = text_;
  for (int line = 1; !rest.empty(); ++line) {
    const std::size_t end = rest.find('\n');
    const std::string_view current = rest.substr(0, end);
    if (current.starts_with(key + ":")) {
      const bool below = value.is_structured() && trimmed(current.substr(key.size() + 1)).empty();
      return below ? line + 1 : line;
    }
    rest.remove_prefix(end + 1);
  }
  return 1;
}

Refused AnnotationBlock::mismatch(const std::string& key, const Json& value,
                                  std::string_view wanted) {
  const int line = key.empty() ? 1 : line_of(key, value);
  std::string shown;
  if (!value.is_structured()) {
    shown = value.is_string() ? value.get<std::string>() : value.dump();
    if (shown.size() > 10) shown = shown.substr(0, 7) + "...";
    shown = fmt::format(" `{}`", shown);
  }
  return yaml_error(fmt::format("yaml: unmarshal errors:\n  line {}: cannot unmarshal {}{} into {}",
                                line, yaml_kind(value), shown, wanted),
                    line);
}

Term* AnnotationBlock::term(const Json& json) {
  Term* out = arena_.make<Term>();
  if (json.is_boolean()) {
    out->kind = TermKind::kBoolean;
    out->boolean = json.get<bool>();
  } else if (json.is_number()) {
    out->kind = TermKind::kNumber;
    out->text = arena_.copy(json.dump());
  } else if (json.is_string()) {
    out = string(json.get<std::string>());
  } else if (json.is_array()) {
    out->kind = TermKind::kArray;
    for (const Json& item : json) out->items.push_back(arena_, term(item));
  } else if (json.is_object()) {
    out->kind = TermKind::kObject;
    out->object = arena_.make<List<ObjectItem>>();
    for (const auto& [key, value] : json.items()) {
      out->object->push_back(arena_, {.key = string(key), .value = term(value)});
    }
  }
  return out;
}

/// An object of the members that are not empty.
Term* AnnotationBlock::object(
    std::initializer_list<std::pair<std::string_view, std::string>> members) {
  Term* out = arena_.make<Term>();
  out->kind = TermKind::kObject;
  out->object = arena_.make<List<ObjectItem>>();
  for (const auto& [key, value] : members) {
    if (value.empty()) continue;
    out->object->push_back(arena_, {.key = string(key), .value = string(value)});
  }
  return out;
}

Read<Terms> AnnotationBlock::reference(const std::string& text) {
  const auto query = parse_term("", text);
  if (!query || (*query)->body.size() != 1 || !(*query)->body[0]->is(ExprKind::kTerm)) {
    return Refused("invalid document reference");
  }
  Term* parsed = clone(arena_, (*query)->body[0]->term);
  // The query's text goes with it.
  TermVisitor keep{[this](Term& node) {
    node.text = arena_.copy(node.text);
    node.loc = {};
    return true;
  }};
  walk(keep, *parsed);
  if (parsed->is(TermKind::kRef)) return parsed->items;
  if (!parsed->is(TermKind::kVar)) return Refused("invalid document reference");
  Terms single;
  single.push_back(arena_, parsed);
  return single;
}

Read<bool> AnnotationBlock::texts(const Json& json, Annotations& out) {
  const auto text = [&](const char* key, std::string_view& into) -> Read<bool> {
    const auto found = json.find(key);
    if (found == json.end()) return true;
    if (found->is_structured()) return mismatch(key, *found, "string");
    into = arena_.copy(text_of(*found));
    return true;
  };
  if (auto read = text("scope", out.scope); !read) return read;
  if (auto read = text("title", out.title); !read) return read;
  if (auto read = text("description", out.description); !read) return read;
  if (const auto found = json.find("entrypoint"); found != json.end() && !found->is_null()) {
    if (!found->is_boolean()) return mismatch("entrypoint", *found, "bool");
    out.entrypoint = found->get<bool>();
  }
  const auto found = json.find("organizations");
  if (found == json.end() || found->is_null()) return true;
  if (!found->is_array()) return mismatch("organizations", *found, "[]string");
  for (const Json& name : *found) {
    if (name.is_structured()) return mismatch("organizations", name, "string");
    out.organizations.push_back(arena_, string(text_of(name)));
  }
  return true;
}

Read<bool> AnnotationBlock::resources(const Json& json, Annotations& out) {
  const auto refused = [](const Json& resource, std::string_view why) {
    return Refused(
        fmt::format("invalid related-resource definition {}: {}", go_text(resource), why));
  };
  for (const Json& resource : json) {
    std::string ref;
    std::string description;
    if (resource.is_string()) {
      ref = resource.get<std::string>();
      if (ref.empty()) return refused(resource, "ref URL may not be empty string");
    } else if (resource.is_object()) {
      ref = member(resource, "ref");
      description = member(resource, "description");
      if (ref.empty()) return refused(resource, "'ref' value required in object");
    } else {
      return refused(resource, "invalid value type, must be string or map");
    }
    out.related_resources.push_back(arena_, object({{"ref", ref}, {"description", description}}));
  }
  return true;
}

Read<bool> AnnotationBlock::authors(const Json& json, Annotations& out) {
  const auto refused = [](const Json& author, std::string_view why) {
    return Refused(fmt::format("invalid author definition {}: {}", go_text(author), why));
  };
  for (const Json& author : json) {
    std::string name;
    std::string email;
    if (author.is_string()) {
      const std::string text = author.get<std::string>();
      if (trimmed(text).empty()) return refused(author, "author is an empty string");
      std::tie(name, email) = split_author(text);
    } else if (author.is_object()) {
      name = member(author, "name");
      email = member(author, "email");
      if (name.empty() && email.empty()) {
        return refused(author, "'name' and/or 'email' values required in object");
      }
    } else {
      return refused(author, "invalid value type, must be string or map");
    }
    out.authors.push_back(arena_, object({{"name", name}, {"email", email}}));
  }
  return true;
}

Read<bool> AnnotationBlock::schemas(const Json& json, Annotations& out) {
  for (const Json& pair : json) {
    if (!pair.is_object()) return mismatch("schemas", pair, "map[string]interface {}");
    if (pair.empty()) return Refused("invalid document reference");
    const auto entry = pair.begin();
    SchemaAnnotation schema;
    auto path = reference(entry.key());
    if (!path) return Refused(path.error());
    schema.path = *path;
    if (entry->is_string()) {
      auto ref = reference(entry->get<std::string>());
      if (!ref || !(*ref)[0]->is_var("schema")) return Refused("invalid schema reference");
      schema.schema = *ref;
    } else if (entry->is_object()) {
      schema.definition = term(*entry);
    } else {
      return Refused(fmt::format("invalid schema declaration for path \"{}\"", entry.key()));
    }
    out.schemas.push_back(arena_, schema);
  }
  return true;
}

Read<bool> AnnotationBlock::fields(const Json& json, Annotations& out) {
  if (auto read = texts(json, out); !read) return read;
  using Reader = Read<bool> (AnnotationBlock::*)(const Json&, Annotations&);
  struct Lists {
    const char* key;
    std::string_view type;
    Reader read;
  };
  for (const Lists& list :
       {Lists{"related_resources", "[]interface {}", &AnnotationBlock::resources},
        Lists{"schemas", "[]map[string]interface {}", &AnnotationBlock::schemas},
        Lists{"authors", "[]interface {}", &AnnotationBlock::authors}}) {
    const auto found = json.find(list.key);
    if (found == json.end() || found->is_null()) continue;
    if (!found->is_array()) return mismatch(list.key, *found, list.type);
    if (auto read = (this->*list.read)(*found, out); !read) return read;
  }
  for (const auto& [key, into] :
       {std::pair{"compile", &out.compile}, std::pair{"custom", &out.custom},
        std::pair{"labels", &out.labels}}) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) continue;
    if (!found->is_object()) return mismatch(key, *found, "map[string]interface {}");
    *into = term(*found);
  }
  return true;
}

/// Reads blocks of nothing but a few texts without a YAML parser, which most of them are. False,
/// and nothing read, for others.
bool AnnotationBlock::read_plain(Annotations& out) const {
  Annotations plain = out;
  for (std::string_view rest = text_; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return false;
    const std::string_view key = line.substr(0, colon);
    std::string_view* const into = key == "title"         ? &plain.title
                                   : key == "description" ? &plain.description
                                   : key == "scope"       ? &plain.scope
                                                          : nullptr;
    const std::string_view value = line.substr(colon + 2);
    if (into == nullptr || !into->empty() || !is_plain_text(value)) return false;
    *into = arena_.copy(value);
  }
  out = plain;
  return true;
}

Read<Annotations*> AnnotationBlock::read() {
  if (trimmed(text_).empty()) return Refused("expected METADATA block, found whitespace");
  Annotations* out = arena_.make<Annotations>();
  out->loc = place_;
  if (read_plain(*out)) return out;
  const auto document = yaml::yaml_to_json(text_);
  if (!document) {
    const std::string& message = document.error().message;
    int line = 0;
    if (const std::size_t at = message.find("line "); at != std::string::npos) {
      std::from_chars(message.data() + at + 5, message.data() + message.size(), line);
    }
    return yaml_error(message, line);
  }
  const auto json = parse_json(*document);
  if (!json) return yaml_error("yaml: " + json.error().message, 0);
  if (json->is_null()) return out;
  if (!json->is_object()) return mismatch("", *json, "ast.rawAnnotation");
  if (auto read = fields(*json, *out); !read) return Refused(read.error());
  return out;
}

}  // namespace igp::rego
