package dev.ecommercestack.eureka;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registries of a stack, seen from one of them.
 *
 * @param self the URL of this registry
 * @param others the URLs of the other registries
 */
record Peers(URI self, List<URI> others) {
  Peers {
    others = List.copyOf(others);
  }

  /**
   * Finds this registry in the list of URLs that all registries share.
   *
   * @param urls the URLs of all registries, separated by commas
   * @param hostname the host name of this pod: the host of its URL, or the first label of the host
   * @return empty if this registry is not in the list
   * @throws IllegalArgumentException if an entry is not a URL with a host
   */
  static Optional<Peers> find(String urls, String hostname) {
    List<URI> others = new ArrayList<>();
    URI self = null;
    for (String entry : Arrays.stream(urls.split(",")).map(String::strip).toList()) {
      if (entry.isEmpty()) {
        continue;
      }
      URI url = parse(entry);
      if (self == null && isHost(hostname, url.getHost())) {
        self = url;
      } else {
        others.add(url);
      }
    }
    return self == null ? Optional.empty() : Optional.of(new Peers(self, others));
  }

  /** Returns the Eureka properties with which the server replicates to the others only. */
  Map<String, Object> properties() {
    boolean alone = others.isEmpty();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("eureka.instance.hostname", self.getHost());
    properties.put("eureka.client.register-with-eureka", !alone);
    properties.put("eureka.client.fetch-registry", !alone);
    // A single registry needs its own URL here, which the server recognises and skips. With an
    // empty list the server would use the default, port 8761 of localhost, as a peer.
    properties.put(
        "eureka.client.service-url.defaultZone",
        String.join(",", (alone ? List.of(self) : others).stream().map(URI::toString).toList()));
    return properties;
  }

  private static URI parse(String entry) {
    URI url = URI.create(entry);
    if (url.getHost() == null) {
      throw new IllegalArgumentException(
          "EUREKA_CLIENT_SERVICEURL_DEFAULTZONE has '%s', which is not a URL such as http://shop-eureka-0.shop-eureka:8761/eureka/"
              .formatted(entry));
    }
    return url;
  }

  private static boolean isHost(String hostname, String host) {
    return host.equals(hostname) || host.startsWith(hostname + ".");
  }
}
