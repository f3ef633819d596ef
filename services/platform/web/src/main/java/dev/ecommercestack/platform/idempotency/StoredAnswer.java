package dev.ecommercestack.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer that was given before.
 *
 * @param requestHash of the request that it answered
 * @param status the HTTP status
 * @param contentType the header of that name
 * @param location the header of that name
 * @param body as it was sent
 */
@SuppressWarnings("ArrayRecordComponent") // Passed through once, never compared.
record StoredAnswer(
    byte[] requestHash,
    int status,
    @Nullable String contentType,
    @Nullable String location,
    byte[] body) {}
