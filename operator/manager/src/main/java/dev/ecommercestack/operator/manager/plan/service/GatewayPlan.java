package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.pod.NetworkPolicyRules;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;

/** The plan of the gateway, which is exposed outside the cluster. */
public final class GatewayPlan {
  private GatewayPlan() {}

  /**
   * Returns the plan of the gateway.
   *
   * @param scope the stack
   */
  public static ComponentPlan of(StackScope scope) {
    SpringService gateway = new SpringService(scope, ServiceProfile.GATEWAY);
    ComponentObjects objects = gateway.objects();
    return gateway.plan(
        new GatewayExposure(objects, scope.spec().gateway().expose()).objects(),
        ServiceEgress.allow(NetworkPolicyRules.of(objects), scope, ServiceProfile.GATEWAY)
            .allowFromEverywhere(ServiceProfile.HTTP_PORT)
            .allowFromOperator(ServiceProfile.MANAGEMENT_PORT)
            .build());
  }
}
