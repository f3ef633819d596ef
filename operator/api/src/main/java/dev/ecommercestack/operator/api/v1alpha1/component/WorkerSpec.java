package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.EnvironmentField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ImageField;
import dev.ecommercestack.operator.api.v1alpha1.schema.PodsField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ReplicasField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ResourcesField;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The worker, which carries out the jobs that wait in RabbitMQ. */
@ApiObject
@ValidationRule(
    value = ComponentRules.REPLICAS_XOR_AUTOSCALING,
    message = ComponentRules.REPLICAS_XOR_AUTOSCALING_MESSAGE)
public record WorkerSpec(
    @ReplicasField @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Lets the number of pods follow the jobs that wait in RabbitMQ. Write either this or"
                + " replicas.")
        @Nullable LagAutoscaling autoscaling,
    @ImageField @Nullable String image,
    @ResourcesField ResourcesSpec resources,
    @EnvironmentField List<EnvironmentVariable> env,
    @PodsField PodSettings pods)
    implements ComponentSpec {

  /** The defaults of the schema: one pod. */
  public static final WorkerSpec DEFAULT =
      new WorkerSpec(null, null, null, ResourcesSpec.NONE, List.of(), PodSettings.NONE);

  /** Fills in empty values for what was left out. */
  public WorkerSpec {
    resources = requireNonNullElse(resources, ResourcesSpec.NONE);
    env = List.copyOf(requireNonNullElse(env, List.of()));
    pods = requireNonNullElse(pods, PodSettings.NONE);
  }
}
