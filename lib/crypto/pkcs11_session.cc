// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pkcs11_session.h"

#include <unistd.h>

#include <algorithm>

#include "base/io/fd.h"
#include "base/limits.h"
#include "base/shared_library.h"

namespace igp::crypto {
namespace {

/// Longer than any signature of a key that PublicKey accepts.
constexpr std::size_t kSignatureBytes = limits::kRsaBits / 8;

Status check(ck_rv_t answer, std::string_view what) {
  switch (answer) {
    case CKR_OK:
      return {};
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
    case CKR_PIN_LEN_RANGE:
      return fail(ErrorCode::kKeyPassword, "the PIN does not open the token");
    case CKR_PIN_LOCKED:
      return fail(ErrorCode::kKeyPassword, "the token's PIN is locked after too many wrong ones");
    case CKR_PIN_EXPIRED:
    case CKR_USER_PIN_NOT_INITIALIZED:
      return fail(ErrorCode::kKeyPassword, "the token's PIN has expired or was never set");
    default:
      return fail(ErrorCode::kSignerFailed, "PKCS #11: {} fails with {:#x}", what, answer);
  }
}

/// A field of fixed size, padded with blanks.
template <std::size_t Size>
std::string_view unpad(const unsigned char (&field)[Size]) {
  std::string_view text(reinterpret_cast<const char*>(field), Size);
  const std::size_t end = text.find_last_not_of(' ');
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

template <std::size_t Size>
bool fits_field(const std::optional<std::string>& want, const unsigned char (&field)[Size]) {
  return !want || *want == unpad(field);
}

Result<const ck_function_list*> load_module(const std::string& path) {
  if (path.empty()) {
    return Fail(error(ErrorCode::kUsage, "no PKCS #11 module was given")
                    .with_hint("add ?module-path=/path/to/module.so to the URI"));
  }
  if (::access(path.c_str(), F_OK) != 0) return Fail(errno_error("load", path));
  const auto library = SharedLibrary::open(path.c_str(), {});
  ck_rv_t (*get_list)(ck_function_list**) = nullptr;
  if (!library || !library->bind("C_GetFunctionList", get_list))
    return fail(ErrorCode::kSignerFailed, "{} is no PKCS #11 module", quote(path));
  ck_function_list* list = nullptr;
  IGP_CHECK(check(get_list(&list), "C_GetFunctionList"));
  if (list == nullptr || list->version.major < 2)
    return fail(ErrorCode::kSignerFailed, "{} is of an unknown PKCS #11 version", quote(path));
  return list;
}

}  // namespace

Result<std::unique_ptr<Pkcs11Session>> Pkcs11Session::open(const Pkcs11Uri& uri,
                                                           const PasswordSource& pin) {
  const ck_function_list* api = IGP_TRY(load_module(uri.module_path));
  std::unique_ptr<Pkcs11Session> out(new Pkcs11Session(*api, pin));
  IGP_CHECK(out->start());
  const ck_slot_id_t slot = IGP_TRY(out->choose_slot(uri));
  IGP_CHECK(check(api->C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &out->session_),
                  "C_OpenSession"));
  IGP_CHECK(out->login(slot));
  return out;
}

Pkcs11Session::~Pkcs11Session() {
  if (session_ != 0) api_.C_CloseSession(session_);
  if (started_) api_.C_Finalize(nullptr);
}

Status Pkcs11Session::start() {
  const ck_rv_t answer = api_.C_Initialize(nullptr);
  if (answer == CKR_CRYPTOKI_ALREADY_INITIALIZED) return {};
  IGP_CHECK(check(answer, "C_Initialize"));
  started_ = true;
  return {};
}

Result<bool> Pkcs11Session::fits(const Pkcs11Uri& uri, ck_slot_id_t slot) const {
  if (uri.slot_id && *uri.slot_id != slot) return false;
  ck_slot_info at{};
  IGP_CHECK(check(api_.C_GetSlotInfo(slot, &at), "C_GetSlotInfo"));
  ck_token_info token{};
  const ck_rv_t answer = api_.C_GetTokenInfo(slot, &token);
  // Somebody pulled it out, or it is a token of another standard.
  if (answer == CKR_TOKEN_NOT_PRESENT || answer == CKR_TOKEN_NOT_RECOGNIZED) return false;
  IGP_CHECK(check(answer, "C_GetTokenInfo"));
  return (token.flags & CKF_TOKEN_INITIALIZED) != 0 && fits_field(uri.token, token.label) &&
         fits_field(uri.manufacturer, token.manufacturer_id) &&
         fits_field(uri.model, token.model) && fits_field(uri.serial, token.serial_number) &&
         fits_field(uri.slot_description, at.slot_description) &&
         fits_field(uri.slot_manufacturer, at.manufacturer_id);
}

Result<ck_slot_id_t> Pkcs11Session::choose_slot(const Pkcs11Uri& uri) const {
  constexpr unsigned char kWithToken = 1;
  std::vector<ck_slot_id_t> slots(limits::kPkcs11Slots);
  unsigned long count = slots.size();
  IGP_CHECK(check(api_.C_GetSlotList(kWithToken, slots.data(), &count), "C_GetSlotList"));
  slots.resize(std::min<std::size_t>(count, slots.size()));
  std::vector<ck_slot_id_t> fitting;
  for (const ck_slot_id_t slot : slots) {
    if (IGP_TRY(fits(uri, slot))) fitting.push_back(slot);
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty()) return fail(ErrorCode::kSignerKeyMissing, "no token fits the PKCS #11 URI");
  return Fail(error(ErrorCode::kSignerKeyMissing, "{} tokens fit the PKCS #11 URI", fitting.size())
                  .with_hint("name one by token=, serial= or slot-id="));
}

Status Pkcs11Session::login_as(ck_user_type_t user) const {
  SecretBytes pin;
  if (!keypad_) pin = IGP_TRY(pin_());
  const ck_rv_t answer =
      api_.C_Login(session_, user, keypad_ ? nullptr : pin.data(), keypad_ ? 0 : pin.size());
  return answer == CKR_USER_ALREADY_LOGGED_IN ? Status() : check(answer, "C_Login");
}

Status Pkcs11Session::login(ck_slot_id_t slot) {
  ck_token_info token{};
  IGP_CHECK(check(api_.C_GetTokenInfo(slot, &token), "C_GetTokenInfo"));
  keypad_ = (token.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
  if ((token.flags & CKF_LOGIN_REQUIRED) == 0) return {};
  return login_as(CKU_USER);
}

Result<std::vector<ck_object_handle_t>> Pkcs11Session::find(
    std::vector<ck_attribute> attributes) const {
  IGP_CHECK(check(api_.C_FindObjectsInit(session_, attributes.data(), attributes.size()),
                  "C_FindObjectsInit"));
  std::vector<ck_object_handle_t> out(limits::kPkcs11Objects);
  unsigned long count = 0;
  const Status found =
      check(api_.C_FindObjects(session_, out.data(), out.size(), &count), "C_FindObjects");
  IGP_CHECK(check(api_.C_FindObjectsFinal(session_), "C_FindObjectsFinal"));
  IGP_CHECK(found);
  out.resize(std::min<std::size_t>(count, out.size()));
  return out;
}

Bytes Pkcs11Session::attribute(ck_object_handle_t object, ck_attribute_type_t type) const {
  ck_attribute wanted{.type = type, .value = nullptr, .value_len = 0};
  // An attribute that is sensitive or not there leaves CK_UNAVAILABLE_INFORMATION as its length.
  if (api_.C_GetAttributeValue(session_, object, &wanted, 1) != CKR_OK ||
      wanted.value_len > limits::kPkcs11AttributeBytes) {
    return {};
  }
  Bytes out(wanted.value_len);
  wanted.value = out.data();
  if (api_.C_GetAttributeValue(session_, object, &wanted, 1) != CKR_OK) return {};
  out.resize(std::min<std::size_t>(wanted.value_len, out.size()));
  return out;
}

Result<Bytes> Pkcs11Session::sign(ck_object_handle_t key, ck_mechanism_type_t mechanism,
                                  ByteView data) const {
  ck_mechanism with{.mechanism = mechanism, .parameter = nullptr, .parameter_len = 0};
  IGP_CHECK(check(api_.C_SignInit(session_, &with, key), "C_SignInit"));
  const Bytes each_time = attribute(key, CKA_ALWAYS_AUTHENTICATE);
  if (!each_time.empty() && each_time.front() != 0) IGP_CHECK(login_as(CKU_CONTEXT_SPECIFIC));
  Bytes input(data.begin(), data.end());  // the interface takes no pointer to const
  Bytes out(kSignatureBytes);
  unsigned long size = out.size();
  IGP_CHECK(check(api_.C_Sign(session_, input.data(), input.size(), out.data(), &size), "C_Sign"));
  out.resize(std::min<std::size_t>(size, out.size()));
  return out;
}

}  // namespace igp::crypto
