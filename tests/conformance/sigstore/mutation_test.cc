// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Changes one field of what verifies - of a bundle, of the trust root, of the artifact - many
// times, and expects every change to be refused unless nothing signs the field. usage:
// mutation_test CORPORA COUNT
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "mutation_cases.h"
#include "mutations.h"

namespace {

using namespace igp;
using namespace igp::testing;

/// What became of the mutations of one kind of thing.
struct Tally {
  int tried = 0;
  int refused = 0;
  int excused = 0;                      ///< accepted, and nothing signs the field
  std::map<std::string, int> accepted;  ///< what should have been refused

  void count(bool refusal, bool excuse, const std::string& what) {
    ++tried;
    if (refusal) {
      ++refused;
    } else if (excuse) {
      ++excused;
    } else {
      ++accepted[what];
    }
  }

  [[nodiscard]] int wrong() const { return tried - refused - excused; }

  void show(std::string_view of) const {
    for (const auto& [what, times] : accepted)
      fmt::print("FAIL accepted {} times: {}\n", times, what);
    fmt::print("{}: {} tried, {} refused, {} in fields that nothing signs, {} accepted\n", of,
               tried, refused, excused, wrong());
  }
};

/// A case, what of its trust root it needs, and its unchanged outcome.
struct Prepared {
  Case one;
  std::optional<Json> needed;
  sigstore::Report report;
};

std::string label(const Case& one, const Mutation& mutation) {
  return fmt::format("{}: {} ({})", one.name, mutation.field.to_string(), mutation.kind);
}

void try_bundle(const Prepared& on, std::mt19937_64& random, Tally& tally) {
  const Mutation mutation = mutate(on.one.bundle, random);
  const bool refused = mutation.document == on.one.bundle ||
                       !verify_case(on.one, mutation.document, on.one.trust_root, on.one.artifact);
  tally.count(refused, !refused && is_unsigned_in_bundle(on.one.bundle, mutation),
              label(on.one, mutation));
}

void try_root(const Prepared& on, std::mt19937_64& random, Tally& tally) {
  const Mutation mutation = mutate(*on.needed, random);
  const bool refused = mutation.document == *on.needed ||
                       !verify_case(on.one, on.one.bundle, mutation.document, on.one.artifact);
  tally.count(refused, !refused && is_unused_in_root(*on.needed, mutation, on.report),
              label(on.one, mutation));
}

void try_artifact(const Prepared& on, std::mt19937_64& random, Tally& tally) {
  const std::string changed = mutate_text(on.one.artifact, random);
  const bool refused =
      changed == on.one.artifact || !verify_case(on.one, on.one.bundle, on.one.trust_root, changed);
  tally.count(refused, false, fmt::format("{}: artifact", on.one.name));
}

bool holds_trust(const Json& root) {
  return std::ranges::any_of(root,
                             [](const Json& list) { return list.is_array() && !list.empty(); });
}

Result<Prepared> prepare(Case one) {
  auto report = verify_case(one, one.bundle, one.trust_root, one.artifact);
  if (!report) return Fail(std::move(report).error().in(one.name));
  std::optional<Json> needed;
  if (one.trust_root) needed = needed_trust(one);
  return Prepared{.one = std::move(one), .needed = std::move(needed), .report = std::move(*report)};
}

/// Every case of the corpora, or nothing (and a message) when one does not verify.
std::vector<Prepared> prepare_all(const std::filesystem::path& corpora) {
  std::vector<Prepared> out;
  for (Case& one : load_cases(corpora)) {
    auto prepared = prepare(std::move(one));
    if (!prepared) {
      fmt::print("FAIL does not verify unchanged: {}\n", prepared.error().text());
      return {};
    }
    out.push_back(std::move(*prepared));
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path corpora = argc > 1 ? argv[1] : "";
  const int count = argc > 2 ? std::atoi(argv[2]) : 1000;
  if (!std::filesystem::exists(corpora)) {
    fmt::print("skipped: no corpora in '{}'\n", corpora.string());
    return 77;
  }
  const std::vector<Prepared> all = prepare_all(corpora);
  std::vector<const Prepared*> rooted;
  for (const Prepared& one : all) {
    if (one.needed && holds_trust(*one.needed)) rooted.push_back(&one);
  }
  if (rooted.empty()) return 1;
  std::mt19937_64 random(20260301);
  Tally bundles;
  Tally roots;
  Tally artifacts;
  for (int i = 0; i < count; ++i) {
    // Of ten mutations six are of bundles, three of roots and one of an artifact.
    if (i % 10 < 6) {
      try_bundle(all[random() % all.size()], random, bundles);
    } else if (i % 10 < 9) {
      try_root(*rooted[random() % rooted.size()], random, roots);
    } else {
      try_artifact(all[random() % all.size()], random, artifacts);
    }
  }
  fmt::print("{} cases that verify\n", all.size());
  bundles.show("bundles");
  roots.show("trust roots");
  artifacts.show("artifacts");
  const int wrong = bundles.wrong() + roots.wrong() + artifacts.wrong();
  fmt::print("{} passed, {} failed\n", count - wrong, wrong);
  return wrong == 0 ? 0 : 1;
}
