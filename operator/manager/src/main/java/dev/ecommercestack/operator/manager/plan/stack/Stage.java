package dev.ecommercestack.operator.manager.plan.stack;

import java.util.List;

/**
 * Components that start side by side. The next stage waits until those of them that gate are
 * healthy.
 *
 * @param name stable name for status messages and events, such as {@code backing-services}
 * @param components what starts in this stage
 */
public record Stage(String name, List<ComponentPlan> components) {

  public Stage {
    components = List.copyOf(components);
  }
}
