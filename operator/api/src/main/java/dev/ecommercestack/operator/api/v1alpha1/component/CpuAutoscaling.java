package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.MaxReplicasField;
import dev.ecommercestack.operator.api.v1alpha1.schema.MinReplicasField;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Autoscaling of a service that answers requests: by CPU alone. */
@ApiObject
@ValidationRule(
    value = "self.minReplicas <= self.maxReplicas",
    message = "minReplicas is above maxReplicas: write a maxReplicas that is at least minReplicas")
public record CpuAutoscaling(
    @MinReplicasField Integer minReplicas,
    @Required @MaxReplicasField Integer maxReplicas,
    @JsonPropertyDescription("CPU use to aim at; 70 percent when left out.") CpuTarget cpu)
    implements Autoscaling {

  /** Fills in the defaults of the schema. */
  public CpuAutoscaling {
    minReplicas = requireNonNullElse(minReplicas, 1);
    cpu = requireNonNullElse(cpu, CpuTarget.DEFAULT);
  }
}
