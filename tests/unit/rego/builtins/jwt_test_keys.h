// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The RSA key of the tests of JSON Web Tokens, as JWKs.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace igp::rego::testing {

inline constexpr std::string_view kRsaPublicJwk =
    "{\"kty\":\"RSA\",\"n\":\"8M8xmRCHuGtnq6XzkG3rC9erMcQYiLZTjpONpIdEnX40grNlSoWbO79sKzYYSJ"
    "YbkpU-U3LxHzDeGy-8XtiF-XQMvv5ITC_L64tIrOa-KCyZasSOc8imR0sPKINp8SSVtFGsSqCAq78TlH"
    "XMvAQEAScJHPqwClVA82SL7cTdkSIVw9upAG1JVAKeYAaznZxUPvsEI_EZWCBe9nUeIbsDvJSSg8UZYl"
    "mjCfNciT4m72G_cMN3IbL6NMRFJutsFqFbDgFWDs2HCb0CbaKo86JWD_Y2wBMjJkMXihCObT0vGX9BrK"
    "rlTY2lJzEnizvL1cPM71u1dDVi1JmkXy9aU3-b1w\",\"e\":\"AQAB\"}";

/// What the private key has besides: a comma, members, the end.
inline constexpr std::string_view kRsaPrivateMembers =
    ",\"d\":\"AecRLdo3yEw8JUE9aGgfhRg7uqJUmbGFfXxK9s04ZiontHSoZmtVBUBtuvWr2wvC-GiEQowg8Mcl3Uv"
    "sqBWVd8zj7bDJCQxDoMvL7WaXtm3yLfbGZvT9FokdFVipQjkXLOjyr70O5zLhe7kAJU6LnY3qZredI0FcyJxQ9el"
    "dR5bcB2kQQ7Dd5gd1RrCrZhfNpVFAYTNZFiUhRCYsnyxlZmmtz-pioiZ8m7hu6VozNwUxeEUL_LxdGxIAfzTsWlG"
    "y2GITpfKpMd4Oz4o_clGun1zoOy5dM4_Ynu-g7OgH8VLYKEAR3NVA91lXIpLIwsC8xi9iZvbzN_xdIwikRcmp0Q"
    "\",\"p\":\"_JjyqrtvKf4GCLqTARCr9m-fspSJdWlaahJPFoitGSprPR6WZGfjWtRwcN2oLJvLZ__OUxzxvfgnh"
    "uKTKHBoQ2rNu7GbV9WoUoRAKl9Xpbf608Ome7oY2eORhwE2_tH7TTQErTk-XCrOMXEpQ37_iAPbSORdCP8N3fxAI"
    "FFQMRk\",\"q\":\"9A2YkSDvfk_gpfyw3DKPyoSngcmuS-I1F48XgjwZM6OGd1BR7vQsVyLmxgEP0GQx7xeDM_J"
    "jLhSDP5j52p4wNfQGZj3-skE0r4RmQi4V0SZHuY-orsa3JzajfDsy9PlO0QaHUA5rEhsvNKL2SRY_m8ZX47zCmwc"
    "X7Qy4ykJ9Im8\",\"dp\":\"WibERQcMT7JnuOnN2Y13skZ4eqXkwVDOghjyvRoenWK0T2YBSuiBDkPPtZiGkxUv"
    "bXiwzJ0B8kkE4nEvEDm-HIGb16c1yA1rO7gTpovMnkqhbL7hRjtO70T3BXX7iMqspAsyuBg8F2z3llHK5loHHSYz"
    "Nzq5saJF8ro6sM4UjtE\",\"dq\":\"i2SYl4vwPnzxGt1RRvO6HTnXUtIWs1DociRQkRoyasQjsVI2-fyMtthAZ"
    "yeEGMqhmqYbUjhHXbJppJGDY9KmRqqyXQNbzgRgSz-cCIC6BVOP8_SRrAHj6onSpspJOJKM6eaIsrkJfrX4KGBLu"
    "0Lx4c9Ps8vEezd5-vMhOKTxRBE\",\"qi\":\"AfKXPCNCNcOhuQ5B3QQHQZA8Tg8ccfC5zfotyzlLXTywtNqy4R"
    "2Gbzp4Hyb5jg8K6KEAjfduWMkPJppRNYCDLz64hkyt2y61DJwnEDv5wtJq59sqbMOJnkQrT-jyAtOi_s1dF8VMNf"
    "XNc2zfBgffHnT5QJr2fJ81oLZFqX5Fxu0\"}";

inline const std::string kRsaPrivateJwk =
    fmt::format("{}{}", kRsaPublicJwk.substr(0, kRsaPublicJwk.size() - 1), kRsaPrivateMembers);

}  // namespace igp::rego::testing
