package dev.ecommercestack.user.session;

import java.time.Duration;
import java.util.UUID;

/**
 * A refresh token for a client.
 *
 * @param token the token
 * @param sessionId the id of the session that it refreshes
 * @param lifetime the time for which it can be exchanged
 */
public record IssuedRefreshToken(RefreshToken token, UUID sessionId, Duration lifetime) {}
