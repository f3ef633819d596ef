package dev.ecommercestack.operator.api.v1alpha1.pod;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.ValidationRule;

/** CPU and memory that a container is promised and the most that it gets. */
@ApiObject
@ValidationRule(
    value =
        "!has(self.requests) || !has(self.limits)"
            + " || (!has(self.requests.memory) || !has(self.limits.memory)"
            + " || !isQuantity(self.requests.memory) || !isQuantity(self.limits.memory)"
            + " || quantity(self.requests.memory).compareTo(quantity(self.limits.memory)) <= 0)"
            + " && (!has(self.requests.cpu) || !has(self.limits.cpu)"
            + " || quantity(string(self.requests.cpu))"
            + ".compareTo(quantity(string(self.limits.cpu))) <= 0)",
    message = "a request is above its limit: write limits that are at least the requests")
public record ResourcesSpec(
    @JsonPropertyDescription("What the scheduler reserves for the container.")
        ResourceAmounts requests,
    @JsonPropertyDescription("The most that the container may use.") ResourceAmounts limits) {

  /** Everything left to the operator. */
  public static final ResourcesSpec NONE =
      new ResourcesSpec(ResourceAmounts.NONE, ResourceAmounts.NONE);

  /** Fills in empty amounts for what was left out. */
  public ResourcesSpec {
    requests = requireNonNullElse(requests, ResourceAmounts.NONE);
    limits = requireNonNullElse(limits, ResourceAmounts.NONE);
  }
}
