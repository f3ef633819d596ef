package dev.ecommercestack.operator.manager.plan;

/** The gateway: a service that everybody may call, and a door to the outside. */
final class GatewayPlan {
  private GatewayPlan() {}

  static ComponentPlan of(StackScope scope) {
    SpringService gateway = new SpringService(scope, ServiceProfile.GATEWAY);
    ComponentObjects objects = gateway.objects();
    return gateway.plan(
        new GatewayDoor(objects, scope.spec().gateway().expose()).objects(),
        Traffic.to(objects)
            .fromEverywhere(ServiceProfile.HTTP_PORT)
            .fromOperator(ServiceProfile.MANAGEMENT_PORT)
            .policy());
  }
}
