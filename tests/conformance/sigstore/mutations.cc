// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "mutations.h"

#include <algorithm>

#include "base/base64.h"
#include "base/rfc3339.h"
#include "crypto/certificate.h"
#include "crypto/pem.h"

namespace igp::testing {
namespace {

/// Pointers to every string and number.
void collect(const Json& json, const Json::json_pointer& at, std::vector<Json::json_pointer>& out) {
  if (json.is_object()) {
    for (const auto& [key, value] : json.items()) collect(value, at / key, out);
  } else if (json.is_array()) {
    for (std::size_t i = 0; i < json.size(); ++i) collect(json[i], at / i, out);
  } else {
    out.push_back(at);
  }
}

std::size_t below(std::mt19937_64& random, std::size_t bound) {
  return static_cast<std::size_t>(random() % bound);
}

/// A changed `text` and how it was changed.
std::pair<std::string, std::string> change(const std::string& text, std::mt19937_64& random) {
  if (!text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
    const auto number = std::strtoull(text.c_str(), nullptr, 10);
    return {std::to_string(random() % 2 == 0 ? number + 1 : number - 1), "number"};
  }
  if (auto bytes = parse_base64(text); bytes && !bytes->empty() && text.size() >= 8) {
    const std::size_t kind = below(random, 6);
    if (kind == 0) bytes->push_back(0);
    if (kind == 1) bytes->pop_back();
    if (kind > 1)
      bytes->at(below(random, bytes->size())) ^= static_cast<std::uint8_t>(1U << below(random, 8));
    return {encode_base64(*bytes), kind > 1 ? "bit" : "length"};
  }
  return {mutate_text(text, random), "text"};
}

bool verifies(const Case& one, const Json& root) {
  return verify_case(one, one.bundle, root, one.artifact).has_value();
}

bool still_holds(const Json& before, const Mutation& mutation, const sigstore::Report& report) {
  const auto old_time = parse_rfc3339(before[mutation.field].get<std::string>());
  const auto new_time = parse_rfc3339(mutation.document[mutation.field].get<std::string>());
  if (!old_time || !new_time) return false;
  // No verified time lies between the old end of the period and the new one.
  const auto [low, high] = std::minmax(*old_time, *new_time);
  return std::ranges::none_of(
      report.times, [&](const auto& time) { return low < time.time && time.time < high; });
}

Bytes certificate_of(const Json& legacy_bundle) {
  const auto pem = parse_base64(legacy_bundle["cert"].get<std::string>());
  if (!pem) return {};
  const auto block = crypto::parse_single_pem(as_text(*pem));
  return block ? block->bytes : Bytes();
}

bool self_issued(const Json& certificate) {
  const auto der = parse_base64(certificate.get<std::string>());
  if (!der) return false;
  const auto parsed = crypto::Certificate::from_der(*der);
  return parsed && parsed->self_issued();
}

bool was_self_issued(const Json& before, const Mutation& mutation) {
  return self_issued(before[mutation.field]) && !self_issued(mutation.document[mutation.field]);
}

std::string host_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::string rest = scheme == std::string::npos ? url : url.substr(scheme + 3);
  return rest.substr(0, rest.find('/'));
}

}  // namespace

std::string mutate_text(std::string text, std::mt19937_64& random) {
  const std::size_t kind = below(random, 4);
  if (text.empty() || kind == 0) return text + "x";
  if (kind == 1) {
    text.pop_back();
  } else {
    text[below(random, text.size())] ^= 1;
  }
  return text;
}

Mutation mutate(const Json& document, std::mt19937_64& random) {
  std::vector<Json::json_pointer> fields;
  collect(document, Json::json_pointer(), fields);
  Mutation out{.field = fields[below(random, fields.size())], .kind = "", .document = document};
  Json& value = out.document[out.field];
  if (value.is_string()) {
    auto [text, kind] = change(value.get<std::string>(), random);
    out.kind = kind;
    value = std::move(text);
  } else {
    out.kind = "number";
    value = value.is_number() ? Json(value.get<std::int64_t>() + 1) : Json("x");
  }
  return out;
}

Json needed_trust(const Case& one) {
  Json root = *one.trust_root;
  for (const char* list : {"tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities"}) {
    if (!root.contains(list)) continue;
    for (std::size_t i = root[list].size(); i-- > 0;) {
      Json fewer = root;
      fewer[list].erase(i);
      if (verifies(one, fewer)) root = std::move(fewer);
    }
  }
  return root;
}

bool is_unsigned_in_bundle(const Json& before, const Mutation& mutation) {
  const std::string field = mutation.field.to_string();
  // A hint which key to try; the user's key is used whatever it says.
  if (field.ends_with("/publicKey/hint") || field.ends_with("/keyid")) return true;
  // A certificate in PEM may have text around it.
  if (field == "/cert") return certificate_of(before) == certificate_of(mutation.document);
  if (!field.ends_with("/checkpoint/envelope")) return false;
  // The text and the log's own line, which is first, must be as before.
  const auto old_note = before[mutation.field].get<std::string>();
  const auto new_note = mutation.document[mutation.field].get<std::string>();
  const std::size_t first_line = old_note.find('\n', old_note.find("\n\n") + 2);
  return old_note.substr(0, first_line + 1) == new_note.substr(0, first_line + 1);
}

bool is_unused_in_root(const Json& before, const Mutation& mutation,
                       const sigstore::Report& report) {
  const std::string field = mutation.field.to_string();
  if (field.contains("/subject/") || field.ends_with("/uri") || field.ends_with("/operator"))
    return true;
  // What a self-issued anchor says is signed by itself. One that became somebody else's says it
  // just because it is trusted.
  if (field.ends_with("/rawBytes") && was_self_issued(before, mutation)) return true;
  if (field.contains("/validFor/")) return still_holds(before, mutation, report);
  if (!field.ends_with("/baseUrl")) return false;
  // Of a log's address only the host is bound, to the origin of its checkpoints.
  return field.starts_with("/ctlogs/") || report.format == sigstore::BundleFormat::kLegacyCosign ||
         host_of(before[mutation.field].get<std::string>()) ==
             host_of(mutation.document[mutation.field].get<std::string>());
}

}  // namespace igp::testing
