package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.status.ScalingStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is published about the scaling of one stack.
 *
 * @param observed whether anything was looked at since the operator started
 * @param components every component that scales on waiting messages, in their order
 */
public record ScalingReport(boolean observed, List<Component> components) {
  /** Nothing was looked at yet. */
  public static final ScalingReport NOT_OBSERVED = new ScalingReport(false, List.of());

  /** Copies the list. */
  public ScalingReport {
    components = List.copyOf(components);
  }

  /** Returns the last decisions, without the components about which nothing is decided. */
  public List<ScalingStatus> statuses() {
    return components.stream().map(Component::status).filter(Objects::nonNull).toList();
  }

  /** Whether the number of pods of a component follows what waits. */
  public enum State {
    /** It does, or would in mode Observe. */
    ACTIVE,
    /** The user has switched it off. */
    OFF,
    /** It cannot. */
    INACTIVE,
    /** It is not known yet. */
    UNKNOWN
  }

  /**
   * One component.
   *
   * @param name name of the component
   * @param state whether its number of pods follows what waits
   * @param reason why, as one word for programs
   * @param message why, as a sentence
   * @param status the last decision, or null if there is none
   */
  public record Component(
      String name, State state, String reason, String message, @Nullable ScalingStatus status) {

    /** Whether another report about the component differs in more than its numbers and texts. */
    boolean saysOtherThan(@Nullable Component other) {
      return other == null
          || state != other.state
          || !reason.equals(other.reason)
          || (status == null) != (other.status == null)
          || (status != null && other.status != null && differ(status, other.status));
    }

    private static boolean differ(ScalingStatus one, ScalingStatus other) {
      return one.mode() != other.mode()
          || !Objects.equals(one.current(), other.current())
          || !Objects.equals(one.desired(), other.desired())
          || !Objects.equals(one.limitedBy(), other.limitedBy())
          || !Objects.equals(one.lastScaleTime(), other.lastScaleTime());
    }
  }
}
