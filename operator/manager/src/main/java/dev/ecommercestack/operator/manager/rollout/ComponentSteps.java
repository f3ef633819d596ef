package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;

/** The operations of a rollout on one component. */
public interface ComponentSteps {

  /** Applies the objects of the component. */
  ApplyResult apply(ComponentPlan component);

  /** Returns the current health of the component. */
  Health observe(ComponentPlan component);
}
