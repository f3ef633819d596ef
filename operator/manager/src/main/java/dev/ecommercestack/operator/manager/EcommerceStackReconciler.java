package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Reconciliation.lastStatus;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.manager.cluster.StackCluster;
import dev.ecommercestack.operator.manager.cluster.StackObserver;
import dev.ecommercestack.operator.manager.credentials.CredentialGenerator;
import dev.ecommercestack.operator.manager.dependencies.DependencyPoller;
import dev.ecommercestack.operator.manager.events.EventPublisher;
import dev.ecommercestack.operator.manager.events.SpecWarnings;
import dev.ecommercestack.operator.manager.events.StatusEvents;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
import dev.ecommercestack.operator.manager.plan.Planner;
import dev.ecommercestack.operator.manager.plan.stack.ImageCatalog;
import dev.ecommercestack.operator.manager.rollout.Changes;
import dev.ecommercestack.operator.manager.scaling.ScalingLoop;
import dev.ecommercestack.operator.manager.status.StackReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
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
 * Brings one stack closer to what its spec says. {@link #reconcile} lists the steps in their order.
 *
 * <p>It keeps no state between reconciliations and never waits. A component that is not healthy yet
 * is checked again when an informer sees it change, and after {@link #RECHECK_INTERVAL}.
 */
@ControllerConfiguration(name = EcommerceStackReconciler.NAME)
public final class EcommerceStackReconciler implements Reconciler<EcommerceStack> {

  /** Name of the controller. */
  public static final String NAME = "ecommercestack";

  /**
   * Time to the next reconciliation of a stack that is not healthy, if no informer sees a change.
   */
  private static final Duration RECHECK_INTERVAL = Duration.ofSeconds(15);

  private final Topology topology;
  private final ReconcileSteps steps;
  private final ImageCatalog images;
  private final CredentialGenerator generator;
  private final StatusAggregator aggregator;
  private final EventPublisher events;
  private final StackMetrics metrics;
  private final DependencyPoller dependencies;
  private final ScalingLoop scaling;
  private final JobSchedule jobs;
  private final Clock clock;

  /**
   * @param topology topics, queues and databases of every stack
   * @param planner turns a stack into objects
   * @param images resolves the image of each component
   * @param generator generates passwords
   * @param aggregator turns the report of a reconciliation into a status
   * @param events publishes Events
   * @param metrics publishes the state of each stack as metrics
   * @param dependencies polls the services for the health of their backing services
   * @param scaling scales the services that work off messages
   * @param jobs the intervals after which Jobs run again
   * @param clock the time for the status and for deadlines
   */
  EcommerceStackReconciler(
      Topology topology,
      Planner planner,
      ImageCatalog images,
      CredentialGenerator generator,
      StatusAggregator aggregator,
      EventPublisher events,
      StackMetrics metrics,
      DependencyPoller dependencies,
      ScalingLoop scaling,
      JobSchedule jobs,
      Clock clock) {
    this.topology = topology;
    this.steps = new ReconcileSteps(topology, planner, images);
    this.images = images;
    this.generator = generator;
    this.aggregator = aggregator;
    this.events = events;
    this.metrics = metrics;
    this.dependencies = dependencies;
    this.scaling = scaling;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, EcommerceStack>> prepareEventSources(
      EventSourceContext<EcommerceStack> context) {
    var sources = StackEventSources.create(context);
    sources.add(dependencies);
    sources.add(scaling);
    return sources;
  }

  @Override
  public UpdateControl<EcommerceStack> reconcile(
      EcommerceStack stack, Context<EcommerceStack> context) {
    var cluster = new StackCluster(stack, context, generator, clock, jobs);
    var reconciliation = new Reconciliation(stack, cluster);
    var report =
        reconciliation.firstReport(
            steps::checkPause, steps::validate, steps::loadCredentials, steps::rollOut);
    if (cluster.isStackDeleted()) {
      return UpdateControl.noUpdate();
    }
    dependencies.poll(ResourceID.fromResource(stack), cluster.observer().services(topology));
    steps
        .backlogSources(reconciliation)
        .ifPresent(sources -> scaling.scale(ResourceID.fromResource(stack), sources, context));
    var status = aggregateStatus(stack, report, cluster.observer());
    publish(stack, status, report, cluster.changes());
    return writeStatus(stack, status, report, context);
  }

  /** Writes the status after each failure, the first included: it must not say that all is well. */
  @Override
  public ErrorStatusUpdateControl<EcommerceStack> updateErrorStatus(
      EcommerceStack stack, Context<EcommerceStack> context, Exception error) {
    if (isConflict(error)) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    var status =
        error instanceof FailedRequestsException failed
            ? failed.status()
            : statusAfter(error, stack, context);
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

  /** Another client wrote at the same moment. The next reconciliation reads what it wrote. */
  private static boolean isConflict(Exception error) {
    return error instanceof KubernetesClientException failure
        && failure.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  /**
   * Shows metrics and publishes Events.
   *
   * @throws FailedRequestsException if the API server failed on an object, so that the framework
   *     tries the reconciliation again
   */
  private void publish(
      EcommerceStack stack, EcommerceStackStatus status, StackReport report, Changes changes) {
    var id = ResourceID.fromResource(stack);
    metrics.show(id, status, dependencies.report(id), report.outcome());
    var before = lastStatus(stack);
    events.publish(stack, StatusEvents.of(before, status, report.outcome(), changes));
    events.publish(stack, SpecWarnings.of(stack.getSpec(), before, status));
    if (!changes.failed().isEmpty()) {
      throw new FailedRequestsException(changes.failed(), status);
    }
  }

  /** The status after an exception: what runs is observed, nothing else is read or written. */
  private EcommerceStackStatus statusAfter(
      Exception error, EcommerceStack stack, Context<EcommerceStack> context) {
    var observer = new StackObserver(stack, context, clock);
    var message = "the reconciliation failed and is tried again: " + error.getMessage();
    var report = Reconciliation.stop(stack, observer, Outcome.ERROR, message);
    var status = aggregateStatus(stack, report, observer);
    var id = ResourceID.fromResource(stack);
    metrics.show(id, status, dependencies.report(id), Outcome.ERROR);
    return status;
  }

  private UpdateControl<EcommerceStack> writeStatus(
      EcommerceStack stack,
      EcommerceStackStatus status,
      StackReport report,
      Context<EcommerceStack> context) {
    UpdateControl<EcommerceStack> control = UpdateControl.noUpdate();
    return switch (StatusWriter.write(stack, status, context)) {
      case UNCHANGED ->
          needsRecheck(stack, report) ? control.rescheduleAfter(RECHECK_INTERVAL) : control;
      case CHANGED -> control.reschedule();
      case DELETED -> {
        forget(stack);
        yield control;
      }
    };
  }

  /**
   * The framework may have announced the deletion before this run published the stack's metrics.
   */
  private void forget(EcommerceStack stack) {
    var id = ResourceID.fromResource(stack);
    metrics.cleanupDone(id, Map.of());
    dependencies.cleanupDone(id, Map.of());
    scaling.cleanupDone(id, Map.of());
  }

  private EcommerceStackStatus aggregateStatus(
      EcommerceStack stack, StackReport report, StackObserver observer) {
    return aggregator.aggregate(
        stack.getMetadata().getGeneration(),
        images.version(stack.getSpec()),
        report,
        observer.endpoints(),
        dependencies.report(ResourceID.fromResource(stack)),
        scaling.report(ResourceID.fromResource(stack)),
        lastStatus(stack),
        clock.instant());
  }

  private boolean needsRecheck(EcommerceStack stack, StackReport report) {
    var undecided =
        dependencies.report(ResourceID.fromResource(stack)).isUndecided(clock.instant());
    return undecided || needsRecheck(report);
  }

  private static boolean needsRecheck(StackReport report) {
    return switch (report.outcome()) {
      case ORDERED_ROLLOUT, DIRECT_ROLLOUT, STEADY -> !report.isHealthy();
      case WAITING, INVALID, ERROR -> true;
      case SUSPENDED, PAUSED -> false;
    };
  }
}
