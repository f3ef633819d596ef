package dev.ecommercestack.platform.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How other services are called.
 *
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may take
 * @param connectionsPerHost how many connections one instance of a service may get
 * @param tokenUri where a service token is fetched; the host is a name in the registry
 * @param secret this service's secret for that; absent where no service is called
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
