package dev.ecommercestack.operator.manager.plan.stack;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The desired objects of one component.
 *
 * @param component component name, the value of the label {@code app.kubernetes.io/component}
 * @param kind how its health is observed
 * @param image the resolved image of its main container, null when it has no workload
 * @param gating whether the next stage waits until this component is healthy
 * @param objects objects to apply, in the order to apply them: what a pod mounts comes before the
 *     pod's owner
 * @param replicaBounds how many pods its Deployment may have, null where the objects say it
 *     themselves
 * @param missing a Secret without which the component cannot be planned: it stays as it is; null
 *     when it is planned
 * @param waitingFor a sentence that names the object without which the rest of the component cannot
 *     be planned yet; null when all objects are planned
 */
public record ComponentPlan(
    String component,
    ComponentKind kind,
    @Nullable String image,
    boolean gating,
    List<HasMetadata> objects,
    @Nullable ReplicaBounds replicaBounds,
    @Nullable MissingSecret missing,
    @Nullable String waitingFor) {

  public ComponentPlan {
    objects = List.copyOf(objects);
  }

  /** A component that cannot be planned because a Secret is missing. */
  public ComponentPlan(
      String component,
      ComponentKind kind,
      @Nullable String image,
      boolean gating,
      MissingSecret missing) {
    this(component, kind, image, gating, List.of(), null, missing, null);
  }

  /** A component that is planned completely. */
  public ComponentPlan(
      String component,
      ComponentKind kind,
      @Nullable String image,
      boolean gating,
      List<HasMetadata> objects,
      @Nullable ReplicaBounds replicaBounds) {
    this(component, kind, image, gating, objects, replicaBounds, null, null);
  }

  /** A component whose objects say how many pods it has. */
  public ComponentPlan(
      String component,
      ComponentKind kind,
      @Nullable String image,
      boolean gating,
      List<HasMetadata> objects) {
    this(component, kind, image, gating, objects, null);
  }

  /** Returns the plan of a backing service that is not managed by the operator. */
  public static ComponentPlan external(String component) {
    return new ComponentPlan(component, ComponentKind.EXTERNAL, null, false, List.of());
  }
}
