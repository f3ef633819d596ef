package dev.ecommercestack.platform.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the token check.
 *
 * @param issuer the claim {@code iss} of accepted tokens
 * @param keySetUri the URL where the issuer publishes its keys; its host is resolved by DNS
 * @param keySetCache how long keys are used before they are read again
 * @param keySetOutage how much longer known keys are used while the issuer cannot be reached
 * @param clockSkew the largest difference between clocks
 */
@ConfigurationProperties("service.security")
public record SecurityProperties(
    String issuer,
    URI keySetUri,
    Duration keySetCache,
    Duration keySetOutage,
    Duration clockSkew) {}
