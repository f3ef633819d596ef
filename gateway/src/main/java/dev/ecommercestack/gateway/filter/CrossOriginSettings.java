package dev.ecommercestack.gateway.filter;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The allowed cross-origin requests (CORS), which may change while the gateway runs.
 *
 * @param allowedOrigins origins such as {@code https://shop.example.com}; {@code *} allows all
 */
@ConfigurationProperties(CrossOriginSettings.PREFIX)
record CrossOriginSettings(@DefaultValue List<String> allowedOrigins) {
  static final String PREFIX = "gateway.cors";

  CrossOriginSettings {
    allowedOrigins = List.copyOf(allowedOrigins);
    for (String origin : allowedOrigins) {
      if (!origin.equals("*") && !isOrigin(origin)) {
        throw new IllegalArgumentException(
            "%s.allowed-origins has '%s': write scheme and host as in https://shop.example.com"
                .formatted(PREFIX, origin));
      }
    }
  }

  private static boolean isOrigin(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getScheme() != null && uri.getHost() != null && uri.getPath().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
