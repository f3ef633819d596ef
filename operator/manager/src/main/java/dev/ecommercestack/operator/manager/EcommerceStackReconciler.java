package dev.ecommercestack.operator.manager;

import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.manager.credentials.CredentialGenerator;
import dev.ecommercestack.operator.manager.dependencies.DependencyPolls;
import dev.ecommercestack.operator.manager.events.EventPublisher;
import dev.ecommercestack.operator.manager.events.Story;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
import dev.ecommercestack.operator.manager.plan.ImageCatalog;
import dev.ecommercestack.operator.manager.plan.Planner;
import dev.ecommercestack.operator.manager.rollout.StackCluster;
import dev.ecommercestack.operator.manager.status.StackReport;
import dev.ecommercestack.operator.manager.status.StackReport.Situation;
import dev.ecommercestack.operator.manager.status.StatusAggregator;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Brings one stack closer to what its spec says: load, validate, plan, apply, aggregate the status,
 * publish.
 *
 * <p>It keeps no state between runs and never waits. Whatever is not healthy yet is looked at again
 * when an informer sees it change, and after a short while.
 */
@ControllerConfiguration(name = EcommerceStackReconciler.NAME)
public final class EcommerceStackReconciler implements Reconciler<EcommerceStack> {

  /** Name of the controller. */
  public static final String NAME = "ecommercestack";

  /**
   * How soon a stack that is not as it should be is looked at again, even if no informer sees a
   * change.
   */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  private final Topology topology;
  private final StackRollout rollout;
  private final ImageCatalog images;
  private final CredentialGenerator generator;
  private final StatusAggregator aggregator;
  private final EventPublisher events;
  private final StackMetrics metrics;
  private final DependencyPolls dependencies;
  private final JobSchedule jobs;
  private final Clock clock;

  /**
   * @param topology topics, queues and databases of every stack
   * @param planner turns a stack into objects
   * @param images resolves the image of each component
   * @param generator makes passwords
   * @param aggregator words the status
   * @param events publishes what happened
   * @param metrics shows how stacks are doing
   * @param dependencies asks the services how their backing services are
   * @param jobs when Jobs are run again
   */
  EcommerceStackReconciler(
      Topology topology,
      Planner planner,
      ImageCatalog images,
      CredentialGenerator generator,
      StatusAggregator aggregator,
      EventPublisher events,
      StackMetrics metrics,
      DependencyPolls dependencies,
      JobSchedule jobs,
      Clock clock) {
    this.topology = topology;
    this.rollout = new StackRollout(topology, planner, images);
    this.images = images;
    this.generator = generator;
    this.aggregator = aggregator;
    this.events = events;
    this.metrics = metrics;
    this.dependencies = dependencies;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, EcommerceStack>> prepareEventSources(
      EventSourceContext<EcommerceStack> context) {
    var sources = StackEventSources.create(context);
    sources.add(dependencies);
    return sources;
  }

  @Override
  public UpdateControl<EcommerceStack> reconcile(
      EcommerceStack stack, Context<EcommerceStack> context) {
    var cluster = new StackCluster(stack, context, generator, clock, jobs);
    var report = rollout.run(stack, cluster);
    if (cluster.isStackDeleted()) {
      return UpdateControl.noUpdate();
    }
    var id = ResourceID.fromResource(stack);
    dependencies.poll(id, cluster.services(topology));
    var status = aggregate(stack, report, cluster);
    metrics.show(id, status, dependencies.report(id), report.situation());
    events.publish(
        stack, Story.of(lastStatus(stack), status, report.situation(), cluster.changes()));
    if (!cluster.changes().failed().isEmpty()) {
      throw new FailedRequestsException(cluster.changes().failed(), status);
    }
    return update(stack, status, report, context);
  }

  /** The status also after a failure, the first one included: readers must not take it for well. */
  @Override
  public ErrorStatusUpdateControl<EcommerceStack> updateErrorStatus(
      EcommerceStack stack, Context<EcommerceStack> context, Exception error) {
    if (isConflict(error)) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    var status =
        error instanceof FailedRequestsException failed
            ? failed.status()
            : interrupted(stack, context, error);
    ErrorStatusUpdateControl<EcommerceStack> control = ErrorStatusUpdateControl.noStatusUpdate();
    try {
      return switch (StatusWriter.write(stack, status, context)) {
        case UNCHANGED -> control;
        case CHANGED -> control.rescheduleAfter(Duration.ZERO);
        case DELETED -> {
          forget(stack);
          yield control;
        }
      };
    } catch (KubernetesClientException failure) {
      error.addSuppressed(failure);
      return control;
    }
  }

  /** Somebody else wrote at the same moment: the next run knows more. */
  private static boolean isConflict(Exception error) {
    return error instanceof KubernetesClientException failure
        && failure.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  private EcommerceStackStatus interrupted(
      EcommerceStack stack, Context<EcommerceStack> context, Exception error) {
    var cluster = new StackCluster(stack, context, generator, clock, jobs);
    var message = "the operator failed and tries again: " + error.getMessage();
    var status =
        aggregate(stack, StackRollout.stop(stack, cluster, Situation.ERROR, message), cluster);
    var id = ResourceID.fromResource(stack);
    metrics.show(id, status, dependencies.report(id), Situation.ERROR);
    return status;
  }

  private UpdateControl<EcommerceStack> update(
      EcommerceStack stack,
      EcommerceStackStatus status,
      StackReport report,
      Context<EcommerceStack> context) {
    UpdateControl<EcommerceStack> control = UpdateControl.noUpdate();
    return switch (StatusWriter.write(stack, status, context)) {
      case UNCHANGED ->
          needsAnotherLook(stack, report) ? control.rescheduleAfter(LOOK_AGAIN) : control;
      case CHANGED -> control.reschedule();
      case DELETED -> {
        forget(stack);
        yield control;
      }
    };
  }

  /** The framework may have told of the deletion already, before this run showed the stack. */
  private void forget(EcommerceStack stack) {
    var id = ResourceID.fromResource(stack);
    metrics.cleanupDone(id, Map.of());
    dependencies.cleanupDone(id, Map.of());
  }

  private EcommerceStackStatus aggregate(
      EcommerceStack stack, StackReport report, StackCluster cluster) {
    return aggregator.aggregate(
        stack.getMetadata().getGeneration(),
        images.version(stack.getSpec()),
        report,
        cluster.endpoints(),
        dependencies.report(ResourceID.fromResource(stack)),
        lastStatus(stack),
        clock.instant());
  }

  private boolean needsAnotherLook(EcommerceStack stack, StackReport report) {
    var undecided =
        dependencies.report(ResourceID.fromResource(stack)).isUndecided(clock.instant());
    return undecided || needsAnotherLook(report);
  }

  private static boolean needsAnotherLook(StackReport report) {
    return switch (report.situation()) {
      case ORDERED_ROLLOUT, DIRECT_ROLLOUT, STEADY -> !report.isHealthy();
      case WAITING, INVALID, ERROR -> true;
      case SUSPENDED, PAUSED -> false;
    };
  }

  private static EcommerceStackStatus lastStatus(EcommerceStack stack) {
    return requireNonNullElse(stack.getStatus(), EcommerceStackStatus.NONE);
  }
}
