// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/strict_reader.h"

#include <algorithm>

namespace igp::archive {
namespace {

bool all_zero(ByteView bytes) {
  return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

std::uint64_t round_up(std::uint64_t value, std::uint64_t unit) {
  return (value + unit - 1) / unit * unit;
}

/// Why a type of entry is refused, or nothing for those that can be canonical.
std::string_view reason_against_type(char type) {
  switch (type) {
    case '0':
    case '5':
    case 'L':
      return {};
    case '\0':
      return "old-style regular file";
    case '1':
      return "hard link";
    case '2':
      return "symbolic link";
    case '3':
      return "character device";
    case '4':
      return "block device";
    case '6':
      return "fifo";
    case '7':
      return "contiguous file";
    case 'x':
    case 'X':
      return "pax extended header";
    case 'g':
      return "pax global header";
    case 'K':
      return "long link name";
    case 'S':
      return "sparse file";
    case 'M':
      return "continuation of another volume";
    case 'V':
      return "volume label";
    case 'D':
      return "incremental dump directory";
    default:
      return "unknown entry type";
  }
}

/// Links, devices and their like endanger whoever extracts them; the others are merely not ours.
ErrorCode code_of_type(char type) {
  return std::string_view("123467KS").find(type) != std::string_view::npos
             ? ErrorCode::kArchiveUnsafe
             : ErrorCode::kArchiveMalformed;
}

/// The name field without the NULs after it.
std::string name_in(const Block& block) {
  const std::string_view name = as_text(field_of(block, field::kName));
  return std::string(name.substr(0, name.find('\0')));
}

/// Whether the checksum field holds `sum` in any of the usual spellings. Only for the reason
/// given: that the spelling is canonical is seen when the header is encoded again.
bool checksum_matches(const Block& block, std::uint32_t sum) {
  std::uint32_t value = 0;
  for (const std::uint8_t c : field_of(block, field::kChecksum)) {
    if (c >= '0' && c <= '7') value = value * 8 + (c - '0');
  }
  return value == sum;
}

}  // namespace

StrictReader::StrictReader(EntryHandler& handler, std::vector<std::string> leading,
                           ArchiveLimits limits)
    : handler_(handler), order_(std::move(leading)), limits_(limits) {}

Error StrictReader::malformed(std::string_view reason) const {
  return error(ErrorCode::kArchiveMalformed, "{} (archive offset {})", reason,
               offset_ - std::min<std::uint64_t>(offset_, kBlockBytes));
}

Status StrictReader::feed(ByteView bytes) {
  while (!bytes.empty()) IGP_CHECK(take(bytes));
  return {};
}

Status StrictReader::take(ByteView& bytes) {
  return state_ == State::kContent ? take_content(bytes) : take_block(bytes);
}

Status StrictReader::take_block(ByteView& bytes) {
  const std::size_t count = std::min(bytes.size(), kBlockBytes - filled_);
  std::ranges::copy(bytes.first(count), block_.begin() + static_cast<std::ptrdiff_t>(filled_));
  bytes = bytes.subspan(count);
  filled_ += count;
  offset_ += count;
  if (filled_ < kBlockBytes) return {};
  filled_ = 0;
  return on_block();
}

Status StrictReader::take_content(ByteView& bytes) {
  const bool is_padding = content_left_ == 0;
  const std::uint64_t left = is_padding ? padding_left_ : content_left_;
  const ByteView piece = bytes.first(std::min<std::uint64_t>(bytes.size(), left));
  bytes = bytes.subspan(piece.size());
  offset_ += piece.size();
  if (is_padding) {
    if (!all_zero(piece)) return Fail(malformed("padding after a file is not zero"));
    padding_left_ -= piece.size();
  } else {
    content_left_ -= piece.size();
    IGP_CHECK(handler_.on_data(piece));
  }
  if (content_left_ == 0 && padding_left_ == 0) state_ = State::kHeader;
  return {};
}

Status StrictReader::on_block() {
  switch (state_) {
    case State::kHeader:
      return on_header();
    case State::kLongName:
      return on_long_name_block();
    case State::kEnd:
      return on_end_block();
    case State::kContent:
      break;
  }
  return fail(ErrorCode::kInternal, "block in the middle of a file");
}

Status StrictReader::on_header() {
  if (all_zero(block_)) {
    if (has_long_name_) return Fail(malformed("long name without its entry"));
    archive_bytes_ = round_up(offset_ + kBlockBytes, kRecordBytes);
    state_ = State::kEnd;
    return {};
  }
  if (!checksum_matches(block_, header_sum(block_))) {
    return Fail(malformed("header checksum is wrong"));
  }
  if (as_text(field_of(block_, field::kMagic)) != kGnuMagic) {
    return Fail(malformed("header is not of GNU tar's format"));
  }
  const char type = static_cast<char>(block_[field::kType.offset]);
  if (const std::string_view reason = reason_against_type(type); !reason.empty()) {
    return fail(code_of_type(type), "{}: {}", quote(name_in(block_)), reason);
  }
  const auto mode = decode_number(field_of(block_, field::kMode));
  const auto size = decode_number(field_of(block_, field::kSize));
  const auto mtime = decode_number(field_of(block_, field::kMtime));
  if (!mode || !size || !mtime) return Fail(malformed("number in header is not canonical"));
  Header header{.name = name_in(block_),
                .type = static_cast<TypeFlag>(type),
                .mode = static_cast<std::uint32_t>(*mode),
                .size = static_cast<std::uint64_t>(*size),
                .mtime = *mtime};
  if (encode_header(header) != block_) {
    return Fail(malformed("header is not the canonical one for its entry"));
  }
  return header.type == TypeFlag::kLongName ? on_long_name_header(header)
                                            : on_entry(std::move(header));
}

Status StrictReader::on_long_name_header(const Header& header) {
  if (has_long_name_) return Fail(malformed("two long names for one entry"));
  if (header.size > limits::kArchiveNameBytes + 4) {
    return fail(ErrorCode::kLimitExceeded, "name of {} bytes in archive", header.size);
  }
  if (header.size <= kNameFieldBytes + 1) return Fail(malformed("long name that is not long"));
  long_name_bytes_ = static_cast<std::size_t>(header.size);
  if (encode_long_name_header(long_name_bytes_ - 1) != block_) {
    return Fail(malformed("header of a long name is not the canonical one"));
  }
  long_name_.clear();
  has_long_name_ = true;
  state_ = State::kLongName;
  return {};
}

Status StrictReader::on_long_name_block() {
  long_name_ += as_text(block_);
  if (long_name_.size() < long_name_bytes_) return {};
  const std::size_t end = long_name_bytes_ - 1;
  if (long_name_.find('\0') != end ||
      long_name_.find_first_not_of('\0', end) != std::string::npos) {
    return Fail(malformed("long name does not end where its size says"));
  }
  long_name_.resize(end);
  state_ = State::kHeader;
  return {};
}

Status StrictReader::check_entry(const Header& header) {
  const bool is_directory = header.type == TypeFlag::kDirectory;
  if (header.mode != 0755 && (is_directory || header.mode != 0644)) {
    return fail(ErrorCode::kArchiveMalformed, "{}: mode {:04o}", quote(header.name), header.mode);
  }
  if (mtime_ && *mtime_ != header.mtime) {
    return fail(ErrorCode::kArchiveMalformed, "{}: time differs from that of other entries",
                quote(header.name));
  }
  mtime_ = header.mtime;
  if (is_directory && header.size != 0) {
    return fail(ErrorCode::kArchiveMalformed, "{}: directory with content", quote(header.name));
  }
  if (header.size > limits_.file_bytes || header.size > limits_.total_bytes - total_bytes_) {
    return fail(ErrorCode::kLimitExceeded, "{}: {} bytes are more than an archive may hold",
                quote(header.name), header.size);
  }
  total_bytes_ += header.size;
  if (++entries_ > limits_.entries) {
    return fail(ErrorCode::kLimitExceeded, "archive has more than {} entries", limits_.entries);
  }
  return {};
}

Status StrictReader::on_entry(Header header) {
  if (has_long_name_) {
    if (!long_name_.starts_with(header.name) || header.name.size() != kNameFieldBytes) {
      return Fail(malformed("long name and short name differ"));
    }
    header.name = std::move(long_name_);
    has_long_name_ = false;
  }
  IGP_CHECK(check_entry(header));
  std::string_view name = header.name;
  const bool is_directory = header.type == TypeFlag::kDirectory;
  if (name.ends_with('/') != is_directory) {
    return fail(ErrorCode::kArchiveMalformed, "{}: name and type of entry differ", quote(name));
  }
  if (is_directory) name.remove_suffix(1);
  if (!name.starts_with("./")) {
    // Names that also escape are the worse kind; parse() tells them apart.
    IGP_CHECK(CanonicalPath::parse(name));
    return fail(ErrorCode::kArchiveMalformed, "{}: name does not begin with './'", quote(name));
  }
  CanonicalPath path = IGP_TRY(CanonicalPath::parse(name.substr(2)));
  IGP_CHECK(order_.add(path, is_directory));
  content_left_ = header.size;
  padding_left_ = padding_after(header.size);
  if (content_left_ != 0) state_ = State::kContent;
  return handler_.on_entry(Entry{.path = std::move(path),
                                 .is_directory = is_directory,
                                 .is_executable = !is_directory && header.mode == 0755,
                                 .size = header.size});
}

Status StrictReader::on_end_block() {
  if (offset_ > archive_bytes_) return Fail(malformed("data after the end of the archive"));
  if (!all_zero(block_)) return Fail(malformed("end of archive is not zero"));
  return {};
}

Status StrictReader::finish() {
  if (state_ != State::kEnd || filled_ != 0 || offset_ != archive_bytes_) {
    return fail(ErrorCode::kArchiveMalformed, "archive ends early, at byte {}", offset_);
  }
  return {};
}

}  // namespace igp::archive
