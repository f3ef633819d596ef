package dev.ecommercestack.operator.manager.observe;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of one component.
 *
 * @param phase the state in one word: Pending, Progressing, Ready or External; whether what does
 *     not become Ready is Degraded is for the status to judge, which knows how long it has been
 *     waited for
 * @param ready number of pods that serve (for a Job: that completed)
 * @param desired number of pods that should
 * @param message one sentence that says what is wrong or awaited, null when there is nothing to say
 * @param needsAction whether a person has to change something
 * @param changedAt when the operator last changed the workload, patience is counted from here; null
 *     when there is no workload
 */
public record Health(
    ComponentPhase phase,
    int ready,
    int desired,
    @Nullable String message,
    boolean needsAction,
    @Nullable Instant changedAt) {

  /** Returns the health of a component whose pods are all ready. */
  public static Health ready(int pods, @Nullable Instant changedAt) {
    return new Health(ComponentPhase.Ready, pods, pods, null, false, changedAt);
  }

  /** Returns the health of a component outside the cluster. */
  public static Health external() {
    return new Health(ComponentPhase.External, 0, 0, null, false, null);
  }

  /** Returns the health of a component that does not run yet, with what it waits for. */
  public static Health pending(String message) {
    return new Health(ComponentPhase.Pending, 0, 0, message, false, null);
  }

  /**
   * Returns the health of a component that is not as planned until a person changes something.
   *
   * @param cause a sentence that says what to change
   */
  public Health blocked(String cause) {
    return new Health(ComponentPhase.Progressing, ready, desired, cause, true, changedAt);
  }

  /**
   * Returns the health of a component that is not as planned for a temporary reason.
   *
   * @param cause a sentence that names the reason
   */
  public Health waiting(String cause) {
    return new Health(ComponentPhase.Progressing, ready, desired, cause, false, changedAt);
  }

  /**
   * Returns the same health with another message.
   *
   * @param cause the new message
   */
  public Health withMessage(String cause) {
    return new Health(phase, ready, desired, cause, needsAction, changedAt);
  }

  /** Whether what depends on this component may start. */
  public boolean isHealthy() {
    return phase == ComponentPhase.Ready || phase == ComponentPhase.External;
  }
}
