package dev.ecommercestack.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What can be set.
 *
 * @param ratelimit how many requests a caller may make; without limits when absent
 * @param cors which pages of other origins may call
 * @param security whose tokens are accepted
 * @param maxBody largest body of a request
 * @param maxUpload largest body of one that uploads a list of products
 * @param trustedProxies networks (for example {@code 10.0.0.0/8}) of proxies in front, whose
 *     X-Forwarded headers are believed; nobody's by default
 * @param partTimeout for how long an aggregate waits for each of its parts
 */
@ConfigurationProperties("gateway")
public record GatewaySettings(
    @Nullable RateLimit ratelimit,
    @DefaultValue Cors cors,
    Security security,
    DataSize maxBody,
    DataSize maxUpload,
    @DefaultValue List<String> trustedProxies,
    Duration partTimeout) {

  /**
   * A token bucket for each signed-in user and, without a login, for each client address.
   *
   * @param requestsPerSecond what is let through in the long run
   * @param burst what is let through at once after a pause
   */
  public record RateLimit(int requestsPerSecond, int burst) {
    /** Refuses a bucket that lets nothing through. */
    public RateLimit {
      if (requestsPerSecond < 1) {
        throw new IllegalArgumentException(
            "gateway.ratelimit.requests-per-second is %d: write at least 1, or leave the limit out"
                .formatted(requestsPerSecond));
      }
      if (burst < requestsPerSecond) {
        throw new IllegalArgumentException(
            "gateway.ratelimit.burst is %d: write at least requests-per-second, which is %d"
                .formatted(burst, requestsPerSecond));
      }
    }
  }

  /**
   * Cross-origin calls.
   *
   * @param allowedOrigins origins such as {@code https://shop.example.com}; {@code *} means all
   */
  public record Cors(@DefaultValue List<String> allowedOrigins) {}

  /**
   * Whose tokens are accepted.
   *
   * @param issuer the claim {@code iss}
   * @param keySetUri where the issuer's keys are; the host is a name in the registry
   * @param keySetCache for how long keys are used before they are read again
   * @param keySetOutage for how much longer known keys are used while they cannot be read
   * @param clockSkew by how much clocks may differ
   */
  public record Security(
      String issuer,
      URI keySetUri,
      Duration keySetCache,
      Duration keySetOutage,
      Duration clockSkew) {}
}
