package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.component.LagAutoscaling;
import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;
import dev.ecommercestack.operator.manager.cluster.DeploymentScale;
import dev.ecommercestack.operator.manager.events.StackEvent;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.scaling.ScalingReport.State;
import dev.ecommercestack.operator.scaling.Decision;
import dev.ecommercestack.operator.scaling.History;
import dev.ecommercestack.operator.scaling.LimitedBy;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Observation;
import dev.ecommercestack.operator.scaling.Replicas;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scaling of one component of one stack. One thread at a time uses it. */
final class ScaledComponent {
  private static final Logger log = LoggerFactory.getLogger(ScaledComponent.class);

  private final ScalingAccess access;
  private final String component;
  private final ComponentScaling scaling;
  private final CurrentReader reader;
  private final CpuReader cpu;
  private final ComponentMetrics metrics;
  private final Problems problems = new Problems();
  private @Nullable LimitedBy limitedBy;
  private boolean actedNow;

  ScaledComponent(
      ScalingAccess access, String component, History history, ComponentMetrics metrics) {
    this.access = access;
    this.component = component;
    this.scaling = new ComponentScaling(history);
    this.reader = new CurrentReader(access.readers());
    this.cpu = new CpuReader(access, component);
    this.metrics = metrics;
  }

  /** Returns what is remembered of the decisions. */
  History history() {
    return scaling.history();
  }

  /** Returns whether the last tick changed the number of pods. */
  boolean actedNow() {
    return actedNow;
  }

  /** Closes the connections and removes the metrics. */
  void close() {
    reader.close();
    metrics.remove();
  }

  /**
   * Looks at the component and scales it if it has to be.
   *
   * @param stack the stack as it is now
   * @param autoscaling the bounds and targets of the spec
   * @param source where it is read what waits; null if it is not known yet
   * @return what there is to report
   */
  ScalingReport.Component tick(
      EcommerceStack stack, LagAutoscaling autoscaling, @Nullable BacklogSource source) {
    actedNow = false;
    return switch (autoscaling.mode()) {
      case Disabled ->
          off("Disabled", "autoscaling.mode is Disabled: the number of pods stays where it is");
      case External ->
          off(
              "External",
              "autoscaling.mode is External: another autoscaler sets the number of pods");
      case Auto, Observe -> {
        var deployment = access.caches().deployment(stack, name(stack, component)).orElse(null);
        yield source == null || deployment == null
            ? report(State.UNKNOWN, "NotRolledOut", "its pods do not run yet")
            : decide(stack, autoscaling, source, deployment);
      }
    };
  }

  private ScalingReport.Component off(String reason, String message) {
    close();
    return report(State.OFF, reason, message);
  }

  private ScalingReport.Component report(State state, String reason, String message) {
    return new ScalingReport.Component(component, state, reason, message, null);
  }

  private ScalingReport.Component decide(
      EcommerceStack stack,
      LagAutoscaling autoscaling,
      BacklogSource source,
      Deployment deployment) {
    var queues = reader.read(source);
    var use = autoscaling.cpu() == null ? Observation.NO_CPU : cpu.read(stack);
    var replicas =
        ObservedReplicas.of(
            deployment,
            broker(stack, source),
            stack.getStatus() == null || stack.getStatus().rolledOut() == null);
    var now = access.clock().instant();
    var observation = new Observation(now, replicas, queues, use);
    problems.begin(now);
    var result =
        scaling.tick(
            observation,
            autoscaling,
            count -> autoscaling.mode() == ScalingMode.Auto && write(stack, deployment, count));
    actedNow = result.scaled();
    var decision = result.decision();
    publishEvents(stack, decision, result.scaled());
    metrics.show(decision, replicas.ready(), observation);
    observeProblems(decision, autoscaling, use);
    return describe(autoscaling.mode(), replicas, decision, now);
  }

  private ScalingReport.Component describe(
      ScalingMode mode, Replicas replicas, Decision decision, Instant now) {
    var status = Statuses.of(component, mode, replicas.ready(), decision, scaling.history(), now);
    var problem = problems.worst();
    if (problem != null) {
      return new ScalingReport.Component(
          component, State.INACTIVE, problem.reason(), problem.message(), status);
    }
    return new ScalingReport.Component(
        component,
        State.ACTIVE,
        mode.name(),
        mode == ScalingMode.Auto
            ? "the number of pods follows what waits"
            : "decisions are shown and not carried out (Observe)",
        status);
  }

  private void observeProblems(
      Decision decision, LagAutoscaling autoscaling, Measurement<Double> use) {
    decision
        .limitedBy()
        .filter(limit -> isProblem(limit.by()))
        .ifPresent(limit -> problems.add(limit.by().word(), limit.sentence()));
    if (autoscaling.cpu() != null && use instanceof Measurement.Unknown<Double>(var reason)) {
      problems.addIfLasting("MetricsUnavailable", "The CPU use is not known: " + reason + ".");
    }
    problems.end();
  }

  private static boolean isProblem(LimitedBy limit) {
    return limit == LimitedBy.BROKER_UNAVAILABLE || limit == LimitedBy.STALLED_CONSUMER;
  }

  /** The broker that the pods read from, null if it is not in the cluster. */
  private @Nullable StatefulSet broker(EcommerceStack stack, BacklogSource source) {
    var broker = source instanceof BacklogSource.Kafka ? Components.KAFKA : Components.RABBITMQ;
    return access.caches().get(StatefulSet.class, stack, name(stack, broker)).orElse(null);
  }

  /** Sets the number of pods, unless something else may do so or the stack has changed. */
  private boolean write(EcommerceStack stack, Deployment deployment, int replicas) {
    var name = deployment.getMetadata().getName();
    if (!isUnchanged(stack)
        || access.caches().get(HorizontalPodAutoscaler.class, stack, name).isPresent()) {
      return false;
    }
    try {
      DeploymentScale.write(access.client(), deployment, replicas);
      return true;
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        log.warn("Cannot scale Deployment {}: {}", name, failure.getMessage());
        problems.add(
            "UpdateFailed", "Deployment " + name + " cannot be scaled: " + failure.getMessage());
      }
      return false;
    }
  }

  /** Reading takes seconds: the stack may have been changed, paused or deleted meanwhile. */
  private boolean isUnchanged(EcommerceStack read) {
    return access
        .caches()
        .stack(ResourceID.fromResource(read))
        .filter(now -> now.getMetadata().getUid().equals(read.getMetadata().getUid()))
        .filter(
            now ->
                Objects.equals(
                    now.getMetadata().getGeneration(), read.getMetadata().getGeneration()))
        .filter(access.isPaused().negate())
        .isPresent();
  }

  private void publishEvents(EcommerceStack stack, Decision decision, boolean scaled) {
    if (scaled) {
      access
          .events()
          .publish(
              stack,
              List.of(
                  new StackEvent(
                      StackEvent.Type.Normal,
                      decision.desired() > decision.current() ? "ScaledUp" : "ScaledDown",
                      "Scaled %s from %d to %d: %s"
                          .formatted(
                              component,
                              decision.current(),
                              decision.desired(),
                              decision.reason()))));
    }
    var limit = decision.limitedBy().orElse(null);
    var by = limit == null ? null : limit.by();
    if (limit != null && by != null && by != limitedBy && isProblem(by)) {
      access
          .events()
          .publish(
              stack,
              List.of(
                  new StackEvent(
                      StackEvent.Type.Warning, by.word(), component + ": " + limit.sentence())));
    }
    limitedBy = by;
  }

  private static String name(EcommerceStack stack, String component) {
    return ObjectNames.component(stack.getMetadata().getName(), component);
  }
}
