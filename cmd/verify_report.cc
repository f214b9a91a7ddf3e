// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "verify_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

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

}  // namespace

std::string report_text(std::string_view artifact, const sigstore::Report& report) {
  std::string out = fmt::format("verified: {} ({})\n", shown(artifact), report.artifact.str());
  const auto line = [&out](std::string_view label, const std::string& text) {
    out += fmt::format("  {:<13}{}\n", fmt::format("{}:", label), text);
  };
  line("bundle", std::string(sigstore::name_of(report.format)));
  if (report.attestation) line("attestation", shown(report.predicate_type));
  if (report.key) {
    line("key",
         fmt::format("{} {}", crypto::name_of(report.key->type), report.key->fingerprint.str()));
  }
  if (report.certificate) {
    line("identity", shown(report.certificate->identity));
    line("issuer", shown(report.certificate->issuer));
    for (const auto& [name, value] : report.certificate->claims)
      line("claim", fmt::format("{} {}", name, shown(value)));
  }
  for (const auto& time : report.times) {
    line("time",
         fmt::format("{} ({} {})", format_rfc3339(time.time), time.source, shown(time.authority)));
  }
  for (const auto& entry : report.log_entries) {
    line("log", fmt::format("{} index {} ({})", shown(entry.log), entry.index, shown(entry.kind)));
  }
  for (const std::string& text : report.not_checked) line("not checked", text);
  return out;
}

Json report_json(std::string_view artifact, const sigstore::Report& report) {
  Json out = {{"artifact", artifact},
              {"digest", report.artifact.str()},
              {"bundleFormat", sigstore::name_of(report.format)},
              {"signer", signer_json(report)}};
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
                                 {"index", entry.index},
                                 {"kind", entry.kind},
                                 {"inclusionProof", entry.inclusion_proof},
                                 {"signedEntryTimestamp", entry.signed_entry_timestamp}});
  }
  out["notChecked"] = report.not_checked;
  return out;
}

}  // namespace igp
