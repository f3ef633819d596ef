package dev.ecommercestack.user.session;

import java.time.Duration;

/**
 * A refresh token for a client.
 *
 * @param token the secret
 * @param lifetime how long it can be exchanged
 */
public record IssuedRefreshToken(RefreshToken token, Duration lifetime) {}
