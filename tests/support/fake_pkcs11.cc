// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "support/fake_pkcs11.h"

#include <algorithm>
#include <cstring>

namespace {

using igp::testing::FakeToken;

constexpr ck_object_handle_t kPublicKey = 100000;

FakeToken token;
std::vector<ck_object_handle_t> found;

template <std::size_t Size>
void pad(unsigned char (&field)[Size], std::string_view text) {
  std::memset(field, ' ', Size);
  std::memcpy(field, text.data(), text.size());
}

ck_rv_t initialize(void* /*args*/) { return CKR_OK; }
ck_rv_t finalize(void* /*reserved*/) { return CKR_OK; }

ck_rv_t get_slot_list(unsigned char /*present*/, ck_slot_id_t* list, unsigned long* count) {
  const bool fits = *count >= token.slots;
  *count = token.slots;
  if (!fits) return CKR_BUFFER_TOO_SMALL;
  for (unsigned long i = 0; i < token.slots; ++i) list[i] = i;
  return CKR_OK;
}

ck_rv_t get_slot_info(ck_slot_id_t /*slot*/, ck_slot_info* info) {
  pad(info->slot_description, "slot");
  pad(info->manufacturer_id, "maker of slots");
  return CKR_OK;
}

ck_rv_t get_token_info(ck_slot_id_t /*slot*/, ck_token_info* info) {
  pad(info->label, "fake token");
  pad(info->manufacturer_id, "maker");
  pad(info->model, "model");
  pad(info->serial_number, "42");
  info->flags = token.flags;
  return CKR_OK;
}

ck_rv_t open_session(ck_slot_id_t /*slot*/, ck_flags_t /*flags*/, void* /*application*/,
                     ck_notify_t /*notify*/, ck_session_handle_t* session) {
  *session = 1;
  return CKR_OK;
}
ck_rv_t close_session(ck_session_handle_t /*session*/) { return CKR_OK; }

ck_rv_t login(ck_session_handle_t /*session*/, ck_user_type_t /*user*/, unsigned char* pin,
              unsigned long size) {
  ++token.logins;
  token.used_keypad = pin == nullptr;
  if (token.used_keypad) return CKR_OK;
  const std::string_view given(reinterpret_cast<const char*>(pin), size);
  return given == token.pin ? CKR_OK : CKR_PIN_INCORRECT;
}

ck_rv_t find_objects_init(ck_session_handle_t /*session*/, ck_attribute* attributes,
                          unsigned long count) {
  found.clear();
  for (unsigned long i = 0; i < count; ++i) {
    if (attributes[i].type != CKA_CLASS) continue;
    ck_object_class_t wanted = 0;
    std::memcpy(&wanted, attributes[i].value, sizeof wanted);
    if (wanted == CKO_PUBLIC_KEY && token.has_public_key) found.push_back(kPublicKey);
    for (unsigned long k = 0; wanted == CKO_PRIVATE_KEY && k < token.keys; ++k)
      found.push_back(k + 1);
  }
  return CKR_OK;
}

ck_rv_t find_objects(ck_session_handle_t /*session*/, ck_object_handle_t* objects,
                     unsigned long max, unsigned long* count) {
  *count = std::min<unsigned long>(max, found.size());
  std::copy_n(found.begin(), *count, objects);
  return CKR_OK;
}
ck_rv_t find_objects_final(ck_session_handle_t /*session*/) { return CKR_OK; }

ck_rv_t answer(ck_attribute* attribute, const void* value, std::size_t size) {
  if (attribute->value != nullptr) std::memcpy(attribute->value, value, size);
  attribute->value_len = size;
  return CKR_OK;
}

ck_rv_t get_attribute_value(ck_session_handle_t /*session*/, ck_object_handle_t /*object*/,
                            ck_attribute* attribute, unsigned long /*count*/) {
  const auto bytes = [&](const std::vector<std::uint8_t>& value) {
    return answer(attribute, value.data(), value.size());
  };
  const unsigned char always = token.always_authenticate ? 1 : 0;
  switch (attribute->type) {
    case CKA_ID:
      return answer(attribute, "\x01", 1);
    case CKA_KEY_TYPE:
      return answer(attribute, &token.key_type, sizeof token.key_type);
    case CKA_ALWAYS_AUTHENTICATE:
      return answer(attribute, &always, 1);
    case CKA_EC_PARAMS:
      return bytes(token.ec_params);
    case CKA_EC_POINT:
      return bytes(token.ec_point);
    case CKA_MODULUS:
      return bytes(token.modulus);
    case CKA_PUBLIC_EXPONENT:
      return bytes(token.exponent);
    default:
      attribute->value_len = CK_UNAVAILABLE_INFORMATION;
      return CKR_ATTRIBUTE_TYPE_INVALID;
  }
}

ck_rv_t sign_init(ck_session_handle_t /*session*/, ck_mechanism* mechanism,
                  ck_object_handle_t /*key*/) {
  token.mechanism = mechanism->mechanism;
  return CKR_OK;
}

ck_rv_t sign(ck_session_handle_t /*session*/, unsigned char* data, unsigned long size,
             unsigned char* signature, unsigned long* signature_size) {
  const std::vector<std::uint8_t> out = token.sign({data, data + size});
  const bool fits = *signature_size >= out.size();
  *signature_size = out.size();
  if (!fits) return CKR_BUFFER_TOO_SMALL;
  std::copy(out.begin(), out.end(), signature);
  return CKR_OK;
}

}  // namespace

extern "C" FakeToken* fake_token() { return &token; }

extern "C" ck_rv_t C_GetFunctionList(ck_function_list** list) {
  static ck_function_list functions = [] {
    ck_function_list out{};
    out.version = {.major = 2, .minor = 40};
    out.C_Initialize = initialize;
    out.C_Finalize = finalize;
    out.C_GetSlotList = get_slot_list;
    out.C_GetSlotInfo = get_slot_info;
    out.C_GetTokenInfo = get_token_info;
    out.C_OpenSession = open_session;
    out.C_CloseSession = close_session;
    out.C_Login = login;
    out.C_FindObjectsInit = find_objects_init;
    out.C_FindObjects = find_objects;
    out.C_FindObjectsFinal = find_objects_final;
    out.C_GetAttributeValue = get_attribute_value;
    out.C_SignInit = sign_init;
    out.C_Sign = sign;
    return out;
  }();
  *list = &functions;
  return CKR_OK;
}
