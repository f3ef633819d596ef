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
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event server, which issues coupons in the order of the claims in Kafka. */
@ApiObject
@ValidationRule(
    value = ComponentRules.REPLICAS_XOR_AUTOSCALING,
    message = ComponentRules.REPLICAS_XOR_AUTOSCALING_MESSAGE)
@ValidationRule(
    value = "!has(self.autoscaling) || self.partitions >= self.autoscaling.maxReplicas",
    message =
        "there are fewer partitions than autoscaling.maxReplicas, and pods without a partition would"
            + " idle: raise partitions or lower maxReplicas")
@ValidationRule(
    value = "!has(self.replicas) || self.partitions >= self.replicas",
    message =
        "there are fewer partitions than replicas, and pods without a partition would idle: raise"
            + " partitions or lower replicas")
public record EventSpec(
    @ReplicasField @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Lets the number of pods follow the claims that wait in Kafka. Write either this or"
                + " replicas.")
        @Nullable LagAutoscaling autoscaling,
    @Default("12")
        @Min(1)
        @Max(256)
        @ValidationRule(
            value = "self >= oldSelf",
            message =
                "partitions can only grow, because Kafka cannot remove a partition: keep the old"
                    + " number or write a larger one")
        @JsonPropertyDescription(
            "Partitions of the Kafka topic of claims, the most event servers that can share the"
                + " work. It may grow, never shrink.")
        Integer partitions,
    @ImageField @Nullable String image,
    @ResourcesField ResourcesSpec resources,
    @EnvironmentField List<EnvironmentVariable> env,
    @PodsField PodSettings pods)
    implements ComponentSpec {

  /** One pod and 12 partitions. */
  public static final EventSpec DEFAULT =
      new EventSpec(null, null, 12, null, ResourcesSpec.NONE, List.of(), PodSettings.NONE);

  /** Fills in the defaults of the schema. */
  public EventSpec {
    partitions = requireNonNullElse(partitions, 12);
    resources = requireNonNullElse(resources, ResourcesSpec.NONE);
    env = List.copyOf(requireNonNullElse(env, List.of()));
    pods = requireNonNullElse(pods, PodSettings.NONE);
  }
}
