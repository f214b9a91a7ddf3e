// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <concepts>
#include <type_traits>

#include "rego/gqlparser/json.h"
#include "rego/number/number.h"

namespace igp::rego::gqlparser {
namespace {

template <class T>
concept OwnDecoder = requires { T::kOwnDecoder; };

bool equal_but_for_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

// Starts as Go's message does, which goes on about Go's types.
Fail wrong_type(const Value& value, std::string_view wanted) {
  return fail(ErrorCode::kGraphqlSyntax, "json: cannot unmarshal {} into {}",
              value.is_bool() ? "bool" : name_of(value.kind()), wanted);
}

class Decoder {
 public:
  Decoder(Nodes& nodes, const Limits& limits) : nodes_(nodes), limits_(limits) {}

  /// Reads the members of `object` into `out`; null says nothing.
  template <class T>
  Status members(const Value& object, T& out) {
    if (object.is_null()) return {};
    if (!object.is_object()) return wrong_type(object, "an object");
    if (depth_ >= limits_.depth) {
      return fail(ErrorCode::kLimitExceeded, "GraphQL document nested deeper than {} levels",
                  limits_.depth);
    }
    ++depth_;
    Status status;
    const std::span<const Value> keys = object.keys();
    for (std::size_t i = 0; i < keys.size() && status; ++i) {
      if (!keys[i].is_string()) continue;
      Member<T> member{*this, keys[i].as_string(), object.values()[i], {}};
      T::members(out, member);
      status = std::move(member.status);
    }
    --depth_;
    return status;
  }

 private:
  /// Reads one value into the member that its key names, if there is one.
  template <class T>
  struct Member {
    Decoder& decoder;
    std::string_view key;
    const Value& value;
    Status status;

    template <class M>
    void operator()(std::string_view name, M& member) {
      const bool named = OwnDecoder<T> ? name == key && !std::same_as<M, CommentGroup*>
                                       : equal_but_for_case(name, key);
      if (named) status = decoder.read(value, member);
    }
    template <class M>
    void required(std::string_view name, M*& member) {
      (*this)(name, member);
    }
    template <class M>
    void annotation(std::string_view name, M*& member) {
      (*this)(name, member);
    }
  };

  Status read(const Value& value, std::string& out) {
    if (value.is_null()) return {};
    if (!value.is_string()) return wrong_type(value, "a string");
    out = value.as_string();
    return {};
  }
  Status read(const Value& value, bool& out) {
    if (value.is_null()) return {};
    if (!value.is_bool()) return wrong_type(value, "a boolean");
    out = value.is_true();
    return {};
  }
  Status read(const Value& value, ValueKind& out) {
    if (value.is_null()) return {};
    const auto number = value.is_number() ? int_value(value) : std::nullopt;
    if (!number) return wrong_type(value, "an integer");
    out = static_cast<ValueKind>(*number);
    return {};
  }
  template <class T>
    requires std::derived_from<T, Node>
  Status read(const Value& value, T*& out) {
    out = nullptr;
    if (value.is_null()) return {};
    out = nodes_.make<T>();
    return members(value, *out);
  }
  /// Reads a selection as the first kind of node that it can be; as none of them, nullptr.
  Result<Selection> selection(const Value& value) {
    if (Field* field = IGP_TRY(attempt<Field>(value))) return Selection(field);
    if (FragmentSpread* spread = IGP_TRY(attempt<FragmentSpread>(value))) return Selection(spread);
    return Selection(IGP_TRY(attempt<InlineFragment>(value)));
  }
  /// The node, or nullptr if the value is none. Fails with kLimitExceeded.
  template <class T>
  Result<T*> attempt(const Value& value) {
    T* node = nodes_.make<T>();
    const Status status = members(value, *node);
    if (status) return node;
    if (status.error().code == ErrorCode::kLimitExceeded) return Fail(status.error());
    return nullptr;
  }
  Status read(const Value& value, SelectionSet& out) {
    out.clear();
    if (value.is_null()) return {};
    if (!value.is_array() && !value.is_set()) return wrong_type(value, "an array");
    for (const Value& item : value.items()) {
      const Selection node = IGP_TRY(selection(item));
      const bool found = std::visit([](auto* pointer) { return pointer != nullptr; }, node);
      if (found) out.push_back(node);
    }
    return {};
  }
  template <class T>
  Status read(const Value& value, std::vector<T>& out) {
    out.clear();
    if (value.is_null()) return {};
    if (!value.is_array() && !value.is_set()) return wrong_type(value, "an array");
    for (const Value& item : value.items()) {
      T element{};
      IGP_CHECK(read(item, element));
      out.push_back(std::move(element));
    }
    return {};
  }

  Nodes& nodes_;
  const Limits& limits_;
  int depth_ = 0;
};

template <class Document>
Result<std::unique_ptr<Document>> document_from_value(const Value& object, const Limits& limits) {
  auto out = std::make_unique<Document>();
  IGP_CHECK(Decoder(out->nodes, limits).members(object, *out));
  return out;
}

/// A visitor that goes through all members that a validation would, before there is one.
class Preparation {
 public:
  explicit Preparation(bool clears_annotations) : clears_annotations_(clears_annotations) {}

  template <class T>
  void node(T& node) {
    if constexpr (std::same_as<T, OperationDefinition>) {
      demand(node.operation.empty() || node.operation == "query" || node.operation == "mutation" ||
                 node.operation == "subscription",
             "Operation");
    }
    if constexpr (std::same_as<T, Literal>) {
      demand(node.kind >= ValueKind::kVariable && node.kind <= ValueKind::kObject, "Kind");
    }
    if constexpr (!std::same_as<T, CommentGroup>) T::members(node, *this);
  }

  template <class T>
    requires std::derived_from<T, Node>
  void operator()(std::string_view, T* node) {
    if (node != nullptr) this->node(*node);
  }
  template <class T>
  void operator()(std::string_view name, const List<T>& nodes) {
    for (T* node : nodes) required(name, node);
  }
  void operator()(std::string_view name, const SelectionSet& selections) {
    for (const Selection& selection : selections) {
      std::visit([&](auto* node) { required(name, node); }, selection);
    }
  }
  void operator()(std::string_view, const auto&) {}
  template <class T>
  void required(std::string_view name, T* node) {
    demand(node != nullptr, name);
    if (node != nullptr) this->node(*node);
  }
  template <class T>
  void annotation(std::string_view, T*& node) {
    if (clears_annotations_) node = nullptr;
  }

  [[nodiscard]] Status status() const {
    if (wrong_.empty()) return {};
    return fail(ErrorCode::kGraphqlInvalid, "GraphQL document has an unusable {}", wrong_);
  }

 private:
  void demand(bool met, std::string_view name) {
    if (!met) wrong_ = name;
  }

  bool clears_annotations_;
  std::string_view wrong_;
};

}  // namespace

Result<std::unique_ptr<QueryDocument>> query_from_value(const Value& object, const Limits& limits) {
  return document_from_value<QueryDocument>(object, limits);
}

Result<std::unique_ptr<SchemaDocument>> schema_from_value(const Value& object,
                                                          const Limits& limits) {
  return document_from_value<SchemaDocument>(object, limits);
}

Status check_complete(const SchemaDocument& document) {
  Preparation check(/*clears_annotations=*/false);
  check.node(document);
  return check.status();
}

Status prepare(QueryDocument& document) {
  Preparation preparation(/*clears_annotations=*/true);
  preparation.node(document);
  return preparation.status();
}

}  // namespace igp::rego::gqlparser
