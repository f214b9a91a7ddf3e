// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What a command line of `verify` names, read once each.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diag.h"
#include "cli/command.h"
#include "cli/groups/http.h"
#include "digest_argument.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"

namespace igp {

/// Where inputs other than artifacts come from: a file, standard input ("-"), or an http or https
/// URL, which is the only one that makes a connection. A file of such a name is reached as
/// ./http:...
class InputReader {
 public:
  /// All must outlive the reader.
  InputReader(const cli::HttpFlags& http, const cli::Runtime& runtime, Diag& diag)
      : http_(http), runtime_(runtime), diag_(diag) {}

  /// Fails as read_file or http::check_status.
  [[nodiscard]] Result<std::string> read(const std::string& name, std::size_t max_bytes) const;

 private:
  [[nodiscard]] Result<std::string> download(const std::string& url, std::size_t max_bytes) const;

  const cli::HttpFlags& http_;
  const cli::Runtime& runtime_;
  Diag& diag_;
};

/// The bundle of that name. Fails as InputReader::read or parse_bundle.
Result<sigstore::Bundle> read_bundle(const std::string& name, const InputReader& inputs);

/// One artifact, which signatures may need in different forms: a file is read once for each, a
/// digest_argument() stands for content that is elsewhere.
class ArtifactReader {
 public:
  explicit ArtifactReader(std::string name)
      : name_(std::move(name)), digest_(digest_argument(name_)) {}

  /// Fails as sigstore::read_artifact; with kUsage when standard input would be read twice.
  Result<sigstore::Artifact> read(const sigstore::ArtifactNeeds& needs);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// Whether only a digest was given.
  [[nodiscard]] bool is_digest() const { return digest_.has_value(); }

 private:
  std::string name_;
  std::optional<crypto::Digest> digest_;
  std::vector<std::pair<sigstore::ArtifactNeeds, sigstore::Artifact>> known_;
};

}  // namespace igp
