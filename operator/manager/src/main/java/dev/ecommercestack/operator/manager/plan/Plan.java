package dev.ecommercestack.operator.manager.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything one stack needs, in the order in which it is rolled out.
 *
 * @param stages applied one after the other when the rollout is ordered, all at once in steady
 *     state
 */
public record Plan(List<Stage> stages) {

  public Plan {
    stages = List.copyOf(stages);
  }

  /** All components of all stages, in rollout order. */
  public Stream<ComponentPlan> components() {
    return stages.stream().flatMap(stage -> stage.components().stream());
  }

  /** All objects of all components, in rollout order. */
  public Stream<HasMetadata> objects() {
    return components().flatMap(component -> component.objects().stream());
  }
}
