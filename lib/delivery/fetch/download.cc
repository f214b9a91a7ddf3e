// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/download.h"

#include "base/io/file.h"
#include "base/io/unnamed_file.h"
#include "http/client/status.h"

namespace igp::delivery {
namespace {

/// Takes the stream of one attempt after another; only the last one counts.
class Receiver {
 public:
  Receiver(bool any_type, const std::string& directory, Diag& diag)
      : any_type_(any_type), directory_(directory), diag_(diag) {}

  Status begin(const http::HttpAnswer& answer);
  Status take(ByteView bytes);
  /// The digest after the last byte, compared with what was announced.
  Result<crypto::Digest> finish();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] PackHead& head() { return *head_; }
  [[nodiscard]] UniqueFd& file() { return file_; }

 private:
  bool any_type_;
  const std::string& directory_;
  Diag& diag_;
  UniqueFd file_;
  std::optional<PackHead> head_;
  std::uint64_t size_ = 0;
  std::vector<crypto::Hasher> hashers_;  ///< SHA-256, then one per announced digest
};

Status Receiver::begin(const http::HttpAnswer& answer) {
  head_ = IGP_TRY(check_pack_head(answer, any_type_));
  const bool small = head_->length && *head_->length <= limits::kDownloadInMemoryBytes;
  file_ = IGP_TRY(small ? open_memory_file() : open_unnamed_file(directory_));
  size_ = 0;
  hashers_.clear();
  hashers_.emplace_back();
  for (const crypto::Digest& digest : head_->digests) {
    if (digest.algorithm() != crypto::HashAlgorithm::kSha256) {
      hashers_.emplace_back(digest.algorithm());
    }
  }
  return {};
}

Status Receiver::take(ByteView bytes) {
  size_ += bytes.size();
  for (crypto::Hasher& hasher : hashers_) hasher.update(bytes);
  diag_.progress("fetching", size_, head_->length.value_or(0));
  return write_all(file_.get(), "the download", bytes);
}

Result<crypto::Digest> Receiver::finish() {
  std::vector<crypto::Digest> got;
  for (crypto::Hasher& hasher : hashers_) got.push_back(hasher.finish());
  for (const crypto::Digest& want : head_->digests) {
    for (const crypto::Digest& have : got) {
      if (have.algorithm() != want.algorithm() || have == want) continue;
      return Fail(error(ErrorCode::kDigestMismatch,
                        "the pack has the digest {}, not {} as announced", have.str(), want.str())
                      .with_hint("the download was damaged, or the server's files disagree"));
    }
  }
  return got.front();
}

}  // namespace

Result<std::optional<Download>> download_pack(const Channel& channel,
                                              const http::HttpRequest& request, bool any_type,
                                              const std::string& directory) {
  Receiver receiver(any_type, directory, channel.host.diag);
  const http::BodyStream stream{
      .head = [&](const http::HttpAnswer& answer) { return receiver.begin(answer); },
      .body = [&](ByteView bytes) { return receiver.take(bytes); }};
  http::HttpAnswer answer =
      IGP_TRY(http::send_with_retry(channel.client, request, &stream, channel.retry, channel.host));
  if (answer.status == 304 && request.headers.has("If-None-Match")) return std::nullopt;
  IGP_CHECK(http::check_status(request, std::move(answer)));
  crypto::Digest sha256 = IGP_TRY(receiver.finish());
  return Download{.file = std::move(receiver.file()),
                  .size = receiver.size(),
                  .sha256 = std::move(sha256),
                  .head = std::move(receiver.head())};
}

}  // namespace igp::delivery
