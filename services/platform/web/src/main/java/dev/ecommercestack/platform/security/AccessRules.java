package dev.ecommercestack.platform.security;

import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

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

  /**
   * Returns what matches reads of paths: GET, and HEAD, which is answered with its status and
   * headers.
   */
  static RequestMatcher[] reads(String... paths) {
    var matchers = PathPatternRequestMatcher.withDefaults();
    return Stream.of(paths)
        .flatMap(
            path ->
                Stream.of(
                    matchers.matcher(HttpMethod.GET, path),
                    matchers.matcher(HttpMethod.HEAD, path)))
        .toArray(RequestMatcher[]::new);
  }
}
