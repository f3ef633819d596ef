package dev.ecommercestack.platform.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are accepted.
 *
 * @param issuer the claim {@code iss} of accepted tokens
 * @param keySetUri where the issuer publishes its keys; the host is a name in the registry
 * @param keySetCache for how long keys are used before they are read again
 * @param keySetOutage for how much longer known keys are used while the issuer cannot be reached
 * @param clockSkew by how much clocks may differ
 */
@ConfigurationProperties("service.security")
public record SecurityProperties(
    String issuer,
    URI keySetUri,
    Duration keySetCache,
    Duration keySetOutage,
    Duration clockSkew) {}
