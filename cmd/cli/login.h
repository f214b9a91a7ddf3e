// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TerminalLogin: a person at this machine's terminal who logs in at an identity provider.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "base/io/fd.h"
#include "base/result.h"
#include "sigstore/sign/login.h"

namespace igp::cli {

/// Listens on a port of 127.0.0.1 for the browser that comes back, while it lives.
class TerminalLogin final : public sigstore::LoginHost {
 public:
  /// Fails with kUsage when there is no terminal, or kIo.
  static Result<TerminalLogin> open();

  Status show_code(std::string_view url, std::string_view code) override;
  [[nodiscard]] const std::string& redirect_uri() const override { return redirect_uri_; }
  Result<std::string> browse(const std::string& url, const std::atomic<bool>* cancel) override;

 private:
  TerminalLogin(UniqueFd terminal, UniqueFd listener, std::uint16_t port);
  Status tell(std::string_view text);
  Result<UniqueFd> accept_one(const std::atomic<bool>* cancel);

  UniqueFd terminal_;
  UniqueFd listener_;
  std::string redirect_uri_;
  int waited_ms_ = 0;
};

/// The query of a request for the page that browsers come back to, from the request's first line;
/// nothing for any other request.
std::optional<std::string> redirect_query(std::string_view request_head);

}  // namespace igp::cli
