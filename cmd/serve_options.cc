// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "serve_options.h"

#include <algorithm>
#include <charconv>
#include <thread>

#include "http/server/listen_address.h"
#include "pack/build.h"
#include "rego/syntax/parser.h"

namespace igp {
namespace {

constexpr std::string_view kTls = "TLS";
constexpr std::string_view kLimits = "Limits";

std::chrono::milliseconds to_milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

Status check_rego(const std::string& path, std::string_view source) {
  return rego::check_syntax(path, std::string(source));
}

/// Builds a pack that has no tar, for development: only when asked for, and never in production.
Result<delivery::PackBuild> auto_build(const cli::Runtime& runtime) {
  if (runtime.env("MC_DEV_AUTO_BUILD_PACK") != "true") return delivery::PackBuild();
  if (runtime.env("NODE_ENV") == "production") return delivery::PackBuild();
  std::int64_t entry_time = pack::kDefaultEntryTime;
  if (const auto epoch = runtime.env("SOURCE_DATE_EPOCH")) {
    const char* const end = epoch->data() + epoch->size();
    const auto parsed = std::from_chars(epoch->data(), end, entry_time);
    if (parsed.ec != std::errc() || parsed.ptr != end || entry_time < 0) {
      return fail(ErrorCode::kUsage, "SOURCE_DATE_EPOCH is no time: {}", quote(*epoch));
    }
  }
  return [entry_time](const delivery::PackFiles& files) -> Status {
    const pack::BuildOptions options{.directory = files.source,
                                     .selection = {},
                                     .entry_time = entry_time,
                                     .check_rego = check_rego};
    const auto built = pack::write_pack(options, {.tar = files.tar, .manifest = files.manifest});
    if (!built) return Fail(built.error());
    return {};
  };
}

}  // namespace

void ServeOptions::describe(cli::FlagSet& flags) {
  using cli::Complete;
  using cli::Flag;
  flags.add(Flag{.name = "listen",
                 .label = "HOST:PORT",
                 .help = "Address to listen on; port 0 takes any free one.",
                 .into = &listen});
  flags.add(Flag{.name = "port-file",
                 .label = "FILE",
                 .help = "Write the port that is listened on to FILE.",
                 .complete = Complete::kFile,
                 .into = &port_file});
  flags.add(Flag{.name = "dist",
                 .label = "DIR",
                 .help = "Directory with the built packs.",
                 .complete = Complete::kDirectory,
                 .into = &roots.dist});
  flags.add(Flag{.name = "contracts",
                 .label = "DIR",
                 .help = "Directory with manifests and bundles.",
                 .complete = Complete::kDirectory,
                 .into = &roots.contracts});
  flags.add(Flag{.name = "threads",
                 .label = "N",
                 .help = "Threads that serve; 0 stands for one per processor.",
                 .into = &threads});
  flags.add(Flag{.name = "tls-cert",
                 .label = "FILE",
                 .help = "Certificate chain (PEM).",
                 .complete = Complete::kFile,
                 .into = &tls_cert,
                 .group = kTls});
  flags.add(Flag{.name = "tls-key",
                 .label = "FILE",
                 .help = "Private key (PEM).",
                 .complete = Complete::kFile,
                 .into = &tls_key,
                 .group = kTls});
  flags.add(Flag{.name = "max-connections",
                 .label = "N",
                 .help = "Connections beyond these are closed.",
                 .into = &max_connections,
                 .group = kLimits});
  flags.add(Flag{.name = "header-timeout",
                 .label = "SECONDS",
                 .help = "Time for a request's header.",
                 .into = &header_timeout,
                 .group = kLimits});
  flags.add(Flag{.name = "body-timeout",
                 .label = "SECONDS",
                 .help = "Time for a request's body.",
                 .into = &body_timeout,
                 .group = kLimits});
  flags.add(Flag{.name = "idle-timeout",
                 .label = "SECONDS",
                 .help = "Time between two requests of a connection.",
                 .into = &idle_timeout,
                 .group = kLimits});
  flags.add(Flag{.name = "write-timeout",
                 .label = "SECONDS",
                 .help = "Time for each MiB of an answer.",
                 .into = &write_timeout,
                 .group = kLimits});
  flags.add(Flag{.name = "drain-timeout",
                 .label = "SECONDS",
                 .help = "Time for running requests after SIGTERM.",
                 .into = &drain_timeout,
                 .group = kLimits});
}

Result<http::ServerOptions> ServeOptions::server() const {
  const auto address = IGP_TRY(http::ListenAddress::parse(listen));
  if (tls_cert.empty() != tls_key.empty()) {
    return fail(ErrorCode::kUsage, "--tls-cert and --tls-key belong together");
  }
  for (const double seconds :
       {header_timeout, body_timeout, idle_timeout, write_timeout, drain_timeout}) {
    // A day is for ever to a connection, and far from overflowing any clock.
    if (!(seconds > 0 && seconds <= 86400)) {
      return fail(ErrorCode::kUsage, "timeouts must be above 0 and at most 86400 seconds");
    }
  }
  if (threads < 0 || threads > 1024 || max_connections < 1 || max_connections > 1'000'000) {
    return fail(ErrorCode::kUsage, "--threads or --max-connections is out of range");
  }
  http::ServerOptions options;
  options.host = address.host;
  options.port = address.port;
  options.threads = threads > 0 ? static_cast<unsigned>(threads)
                                : std::max(1U, std::thread::hardware_concurrency());
  options.max_connections = static_cast<std::size_t>(max_connections);
  options.timeouts = {.header = to_milliseconds(header_timeout),
                      .body = to_milliseconds(body_timeout),
                      .idle = to_milliseconds(idle_timeout),
                      .write = to_milliseconds(write_timeout)};
  if (!tls_cert.empty()) options.tls = http::ServerCertificate{tls_cert, tls_key};
  return options;
}

Result<delivery::PackStoreOptions> ServeOptions::store(const cli::Runtime& runtime) const {
  auto build = IGP_TRY(auto_build(runtime));
  return delivery::PackStoreOptions{.roots = roots,
                                    .inline_bundle = runtime.env("MC_INLINE_BUNDLE") == "true",
                                    .build = std::move(build)};
}

std::chrono::milliseconds ServeOptions::drain_time() const {
  return to_milliseconds(drain_timeout);
}

}  // namespace igp
