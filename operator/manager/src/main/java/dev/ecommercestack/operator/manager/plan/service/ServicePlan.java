package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects.Port;
import dev.ecommercestack.operator.manager.plan.pod.NetworkPolicyRules;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import java.util.List;

/** A service behind the gateway. */
public final class ServicePlan {
  private ServicePlan() {}

  /**
   * Returns the plan of a service behind the gateway.
   *
   * @param scope the stack
   * @param profile the service
   */
  public static ComponentPlan of(StackScope scope, ServiceProfile profile) {
    SpringService service = new SpringService(scope, profile);
    ComponentObjects objects = service.objects();
    List<Port> ports =
        List.of(
            new Port(SpringContainer.HTTP, ServiceProfile.HTTP_PORT),
            new Port(SpringContainer.MANAGEMENT, ServiceProfile.MANAGEMENT_PORT));
    return service.plan(
        List.of(objects.service(ports)),
        ServiceEgress.allow(NetworkPolicyRules.of(objects), scope, profile)
            .allowFrom(profile.callers(scope.topology()), ServiceProfile.HTTP_PORT)
            .allowFromOperator(ServiceProfile.MANAGEMENT_PORT)
            .build());
  }
}
