package dev.ecommercestack.operator.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import dev.ecommercestack.operator.api.v1alpha1.schema.SizeField;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Amounts of CPU, memory and local disk as Kubernetes quantities. */
@ApiObject
public record ResourceAmounts(
    @Size(max = 12)
        @Pattern(Patterns.CPU)
        @JsonPropertyDescription("CPU in cores (2, \"0.5\") or thousandths of a core (250m).")
        @Nullable String cpu,
    @SizeField @JsonPropertyDescription("Memory in Mi or Gi, for example 320Mi.")
        @Nullable String memory,
    @JsonProperty("ephemeral-storage")
        @SizeField
        @JsonPropertyDescription("Local disk, for example 1Gi.")
        @Nullable String ephemeralStorage) {

  /** No amount is specified. */
  public static final ResourceAmounts NONE = new ResourceAmounts(null, null, null);
}
