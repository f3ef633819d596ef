package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.MaxReplicasField;
import dev.ecommercestack.operator.api.v1alpha1.schema.MinReplicasField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Autoscaling of a service that works off messages: by the time its backlog takes to drain. */
@ApiObject
@ValidationRule(
    value = "self.minReplicas <= self.maxReplicas",
    message = "minReplicas is above maxReplicas: write a maxReplicas that is at least minReplicas")
public record LagAutoscaling(
    @Default("Auto")
        @JsonPropertyDescription(
            "Auto carries decisions out, Observe only shows them in status.scaling, Disabled makes"
                + " none and leaves the count where it is within its bounds. With External the"
                + " operator never sets the count: KEDA or a HorizontalPodAutoscaler of yours does,"
                + " also to 0.")
        ScalingMode mode,
    @MinReplicasField Integer minReplicas,
    @Required @MaxReplicasField Integer maxReplicas,
    @JsonPropertyDescription("How fast waiting messages are to be worked off.") LagTarget lag,
    @JsonPropertyDescription(
            "CPU use to aim at as well; the larger of the two needs wins. CPU has no say when left"
                + " out.")
        @Nullable CpuTarget cpu)
    implements Autoscaling {

  /** Fills in the defaults of the schema. */
  public LagAutoscaling {
    mode = requireNonNullElse(mode, ScalingMode.Auto);
    minReplicas = requireNonNullElse(minReplicas, 1);
    lag = requireNonNullElse(lag, LagTarget.DEFAULT);
  }
}
