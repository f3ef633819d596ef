package dev.ecommercestack.gateway.filter;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies in front of the gateway, which may change while it runs.
 *
 * @param trustedProxies networks (for example {@code 10.0.0.0/8}) of the proxies whose X-Forwarded
 *     headers are used; none by default
 */
@ConfigurationProperties(ProxySettings.PREFIX)
record ProxySettings(@DefaultValue List<String> trustedProxies) {
  static final String PREFIX = "gateway";

  /** Refuses what is not a network. */
  ProxySettings {
    trustedProxies = List.copyOf(trustedProxies);
    TrustedProxies.of(trustedProxies);
  }
}
