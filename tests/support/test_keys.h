// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Keys that sign nothing but tests.
#pragma once

#include <string_view>

namespace igp::testing {

/// PKCS #8, ECDSA P-256.
inline constexpr std::string_view kP256 = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6UfyQ9I0E2/P2DD5
Ya25rBQizowWmAVVWxwTwC7IdN2hRANCAATc4keMW4LrPvi2bIVyl2uyUbVjPTPx
iLVINCn7pJKFc2pW5qa+UBiFaRfc6pj38HwMpkCYXi0WD5Au7R2qLKsk
-----END PRIVATE KEY-----
)";

/// The same key in SEC1 form.
inline constexpr std::string_view kP256Sec1 = R"(-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIOlH8kPSNBNvz9gw+WGtuawUIs6MFpgFVVscE8AuyHTdoAoGCCqGSM49
AwEHoUQDQgAE3OJHjFuC6z74tmyFcpdrslG1Yz0z8Yi1SDQp+6SShXNqVuamvlAY
hWkX3OqY9/B8DKZAmF4tFg+QLu0dqiyrJA==
-----END EC PRIVATE KEY-----
)";

inline constexpr std::string_view kP384 = R"(-----BEGIN PRIVATE KEY-----
MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDBL8Tk9Ji1FqRxcsiNj
MpVIAwA00eV9B740LWDVRLRM53wTgVYhPBV3GKeMyO06zxOhZANiAARY7ixoLeOB
efmTPCZ0C9ewngbeWYoigbSwtiVePeZUUhHTca0iYj13CmEjJtd6vJJSz/8Ru1rK
YlxXmlrReLBNN+RfYz9u0SotmB1YhwaBswzBIiU4lVDPO+14Ye2qqME=
-----END PRIVATE KEY-----
)";

inline constexpr std::string_view kP521 = R"(-----BEGIN PRIVATE KEY-----
MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIBeZhZpyAehR6xkkzV
EmKvUNuxwABqddUIH/5BI3Zezc9aq5ePlaIm7fBDIMk0A0eT0210rglcdEe6gquA
60dW5FShgYkDgYYABACCAcJ8UAixTN0n9QIl5KtXmKa//gTZhLgwub1iqMYuSyGN
YfUzIYchxxehelN84RuSMNUu227A2HG51QkVRtMXZAHwsBTuef/d5kOIimGcuOV3
Gtazvk6U8j3J/7kcPRT2rBbJBemD274jf/ab3L5rkP76NNVJZ9DNjMRY2dOz7wcY
Vw==
-----END PRIVATE KEY-----
)";

inline constexpr std::string_view kEd25519 = R"(-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIE30hUXHCXmS84zYi/F215K9BI9zLnxcFXApg0gNVanF
-----END PRIVATE KEY-----
)";

