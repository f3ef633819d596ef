package dev.ecommercestack.common.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * A service's own rules: who may reach which path. They come before the common ones (health,
 * OpenAPI and key set for everybody, {@code /internal/**} for services, the rest for whoever has a
 * valid token). The first rule that matches decides.
 */
@FunctionalInterface
public interface AccessRules {
  /** Adds rules, the most particular first. */
  void add(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules);
}
