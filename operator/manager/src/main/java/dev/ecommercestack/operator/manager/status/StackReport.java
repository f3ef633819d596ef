package dev.ecommercestack.operator.manager.status;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one reconciliation of a stack came to.
 *
 * @param situation what the operator could do
 * @param message why it could not do more, null when nothing stood in the way; in a rollout and in
 *     steady state what somebody has to bring for the components that are left as they are
 * @param components every component, in rollout order
 * @param planHash sum of the pods that were planned, null when nothing was planned
 */
public record StackReport(
    Situation situation,
    @Nullable String message,
    List<ComponentReport> components,
    @Nullable String planHash) {

  public StackReport {
    components = List.copyOf(components);
  }

  /** A report without a plan. */
  public StackReport(
      Situation situation, @Nullable String message, List<ComponentReport> components) {
    this(situation, message, components, null);
  }

  /** What the operator could do for a stack. */
  public enum Situation {
    /** Pods are replaced or made for the first time, one stage after the other. */
    ORDERED_ROLLOUT,
    /** A change of the spec that replaces no pod is carried out, everything at once. */
    DIRECT_ROLLOUT,
    /** Everything was rolled out before; it is kept as it should be. */
    STEADY,
    /** Nothing could be applied yet, but it will be without anybody's help. */
    WAITING,
    /** Nothing is applied before somebody corrects the stack or what it refers to. */
    INVALID,
    /** The operator could not finish its work; it tries again. */
    ERROR,
    /** Nothing is applied because {@code spec.suspend} says so. */
    SUSPENDED,
    /** Nothing is applied because an annotation says so. */
    PAUSED
  }

  /** Whether nothing, or not everything, is applied before somebody corrects something. */
  boolean needsCorrection() {
    return switch (situation) {
      case ORDERED_ROLLOUT, DIRECT_ROLLOUT, STEADY -> message != null;
      case INVALID -> true;
      case WAITING, ERROR, SUSPENDED, PAUSED -> false;
    };
  }

  /** Whether everything was applied and all that gates is healthy. */
  public boolean isComplete() {
    return switch (situation) {
      case ORDERED_ROLLOUT, DIRECT_ROLLOUT, STEADY -> message == null && unfinished().isEmpty();
      case WAITING, INVALID, ERROR, SUSPENDED, PAUSED -> false;
    };
  }

  /** The components that are not as the situation asks for. */
  List<ComponentReport> unfinished() {
    Predicate<ComponentReport> finished =
        situation == Situation.STEADY ? ComponentReport::isKept : ComponentReport::isDone;
    return components.stream().filter(finished.negate()).toList();
  }

  /** Whether nothing needs watching: complete, and what does not gate is healthy too. */
  public boolean isHealthy() {
    return isComplete()
        && components.stream().allMatch(component -> component.health().isHealthy());
  }
}
