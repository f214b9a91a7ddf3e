// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/login.h"

#include <doctest/doctest.h>

#include "base/base64.h"
#include "crypto/digest.h"
#include "sigstore/sign/login_common.h"
#include "support/virtual_services.h"

using namespace igp;
using namespace igp::sigstore;
using igp::testing::make_token;
using igp::testing::VirtualServices;
using igp::testing::VirtualSigstore;

namespace {

constexpr const char* kIssuer = "https://login.example.org/auth";

/// A person who does what the test says.
class FakePerson final : public LoginHost {
 public:
  Status show_code(std::string_view url, std::string_view code) override {
    shown = fmt::format("{} {}", url, code);
    return {};
  }
  [[nodiscard]] const std::string& redirect_uri() const override { return redirect; }
  Result<std::string> browse(const std::string& url, const std::atomic<bool>* /*cancel*/) override {
    opened = *parse_form(url.substr(url.find('?') + 1));
    return fmt::format("code=c0de&state={}", form_value(opened, "state"));
  }

  std::string redirect = "http://localhost:1/auth/callback";
  std::string shown;
  FormFields opened;
};

struct Login {
  VirtualSigstore sigstore;
  VirtualServices services{sigstore};
  FakePerson person;
  IdentityProvider provider{.issuer = "i",
                            .authorization = *http::Url::parse("https://login.example.org/ask"),
                            .token = *http::Url::parse("https://login.example.org/token"),
                            .device = http::Url::parse("https://login.example.org/device").value()};

  void answer(const char* path, int status, std::string body) {
    services.http.on(fmt::format("POST https://login.example.org/{}", path),
                     http::HttpAnswer{.status = status, .body = std::move(body)});
  }
  Result<std::string> by_code() {
    return log_in_with_code(provider, "sigstore", person, services.client);
  }
  Result<std::string> by_browser() {
    return log_in_with_browser(provider, "sigstore", person, services.client);
  }
  Result<IdentityProvider> discover(const std::string& body) {
    services.http.on(fmt::format("GET {}/.well-known/openid-configuration", kIssuer),
                     http::HttpAnswer{.status = 200, .body = body});
    return discover_provider(*http::Url::parse(kIssuer), services.client);
  }
};

/// A provider's last answer.
std::string token_answer(std::string_view issuer, std::string_view nonce) {
  const std::string claims = fmt::format(
      R"({{"iss":"{}","sub":"s","aud":"sigstore","exp":2e9,"nonce":"{}"}})", issuer, nonce);
  return fmt::format(R"({{"id_token":"{}"}})", make_token(claims));
}

constexpr const char* kCode =
    R"({"device_code":"d","user_code":"ABCD","verification_uri":"https://login.example.org/x","expires_in":60,"interval":5})";

}  // namespace

