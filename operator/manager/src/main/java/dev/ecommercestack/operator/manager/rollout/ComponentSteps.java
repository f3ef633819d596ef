package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.plan.ComponentPlan;

/** What a rollout does with one component. */
public interface ComponentSteps {

  /** Makes the objects of the component what they should be. */
  ApplyResult apply(ComponentPlan component);

  /** Says how the component is doing now. */
  Health observe(ComponentPlan component);
}
