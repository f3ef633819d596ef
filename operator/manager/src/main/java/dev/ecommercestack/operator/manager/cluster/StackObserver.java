package dev.ecommercestack.operator.manager.cluster;

import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.manager.dependencies.DependencyPoller;
import dev.ecommercestack.operator.manager.dependencies.HealthAddresses;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.observe.Observer;
import dev.ecommercestack.operator.manager.plan.service.GatewayAddress;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.status.ComponentReport;
import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads how the components of one stack are doing. It writes nothing. */
public final class StackObserver {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final LiveObjectsReader live;
  private final Observer observer;

  /**
   * @param stack the stack as it was read
   * @param context the informers and the client of the reconciliation
   * @param clock the time at which the objects are observed
   */
  public StackObserver(EcommerceStack stack, Context<EcommerceStack> context, Clock clock) {
    this.stack = stack;
    this.context = context;
    live = new LiveObjectsReader(stack, context, clock);
    observer = new Observer(context.getControllerConfiguration().fieldManager());
  }

  /**
   * Returns the health of a component.
   *
   * @param component the component as it is planned
   */
  public Health observe(ComponentPlan component) {
    var objects = component.objects().stream().map(object -> object.getMetadata().getName());
    var bounds = component.replicaBounds();
    return observe(
        component.component(),
        component.kind(),
        objects.collect(toSet()),
        bounds == null ? IntUnaryOperator.identity() : bounds::clamp);
  }

  /**
   * Returns how the components of the last status are doing, for when nothing may be applied.
   *
   * @param components the components of the last status
   */
  public List<ComponentReport> observe(List<ComponentStatus> components) {
    return components.stream().map(this::observe).toList();
  }

  /** Returns the addresses of the shop, as far as they are known. */
  public Endpoints endpoints() {
    return new Endpoints(GatewayAddress.of(stack, gatewayService(), live.pods(Components.GATEWAY)));
  }

  /**
   * Returns the services that use a backing service, with the addresses of their health endpoints;
   * without those that have no pods on purpose.
   *
   * @param topology the backing services that each service uses
   * @return backing services and addresses by name of the service
   */
  public Map<String, DependencyPoller.Service> services(Topology topology) {
    var services = new HashMap<String, DependencyPoller.Service>();
    RequiredBackings.of(topology)
        .forEach(
            (service, needs) -> {
              var backings =
                  Arrays.stream(Backing.values())
                      .filter(needs::includes)
                      .collect(toUnmodifiableSet());
              if (!backings.isEmpty() && !live.isScaledToZero(service)) {
                services.put(
                    service,
                    new DependencyPoller.Service(backings, HealthAddresses.of(live.pods(service))));
              }
            });
    return services;
  }

  private @Nullable Service gatewayService() {
    var name = ObjectNames.component(stack.getMetadata().getName(), Components.GATEWAY);
    return context
        .getSecondaryResourcesAsStream(Service.class, true)
        .filter(service -> service.getMetadata().getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private ComponentReport observe(ComponentStatus last) {
    var kind =
        last.phase() == ComponentPhase.External ? ComponentKind.EXTERNAL : ComponentKind.WORKLOAD;
    var health = observe(last.name(), kind, Set.of(), IntUnaryOperator.identity());
    return new ComponentReport(last.name(), last.image(), true, true, true, health);
  }

  private Health observe(
      String component, ComponentKind kind, Set<String> planned, IntUnaryOperator wanted) {
    return switch (kind) {
      case EXTERNAL -> Health.external();
      case CONFIGURATION -> Health.ready(0, null);
      case WORKLOAD, JOB ->
          observer.observe(component, live.read().of(component).preferring(planned), wanted);
    };
  }
}
