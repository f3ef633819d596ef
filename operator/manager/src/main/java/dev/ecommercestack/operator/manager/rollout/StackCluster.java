package dev.ecommercestack.operator.manager.rollout;

import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.manager.credentials.CredentialGenerator;
import dev.ecommercestack.operator.manager.credentials.CredentialRequest;
import dev.ecommercestack.operator.manager.dependencies.DependencyPolls;
import dev.ecommercestack.operator.manager.dependencies.HealthAddresses;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
import dev.ecommercestack.operator.manager.observe.Observer;
import dev.ecommercestack.operator.manager.plan.ComponentKind;
import dev.ecommercestack.operator.manager.plan.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.Components;
import dev.ecommercestack.operator.manager.plan.GatewayAddress;
import dev.ecommercestack.operator.manager.plan.Names;
import dev.ecommercestack.operator.manager.plan.Plan;
import dev.ecommercestack.operator.manager.status.ComponentReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one reconciliation reads from the API server and writes to it, but for the
 * status.
 */
public final class StackCluster implements ComponentSteps {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Changes changes = new Changes();
  private final Attempts attempts;
  private final CredentialStore credentials;
  private final Applier applier;
  private final VolumeClaims claims;
  private final Replicas replicas;
  private final PodReplacement pods;
  private final Pruner pruner;
  private final LiveReader live;
  private final Observer observer;

  /**
   * @param jobs when Jobs are run again
   */
  public StackCluster(
      EcommerceStack stack,
      Context<EcommerceStack> context,
      CredentialGenerator generator,
      Clock clock,
      JobSchedule jobs) {
    this.stack = stack;
    this.context = context;
    attempts = new Attempts(changes, clock);
    credentials = new CredentialStore(stack, context, generator, changes, attempts);
    claims = new VolumeClaims(stack, context, attempts);
    var runs = new JobRuns(context, clock, jobs);
    applier = new Applier(stack, context, changes, attempts, runs, claims);
    replicas = new Replicas(context, changes, attempts);
    pods = new PodReplacement(stack, context, changes, attempts, clock);
    pruner = new Pruner(stack, context, changes, attempts);
    live = new LiveReader(stack, context, clock);
    observer = new Observer(context.getControllerConfiguration().fieldManager());
  }

  /** Whether the stack was deleted since it was read: then nothing is written for it any more. */
  public boolean isStackDeleted() {
    return Deletion.isUnderWay(stack, context);
  }

  /** Reads the Secrets that the user brought; those that do not exist are left out. */
  public Credentials userSecrets(Collection<String> names) {
    return credentials.brought(names);
  }

  /** Finds, completes or generates the credentials of the stack. */
  public Credentials credentials(List<CredentialRequest> requests) {
    return credentials.complete(requests);
  }

  /** UIDs of the volume claims of the stack by name. */
  public Map<String, String> volumes() {
    return claims.uids();
  }

  @Override
  public ApplyResult apply(ComponentPlan component) {
    var results = new ArrayList<ApplyResult>();
    var workload = applyObjects(component, results);
    component.objects().stream()
        .filter(StatefulSet.class::isInstance)
        .forEach(set -> results.add(claims.keep((StatefulSet) set)));
    if (component.awaits() != null) {
      results.add(new ApplyResult.Waiting(component.awaits()));
    }
    if (component.objects().stream().anyMatch(Job.class::isInstance)) {
      results.add(pruner.prune(Job.class, component));
    }
    if (component.scale() != null) {
      results.add(pruner.prune(HorizontalPodAutoscaler.class, component));
    }
    if (workload instanceof ApplyResult.Done) {
      results.add(pods.replaceStuckPods(component));
      results.add(replicas.set(component));
    }
    return ApplyResult.worst(results);
  }

  /**
   * Applies every object, whatever became of the others; but not what makes pods when something
   * that they read is not as planned: they would start with it and not again with what is right.
   *
   * @param results gets the result of each object
   * @return what became of the objects that make pods
   */
  private ApplyResult applyObjects(ComponentPlan component, List<ApplyResult> results) {
    var read = new ArrayList<ApplyResult>();
    var workloads = new ArrayList<ApplyResult>();
    for (var object : component.objects()) {
      switch (object) {
        case ConfigMap config -> read.add(applier.apply(config));
        case Secret secret -> read.add(applier.apply(secret));
        case Deployment deployment -> workloads.add(unlessBehind(read, deployment));
        case StatefulSet set -> workloads.add(unlessBehind(read, set));
        case Job job -> workloads.add(unlessBehind(read, job));
        default -> results.add(applier.apply(object));
      }
    }
    results.addAll(read);
    results.addAll(workloads);
    return ApplyResult.worst(workloads);
  }

  private ApplyResult unlessBehind(List<ApplyResult> read, HasMetadata workload) {
    var before = ApplyResult.worst(read);
    return before instanceof ApplyResult.Done ? applier.apply(workload) : before;
  }

  @Override
  public Health observe(ComponentPlan component) {
    var objects = component.objects().stream().map(object -> object.getMetadata().getName());
    var scale = component.scale();
    return observe(
        component.component(),
        component.kind(),
        objects.collect(toSet()),
        scale == null ? IntUnaryOperator.identity() : scale::nearest);
  }

  /** How the components of the last status are doing, for when nothing may be applied. */
  public List<ComponentReport> observe(List<ComponentStatus> components) {
    return components.stream().map(this::observe).toList();
  }

  /** Deletes what is no longer planned, once the plan was rolled out to the end. */
  public void prune(Plan plan) {
    pruner.prune(plan);
  }

  /** Where the shop is found, as far as it is known by now. */
  public Endpoints endpoints() {
    return new Endpoints(GatewayAddress.of(stack, gatewayService(), live.pods(Components.GATEWAY)));
  }

  /** The services that use a backing service, and where they can be asked about it. */
  public Map<String, DependencyPolls.Service> services(Topology topology) {
    var services = new HashMap<String, DependencyPolls.Service>();
    Needs.of(topology)
        .forEach(
            (service, needs) -> {
              var backings =
                  Arrays.stream(Backing.values()).filter(needs::of).collect(toUnmodifiableSet());
              if (!backings.isEmpty()) {
                services.put(
                    service,
                    new DependencyPolls.Service(backings, HealthAddresses.of(live.pods(service))));
              }
            });
    return services;
  }

  private @Nullable Service gatewayService() {
    var name = Names.component(stack.getMetadata().getName(), Components.GATEWAY);
    return context
        .getSecondaryResourcesAsStream(Service.class, true)
        .filter(service -> service.getMetadata().getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** What was written so far. */
  public Changes changes() {
    return changes;
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
