// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence_record.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/io/file.h"
#include "base/limits.h"
#include "evidence/store.h"
#include "http/client/network_client.h"
#include "http/client/status.h"

namespace igp {
namespace {

Result<evidence::Snapshot> load_snapshot(const std::string& file) {
  const std::string text =
      file == "-" ? IGP_TRY(read_fd(STDIN_FILENO, "standard input", limits::kEvidenceBytes))
                  : IGP_TRY(read_file(file, limits::kEvidenceBytes));
  auto snapshot = evidence::parse_snapshot(text);
  if (!snapshot) return Fail(std::move(snapshot).error().in(quote(file)));
  return snapshot;
}

void print(const evidence::Snapshot& snapshot, cli::Output& output) {
  if (output.json()) {
    output.out_json({{"recorded", evidence::snapshot_to_json(snapshot)}});
  } else {
    output.out(
        fmt::format("recorded {} {}\n", quote(snapshot.service), quote(snapshot.release_id)));
  }
}

}  // namespace

Result<cli::ExitCode> record_locally(const std::string& file, const std::string& database,
                                     cli::Runtime& runtime, cli::Output& output) {
  const evidence::Snapshot snapshot = IGP_TRY(load_snapshot(file));
  const auto store = IGP_TRY(evidence::Store::open(database));
  IGP_CHECK(store->record(snapshot, runtime.clock->now()));
  print(snapshot, output);
  return cli::ExitCode::kOk;
}

Result<cli::ExitCode> record_remotely(const std::string& file, http::HttpRequest request,
                                      cli::Output& output) {
  const evidence::Snapshot snapshot = IGP_TRY(load_snapshot(file));
  request.method = "POST";
  request.headers.set("Content-Type", "application/json");
  request.body = evidence::encode_snapshot(snapshot);
  // Sent once: a repeated request would record the snapshot twice.
  const auto client = http::make_network_client();
  IGP_CHECK(http::check_status(request, IGP_TRY(client->send(request))));
  print(snapshot, output);
  return cli::ExitCode::kOk;
}

}  // namespace igp
