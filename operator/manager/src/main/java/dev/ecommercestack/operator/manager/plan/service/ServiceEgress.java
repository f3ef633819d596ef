package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.topology.HttpCall;
import dev.ecommercestack.operator.api.v1alpha1.MailSpec;
import dev.ecommercestack.operator.manager.plan.backing.BackingEgress;
import dev.ecommercestack.operator.manager.plan.pod.NetworkPolicyRules;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import java.net.URI;
import java.util.List;

/** The connections that a Spring service makes; NetworkPolicies deny all others. */
final class ServiceEgress {
  private ServiceEgress() {}

  /** Allows a service what the topology and the spec say that it connects to. */
  static NetworkPolicyRules allow(
      NetworkPolicyRules rules, StackScope scope, ServiceProfile profile) {
    String component = profile.component();
    rules.allowTo(Components.EUREKA, List.of(EurekaPlan.PORT));
    scope.topology().calls().stream()
        .filter(call -> call.caller().equals(component))
        .map(HttpCall::service)
        .forEach(service -> rules.allowTo(service, List.of(ServiceProfile.HTTP_PORT)));
    RequiredBackings needs = RequiredBackings.of(scope.topology(), component);
    for (Backing backing : Backing.values()) {
      if (needs.includes(backing)) {
        BackingEgress.allow(rules, scope, backing);
      }
    }
    String traces = scope.spec().observability().otlpEndpoint();
    if (traces != null) {
      rules.allowToOutside(List.of(port(traces)));
    }
    MailSpec mail = scope.spec().mail();
    if (mail != null && component.equals(Components.WORKER)) {
      rules.allowToOutside(List.of(mail.smtp().port()));
    }
    return rules.allowToApiServer();
  }

  private static int port(String url) {
    URI uri = URI.create(url);
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
