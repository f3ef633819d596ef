package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.operator.manager.plan.ComponentObjects.Port;
import java.util.List;

/** A service behind the gateway. */
final class ServicePlan {
  private ServicePlan() {}

  static ComponentPlan of(StackScope scope, ServiceProfile profile) {
    SpringService service = new SpringService(scope, profile);
    ComponentObjects objects = service.objects();
    List<Port> ports =
        List.of(
            new Port(SpringContainer.HTTP, ServiceProfile.HTTP_PORT),
            new Port(SpringContainer.MANAGEMENT, ServiceProfile.MANAGEMENT_PORT));
    return service.plan(
        List.of(objects.service(ports)),
        Traffic.to(objects)
            .from(profile.callers(), ServiceProfile.HTTP_PORT)
            .fromOperator(ServiceProfile.MANAGEMENT_PORT)
            .policy());
  }
}
