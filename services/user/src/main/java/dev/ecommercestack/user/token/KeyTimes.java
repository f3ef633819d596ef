package dev.ecommercestack.user.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a signing key does what.
 *
 * @param id the key's {@code kid}
 * @param signsFrom from when it signs; it is published before
 * @param revokedAt since when it must not be trusted any more; null for a good key
 * @param usable whether this instance can sign with it (it could open the private key)
 */
record KeyTimes(String id, Instant signsFrom, @Nullable Instant revokedAt, boolean usable) {}
