package dev.ecommercestack.platform.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of calls to other services.
 *
 * @param connectTimeout the timeout of a connection
 * @param readTimeout the timeout of a response
 * @param connectionsPerHost the largest number of connections to one instance of a service
 * @param tokenUri the URL where a service token is fetched; its host is resolved by DNS
 * @param secret this service's secret for fetching the token; null if it calls no service
 */
@ConfigurationProperties("service.client")
public record ClientProperties(
    Duration connectTimeout,
    Duration readTimeout,
    int connectionsPerHost,
    URI tokenUri,
    @Nullable String secret) {

  /** Leaves out the secret. */
  @Override
  public String toString() {
    return "ClientProperties[connectTimeout=%s, readTimeout=%s, tokenUri=%s]"
        .formatted(connectTimeout, readTimeout, tokenUri);
  }
}
