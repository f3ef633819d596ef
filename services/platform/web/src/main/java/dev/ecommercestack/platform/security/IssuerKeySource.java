package dev.ecommercestack.platform.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * The issuer's public keys, cached, so that tokens can be checked while the issuer is unavailable.
 */
final class IssuerKeySource implements ResourceRetriever {
  private static final long READ_TIMEOUT_MILLIS = 10_000;

  private final RestClient client;

  private IssuerKeySource(RestClient client) {
    this.client = client;
  }

  /** Returns a source that reads the keys when they are first needed. */
  static JWKSource<SecurityContext> source(RestClient client, SecurityProperties properties) {
    return JWKSourceBuilder.create(url(properties.keySetUri()), new IssuerKeySource(client))
        .cache(properties.keySetCache().toMillis(), READ_TIMEOUT_MILLIS)
        .refreshAheadCache(false)
        .retrying(true)
        .outageTolerant(properties.keySetCache().plus(properties.keySetOutage()).toMillis())
        .build();
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      String body =
          client
              .get()
              .uri(URI.create(url.toString()))
              .accept(MediaType.APPLICATION_JSON)
              .retrieve()
              .body(String.class);
      return new Resource(Objects.requireNonNullElse(body, ""), MediaType.APPLICATION_JSON_VALUE);
    } catch (RuntimeException e) {
      throw new IOException("The key set at " + url + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          "service.security.key-set-uri must be an http or https URL but is " + uri, e);
    }
  }
}
