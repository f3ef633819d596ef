package dev.ecommercestack.order.lifecycle;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of an event.
 *
 * @param state the state after the event
 * @param effects the actions that the transition requires, in this order
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
