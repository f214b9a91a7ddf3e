// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "yaml/yaml_to_json.h"

#include <yaml.h>

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "yaml/scalar.h"

namespace igp::yaml {
namespace {

struct Node;
using NodePtr = std::shared_ptr<const Node>;
using Member = std::pair<std::string, NodePtr>;                  // by key as text
using Places = std::map<std::string, std::size_t, std::less<>>;  // of members, by key

// A value; shared where an alias repeats it.
struct Node {
  enum class Kind : std::uint8_t { kScalar, kSequence, kMapping };
  Kind kind = Kind::kScalar;
  Scalar scalar;
  std::vector<NodePtr> items;
  std::vector<Member> members;
};

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

Error too_deep(const YamlLimits& limits) {
  return error(ErrorCode::kLimitExceeded, "YAML is nested deeper than {} levels", limits.depth);
}

Error too_large(const YamlLimits& limits) {
  return error(ErrorCode::kLimitExceeded, "YAML is larger than {} bytes of JSON",
               limits.json_bytes);
}

// An event of libyaml, freed at the end of its scope.
class Event {
 public:
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event_); }
  yaml_event_t* get() { return &event_; }
  yaml_event_t* operator->() { return &event_; }

 private:
  yaml_event_t event_{};
};

class Reader {
 public:
  Reader(std::string_view text, const YamlLimits& limits) : limits_(limits) {
    ready_ = yaml_parser_initialize(&parser_) == 1;
    if (!ready_) return;
    // libyaml asserts that there is a pointer, even to no bytes at all.
    const char* const bytes = text.empty() ? "" : text.data();
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(bytes),
                                 text.size());
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    if (ready_) yaml_parser_delete(&parser_);
  }

  Result<NodePtr> read_document();

 private:
  Status next(Event& event);
  Result<NodePtr> read_node(Event& event, int depth);
  Result<NodePtr> read_scalar(Event& event);
  Result<NodePtr> read_sequence(int depth);
  Result<NodePtr> read_mapping(int depth);
  Status check_what_follows();
  Status merge(Node& mapping, Places& places, const Node& source);
  static Result<std::string> key_text(const Node& key);

  const YamlLimits& limits_;
  std::size_t merged_bytes_ = 0;
  yaml_parser_t parser_{};
  bool ready_ = false;
  std::map<std::string, NodePtr, std::less<>> anchors_;
};

Status Reader::next(Event& event) {
  if (!ready_) return fail(ErrorCode::kInternal, "libyaml has no memory");
  if (yaml_parser_parse(&parser_, event.get()) == 1) return {};
  // Go's yaml names the line of what was begun before that of what went wrong, counts lines from
  // one only where the scanner failed, and leaves out the first line otherwise.
  std::size_t line = parser_.context_mark.line;
  if (line == 0) line = parser_.problem_mark.line;
  if (line != 0 && parser_.error == YAML_SCANNER_ERROR) ++line;
  const std::string where = line == 0 ? "" : fmt::format("line {}: ", line);
  return fail(ErrorCode::kYamlMalformed, "yaml: {}{}", where,
              parser_.problem == nullptr ? "cannot be parsed" : parser_.problem);
}

Result<NodePtr> Reader::read_scalar(Event& event) {
  const auto& scalar = event->data.scalar;
  const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
  auto node = std::make_shared<Node>();
  node->scalar =
      IGP_TRY(resolve_scalar(text, view(scalar.tag), scalar.style == YAML_PLAIN_SCALAR_STYLE));
  return node;
}

Result<NodePtr> Reader::read_sequence(int depth) {
  auto node = std::make_shared<Node>();
  node->kind = Node::Kind::kSequence;
  for (;;) {
    Event event;
    IGP_CHECK(next(event));
    if (event->type == YAML_SEQUENCE_END_EVENT) return node;
    node->items.push_back(IGP_TRY(read_node(event, depth + 1)));
  }
}

Result<std::string> Reader::key_text(const Node& key) {
  if (key.kind != Node::Kind::kScalar) {
    return fail(ErrorCode::kYamlMalformed, "yaml: a sequence or mapping cannot be a key in JSON");
  }
  if (key.scalar.is_string) return key.scalar.text;
  if (key.scalar.json == "null") {
    return fail(ErrorCode::kYamlMalformed, "yaml: null cannot be a key in JSON");
  }
  return key.scalar.json;
}

// Keys that the mapping has of its own stand. Members that are copied count as JSON: aliases would
// let a short document fill the memory before anything is written.
Status Reader::merge(Node& mapping, Places& places, const Node& source) {
  if (source.kind != Node::Kind::kMapping) {
    return fail(ErrorCode::kYamlMalformed, "yaml: map merge requires map or sequence of maps");
  }
  merged_bytes_ += sizeof(Member);
  for (const Member& member : source.members) {
    merged_bytes_ += sizeof(Member) + member.first.size();
    if (merged_bytes_ > limits_.json_bytes) break;
    if (places.try_emplace(member.first, mapping.members.size()).second) {
      mapping.members.push_back(member);
    }
  }
  if (merged_bytes_ > limits_.json_bytes) return Fail(too_large(limits_));
  return {};
}

