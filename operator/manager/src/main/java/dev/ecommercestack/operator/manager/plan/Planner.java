package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.credentials.CredentialRequest;
import java.util.List;

/** Says what a stack should look like in Kubernetes, and in which order it is rolled out. */
public final class Planner {
  private final String operatorNamespace;

  /**
   * Makes a planner.
   *
   * @param operatorNamespace namespace of the operator's own pods, which brokers let in
   */
  public Planner(String operatorNamespace) {
    this.operatorNamespace = operatorNamespace;
  }

  /**
   * Returns the Secrets that must exist, with all their keys, before {@link #plan} can be asked.
   */
  public List<CredentialRequest> credentials(EcommerceStack stack, Topology topology) {
    return CredentialsPlan.requests(stack, topology);
  }

  /**
   * Returns the desired objects of a stack. The same input gives the same plan.
   *
   * @param input a stack that {@link Validator} has nothing to say about, and its Secrets
   * @throws IllegalStateException if a Secret, or a key of one, is missing in the input
   */
  public Plan plan(StackInput input) {
    StackScope scope = new StackScope(input, operatorNamespace);
    return new Plan(
        List.of(
            new Stage("credentials-and-config", List.of(CredentialsPlan.of(scope))),
            new Stage(
                "backing-services",
                List.of(
                    PostgreSqlPlan.of(scope),
                    KafkaPlan.of(scope),
                    RabbitMqPlan.of(scope),
                    RedisPlan.of(scope))),
            new Stage("declare", List.of(DeclarePlan.of(scope))),
            new Stage("eureka", List.of(EurekaPlan.of(scope))),
            new Stage(
                "services",
                ServiceProfile.DOMAIN.stream()
                    .map(service -> ServicePlan.of(scope, service))
                    .toList()),
            new Stage("gateway", List.of(GatewayPlan.of(scope)))));
  }
}
