package dev.ecommercestack.eureka;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who the peers are, seen from one of them.
 *
 * @param self this one's URL
 * @param others everybody else's
 */
record Peers(URI self, List<URI> others) {
  Peers {
    others = List.copyOf(others);
  }

  /**
   * Finds this one in the list that all peers share.
   *
   * @param list URLs separated by commas, one per pod
   * @param hostname the pod's: the host of its URL, or the first label of it
   * @return empty if this one is not in the list
   * @throws IllegalArgumentException if an entry is not a URL with a host
   */
  static Optional<Peers> in(String list, String hostname) {
    List<URI> others = new ArrayList<>();
    URI self = null;
    for (String entry : Arrays.stream(list.split(",")).map(String::strip).toList()) {
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

  /** Returns the properties that make the server talk to the others and not to itself. */
  Map<String, Object> properties() {
    boolean alone = others.isEmpty();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("eureka.instance.hostname", self.getHost());
    properties.put("eureka.client.register-with-eureka", !alone);
    properties.put("eureka.client.fetch-registry", !alone);
    // Alone, the list must have an entry, which the server then recognises as itself: with none it
    // would look for a peer on port 8761 of localhost.
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
