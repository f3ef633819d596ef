package dev.ecommercestack.order.pricing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides an amount in proportion to weights, without losing or inventing a minor unit. */
public final class Apportionment {
  private Apportionment() {}

  /**
   * Returns one part per weight; the parts sum up to the amount. The units that remain after the
   * division go to the parts with the largest remainders, the earlier one first.
   *
   * @param amount the amount to divide in minor units, not negative
   * @param weights the weights, not negative; if all are zero, the parts differ by at most one unit
   * @throws IllegalArgumentException if the amount or a weight is negative, or if the amount is
   *     positive and there is no weight
   */
  public static List<Long> of(long amount, List<Long> weights) {
    if (amount < 0 || weights.stream().anyMatch(w -> w < 0) || (weights.isEmpty() && amount > 0)) {
      throw new IllegalArgumentException(
          "%d cannot be divided by the weights %s".formatted(amount, weights));
    }
    BigInteger sum =
        weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    if (sum.signum() == 0) {
      return weights.isEmpty() ? List.of() : of(amount, weights.stream().map(w -> 1L).toList());
    }
    List<Long> parts = new ArrayList<>(weights.size());
    List<BigInteger> remainders = new ArrayList<>(weights.size());
    long left = amount;
    for (long weight : weights) {
      BigInteger[] share =
          BigInteger.valueOf(amount).multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum);
      parts.add(share[0].longValueExact());
      remainders.add(share[1]);
      left -= share[0].longValueExact();
    }
    IntStream.range(0, weights.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
        .limit(left)
        .forEach(i -> parts.set(i, parts.get(i) + 1));
    return List.copyOf(parts);
  }
}