TEST_CASE("login: endpoints of a provider") {
  Login s;
  const auto provider = s.discover(
      R"({"issuer":"https://login.example.org/auth","authorization_endpoint":"https://a/","token_endpoint":"https://t/","device_authorization_endpoint":"https://d/"})");
  REQUIRE_MESSAGE(provider, provider.error().text());
  CHECK(provider->token.str() == "https://t/");
  CHECK(provider->device);
  CHECK(
      s.discover(
           R"({"issuer":"https://evil.example.org/auth","authorization_endpoint":"https://a/","token_endpoint":"https://t/"})")
          .error()
          .code == ErrorCode::kHttpAnswerInvalid);
  CHECK(
      s.discover(
           R"({"issuer":"https://login.example.org/auth","authorization_endpoint":"https://a/","token_endpoint":"http://t/"})")
          .error()
          .code == ErrorCode::kTokenExposed);
  for (const char* body : {"", "[]", "{}"})
    CHECK(s.discover(body).error().code == ErrorCode::kHttpAnswerInvalid);
  CHECK(discover_provider(*http::Url::parse("http://login.example.org"), s.services.client)
            .error()
            .code == ErrorCode::kTokenExposed);
}

TEST_CASE("login: by a code, waiting as long as asked") {
  Login s;
  s.answer("device", 200, kCode);
  int asked = 0;
  s.services.http.on("POST https://login.example.org/token", [&](const auto& request) {
    CHECK(request.body.contains("device_code=d"));
    CHECK(request.body.contains("code_verifier="));
    const std::string answers[] = {R"({"error":"authorization_pending"})",
                                   R"({"error":"slow_down"})", token_answer("i", "")};
    const int turn = asked++;
    return Result<http::HttpAnswer>(
        http::HttpAnswer{.status = turn == 2 ? 200 : 400, .body = answers[turn]});
  });
  CHECK(s.by_code());
  CHECK(s.person.shown == "https://login.example.org/x ABCD");
  using std::chrono::seconds;
  CHECK(s.services.waiter.waits ==
        std::vector<http::milliseconds>{seconds(5), seconds(5), seconds(10)});
}

TEST_CASE("login: a code that nobody uses, or that is refused") {
  Login s;
  s.answer("device", 200, kCode);
  s.answer("token", 400, R"({"error":"authorization_pending"})");
  CHECK(s.by_code().error().code == ErrorCode::kLoginFailed);
  CHECK(s.services.waiter.elapsed() <= std::chrono::seconds(60));
  s.answer("token", 400, R"({"error":"access_denied","error_description":"no\u001b[2J"})");
  const auto refused = s.by_code();
  CHECK(refused.error().code == ErrorCode::kLoginFailed);
  CHECK(!refused.error().text().contains('\x1b'));
  s.answer("token", 200, "{}");
  CHECK(s.by_code().error().code == ErrorCode::kHttpAnswerInvalid);
  s.answer("token", 200, token_answer("another", ""));
  CHECK(s.by_code().error().code == ErrorCode::kLoginFailed);
  s.answer("token", 200, R"({"id_token":"no token"})");
  CHECK(s.by_code().error().code == ErrorCode::kIdentityTokenRefused);
  s.answer("device", 400, R"({"error":"invalid_client"})");
  CHECK(s.by_code().error().code == ErrorCode::kLoginFailed);
  s.answer("device", 200, R"({"device_code":"d","user_code":"A","verification_uri":"file:///x"})");
  CHECK(s.by_code().error().code == ErrorCode::kHttpAnswerInvalid);
  s.provider.device.reset();
  CHECK(s.by_code().error().code == ErrorCode::kLoginFailed);
}

TEST_CASE("login: by a browser that comes back to this login") {
  Login s;
  s.services.http.on("POST https://login.example.org/token", [&](const http::HttpRequest& request) {
    const FormFields sent = *parse_form(request.body);
    const auto challenge =
        encode_base64url(crypto::digest_of(as_bytes(form_value(sent, "code_verifier"))).bytes());
    CHECK(challenge == form_value(s.person.opened, "code_challenge"));
    CHECK(form_value(sent, "code") == "c0de");
    CHECK(form_value(sent, "redirect_uri") == s.person.redirect);
    return Result<http::HttpAnswer>(http::HttpAnswer{
        .status = 200, .body = token_answer("i", form_value(s.person.opened, "nonce"))});
  });
  const auto token = s.by_browser();
  REQUIRE_MESSAGE(token, token.error().text());
  CHECK(form_value(s.person.opened, "code_challenge_method") == "S256");
}

TEST_CASE("login: a token for another login, or a browser from elsewhere") {
  Login s;
  s.answer("token", 200, token_answer("i", "another"));
  CHECK(s.by_browser().error().code == ErrorCode::kLoginFailed);

  class Stranger final : public LoginHost {
   public:
    explicit Stranger(std::string answer) : answer_(std::move(answer)) {}
    Status show_code(std::string_view, std::string_view) override { return {}; }
    [[nodiscard]] const std::string& redirect_uri() const override { return uri_; }
    Result<std::string> browse(const std::string& url, const std::atomic<bool>*) override {
      const auto opened = *parse_form(url.substr(url.find('?') + 1));
      return fmt::format(fmt::runtime(answer_), form_value(opened, "state"));
    }

   private:
    std::string answer_;
    std::string uri_ = "http://localhost:1/";
  };
  for (const char* query :
       {"", "code=c", "code=c&state=x", "state={}", "state={}&error=denied", "code=c&state=%zz"}) {
    CAPTURE(query);
    Stranger stranger(query);
    const std::size_t before = s.services.http.sent.size();
    CHECK(log_in_with_browser(s.provider, "sigstore", stranger, s.services.client).error().code ==
          ErrorCode::kLoginFailed);
    CHECK(s.services.http.sent.size() == before);
  }
}

TEST_CASE("login: forms") {
  const FormFields fields = {{"a b", "c&d=e"}, {"\xc3\xa4", "+"}};
  CHECK(encode_form(fields) == "a%20b=c%26d%3De&%C3%A4=%2B");
  CHECK(*parse_form(encode_form(fields)) == fields);
  CHECK(*parse_form("a=b+c&d") == FormFields{{"a", "b c"}, {"d", ""}});
  CHECK(!parse_form("a=%0"));
}