Result<NodePtr> Reader::read_mapping(int depth) {
  auto node = std::make_shared<Node>();
  node->kind = Node::Kind::kMapping;
  Places places;
  std::vector<NodePtr> merged;
  for (;;) {
    Event event;
    IGP_CHECK(next(event));
    if (event->type == YAML_MAPPING_END_EVENT) break;
    const bool plain =
        event->type == YAML_SCALAR_EVENT && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    const NodePtr key = IGP_TRY(read_node(event, depth + 1));
    Event value_event;
    IGP_CHECK(next(value_event));
    const NodePtr value = IGP_TRY(read_node(value_event, depth + 1));
    if (plain && key->scalar.is_string && key->scalar.text == "<<") {
      if (value->kind == Node::Kind::kSequence) {
        merged.insert(merged.end(), value->items.begin(), value->items.end());
      } else {
        merged.push_back(value);
      }
      continue;
    }
    const std::string name = IGP_TRY(key_text(*key));
    const auto [at, is_new] = places.try_emplace(name, node->members.size());
    if (is_new) {
      node->members.emplace_back(name, value);
    } else {
      node->members[at->second].second = value;
    }
  }
  for (const NodePtr& source : merged) IGP_CHECK(merge(*node, places, *source));
  return node;
}

Result<NodePtr> Reader::read_node(Event& event, int depth) {
  if (event->type == YAML_ALIAS_EVENT) {
    const std::string_view name = view(event->data.alias.anchor);
    const auto at = anchors_.find(name);
    if (at == anchors_.end()) {
      return fail(ErrorCode::kYamlMalformed, "yaml: unknown anchor {} referenced", quote(name));
    }
    return at->second;
  }
  std::string anchor;
  NodePtr node;
  if (event->type == YAML_SCALAR_EVENT) {
    anchor = view(event->data.scalar.anchor);
    node = IGP_TRY(read_scalar(event));
  } else if (depth >= limits_.depth) {
    return Fail(too_deep(limits_));
  } else if (event->type == YAML_SEQUENCE_START_EVENT) {
    anchor = view(event->data.sequence_start.anchor);
    node = IGP_TRY(read_sequence(depth));
  } else if (event->type == YAML_MAPPING_START_EVENT) {
    anchor = view(event->data.mapping_start.anchor);
    node = IGP_TRY(read_mapping(depth));
  } else {
    return fail(ErrorCode::kInternal, "libyaml gave an event out of order");
  }
  if (!anchor.empty()) anchors_[anchor] = node;
  return node;
}

// Content that belongs to no document is an error, and so is a second document that does not start
// well; what else a second one says does not matter.
Status Reader::check_what_follows() {
  for (bool started = false;;) {
    Event event;
    IGP_CHECK(next(event));
    if (started || event->type == YAML_STREAM_END_EVENT) return {};
    started = event->type == YAML_DOCUMENT_START_EVENT;
  }
}

// Null when the stream has no document.
Result<NodePtr> Reader::read_document() {
  for (;;) {
    Event event;
    IGP_CHECK(next(event));
    if (event->type == YAML_STREAM_END_EVENT) return NodePtr();
    if (event->type != YAML_DOCUMENT_START_EVENT) continue;
    Event root;
    IGP_CHECK(next(root));
    NodePtr node = IGP_TRY(read_node(root, 0));
    IGP_CHECK(check_what_follows());
    return node;
  }
}

// Writes `node`, as often as aliases repeat it. `level` bounds what merges of aliases nest.
Status append_json(std::string& out, const Node& node, const YamlLimits& limits, int level) {
  if (out.size() > limits.json_bytes) return Fail(too_large(limits));
  if (node.kind == Node::Kind::kScalar) {
    out += node.scalar.json;
    return {};
  }
  if (level >= limits.depth) return Fail(too_deep(limits));
  const bool sequence = node.kind == Node::Kind::kSequence;
  out += sequence ? '[' : '{';
  bool first = true;
  for (const NodePtr& item : node.items) {
    if (!std::exchange(first, false)) out += ',';
    IGP_CHECK(append_json(out, *item, limits, level + 1));
  }
  for (const auto& [key, value] : node.members) {
    if (!std::exchange(first, false)) out += ',';
    out.append(json_quoted(key)).append(1, ':');
    IGP_CHECK(append_json(out, *value, limits, level + 1));
  }
  out += sequence ? ']' : '}';
  return {};
}

}  // namespace

Result<std::string> yaml_to_json(std::string_view text, const YamlLimits& limits) {
  const NodePtr document = IGP_TRY(Reader(text, limits).read_document());
  if (document == nullptr) return "null";
  std::string out;
  IGP_CHECK(append_json(out, *document, limits, 0));
  if (out.size() > limits.json_bytes) return Fail(too_large(limits));
  return out;
}

}  // namespace igp::yaml
