package dev.ecommercestack.platform.security;

import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Access rules of a service: which roles may use which paths. They are checked before the common
 * rules (health and key set for everybody, {@code /internal/**} for the callers that {@code
 * topology.yaml} names, the rest for any valid token). The first rule that matches decides.
 */
@FunctionalInterface
public interface AccessRules {
  /** Adds rules, the most specific first. */
  void add(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules);

  /**
   * Returns matchers of GET and HEAD requests.
   *
   * @param paths path patterns
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
