package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.credentials.CredentialRequest;
import dev.ecommercestack.operator.manager.plan.backing.DeclarePlan;
import dev.ecommercestack.operator.manager.plan.backing.KafkaPlan;
import dev.ecommercestack.operator.manager.plan.backing.PostgreSqlPlan;
import dev.ecommercestack.operator.manager.plan.backing.RabbitMqPlan;
import dev.ecommercestack.operator.manager.plan.backing.RedisPlan;
import dev.ecommercestack.operator.manager.plan.credentials.CredentialsPlan;
import dev.ecommercestack.operator.manager.plan.service.EurekaPlan;
import dev.ecommercestack.operator.manager.plan.service.GatewayPlan;
import dev.ecommercestack.operator.manager.plan.service.ServicePlan;
import dev.ecommercestack.operator.manager.plan.service.ServiceProfile;
import dev.ecommercestack.operator.manager.plan.stack.ApiServerAddresses;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecretException;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.StackInput;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import dev.ecommercestack.operator.manager.plan.stack.Stage;
import java.util.List;
import java.util.function.Function;

/** Plans the Kubernetes objects of a stack and the order in which they are rolled out. */
public final class Planner {
  private final String operatorNamespace;
  private final ApiServerAddresses apiServer;

  /**
   * Makes a planner.
   *
   * @param operatorNamespace the namespace of the operator's pods, to which the network policies of
   *     brokers and services give access
   * @param apiServer where the API server may be, to which the network policies of services that
   *     watch their ConfigMap give access
   */
  public Planner(String operatorNamespace, ApiServerAddresses apiServer) {
    this.operatorNamespace = operatorNamespace;
    this.apiServer = apiServer;
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
   * <p>A component that needs a Secret which the input names as missing has no objects: half
   * configured, its pods could not start.
   *
   * @param input a stack that {@link Validator} has nothing to say about, and its Secrets
   * @throws IllegalStateException if the input lacks a Secret without naming it as missing
   */
  public Plan plan(StackInput input) {
    StackScope scope = scope(input);
    return new Plan(
        List.of(
            new Stage("credentials-and-config", List.of(CredentialsPlan.of(scope))),
            new Stage(
                "backing-services",
                List.of(
                    plan(scope, Components.POSTGRESQL, PostgreSqlPlan::of),
                    plan(scope, Components.KAFKA, KafkaPlan::of),
                    plan(scope, Components.RABBITMQ, RabbitMqPlan::of),
                    plan(scope, Components.REDIS, RedisPlan::of))),
            new Stage("declare", List.of(plan(scope, Components.DECLARE, DeclarePlan::of))),
            new Stage("eureka", List.of(plan(scope, Components.EUREKA, EurekaPlan::of))),
            new Stage(
                "services",
                ServiceProfile.DOMAIN.stream()
                    .map(
                        service ->
                            plan(scope, service.component(), it -> ServicePlan.of(it, service)))
                    .toList()),
            new Stage("gateway", List.of(plan(scope, Components.GATEWAY, GatewayPlan::of)))));
  }

  /** Returns what the plans of all components share. */
  public StackScope scope(StackInput input) {
    return new StackScope(input, operatorNamespace, apiServer);
  }

  private static ComponentPlan plan(
      StackScope scope, String component, Function<StackScope, ComponentPlan> builder) {
    try {
      return builder.apply(scope);
    } catch (MissingSecretException lack) {
      return new ComponentPlan(
          component,
          component.equals(Components.DECLARE) ? ComponentKind.JOB : ComponentKind.WORKLOAD,
          scope.image(component),
          !component.equals(Components.REDIS),
          scope.input().missing(component, lack.secret(), lack.key()).orElseThrow(() -> lack));
    }
  }
}
