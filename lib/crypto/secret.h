// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// SecretBytes: memory that is overwritten before it is given back.
#pragma once

#include <string_view>
#include <utility>

#include "base/bytes.h"

namespace igp::crypto {

/// Bytes nobody should find in a core dump: passwords, private keys. Moved, never copied.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size) : bytes_(size) {}
  explicit SecretBytes(std::string_view text) : bytes_(text.begin(), text.end()) {}
  SecretBytes(SecretBytes&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    bytes_.swap(other.bytes_);
    return *this;
  }
  ~SecretBytes();

  [[nodiscard]] ByteView view() const { return bytes_; }
  [[nodiscard]] std::string_view text() const { return as_text(bytes_); }
  [[nodiscard]] std::uint8_t* data() { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }

 private:
  Bytes bytes_;
};

/// Overwrites `size` bytes at `data`, also where the compiler sees nobody reading them.
void wipe(void* data, std::size_t size);

}  // namespace igp::crypto