inline constexpr std::string_view kRsa2048 = R"(-----BEGIN PRIVATE KEY-----
MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQDAsjn8luoa0wgu
W++NjxIag/JsWfZw76tf99uopmbWsmUaY0+xSPWimgwcDn1CjGMQRtBpiAvP3W+R
5SQk+v1FIriPB1iC/MVyQYd5BzkLJHcRyow5Cx/7pDlCjJiUQvj7VUX0WQf1UHXY
dNH0l+ArUHDGcE3IHSKm07VhSnkzHTc3UgMXzr2AXCHcJvaE391Jp6XPtycL3L2q
zmFfeZ+IYD4MMfQSuHoKjix4vfIAYQayLLhTZ3uayf7XHCs/6mD6uKAh7rMa7sLe
39zUEcmoaTrqOF8fiBvWEX/wp1kSg2k6obsGOnZ0BPODGxbahXrgYdF/8CIIbAJr
PcPD1DCRAgMBAAECggEAOWwC9p/cNFEls3bnDGaRjQA72gj29NGe3pLETN4FcD4p
/bKReXGV7TX9nNC+h/nAvYV0rrYBWxiQGkhPvItktNjzaX/VYvdDOViIr8q0t3rO
1qjmn0sO5VSbUZcHEstgWbkgBwAO7I3lCDNLq5kkjpPCf4fQzezMui0FdHAWbOHm
4CvtZ6EOou0AGDuJb+jZlJRYOw13Hrlg+e2fm5H9tC74ekGQxTEAXmiqWWDnbEX+
7C9VDPoY/cvetwYV8FfzPNtm0A0cKkLmIfkw6qi062LvXbTRnydITP1l1kYNkTqt
oAEbk5cqnPUIsliIJK8k1EFxRt3bMHkRZQ0YkwIyLwKBgQD9XuaiSdDJbSBZNdn6
IOdt24nB4WQCb6GVZahSxX7I6AIth4Wiy3sO2W8q4GGEv5yJjFhkRmZmCYf9c60s
CLuawlFYJp/VDf2y00jlV5DH/yHCvwkUX6DcQ4kBB3YpssJMct9nw5Gz/qr5sUvM
MmAy/NAmQXLN5//MhqDYVA7RmwKBgQDCsiOW0SUjLigFzBBxUWK0erwLni8lKIld
pLUYW65VldbRFyVBSF7HW6hHwdUmpHUxmGSstjfiXGZu9nQC6b1peXwU+kRYVxul
iOvTQ2imbP02tc2pvxJ6+CxEemNzgfbHr1XLG49wJ+YR0Ob6hcIzdE00Fb2NZ+tA
h2ZBkFXPQwKBgQDLOVFYHkjfJy5pH66E19uI3Cw0XGpxIcTDJdTK/yngT2dfyXHA
z+EWWgS2qV7OsToHgZBsbaM4eLCg9CWUSjTfvrisMd7FbwFsa9fuTDwOjm8v2zaX
JtTJl0nOj4ORkpYR55mViuHVM5FD0ZdwY3+RpgH2jUxeJ5WfIOTmXxW7vQKBgQCP
4jh878mDS0wWpK2OIThR6tZnu5pZ2rBRvTR8cNzQsTCVS4ajzUkGCc2+YhgVO7rE
UTwti2iXZ/Pnk0k/EeCCP16c3it+IbnzxtGJSqrfO3KSaR85kFSm/hsw7EXtCiIH
hqNfu9lwaHwVtI3OnOVdQ1j+4gY4p5DrGmVOlM1lowKBgQCHRN9JPs4cnrwvpceh
3l9NZbzCt83fUJpMLJRrJbY+hEEQC6SYCvtjOFHpIoqNMo8OQhE7GATGjyfRbp8S
qEeJG6xJiUms5RqYNdE58xETxZDu3q4XJLptd4NCizM86HhFYovBs0Wm14Lrewed
M+pM1o3F5eyxEIYVqyc9rCplhw==
-----END PRIVATE KEY-----
)";

/// The public half of kRsa2048, for RSASSA-PSS alone.
inline constexpr std::string_view kRsaPssPublic = R"(-----BEGIN PUBLIC KEY-----
MIIBIDALBgkqhkiG9w0BAQoDggEPADCCAQoCggEBAMCyOfyW6hrTCC5b742PEhqD
8mxZ9nDvq1/326imZtayZRpjT7FI9aKaDBwOfUKMYxBG0GmIC8/db5HlJCT6/UUi
uI8HWIL8xXJBh3kHOQskdxHKjDkLH/ukOUKMmJRC+PtVRfRZB/VQddh00fSX4CtQ
cMZwTcgdIqbTtWFKeTMdNzdSAxfOvYBcIdwm9oTf3Umnpc+3JwvcvarOYV95n4hg
Pgwx9BK4egqOLHi98gBhBrIsuFNne5rJ/tccKz/qYPq4oCHusxruwt7f3NQRyahp
Ouo4Xx+IG9YRf/CnWRKDaTqhuwY6dnQE84MbFtqFeuBh0X/wIghsAms9w8PUMJEC
AwEAAQ==
-----END PUBLIC KEY-----
)";

/// The same for SHA-256 and 32 bytes of salt alone.
inline constexpr std::string_view kRsaPssSha256Public = R"(-----BEGIN PUBLIC KEY-----
MIIBVjBBBgkqhkiG9w0BAQowNKAPMA0GCWCGSAFlAwQCAQUAoRwwGgYJKoZIhvcN
AQEIMA0GCWCGSAFlAwQCAQUAogMCASADggEPADCCAQoCggEBAMCyOfyW6hrTCC5b
742PEhqD8mxZ9nDvq1/326imZtayZRpjT7FI9aKaDBwOfUKMYxBG0GmIC8/db5Hl
JCT6/UUiuI8HWIL8xXJBh3kHOQskdxHKjDkLH/ukOUKMmJRC+PtVRfRZB/VQddh0
0fSX4CtQcMZwTcgdIqbTtWFKeTMdNzdSAxfOvYBcIdwm9oTf3Umnpc+3JwvcvarO
YV95n4hgPgwx9BK4egqOLHi98gBhBrIsuFNne5rJ/tccKz/qYPq4oCHusxruwt7f
3NQRyahpOuo4Xx+IG9YRf/CnWRKDaTqhuwY6dnQE84MbFtqFeuBh0X/wIghsAms9
w8PUMJECAwEAAQ==
-----END PUBLIC KEY-----
)";

