package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.operator.api.v1alpha1.pod.JobPodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.PodsField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ResourcesField;

/** The Job that declares topics, queues, users and databases. */
@ApiObject
public record DeclareSpec(@ResourcesField ResourcesSpec resources, @PodsField JobPodSettings pods) {

  /** Everything left to the operator. */
  public static final DeclareSpec DEFAULT =
      new DeclareSpec(ResourcesSpec.NONE, JobPodSettings.NONE);

  /** Fills in empty values for what was left out. */
  public DeclareSpec {
    resources = requireNonNullElse(resources, ResourcesSpec.NONE);
    pods = requireNonNullElse(pods, JobPodSettings.NONE);
  }
}
