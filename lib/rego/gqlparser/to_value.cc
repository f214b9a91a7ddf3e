// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/json.h"
#include "rego/value/builder.h"

namespace igp::rego::gqlparser {
namespace {

class Encoder {
 public:
  explicit Encoder(Arena& arena) : arena_(arena) {}

  template <class T>
  Value node(const T& node) {
    Members members{*this, ObjectBuilder(arena_)};
    members.object.reserve(16);
    T::members(node, members);
    return members.object.finish();
  }

 private:
  /// Inserts what is not empty. Names are literals, which need no copies.
  struct Members {
    Encoder& encoder;
    ObjectBuilder object;

    void insert(std::string_view name, const Value& value) {
      if (value.is_composite() && value.size() == 0) return;
      object.insert(Value::string_borrowed(name), value);
    }
    void operator()(std::string_view name, const std::string& text) {
      insert(name, Value::string(encoder.arena_, text));
    }
    void operator()(std::string_view name, bool flag) { insert(name, Value::boolean(flag)); }
    void operator()(std::string_view name, ValueKind kind) {
      insert(name, Value::integer(static_cast<std::int64_t>(kind)));
    }
    void operator()(std::string_view name, const std::vector<std::string>& texts) {
      ArrayBuilder items(encoder.arena_);
      for (const std::string& text : texts) items.append(Value::string(encoder.arena_, text));
      insert(name, items.finish());
    }
    template <class T>
    void operator()(std::string_view name, const T* node) {
      if (node != nullptr) insert(name, encoder.node(*node));
    }
    template <class T>
    void operator()(std::string_view name, const List<T>& nodes) {
      ArrayBuilder items(encoder.arena_);
      for (const T* node : nodes) append(items, node);
      insert(name, items.finish());
    }
    void operator()(std::string_view name, const SelectionSet& selections) {
      ArrayBuilder items(encoder.arena_);
      for (const Selection& selection : selections) {
        std::visit([&](const auto* node) { append(items, node); }, selection);
      }
      insert(name, items.finish());
    }
    template <class T>
    void append(ArrayBuilder& items, const T* node) {
      if (node == nullptr) return;
      if (const Value value = encoder.node(*node); value.size() != 0) items.append(value);
    }
    template <class T>
    void required(std::string_view name, const T* node) {
      (*this)(name, node);
    }
    template <class T>
    void annotation(std::string_view name, const T* node) {
      (*this)(name, node);
    }
  };

  Arena& arena_;
};

}  // namespace

Value to_value(Arena& arena, const QueryDocument& document) {
  return Encoder(arena).node(document);
}

Value to_value(Arena& arena, const SchemaDocument& document) {
  return Encoder(arena).node(document);
}

}  // namespace igp::rego::gqlparser
