package dev.ecommercestack.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The response to an earlier request with the same key.
 *
 * @param requestHash the hash of the request that it answered
 * @param status the HTTP status
 * @param contentType the header {@code Content-Type}; null if there was none
 * @param location the header {@code Location}; null if there was none
 * @param etag the header {@code ETag}; null if there was none
 * @param body the body as it was sent
 */
@SuppressWarnings("ArrayRecordComponent") // Passed through once, never compared.
record StoredResponse(
    byte[] requestHash,
    int status,
    @Nullable String contentType,
    @Nullable String location,
    @Nullable String etag,
    byte[] body) {}
