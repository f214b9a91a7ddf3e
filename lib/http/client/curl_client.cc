// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/curl_client.h"

#include <array>

#include "base/utf8.h"
#include "http/client/curl_api.h"
#include "http/client/transfer.h"

namespace igp::http {
namespace {

struct CleanEasy {
  const CurlApi* api = nullptr;
  void operator()(CURL* handle) const { api->easy_cleanup(handle); }
};
struct FreeList {
  const CurlApi* api = nullptr;
  void operator()(curl_slist* list) const { api->slist_free_all(list); }
};
using EasyHandle = std::unique_ptr<CURL, CleanEasy>;
using List = std::unique_ptr<curl_slist, FreeList>;
using ErrorText = std::array<char, CURL_ERROR_SIZE>;

// The callbacks' types are libcurl's. None may throw: only bad_alloc could, which ends the process.
std::size_t on_head(char* data, std::size_t size, std::size_t count, void* transfer) noexcept {
  const bool go_on = static_cast<Transfer*>(transfer)->head_line({data, size * count});
  return go_on ? size * count : 0;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* transfer) noexcept {
  const bool go_on = static_cast<Transfer*>(transfer)->body_bytes(as_bytes({data, size * count}));
  return go_on ? size * count : CURL_WRITEFUNC_ERROR;
}

int on_progress(void* transfer, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
  return static_cast<const Transfer*>(transfer)->cancelled() ? 1 : 0;
}

/// What a failed transfer means.
ErrorCode code_of(CURLcode code) {
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return ErrorCode::kInterrupted;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return ErrorCode::kTlsUntrusted;
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
      return ErrorCode::kUsage;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, that is: no status line at all
      return ErrorCode::kHttpAnswerInvalid;
    case CURLE_FAILED_INIT:
    case CURLE_NOT_BUILT_IN:
    case CURLE_BAD_FUNCTION_ARGUMENT:
    case CURLE_UNKNOWN_OPTION:
      return ErrorCode::kInternal;
    default:
      return ErrorCode::kNetwork;
  }
}

Status check_request(const HttpRequest& request) {
  if (!is_token(request.method)) {
    return fail(ErrorCode::kUsage, "{} is not an HTTP method", quote(request.method));
  }
  for (const HeaderField& field : request.headers) {
    if (!is_token(field.name) || !is_field_value(field.value)) {
      // The value may be a secret.
      return fail(ErrorCode::kUsage, "the header {} has a name or value that cannot be sent",
                  quote(field.name));
    }
  }
  return {};
}

bool is_credential(std::string_view name) {
  return equals_ignoring_case(name, "Authorization") || equals_ignoring_case(name, "Cookie") ||
         equals_ignoring_case(name, "Proxy-Authorization");
}

Result<Url> redirect_target(const Url& from, std::string_view location) {
  auto target = from.resolve(location);
  if (!target) {
    return fail(ErrorCode::kRedirectRefused, "{} redirects to {}, where igpack does not go",
                quote(from.display()), quote(redact_url(location)));
  }
  if (from.secure() && !target->secure()) {
    return fail(ErrorCode::kRedirectRefused, "{} redirects from https to http",
                quote(from.display()));
  }
  return target;
}

class CurlClient final : public HttpClient {
 public:
  using HttpClient::send;
  Result<HttpAnswer> send(const HttpRequest& request, const BodyStream* stream) override;

 private:
  Result<HttpAnswer> exchange(const HttpRequest& request, const Url& url, bool credentials,
                              const BodyStream* stream);
  Status configure(const HttpRequest& request, const Url& url, bool credentials);
  void configure_method(const HttpRequest& request);
  void configure_tls(const TlsFiles& tls, bool credentials);
  Result<List> header_list(const HttpRequest& request, bool credentials) const;

  template <class Value>
  void set(CURLoption option, Value value) {
    if (setup_ == CURLE_OK) setup_ = api_->easy_setopt(easy_.get(), option, value);
  }
  void set_if(CURLoption option, const std::string& value) {
    if (!value.empty()) set(option, value.c_str());
  }

