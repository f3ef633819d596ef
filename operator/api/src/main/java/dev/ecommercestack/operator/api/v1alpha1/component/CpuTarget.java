package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** The CPU usage that autoscaling targets. */
@ApiObject
public record CpuTarget(
    @Default("70")
        @Min(1)
        @Max(100)
        @JsonPropertyDescription("Average CPU use to aim at, in percent of the CPU request.")
        Integer targetUtilization) {

  /** The default of the schema: 70 percent of the request. */
  public static final CpuTarget DEFAULT = new CpuTarget(70);

  /** Fills in the default of the schema. */
  public CpuTarget {
    targetUtilization = requireNonNullElse(targetUtilization, 70);
  }
}
