package dev.ecommercestack.order.lifecycle;

import java.util.ArrayList;
import java.util.List;

/**
 * What follows from an event.
 *
 * @param state how the order stands now
 * @param effects what this brings about, in order
 */
public record Transition(SagaState state, List<Effect> effects) {
  /** Copies the effects. */
  public Transition {
    effects = List.copyOf(effects);
  }

  static Transition to(SagaState state, Effect... effects) {
    return new Transition(state, List.of(effects));
  }

  Transition and(Effect... more) {
    return and(List.of(more));
  }

  Transition and(List<Effect> more) {
    List<Effect> all = new ArrayList<>(effects);
    all.addAll(more);
    return new Transition(state, all);
  }
}
