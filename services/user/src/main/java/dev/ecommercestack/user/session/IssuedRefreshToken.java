package dev.ecommercestack.user.session;

import java.time.Duration;

/**
 * A refresh token for a client.
 *
 * @param token the token
 * @param lifetime the time for which it can be exchanged
 */
public record IssuedRefreshToken(RefreshToken token, Duration lifetime) {}
