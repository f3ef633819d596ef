package dev.ecommercestack.operator.scaling;

/**
 * A queue that the pods work off.
 *
 * @param name what people call it, for example {@code coupon.claims.v1}; stays the same from
 *     observation to observation
 * @param backlog messages that wait in it; unknown if any part of it could not be read
 */
public record Source(String name, Measurement<Backlog> backlog) {}
