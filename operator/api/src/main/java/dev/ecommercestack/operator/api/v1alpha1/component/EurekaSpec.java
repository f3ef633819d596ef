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
import dev.ecommercestack.operator.api.v1alpha1.schema.ResourcesField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry in which the services find each other. */
@ApiObject
public record EurekaSpec(
    @Default("1")
        @Min(1)
        @Max(5)
        @JsonPropertyDescription(
            "How many registries run and copy each other: 1 for development, 2 or 3 to survive the"
                + " loss of one.")
        Integer replicas,
    @ImageField @Nullable String image,
    @ResourcesField ResourcesSpec resources,
    @EnvironmentField List<EnvironmentVariable> env,
    @PodsField PodSettings pods)
    implements ComponentSpec {

  /** The defaults of the schema: one registry. */
  public static final EurekaSpec DEFAULT =
      new EurekaSpec(1, null, ResourcesSpec.NONE, List.of(), PodSettings.NONE);

  /** Fills in the defaults of the schema. */
  public EurekaSpec {
    replicas = requireNonNullElse(replicas, 1);
    resources = requireNonNullElse(resources, ResourcesSpec.NONE);
    env = List.copyOf(requireNonNullElse(env, List.of()));
    pods = requireNonNullElse(pods, PodSettings.NONE);
  }

  @Override
  public @Nullable Autoscaling autoscaling() {
    return null;
  }
}
