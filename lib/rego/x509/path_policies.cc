// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string_view>

#include "rego/x509/path.h"

namespace igp::rego::x509 {
namespace {

using namespace std::string_view_literals;

/// The content of the OBJECT IDENTIFIER 2.5.29.32.0.
constexpr auto kAnyPolicy = "\x55\x1d\x20\x00"sv;

using Policy = std::string_view;

/// A policy that a certificate of the path asserts, and those above that it follows from.
struct Node {
  Policy policy;
  std::vector<Policy> expected;  ///< what certificates below may assert in its place
  std::set<Node*> parents;
  std::set<Node*> children;
};

/// The policy graph of RFC 9618 section 5: of each depth one node a policy.
class PolicyGraph {
 public:
  PolicyGraph() : levels_(1) { levels_[0][kAnyPolicy] = make(kAnyPolicy, {}); }

  void descend() {
    parents_of_.clear();
    for (const auto& [policy, node] : levels_.back()) {
      for (const Policy expected : node->expected) parents_of_[expected].push_back(node);
    }
    levels_.emplace_back();
  }

  /// A policy of the certificate that follows from one above.
  void add(Policy policy) {
    const auto parents = parents_of_.find(policy);
    if (parents != parents_of_.end()) {
      insert(policy, parents->second);
    } else if (Node* any = find(levels_[levels_.size() - 2], kAnyPolicy)) {
      insert(policy, {any});
    }
  }

  /// The certificate asserts any policy: all that is expected and not there.
  void add_missing() {
    std::map<Policy, std::vector<Node*>> missing;
    for (const auto& [policy, parent] : levels_[levels_.size() - 2]) {
      for (const Policy expected : parent->expected) {
        if (find(levels_.back(), expected) == nullptr) missing[expected].push_back(parent);
      }
    }
    for (const auto& [policy, parents] : missing) insert(policy, parents);
  }

  /// Takes out what nothing follows from.
  void prune() {
    for (std::size_t i = levels_.size() - 1; i-- > 1;) {
      std::erase_if(levels_[i], [](const auto& entry) {
        if (!entry.second->children.empty()) return false;
        for (Node* parent : entry.second->parents) parent->children.erase(entry.second);
        return true;
      });
    }
  }

  void remove(Policy policy) {
    Node* node = find(levels_.back(), policy);
    if (node == nullptr) return;
    for (Node* parent : node->parents) parent->children.erase(node);
    levels_.back().erase(policy);
  }

  void map(Policy issuer, const std::vector<Policy>& subjects) {
    if (Node* node = find(levels_.back(), issuer)) {
      node->expected = subjects;
    } else if (Node* any = find(levels_.back(), kAnyPolicy)) {
      insert(issuer, {any});
      find(levels_.back(), issuer)->expected = subjects;
    }
  }

  /// Whether any policy is valid for the whole path.
  [[nodiscard]] bool has_valid_policy() const {
    if (find(levels_.back(), kAnyPolicy) != nullptr) return true;
    for (const auto& level : levels_) {
      for (const auto& [policy, node] : level) {
        if (policy != kAnyPolicy && node->parents.size() == 1 &&
            (*node->parents.begin())->policy == kAnyPolicy) {
          return true;
        }
      }
    }
    return false;
  }

 private:
  using Level = std::map<Policy, Node*>;

  static Node* find(const Level& level, Policy policy) {
    const auto at = level.find(policy);
    return at == level.end() ? nullptr : at->second;
  }
  Node* make(Policy policy, const std::vector<Node*>& parents) {
    Node& node = nodes_.emplace_back();
    node.policy = policy;
    node.expected = {policy};
    node.parents.insert(parents.begin(), parents.end());
    for (Node* parent : parents) parent->children.insert(&node);
    return &node;
  }
  void insert(Policy policy, const std::vector<Node*>& parents) {
    levels_.back()[policy] = make(policy, parents);
  }

  std::deque<Node> nodes_;
  std::vector<Level> levels_;
  std::map<Policy, std::vector<Node*>> parents_of_;
};

/// The state of RFC 5280 section 6.1.2 that counts certificates.
class PolicyWalk {
 public:
  explicit PolicyWalk(std::int64_t certificates)
      : explicit_(certificates + 1), mapping_(certificates + 1), inhibit_any_(certificates + 1) {}

  /// The next certificate towards the leaf; whether the path can still hold.
  bool step(const Certificate& certificate, bool is_leaf) {
    const KnownExtensions& known = certificate.known;
    const bool self_issued = as_text(certificate.issuer_der) == as_text(certificate.subject_der);
    if (known.policies.empty()) graph_.reset();
    if (explicit_ == 0 && !graph_) return false;
    if (graph_) {
      add_policies(known, is_leaf, self_issued);
      if (!is_leaf && !known.policy_mappings.empty() && !map_policies(known)) return false;
    }
    if (!is_leaf) count(known, self_issued);
    return true;
  }

  /// Whether the path holds that ends with `leaf`.
  [[nodiscard]] bool finish(const Certificate& leaf) {
    if (explicit_ > 0) --explicit_;
    if (leaf.known.require_explicit_policy == 0) explicit_ = 0;
    return explicit_ > 0 || (graph_ && graph_->has_valid_policy());
  }

 private:
  void add_policies(const KnownExtensions& known, bool is_leaf, bool self_issued) {
    graph_->descend();
    bool has_any = false;
    for (const ByteView policy : known.policies) {
      if (as_text(policy) == kAnyPolicy) {
        has_any = true;
      } else {
        graph_->add(as_text(policy));
      }
    }
    if (has_any && (inhibit_any_ > 0 || (!is_leaf && self_issued))) graph_->add_missing();
    graph_->prune();
  }

  bool map_policies(const KnownExtensions& known) {
    std::map<Policy, std::vector<Policy>> mappings;
    for (const PolicyMapping& mapping : known.policy_mappings) {
      const Policy issuer = as_text(mapping.issuer);
      const Policy subject = as_text(mapping.subject);
      if (mapping_ == 0) {
        graph_->remove(issuer);
      } else if (issuer == kAnyPolicy || subject == kAnyPolicy) {
        return false;
      } else {
        mappings[issuer].push_back(subject);
      }
    }
    graph_->prune();
    for (const auto& [issuer, subjects] : mappings) graph_->map(issuer, subjects);
    return true;
  }

  static void lower(std::int64_t& count, const PathLimit& limit) {
    if (limit && *limit >= 0) count = std::min(count, *limit);
  }

  void count(const KnownExtensions& known, bool self_issued) {
    if (!self_issued) {
      for (std::int64_t* number : {&explicit_, &mapping_, &inhibit_any_}) {
        if (*number > 0) --*number;
      }
    }
    lower(explicit_, known.require_explicit_policy);
    lower(mapping_, known.inhibit_policy_mapping);
    lower(inhibit_any_, known.inhibit_any_policy);
  }

  std::optional<PolicyGraph> graph_{std::in_place};
  std::int64_t explicit_;
  std::int64_t mapping_;
  std::int64_t inhibit_any_;
};

}  // namespace

Status check_policies(const Path& path) {
  if (path.size() == 1) return {};
  PolicyWalk walk(static_cast<std::int64_t>(path.size()) - 1);
  bool holds = true;
  for (std::size_t i = path.size() - 1; holds && i-- > 0;) holds = walk.step(*path[i], i == 0);
  if (holds && walk.finish(*path.front())) return {};
  return fail(ErrorCode::kCertificateUntrusted, "x509: no valid chains built: invalid policies");
}

}  // namespace igp::rego::x509