/// One bit too short.
inline constexpr std::string_view kRsa2047Public = R"(-----BEGIN PUBLIC KEY-----
MIIBITANBgkqhkiG9w0BAQEFAAOCAQ4AMIIBCQKCAQBQU2PzFgTj8r2nJGgvNW+7
NzEPSKLDNB93g7x1/tSpnOCsfNqr+hXeYiyNRo80ikfMVVkz0Rt1Lg1mlE8yGcrw
WFgmil8tVNlOtABEUWF/uGeo8An3lHSMjA1hwKYQW4Ut/V8dS+rtcHDWu6ACq12i
fOK8HUrQMqYLCBKKR1nK2rvY7WV9L2dVEIIN8uDdpXp4ldDop+gesGzHF4hQOi4L
pTlfUqbuV999VbcCZ5pE8xyfRXAANbuXil9eAXXcSSHOiCMX0fKatjF6TAI/jwjJ
c/eHkAxlLM3BYZHO7uE72ZNwnNOWZFkLbKn+urUDtd63x1cISTOXSFwz91ZpBYo3
AgMBAAE=
-----END PUBLIC KEY-----
)";

/// A curve that is not accepted.
inline constexpr std::string_view kSecp256k1Public = R"(-----BEGIN PUBLIC KEY-----
MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEBK0kQ6Lsdv0Wdr1x+kgxe7cvJxsZM1xA
vqmiBmyhE39dacwxuVPhUUQPo3HNo9V8C/5JO+6M9yTHDFbvbBGGZA==
-----END PUBLIC KEY-----
)";

/// kP256 with its curve spelled out.
inline constexpr std::string_view kExplicitParametersPublic = R"(-----BEGIN PUBLIC KEY-----
MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABNziR4xbgus++LZshXKXa7JR
tWM9M/GItUg0KfukkoVzalbmpr5QGIVpF9zqmPfwfAymQJheLRYPkC7tHaosqyQ=
-----END PUBLIC KEY-----
)";

/// Written by cosign 2.2.4 with the password "secret".
inline constexpr std::string_view kCosignEncrypted =
    R"(-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----
eyJrZGYiOnsibmFtZSI6InNjcnlwdCIsInBhcmFtcyI6eyJOIjo2NTUzNiwiciI6
OCwicCI6MX0sInNhbHQiOiJ3ZHpoRzJkUUkrc0lEQlUxYVVzdEhWV2drMk9GRzJa
U2wrUFZKdzJXalpNPSJ9LCJjaXBoZXIiOnsibmFtZSI6Im5hY2wvc2VjcmV0Ym94
Iiwibm9uY2UiOiJ1RXM1cGoxV3NneEF5MGJXZWRYekd5UnpLZlBYNGQ4OSJ9LCJj
aXBoZXJ0ZXh0IjoiMDI3Z2Q0VXo0MmxrTDQzR2lSWmV3UG1LVS9XQzBJRTEvUVV3
YkZKZGN6M3gyTHlKdm1laGVUdVBQZXdNYlVZVk1RVG5LNmZES1ArY0MzSHRKa1dU
TXJpdGNpU1pyS0FSSE9OU1BmbFJTTituSDBoVU1EZHpzcC9OK2gvNk9HdWs1YUxI
QnF0andrc2pUN0JvRnlNaFhWRlNhMGJOc2Jsc1hWVkNhSTJxR0dWUnJhS21DSFp1
ZlF2U0VKdFBEaTk5UjM1N2ZwTkVacWtwN3c9PSJ9
-----END ENCRYPTED SIGSTORE PRIVATE KEY-----
)";

/// Its public half.
inline constexpr std::string_view kCosignPublic = R"(-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEDyR0l0j0nCs6d8NugfJlKf/FHKrl
yyu7VooPr8LHyXRddchCCbzpOxcXe6617kK9+Nl0bF0HWM1kC3fc4KmnNw==
-----END PUBLIC KEY-----
)";

}  // namespace igp::testing
