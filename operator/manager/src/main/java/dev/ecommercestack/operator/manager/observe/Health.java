package dev.ecommercestack.operator.manager.observe;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one component is doing.
 *
 * @param phase the state in one word: Pending, Progressing, Ready or External; whether what does
 *     not become Ready is Degraded is for the status to judge, which knows how long it has been
 *     waited for
 * @param ready number of pods that serve (for a Job: that completed)
 * @param desired number of pods that should
 * @param message one sentence that says what is wrong or awaited, null when there is nothing to say
 * @param needsAction whether waiting alone will not help: somebody has to change something
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

  /** All that was asked for runs. */
  public static Health ready(int pods, @Nullable Instant changedAt) {
    return new Health(ComponentPhase.Ready, pods, pods, null, false, changedAt);
  }

  /** A component that somebody else runs. */
  public static Health external() {
    return new Health(ComponentPhase.External, 0, 0, null, false, null);
  }

  /** A component that does not run yet, and what it waits for. */
  public static Health pending(String message) {
    return new Health(ComponentPhase.Pending, 0, 0, message, false, null);
  }

  /**
   * The same component, kept from being what was asked for by something that a person has to
   * change.
   */
  public Health blocked(String cause) {
    return new Health(ComponentPhase.Progressing, ready, desired, cause, true, changedAt);
  }

  /** The same component, kept from being what was asked for by something that passes by itself. */
  public Health waiting(String cause) {
    return new Health(ComponentPhase.Progressing, ready, desired, cause, false, changedAt);
  }

  /** The same health with another message. */
  public Health because(String cause) {
    return new Health(phase, ready, desired, cause, needsAction, changedAt);
  }

  /** Whether what depends on this component may start. */
  public boolean isHealthy() {
    return phase == ComponentPhase.Ready || phase == ComponentPhase.External;
  }
}
