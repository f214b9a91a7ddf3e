// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// ServeOptions: the command line and environment of `igpack serve`.
#pragma once

#include <string>

#include "cli/command.h"
#include "delivery/serve/pack_store.h"
#include "http/server/server.h"

namespace igp {

struct ServeOptions {
  void describe(cli::FlagSet& flags);
  /// The server's part. Fails with kUsage.
  [[nodiscard]] Result<http::ServerOptions> server() const;
  /// The store's part, with MC_INLINE_BUNDLE, MC_DEV_AUTO_BUILD_PACK, NODE_ENV and
  /// SOURCE_DATE_EPOCH of the environment. Fails with kUsage.
  [[nodiscard]] Result<delivery::PackStoreOptions> store(const cli::Runtime& runtime) const;
  [[nodiscard]] std::chrono::milliseconds drain_time() const;

  std::string listen = "127.0.0.1:8080";
  std::string port_file;
  delivery::PackRoots roots;
  std::int64_t threads = 0;  ///< 0: one per processor
  std::string tls_cert;
  std::string tls_key;
  std::int64_t max_connections = 4096;
  double header_timeout = 10;  ///< seconds, as all of them
  double body_timeout = 30;
  double idle_timeout = 60;
  double write_timeout = 30;
  double drain_timeout = 20;
};

}  // namespace igp
