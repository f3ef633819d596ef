package dev.ecommercestack.operator.manager.plan.stack;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /**
   * A SHA-256 sum of the pod templates of all Deployments and StatefulSets, 64 hexadecimal
   * characters. A change from one plan to another with the same sum restarts no pod. A Secret that
   * was rotated changes it, because the pods that read it at their start are replaced. Not in it:
   * numbers of pods, sizes of volumes, what is around the pods, and the {@code declare} Job, whose
   * inputs may change without any change of what runs.
   *
   * @return null if a component could not be planned, because a Secret of it is missing
   */
  public @Nullable String podsHash() {
    if (components().anyMatch(component -> component.missing() != null)) {
      return null;
    }
    Map<String, String> templates = new TreeMap<>();
    objects()
        .forEach(
            object -> {
              switch (object) {
                case Deployment deployment ->
                    templates.put(name(object), Checksums.json(deployment.getSpec().getTemplate()));
                case StatefulSet set ->
                    templates.put(name(object), Checksums.json(set.getSpec().getTemplate()));
                default -> {}
              }
            });
    return Checksums.of(templates);
  }

  private static String name(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }
}
