// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Arithmetic, ranges and bits.
#include "base/limits.h"
#include "rego/builtins/families.h"
#include "rego/builtins/memo.h"
#include "rego/builtins/operands.h"
#include "rego/number/arithmetic.h"
#include "rego/value/builder.h"
#include "rego/value/set_algebra.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

BuiltinResult to_result(const BuiltinContext& ctx, const ArithmeticResult& result) {
  if (!result.error.empty()) return ctx.fail("{}", result.error);
  return result.value;
}

template <ArithmeticResult (*operation)(Arena&, const Value&, const Value&)>
BuiltinResult binary(BuiltinContext& ctx, Args args) {
  if (!args[0].is_number()) return ctx.operand_type(1, args[0], {"number"});
  if (!args[1].is_number()) return ctx.operand_type(2, args[1], {"number"});
  return to_result(ctx, operation(ctx.arena, args[0], args[1]));
}

template <ArithmeticResult (*operation)(Arena&, const Value&)>
BuiltinResult unary(BuiltinContext& ctx, Args args) {
  if (!args[0].is_number()) return ctx.operand_type(1, args[0], {"number"});
  return to_result(ctx, operation(ctx.arena, args[0]));
}

// The one operator for both numbers and sets.
BuiltinResult minus(BuiltinContext& ctx, Args args) {
  const Value& a = args[0];
  const Value& b = args[1];
  if (a.is_number() && b.is_number()) return to_result(ctx, subtract(ctx.arena, a, b));
  if (a.is_set() && b.is_set()) return set_difference(ctx.arena, a, b);
  if (!a.is_number() && !a.is_set()) return ctx.operand_type(1, a, {"number", "set"});
  return ctx.operand_type(2, b, {b.is_number() ? "set" : "number"});
}

BuiltinResult range(BuiltinContext& ctx, const BigInteger& from, const BigInteger& to,
                    const BigInteger& step) {
  const bool descending = mpz_cmp(from.get(), to.get()) > 0;
  BigInteger count;
  mpz_sub(count.get(), descending ? from.get() : to.get(), descending ? to.get() : from.get());
  mpz_fdiv_q(count.get(), count.get(), step.get());
  if (mpz_cmp_ui(count.get(), limits::kRegoRangeNumbers) >= 0) {
    return ctx.halt("range has more than {} numbers", limits::kRegoRangeNumbers);
  }
  const std::uint64_t last = mpz_get_ui(count.get());
  ArrayBuilder out(ctx.arena);
  out.reserve(last + 1);
  BigInteger next = from;
  for (std::uint64_t i = 0; i <= last; ++i) {
    out.append(next.to_number(ctx.arena));
    (descending ? mpz_sub : mpz_add)(next.get(), next.get(), step.get());
  }
  return out.finish();
}

BuiltinResult numbers_range(BuiltinContext& ctx, Args args) {
  const BigInteger from = IGP_OPERAND(big_integer_operand(ctx, args, 1));
  const BigInteger to = IGP_OPERAND(big_integer_operand(ctx, args, 2));
  BigInteger one;
  mpz_set_ui(one.get(), 1);
  return range(ctx, from, to, one);
}

BuiltinResult numbers_range_step(BuiltinContext& ctx, Args args) {
  const BigInteger from = IGP_OPERAND(big_integer_operand(ctx, args, 1));
  const BigInteger to = IGP_OPERAND(big_integer_operand(ctx, args, 2));
  const BigInteger step = IGP_OPERAND(big_integer_operand(ctx, args, 3));
  if (step.sign() <= 0) {
    return ctx.fail("numbers.range_step: step must be a positive integer");
  }
  return range(ctx, from, to, step);
}

template <void (*operation)(mpz_ptr, mpz_srcptr, mpz_srcptr)>
BuiltinResult bits_binary(BuiltinContext& ctx, Args args) {
  BigInteger a = IGP_OPERAND(big_integer_operand(ctx, args, 1));
  const BigInteger b = IGP_OPERAND(big_integer_operand(ctx, args, 2));
  operation(a.get(), a.get(), b.get());
  return a.to_number(ctx.arena);
}

