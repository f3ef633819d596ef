package dev.ecommercestack.operator.manager.status;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The result of one reconciliation of a stack.
 *
 * @param outcome the result of the reconciliation
 * @param message why it could not do more, null when nothing stood in the way; in a rollout and in
 *     steady state what the user has to create for the components that are not changed
 * @param components every component, in rollout order
 * @param planHash sum of the pods that were planned, null when nothing was planned
 */
public record StackReport(
    Outcome outcome,
    @Nullable String message,
    List<ComponentReport> components,
    @Nullable String planHash) {

  public StackReport {
    components = List.copyOf(components);
  }

  /** A report without a plan. */
  public StackReport(Outcome outcome, @Nullable String message, List<ComponentReport> components) {
    this(outcome, message, components, null);
  }

  /** What the operator could do for a stack. */
  public enum Outcome {
    /** Pods are replaced or made for the first time, one stage after the other. */
    ORDERED_ROLLOUT,
    /** A change of the spec that replaces no pod is carried out, everything at once. */
    DIRECT_ROLLOUT,
    /** Everything was rolled out before; it is kept as it should be. */
    STEADY,
    /** Nothing could be applied yet, for a temporary reason. */
    WAITING,
    /** Nothing is applied until a person corrects the stack or what it refers to. */
    INVALID,
    /** The operator could not finish its work; it tries again. */
    ERROR,
    /** Nothing is applied because {@code spec.suspend} says so. */
    SUSPENDED,
    /** Nothing is applied because an annotation says so. */
    PAUSED
  }

  /** Returns whether a person has to correct something before everything is applied. */
  boolean needsCorrection() {
    return switch (outcome) {
      case ORDERED_ROLLOUT, DIRECT_ROLLOUT, STEADY -> message != null;
      case INVALID -> true;
      case WAITING, ERROR, SUSPENDED, PAUSED -> false;
    };
  }

  /** Whether everything was applied and all that gates is healthy. */
  public boolean isComplete() {
    return switch (outcome) {
      case ORDERED_ROLLOUT, DIRECT_ROLLOUT, STEADY -> message == null && unfinished().isEmpty();
      case WAITING, INVALID, ERROR, SUSPENDED, PAUSED -> false;
    };
  }

  /** The components that are not as the situation asks for. */
  List<ComponentReport> unfinished() {
    Predicate<ComponentReport> finished =
        outcome == Outcome.STEADY ? ComponentReport::isKept : ComponentReport::isDone;
    return components.stream().filter(finished.negate()).toList();
  }

  /** Whether nothing needs watching: complete, and what does not gate is healthy too. */
  public boolean isHealthy() {
    return isComplete()
        && components.stream().allMatch(component -> component.health().isHealthy());
  }
}
