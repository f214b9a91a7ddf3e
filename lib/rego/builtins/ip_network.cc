// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/ip_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "base/ascii.h"

namespace igp::rego {
namespace {

constexpr UInt128 kMapped = static_cast<UInt128>(0xFFFF) << 32;
constexpr int kGroups = 8;

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// Takes a number at the front of `text`; nothing without digits, or with too many.
std::optional<unsigned> take_number(std::string_view& text, int base) {
  unsigned value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (parsed.ec != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  return value;
}

std::unexpected<IpFault> wrong(std::string_view what, std::string_view at = {}) {
  return std::unexpected(IpFault{what, at});
}

std::expected<std::uint32_t, IpFault> parse_v4(std::string_view text) {
  std::uint32_t out = 0;
  unsigned number = 0;
  int dots = 0;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      if (digits == 1 && number == 0) return wrong("IPv4 field has octet with leading zero");
      number = number * 10 + static_cast<unsigned>(text[i] - '0');
      ++digits;
      if (number > 0xFF) return wrong("IPv4 field has value >255");
    } else if (text[i] != '.') {
      return wrong("unexpected character", text.substr(i));
    } else {
      if (digits == 0 || i + 1 == text.size()) {
        return wrong("IPv4 field must have at least one digit", text.substr(i));
      }
      if (dots == 3) return wrong("IPv4 address too long");
      out = out << 8 | number;
      ++dots;
      number = 0;
      digits = 0;
    }
  }
  if (dots != 3) return wrong("IPv4 address too short");
  return out << 8 | number;
}

// Groups of an IPv6 address in the order they are read.
class V6Parser {
 public:
  explicit V6Parser(std::string_view text) : rest_(text) {}

  std::expected<UInt128, IpFault> run() {
    if (rest_.starts_with("::")) {
      rest_.remove_prefix(2);
      gap_ = 0;
    }
    while (!rest_.empty() && count_ < kGroups) {
      if (const auto taken = take_group(); !taken) return std::unexpected(taken.error());
    }
    if (!rest_.empty()) return wrong("trailing garbage after address", rest_);
    if (gap_ < 0 && count_ < kGroups) return wrong("address string too short");
    if (gap_ >= 0 && count_ == kGroups) {
      return wrong("the :: must expand to at least one field of zeros");
    }
    return joined();
  }

 private:
  using Taken = std::expected<void, IpFault>;

  // A group with the colons after it, or the IPv4 address that is the last two groups.
  Taken take_group() {
    const std::string_view before = rest_;
    const std::size_t digits =
        std::min(rest_.find_first_not_of("0123456789abcdefABCDEF"), rest_.size());
    if (digits > 4) return wrong("each group must have 4 or less digits", before);
    const auto group = take_number(rest_, 16);
    if (!group) return wrong("each colon-separated field must have at least one digit", before);
    if (rest_.starts_with('.')) return take_v4(before);
    groups_[count_++] = *group;
    if (rest_.empty()) return {};
    if (!rest_.starts_with(':')) return wrong("unexpected character, want colon", rest_);
    if (rest_.size() == 1) return wrong("colon must be followed by more characters", rest_);
    take(rest_, ':');
    if (rest_.starts_with(':')) {
      if (gap_ >= 0) return wrong("multiple :: in address", rest_);
      take(rest_, ':');
      gap_ = static_cast<int>(count_);
    }
    return {};
  }
  Taken take_v4(std::string_view text) {
    if (gap_ < 0 && count_ != kGroups - 2) {
      return wrong("embedded IPv4 address must replace the final 2 fields of the address", text);
    }
    if (count_ + 2 > kGroups) {
      return wrong("too many hex fields to fit an embedded IPv4 at the end of the address", text);
    }
    const auto v4 = parse_v4(text);
    if (!v4) return std::unexpected(v4.error());
    groups_[count_++] = *v4 >> 16;
    groups_[count_++] = *v4 & 0xFFFF;
    rest_ = {};
    return {};
  }
  [[nodiscard]] UInt128 joined() const {
    UInt128 out = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      if (static_cast<int>(i) == gap_) out <<= 16 * (kGroups - count_);
      out = out << 16 | groups_[i];
    }
    // Shifting by all bits at once is not defined, and zero needs no shift.
    if (gap_ == static_cast<int>(count_) && count_ != 0) out <<= 16 * (kGroups - count_);
    return out;
  }

  std::string_view rest_;
  std::array<unsigned, kGroups> groups_{};
  std::size_t count_ = 0;
  int gap_ = -1;  // before which group "::" stands
};

std::string v6_text(UInt128 bits) {
  const auto group = [&](int i) { return static_cast<unsigned>(bits >> (112 - 16 * i)) & 0xFFFF; };
  int gap = 0;
  int length = 1;  // a single zero is not worth a gap
  for (int i = 0; i < kGroups; ++i) {
    int end = i;
    while (end < kGroups && group(end) == 0) ++end;
    if (end - i > length) {
      gap = i;
      length = end - i;
    }
  }
  std::string out;
  for (int i = 0; i < kGroups; ++i) {
    if (length > 1 && i == gap) {
      out += "::";
      i += length - 1;
      continue;
    }
    if (!out.empty() && !out.ends_with(':')) out += ':';
    out += fmt::format("{:x}", group(i));
  }
  return out;
}

UInt128 host_bits(int prefix) {
  return prefix == 128 ? 0 : static_cast<UInt128>(-1) >> static_cast<unsigned>(prefix);
}

}  // namespace

std::expected<IpAddress, IpFault> IpAddress::parse(std::string_view text) {
  const std::size_t mark = text.find_first_of(".:%");
  if (mark == std::string_view::npos) return wrong("unable to parse IP");
  if (text[mark] == '%') return wrong("missing IPv6 address");
  if (text[mark] == '.') {
    const auto v4 = parse_v4(text);
    if (!v4) return std::unexpected(v4.error());
    return IpAddress{kMapped | *v4};
  }
  const auto v6 = V6Parser(text).run();
  if (!v6) return std::unexpected(v6.error());
  return IpAddress{*v6};
}

std::string IpAddress::text() const {
  if (!is_v4()) return v6_text(bits);
  const auto byte = [&](int shift) { return static_cast<unsigned>(bits >> shift) & 0xFF; };
  return fmt::format("{}.{}.{}.{}", byte(24), byte(16), byte(8), byte(0));
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  // How it is written says how its prefix counts: "::ffff:10.0.0.0/104" is "10.0.0.0/8".
  const bool dotted = !text.substr(0, slash).contains(':');
  text.remove_prefix(slash + 1);
  const auto length = take_number(text, 10);
  if (!length || !text.empty() || *length > (dotted ? 32U : 128U)) return std::nullopt;
  IpNetwork out{*address, static_cast<int>(*length) + (dotted ? 96 : 0)};
  out.address.bits = out.first();
  return out;
}

UInt128 IpNetwork::first() const { return address.bits & ~host_bits(prefix); }

UInt128 IpNetwork::last() const { return address.bits | host_bits(prefix); }

bool IpNetwork::contains(const IpAddress& other) const {
  const IpAddress start{first()};
  return start.is_v4() == other.is_v4() && start.bits == (other.bits & ~host_bits(prefix));
}

std::string IpNetwork::text() const {
  return fmt::format("{}/{}", address.text(), address.is_v4() ? prefix - 96 : prefix);
}

}  // namespace igp::rego