BuiltinResult bits_negate(BuiltinContext& ctx, Args args) {
  BigInteger a = IGP_OPERAND(big_integer_operand(ctx, args, 1));
  mpz_com(a.get(), a.get());
  return a.to_number(ctx.arena);
}

Operand<std::uint64_t> shift_operand(const BuiltinContext& ctx, Args args) {
  const Operand<BigInteger> operand = big_integer_operand(ctx, args, 2);
  if (!operand) return std::unexpected(operand.error());
  const BigInteger& shift = *operand;
  if (shift.sign() < 0) {
    return std::unexpected(
        ctx.operand(2, "must be an unsigned integer number but got a negative integer"));
  }
  if (mpz_cmp_ui(shift.get(), limits::kRegoShiftBits) > 0) return limits::kRegoShiftBits + 1;
  return mpz_get_ui(shift.get());
}

BuiltinResult bits_shift_left(BuiltinContext& ctx, Args args) {
  BigInteger a = IGP_OPERAND(big_integer_operand(ctx, args, 1));
  const std::uint64_t shift = IGP_OPERAND(shift_operand(ctx, args));
  if (a.sign() == 0) return Value::integer(0);
  if (shift > limits::kRegoShiftBits) {
    return ctx.halt("shift is larger than {} bits", limits::kRegoShiftBits);
  }
  mpz_mul_2exp(a.get(), a.get(), shift);
  return a.to_number(ctx.arena);
}

BuiltinResult bits_shift_right(BuiltinContext& ctx, Args args) {
  BigInteger a = IGP_OPERAND(big_integer_operand(ctx, args, 1));
  const std::uint64_t shift = IGP_OPERAND(shift_operand(ctx, args));
  mpz_fdiv_q_2exp(a.get(), a.get(), shift);
  return a.to_number(ctx.arena);
}

// Without modulo bias: draws above the last whole multiple of `bound` are thrown away.
std::uint64_t random_below(Rng& rng, std::uint64_t bound) {
  const std::uint64_t usable = UINT64_MAX - UINT64_MAX % bound;
  std::uint64_t draw;
  do {
    rng.fill({reinterpret_cast<std::uint8_t*>(&draw), sizeof(draw)});
  } while (draw >= usable);
  return draw % bound;
}

BuiltinResult rand_intn(BuiltinContext& ctx, Args args) {
  IGP_OPERAND(string_operand(ctx, args, 1));
  const std::int64_t n = IGP_OPERAND(int_operand(ctx, args, 2));
  if (n == 0) return Value::integer(0);
  const std::uint64_t bound =
      n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  const Value key =
      make_array(ctx.arena, {args[0], Value::integer(static_cast<std::int64_t>(bound))});
  if (const Value known = ctx.memo.find("rand.intn", key); known.defined()) return known;
  if (ctx.rng == nullptr) return ctx.unsupported("no source of randomness");
  const Value drawn = Value::integer(static_cast<std::int64_t>(random_below(*ctx.rng, bound)));
  ctx.memo.remember("rand.intn", key, drawn);
  return drawn;
}

constexpr BuiltinRow kRows[] = {
    {"abs", unary<absolute>},
    {"bits.and", bits_binary<mpz_and>},
    {"bits.lsh", bits_shift_left},
    {"bits.negate", bits_negate},
    {"bits.or", bits_binary<mpz_ior>},
    {"bits.rsh", bits_shift_right},
    {"bits.xor", bits_binary<mpz_xor>},
    {"ceil", unary<ceiling>},
    {"div", binary<divide>},
    {"floor", unary<floor_of>},
    {"minus", minus},
    {"mul", binary<multiply>},
    {"numbers.range", numbers_range},
    {"numbers.range_step", numbers_range_step},
    {"plus", binary<add>},
    {"rand.intn", rand_intn},
    {"rem", binary<remainder>},
    {"round", unary<round_half_away>},
};

}  // namespace

constinit const BuiltinTable kNumberBuiltins = kRows;

}  // namespace igp::rego
