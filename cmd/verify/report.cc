// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "verify/report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "base/rfc3339.h"
#include "base/utf8.h"

namespace igp {
namespace {

Json signer_json(const sigstore::Report& report) {
  if (report.key) {
    return {{"kind", "key"},
            {"keyType", crypto::name_of(report.key->type)},
            {"fingerprint", report.key->fingerprint.str()}};
  }
  const sigstore::CertificateSigner& signer = *report.certificate;
  Json claims = Json::object();
  for (const auto& [name, value] : signer.claims) claims[name] = value;
  return {{"kind", "certificate"},
          {"identity", signer.identity},
          {"issuer", signer.issuer},
          {"authority", signer.authority},
          {"claims", std::move(claims)}};
}

/// Names inside certificates and logs are chosen by others.
std::string shown(std::string_view text) { return escape_for_terminal(text); }

/// "  label:       text", one line below another.
class Lines {
 public:
  explicit Lines(std::string indent) : indent_(std::move(indent)) {}

  void add(std::string_view label, std::string_view text) {
    text_ += fmt::format("{}{:<13}{}\n", indent_, fmt::format("{}:", label), text);
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string indent_;
  std::string text_;
};

std::string facts_text(const sigstore::Report& report, std::string indent) {
  Lines lines(std::move(indent));
  lines.add("bundle", sigstore::name_of(report.format));
  if (report.attestation) lines.add("attestation", shown(report.predicate_type));
  if (report.key) {
    lines.add("key", fmt::format("{} {}", crypto::name_of(report.key->type),
                                 report.key->fingerprint.str()));
  }
  if (report.certificate) {
    lines.add("identity", shown(report.certificate->identity));
    lines.add("issuer", shown(report.certificate->issuer));
    for (const auto& [name, value] : report.certificate->claims)
      lines.add("claim", fmt::format("{} {}", name, shown(value)));
  }
  for (const auto& time : report.times) {
    lines.add("time", fmt::format("{} ({} {})", format_rfc3339(time.time), time.source,
                                  shown(time.authority)));
  }
  for (const auto& entry : report.log_entries) {
    lines.add("log",
              fmt::format("{} index {} ({})", shown(entry.log), entry.index, shown(entry.kind)));
  }
  for (const std::string& policy : report.policies)
    lines.add("policy", fmt::format("{} allows", shown(policy)));
  for (const std::string& text : report.not_checked) lines.add("not checked", text);
  return lines.text();
}

/// What one bundle establishes; the members that describe artifact and bundle are the caller's.
void add_facts(Json& out, const sigstore::Report& report) {
  out["bundleFormat"] = sigstore::name_of(report.format);
  out["signer"] = signer_json(report);
  if (report.attestation) {
    out["attestation"] = {{"payloadType", report.payload_type},
                          {"predicateType", report.predicate_type}};
  }
  out["times"] = Json::array();
  for (const auto& time : report.times) {
    out["times"].push_back({{"time", format_rfc3339(time.time)},
                            {"source", time.source},
                            {"authority", time.authority}});
  }
  out["logEntries"] = Json::array();
  for (const auto& entry : report.log_entries) {
    out["logEntries"].push_back({{"log", entry.log},
                                 {"logId", encode_hex(entry.log_id)},
                                 {"index", entry.index},
                                 {"kind", entry.kind},
                                 {"inclusionProof", entry.inclusion_proof},
                                 {"signedEntryTimestamp", entry.signed_entry_timestamp}});
  }
  if (!report.policies.empty()) out["policies"] = report.policies;
  out["notChecked"] = report.not_checked;
}

}  // namespace

std::string report_text(std::string_view artifact, const sigstore::Report& report) {
  return fmt::format("verified: {} ({})\n", shown(artifact), report.artifact.str()) +
         facts_text(report, "  ");
}

std::string report_text(std::string_view artifact, const ThresholdReport& report) {
  std::string out = fmt::format("verified: {} ({})\n", shown(artifact),
                                report.counted.front().report.artifact.str());
  out += fmt::format("  {} different signers, {} demanded\n", report.counted.size(), report.wanted);
  for (const auto& [bundle, facts] : report.counted)
    out += fmt::format("  counted: {}\n{}", shown(bundle), facts_text(facts, "    "));
  for (const auto& [bundle, reason] : report.not_counted)
    out += fmt::format("  not counted: {}: {}\n", shown(bundle), reason);
  return out;
}

std::string report_text(const cli::LoadedRoot& root) {
  std::string out = "trust root: " + root.source;
  if (!root.name.empty()) out += fmt::format(" {}", shown(root.name));
  if (root.as_of) out += ", as of " + format_rfc3339(*root.as_of);
  return out + "\n";
}

Json report_json(std::string_view artifact, const sigstore::Report& report) {
  Json out = {{"artifact", artifact}, {"digest", report.artifact.str()}};
  add_facts(out, report);
  return out;
}

Json report_json(std::string_view artifact, const ThresholdReport& report) {
  Json signatures = Json::array();
  for (const auto& [bundle, facts] : report.counted) {
    Json one = {{"bundle", bundle}};
    add_facts(one, facts);
    signatures.push_back(std::move(one));
  }
  Json not_counted = Json::array();
  for (const auto& [bundle, reason] : report.not_counted)
    not_counted.push_back({{"bundle", bundle}, {"reason", reason}});
  return {{"artifact", artifact},
          {"digest", report.counted.front().report.artifact.str()},
          {"threshold", report.wanted},
          {"signatures", std::move(signatures)},
          {"notCounted", std::move(not_counted)}};
}

Json report_json(const cli::LoadedRoot& root) {
  Json out = {{"source", root.source}};
  if (!root.name.empty()) out["name"] = root.name;
  if (root.as_of) out["asOf"] = format_rfc3339(*root.as_of);
  return out;
}

}  // namespace igp
