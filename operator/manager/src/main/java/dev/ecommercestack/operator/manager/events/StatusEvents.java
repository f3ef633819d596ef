package dev.ecommercestack.operator.manager.events;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.rollout.Changes;
import dev.ecommercestack.operator.manager.status.Reasons;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Derives Events from the difference between two statuses and from the changes of objects. */
public final class StatusEvents {

  private final EcommerceStackStatus before;
  private final EcommerceStackStatus after;

  private StatusEvents(EcommerceStackStatus before, EcommerceStackStatus after) {
    this.before = before;
    this.after = after;
  }

  /**
   * The events of one reconciliation, in the order in which they should be read.
   *
   * @param before the status as it was read
   * @param after the status that is about to be written
   * @param outcome the result of the reconciliation
   * @param changes what it wrote
   */
  public static List<StackEvent> of(
      EcommerceStackStatus before, EcommerceStackStatus after, Outcome outcome, Changes changes) {
    return Stream.concat(ofChanges(outcome, changes), ofStatus(before, after).stream()).toList();
  }

  /** In a rollout changes are expected; in steady state they repair what others changed. */
  private static Stream<StackEvent> ofChanges(Outcome outcome, Changes changes) {
    var steady = outcome == Outcome.STEADY;
    return Stream.of(
            changes.created().stream()
                .filter(object -> steady)
                .map(object -> StackEvent.normal("Repaired", object + " was missing")),
            changes.applied().stream()
                .filter(object -> steady)
                .map(object -> StackEvent.normal("Repaired", object + " differed from the plan")),
            changes.removed().stream()
                .map(object -> StackEvent.normal("Removed", object + " is no longer planned")),
            changes.retried().stream()
                .map(object -> StackEvent.normal("Retried", object + " failed and is run again")),
            changes.scaled().stream().map(change -> StackEvent.normal("Scaled", change)),
            changes.expanded().stream().map(change -> StackEvent.normal("VolumeGrown", change)),
            changes.kept().stream().map(fact -> StackEvent.normal("VolumeKept", fact)),
            changes.failed().stream().map(cause -> StackEvent.warning("RequestFailed", cause)),
            changes.replaced().stream()
                .map(
                    pod ->
                        StackEvent.normal(
                            "PodReplaced",
                            pod + " could not start with its outdated revision and was deleted")))
        .flatMap(event -> event);
  }

  static List<StackEvent> ofStatus(EcommerceStackStatus before, EcommerceStackStatus after) {
    var events = new StatusEvents(before, after);
    return Stream.of(
            events.started().stream(),
            after.components().stream().flatMap(events::changed),
            events.dependencies().stream(),
            events.finished().stream(),
            events.stopped().stream())
        .flatMap(event -> event)
        .toList();
  }

  private Optional<StackEvent> started() {
    var sameTarget =
        Objects.equals(before.observedGeneration(), after.observedGeneration())
            && Objects.equals(before.version(), after.version());
    return progressing(after)
        .filter(now -> now.reason().equals(Reasons.ROLLOUT_IN_PROGRESS))
        .filter(now -> !sameTarget || !hasReason(before, Reasons.ROLLOUT_IN_PROGRESS))
        .map(
            now ->
                StackEvent.normal(
                    "RolloutStarted",
                    "rolling out version %s, generation %d of the spec"
                        .formatted(after.version(), after.observedGeneration())));
  }

  /** Whether services can use their backing services, when that is new. */
  private Optional<StackEvent> dependencies() {
    var then = before.condition(Condition.DEPENDENCIES_AVAILABLE).map(Condition::reason).orElse("");
    return after
        .condition(Condition.DEPENDENCIES_AVAILABLE)
        .filter(now -> !now.reason().equals(then))
        .flatMap(
            now ->
                switch (now.status()) {
                  case FALSE -> Optional.of(StackEvent.warning(now.reason(), now.message()));
                  case TRUE ->
                      isDown(before)
                          ? Optional.of(StackEvent.normal(now.reason(), now.message()))
                          : Optional.empty();
                  case UNKNOWN -> Optional.empty();
                });
  }

  private static boolean isDown(EcommerceStackStatus status) {
    return status
        .condition(Condition.DEPENDENCIES_AVAILABLE)
        .filter(condition -> condition.status() == Status.FALSE)
        .isPresent();
  }

  private Optional<StackEvent> finished() {
    return progressing(after)
        .filter(now -> now.reason().equals(Reasons.ROLLOUT_COMPLETE))
        .filter(now -> isNewlyRolledOut() || isNewGoodVersion())
        .map(
            now ->
                StackEvent.normal(
                    Reasons.ROLLOUT_COMPLETE,
                    "version %s, generation %d of the spec, is rolled out"
                        .formatted(after.version(), after.observedGeneration())));
  }

  /** Why the operator does nothing, when that is new. */
  private Optional<StackEvent> stopped() {
    return progressing(after)
        .filter(now -> now.status() == Status.FALSE)
        .filter(now -> !now.reason().equals(Reasons.ROLLOUT_COMPLETE))
        .filter(now -> !isAlreadyPublished(now))
        .map(
            now ->
                now.reason().equals(Reasons.INVALID)
                    ? StackEvent.warning(now.reason(), now.message())
                    : StackEvent.normal(now.reason(), now.message()));
  }

  private Stream<StackEvent> changed(ComponentStatus now) {
    if (before.component(now.name()).filter(then -> isSame(then, now)).isPresent()) {
      return Stream.empty();
    }
    var note = now.message() == null ? now.name() : "%s: %s".formatted(now.name(), now.message());
    return switch (now.phase()) {
      case Ready -> Stream.of(StackEvent.normal("ComponentReady", now.name() + " is ready"));
      case Progressing ->
          isNew(now) ? Stream.empty() : Stream.of(StackEvent.normal("ComponentProgressing", note));
      case Degraded -> Stream.of(StackEvent.warning("ComponentDegraded", note));
      case Pending, External, Suspended -> Stream.empty();
    };
  }

  /** Whether the component starts for the first time, which needs no Event. */
  private boolean isNew(ComponentStatus now) {
    return before
        .component(now.name())
        .filter(then -> then.phase() != ComponentPhase.Pending)
        .isEmpty();
  }

  /** After a change of the spec, another reason for being degraded is news to the user. */
  private boolean isSame(ComponentStatus then, ComponentStatus now) {
    var sameSpec = Objects.equals(before.observedGeneration(), after.observedGeneration());
    return then.phase() == now.phase()
        && (sameSpec
            || now.phase() != ComponentPhase.Degraded
            || Objects.equals(then.message(), now.message()));
  }

  private boolean isNewlyRolledOut() {
    return after.rolledOut() != null && !after.rolledOut().equals(before.rolledOut());
  }

  private boolean isNewGoodVersion() {
    return !Objects.equals(before.lastGoodVersion(), after.lastGoodVersion());
  }

  private boolean isAlreadyPublished(Condition now) {
    return progressing(before)
        .filter(then -> then.reason().equals(now.reason()))
        .filter(then -> then.message().equals(now.message()))
        .isPresent();
  }

  private static boolean hasReason(EcommerceStackStatus status, String reason) {
    return progressing(status).filter(now -> now.reason().equals(reason)).isPresent();
  }

  private static Optional<Condition> progressing(EcommerceStackStatus status) {
    return status.condition(Condition.PROGRESSING);
  }
}
