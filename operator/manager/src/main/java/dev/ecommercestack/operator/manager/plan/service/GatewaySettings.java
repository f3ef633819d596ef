package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.api.v1alpha1.component.Cors;
import dev.ecommercestack.operator.api.v1alpha1.component.GatewaySpec;
import dev.ecommercestack.operator.api.v1alpha1.component.RateLimits;
import dev.ecommercestack.operator.api.v1alpha1.component.RateLimits.KindLimit;
import dev.ecommercestack.operator.api.v1alpha1.component.RateLimits.LimitKind;
import dev.ecommercestack.operator.api.v1alpha1.component.RateLimits.LimitMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the gateway that its pods reload: rate limits, timeouts, CORS and trusted
 * proxies, by the names of its own configuration. Its defaults apply to what the spec leaves out.
 */
final class GatewaySettings {
  private static final String ACCOUNT = "gateway.rate-limits.per-account";
  private static final String ADDRESS = "gateway.rate-limits.per-address";
  private static final int SECONDS_PER_MINUTE = 60;

  /** Of perUser; in the defaults of the gateway too, an address has ten times as much. */
  private static final int ACCOUNTS_PER_ADDRESS = 10;

  private final Map<String, Object> properties = new LinkedHashMap<>();

  private GatewaySettings() {}

  /** Returns the settings by their names, with values of JSON. */
  static Map<String, Object> of(GatewaySpec spec) {
    GatewaySettings settings = new GatewaySettings();
    if (spec.rateLimits() != null) {
      settings.put(spec.rateLimits());
    }
    spec.timeouts()
        .forEach((service, timeout) -> settings.put("gateway.timeouts." + service, timeout));
    Cors cors = spec.cors();
    settings.put("gateway.cors.allowed-origins", cors == null ? List.of() : cors.allowedOrigins());
    settings.put("gateway.trusted-proxies", spec.trustedProxies());
    return settings.properties;
  }

  private void put(RateLimits limits) {
    put("gateway.rate-limits.enabled", limits.mode() != LimitMode.Disabled);
    RateLimits.Limit perUser = limits.perUser();
    if (perUser != null) {
      int perMinute = perUser.requestsPerSecond() * SECONDS_PER_MINUTE;
      for (LimitKind kind : List.of(LimitKind.Read, LimitKind.Write)) {
        put(ACCOUNT, kind, perMinute, perUser.burst());
        put(
            ADDRESS,
            kind,
            ACCOUNTS_PER_ADDRESS * perMinute,
            ACCOUNTS_PER_ADDRESS * perUser.burst());
      }
    }
    limits.perAccount().forEach(limit -> put(ACCOUNT, limit));
    limits.perAddress().forEach(limit -> put(ADDRESS, limit));
  }

  private void put(String holder, KindLimit limit) {
    put(holder, limit.kind(), limit.requestsPerMinute(), limit.burst());
  }

  private void put(String holder, LimitKind kind, int requestsPerMinute, int burst) {
    String prefix =
        holder
            + "."
            + switch (kind) {
              case Any -> "any";
              case InvalidToken -> "invalid-token";
              case Login -> "login";
              case SignUp -> "sign-up";
              case Claim -> "claim";
              case Read -> "read";
              case Write -> "write";
            };
    put(prefix + ".requests-per-minute", requestsPerMinute);
    put(prefix + ".burst", burst);
  }

  private void put(String name, Object value) {
    properties.put(name, value);
  }
}
