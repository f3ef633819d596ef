package dev.ecommercestack.operator.manager.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * DNS names within the cluster. They end with {@code .svc}: the name of the cluster's domain is
 * added by the resolver.
 */
final class Hosts {
  private Hosts() {}

  /** The Service of a component. */
  static String service(StackScope scope, String component) {
    return "%s.%s.svc".formatted(Names.component(scope.name(), component), scope.namespace());
  }

  /** The domain below which each pod of a component has its name. */
  static String nodesDomain(StackScope scope, String component) {
    return "%s.%s.svc".formatted(Names.nodes(scope.name(), component), scope.namespace());
  }

  /** The pods of a StatefulSet. */
  static List<String> nodes(StackScope scope, String component, int replicas) {
    String pod = Names.component(scope.name(), component);
    String domain = nodesDomain(scope, component);
    return IntStream.range(0, replicas).mapToObj(i -> pod + "-" + i + "." + domain).toList();
  }
}
