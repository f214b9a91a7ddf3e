// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Whole files and streams of bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/io/fd.h"
#include "base/result.h"

namespace igp {

/// Receives consecutive pieces of a stream; an error stops the stream and is passed on.
using ByteSink = std::function<Status(ByteView)>;

/// Opens for reading, close-on-exec. Fails with kFileNotFound or kIo.
Result<UniqueFd> open_to_read(const std::string& path);

/// The whole file. Fails with kLimitExceeded when it holds more than `max_bytes`.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

/// Everything up to end of file, as read_file; `name` stands for the file in errors.
Result<std::string> read_fd(int fd, std::string_view name, std::size_t max_bytes);

/// Hands a file's content to `sink` in pieces of up to 64 KiB; returns the number of bytes.
Result<std::uint64_t> stream_fd(int fd, std::string_view name, const ByteSink& sink);

/// Writes all of `bytes`. Fails with kIo.
Status write_all(int fd, std::string_view name, ByteView bytes);

}  // namespace igp