  const CurlApi* api_ = nullptr;
  EasyHandle easy_;
  CURLcode setup_ = CURLE_OK;  ///< the first option that failed
};

Result<HttpAnswer> CurlClient::send(const HttpRequest& request, const BodyStream* stream) {
  IGP_CHECK(check_request(request));
  if (!easy_) {
    api_ = IGP_TRY(curl_api());
    easy_ = EasyHandle(api_->easy_init(), CleanEasy{api_});
    if (!easy_) return fail(ErrorCode::kUnavailable, "libcurl cannot make a handle");
  }
  Url url = request.url;
  const bool may_follow = request.method == "GET" || request.method == "HEAD";
  bool credentials = true;
  for (int redirects = 0;; ++redirects) {
    HttpAnswer answer = IGP_TRY(exchange(request, url, credentials, stream));
    answer.url = url.str();
    const auto location = answer.headers.find("Location");
    const bool redirect = answer.status > 300 && answer.status < 400 && answer.status != 304;
    if (!redirect || !location || !may_follow || request.max_redirects == 0) return answer;
    if (redirects == request.max_redirects) {
      return fail(ErrorCode::kRedirectRefused, "{} redirects more than {} times",
                  quote(request.url.display()), request.max_redirects);
    }
    Url target = IGP_TRY(redirect_target(url, *location));
    credentials = credentials && url.origin() == target.origin();
    url = std::move(target);
  }
}

Result<HttpAnswer> CurlClient::exchange(const HttpRequest& request, const Url& url,
                                        bool credentials, const BodyStream* stream) {
  Transfer transfer(request, stream);
  ErrorText text{};
  api_->easy_reset(easy_.get());  // keeps the connections
  setup_ = CURLE_OK;
  IGP_CHECK(configure(request, url, credentials));
  const List headers = IGP_TRY(header_list(request, credentials));
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_ERRORBUFFER, text.data());
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_XFERINFODATA, &transfer);
  const CURLcode code = setup_ != CURLE_OK ? setup_ : api_->easy_perform(easy_.get());
  if (transfer.failure()) return Fail(Error(*transfer.failure()).in(quote(url.display())));
  if (code != CURLE_OK) {
    const char* reason = text[0] != '\0' ? text.data() : api_->easy_strerror(code);
    return fail(code_of(code), "{}: {}", quote(url.display()), escape_for_terminal(reason));
  }
  return std::move(transfer.answer());
}

Status CurlClient::configure(const HttpRequest& request, const Url& url, bool credentials) {
  set(CURLOPT_URL, url.str().c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);  // done by hand, to see every step
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROXY, request.proxy.c_str());  // "" also keeps the environment's proxy out
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set_if(CURLOPT_UNIX_SOCKET_PATH, request.unix_socket);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.timeouts.connect.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeouts.total.count()));
  if (request.timeouts.stall.count() > 0) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(request.timeouts.stall);
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(seconds.count()));
  }
  set(CURLOPT_HEADERFUNCTION, &on_head);
  set(CURLOPT_WRITEFUNCTION, &on_body);
  set(CURLOPT_XFERINFOFUNCTION, &on_progress);
  set(CURLOPT_NOPROGRESS, request.cancel == nullptr ? 1L : 0L);
  configure_method(request);
  configure_tls(request.tls, credentials);
  if (setup_ == CURLE_OK) return {};
  return fail(ErrorCode::kInternal, "libcurl refuses an option: {}", api_->easy_strerror(setup_));
}

void CurlClient::configure_method(const HttpRequest& request) {
  if (request.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (!request.body.empty() || request.method == "POST") {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDS, request.body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  } else if (request.method != "GET") {
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

void CurlClient::configure_tls(const TlsFiles& tls, bool credentials) {
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!tls.ca_file.empty()) {
    set(CURLOPT_CAINFO, tls.ca_file.c_str());
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  if (!credentials) return;
  set_if(CURLOPT_SSLCERT, tls.client_cert);
  set_if(CURLOPT_SSLKEY, tls.client_key);
}

Result<List> CurlClient::header_list(const HttpRequest& request, bool credentials) const {
  List list(nullptr, FreeList{api_});
  const auto append = [&](const std::string& line) {
    curl_slist* longer = api_->slist_append(list.get(), line.c_str());
    if (longer == nullptr) return false;
    static_cast<void>(list.release());
    list.reset(longer);
    return true;
  };
  bool done = append("Expect:");  // no waiting for "100 Continue"
  if (!request.headers.has("User-Agent")) done = done && append("User-Agent: igpack");
  if (!request.body.empty() && !request.headers.has("Content-Type")) {
    done = done && append("Content-Type:");  // not libcurl's form default
  }
  for (const HeaderField& field : request.headers) {
    if (!credentials && is_credential(field.name)) continue;
    // libcurl's spelling of a header without a value ends in a semicolon.
    done = done && append(field.value.empty() ? field.name + ";" : field.name + ": " + field.value);
  }
  if (!done) return fail(ErrorCode::kInternal, "out of memory");
  return list;
}

}  // namespace

std::unique_ptr<HttpClient> make_curl_client() { return std::make_unique<CurlClient>(); }

}  // namespace igp::http
