package dev.ecommercestack.platform.security;

import dev.ecommercestack.contracts.topology.HttpCall;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Who may use which path below {@code /internal} of a service: the callers that {@code calls} of
 * {@code topology.yaml} names for the path, administrators for the audit, and nobody else.
 */
final class InternalAccess {
  /** No service reads it. The gateway has no route to it: an administrator forwards the port. */
  private static final String AUDIT = "/internal/audit";

  private static final String SUBJECT_PREFIX = "service:";

  private final Map<String, Set<String>> subjectsByPath = new TreeMap<>();

  private InternalAccess() {}

  /**
   * Returns the permissions of a service's callers.
   *
   * @param topology the calls of the stack
   * @param service the name of the service that is called
   */
  static InternalAccess of(Topology topology, String service) {
    InternalAccess access = new InternalAccess();
    topology.calls().stream()
        .filter(call -> call.service().equals(service))
        .forEach(access::permit);
    return access;
  }

  private void permit(HttpCall call) {
    for (String path : call.internalPaths()) {
      subjectsByPath
          .computeIfAbsent(path, absent -> new TreeSet<>())
          .add(SUBJECT_PREFIX + call.caller());
    }
  }

  void addTo(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    subjectsByPath.forEach((path, subjects) -> rules.requestMatchers(path).access(only(subjects)));
    rules.requestMatchers(AUDIT).hasRole("ADMIN");
    rules.requestMatchers("/internal/**").denyAll();
  }

  private static AuthorizationManager<RequestAuthorizationContext> only(Set<String> subjects) {
    return AuthorizationManagers.allOf(
        AuthorityAuthorizationManager.hasRole("SERVICE"),
        (caller, request) -> new AuthorizationDecision(subjects.contains(caller.get().getName())));
  }
}
