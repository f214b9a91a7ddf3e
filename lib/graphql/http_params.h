// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The parameters of a GraphQL request, and how HTTP carries them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace igp::graphql {

struct HttpParams {
  std::string query;
  std::string operation_name;
  std::string variables;  ///< a JSON object as text
};

/// From a JSON body. Fails with kFieldInvalid or kJsonMalformed when a parameter is missing or of
/// another type; variables, operationName and extensions may be null.
Result<HttpParams> params_of_body(std::string_view body);

/// From a URL's query (application/x-www-form-urlencoded). Fails as params_of_body.
Result<HttpParams> params_of_query(std::string_view query);

/// The media type to answer in, or nothing when `accept` wants none that we have.
std::optional<std::string_view> negotiate(std::string_view accept);

/// Whether `content_type` is JSON in UTF-8.
bool is_json_content(std::string_view content_type);

inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kResponseType = "application/graphql-response+json";

}  // namespace igp::graphql
