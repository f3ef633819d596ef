package dev.ecommercestack.user.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times of a signing key.
 *
 * @param id the key's {@code kid}
 * @param signsFrom the time from which it signs; it is published before
 * @param revokedAt the time from which it must not be trusted; null if it is not revoked
 * @param usable whether this instance can sign with it, because it could decrypt the private key
 */
record KeyTimes(String id, Instant signsFrom, @Nullable Instant revokedAt, boolean usable) {}
