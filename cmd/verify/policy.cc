// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "verify/policy.h"

#include <algorithm>

#include "base/io/file.h"
#include "base/join.h"
#include "base/limits.h"
#include "policy_options.h"
#include "rego/engine.h"
#include "rego/syntax/parser.h"

namespace igp {
namespace {

constexpr std::string_view kPackage = "signature";
constexpr std::string_view kRule = "allow";

/// Whether the module defines data.signature.allow. Without it nothing is ever allowed, which is
/// more likely a mistake than a policy.
bool has_entry_point(const rego::Module& module) {
  const rego::Terms& path = module.package.path;
  if (path.size() != 2 || path[1]->text != kPackage) return false;
  return std::ranges::any_of(module.rules,
                             [](const rego::Rule* rule) { return rule->head->name == kRule; });
}

Result<std::shared_ptr<const rego::PreparedQuery>> prepare(const rego::Engine& engine,
                                                           std::string query) {
  auto prepared = engine.prepare(std::move(query));
  if (!prepared) return Fail(rego::to_error(prepared.error()));
  return std::move(*prepared);
}

/// What a `deny` says, one text a message; anything that is no collection is a message itself.
std::vector<std::string> messages_of(const rego::Value& deny) {
  const bool collection = deny.is_set() || deny.is_array();
  std::vector<std::string> out;
  if (!collection) return {"deny is neither a set nor an array"};
  for (const rego::Value& item : deny.items()) {
    if (out.size() == limits::kPolicyMessages) break;
    out.push_back(item.is_string() ? quote(item.as_string()) : std::string("(no text)"));
  }
  return out;
}

}  // namespace

struct StatementPolicy::State {
  std::string name;
  std::shared_ptr<const rego::Engine> engine;
  std::shared_ptr<const rego::PreparedQuery> allow;
  std::shared_ptr<const rego::PreparedQuery> deny;

  [[nodiscard]] Fail denied(std::string_view why) const {
    return fail(ErrorCode::kPolicyDenied, "policy {} does not allow the statement: {}", quote(name),
                why);
  }
};

StatementPolicy::StatementPolicy(std::unique_ptr<State> state) : state_(std::move(state)) {}
StatementPolicy::StatementPolicy(StatementPolicy&&) noexcept = default;
StatementPolicy::~StatementPolicy() = default;

const std::string& StatementPolicy::name() const { return state_->name; }

Result<StatementPolicy> StatementPolicy::load(const std::string& path) {
  std::string text = IGP_TRY(read_file(path, limits::kRegoModuleBytes));
  const auto module = rego::parse_module(path, text);
  if (!module) return Fail(rego::to_error(module.error()));
  if (!has_entry_point(**module)) {
    return Fail(
        error(ErrorCode::kRegoCompile, "{} defines no data.{}.{}", quote(path), kPackage, kRule)
            .with_hint("a policy is of the package 'signature' and has a rule 'allow'"));
  }
  rego::EngineSources sources;
  sources.modules.push_back({path, std::move(text)});
  const auto engine = rego::Engine::build(std::move(sources));
  if (!engine) return Fail(rego::to_error(engine.error()));
  auto state = std::make_unique<State>();
  state->name = path;
  state->engine = *engine;
  state->allow = IGP_TRY(prepare(**engine, fmt::format("data.{}.{}", kPackage, kRule)));
  state->deny = IGP_TRY(prepare(**engine, fmt::format("data.{}.deny", kPackage)));
  return StatementPolicy(std::move(state));
}

Status StatementPolicy::allow(std::string_view statement, const cli::Runtime& runtime,
                              Diag& diag) const {
  const rego::Document input = IGP_TRY(rego::Document::from_json(statement));
  rego::EvalOptions options = policy_options(runtime, diag);
  // An error that only makes an expression undefined would satisfy a `not`.
  options.strict_builtin_errors = true;
  rego::Evaluation evaluation;
  const auto deny = state_->deny->eval(evaluation, input.value, options);
  if (!deny) return state_->denied(deny.error().text());
  if (const rego::Value value = deny->value(); value.defined()) {
    const auto messages = messages_of(value);
    if (!messages.empty()) return state_->denied(join(messages, ", "));
  }
  const auto allow = state_->allow->eval(evaluation, input.value, options);
  if (!allow) return state_->denied(allow.error().text());
  const rego::Value value = allow->value();
  if (value.is_true()) return {};
  if (value.is_undefined()) return state_->denied("allow is undefined");
  if (value.is_false()) return state_->denied("allow is false");
  return state_->denied(fmt::format("allow is of type {}, not true", name_of(value.kind())));
}

}  // namespace igp
