package dev.ecommercestack.operator.manager.plan.stack;

import java.util.List;
import java.util.stream.IntStream;

/**
 * DNS names within the cluster. They end with {@code .svc}: the name of the cluster's domain is
 * added by the resolver.
 */
public final class DnsNames {
  private DnsNames() {}

  /** The Service of a component. */
  public static String service(StackScope scope, String component) {
    return "%s.%s.svc".formatted(ObjectNames.component(scope.name(), component), scope.namespace());
  }

  /** The domain below which each pod of a component has its name. */
  public static String headlessServiceDomain(StackScope scope, String component) {
    return "%s.%s.svc"
        .formatted(ObjectNames.headlessService(scope.name(), component), scope.namespace());
  }

  /** The pods of a StatefulSet. */
  public static List<String> pods(StackScope scope, String component, int replicas) {
    String pod = ObjectNames.component(scope.name(), component);
    String domain = headlessServiceDomain(scope, component);
    return IntStream.range(0, replicas).mapToObj(i -> pod + "-" + i + "." + domain).toList();
  }
}
