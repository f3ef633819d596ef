package dev.ecommercestack.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.api.v1alpha1.status.RolledOut;
import dev.ecommercestack.operator.api.v1alpha1.status.ScalingStatus;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The observed state of a stack. Unknown fields are left out, also empty objects. */
@ApiObject
public record EcommerceStackStatus(
    @Min(-1)
        @JsonPropertyDescription(
            "Generation of the spec that this status is about; -1 until the operator looked at the"
                + " stack.")
        @Nullable Long observedGeneration,
    @Size(max = 64)
        @JsonPropertyDescription("Version of the services that the stack is at or on its way to.")
        @Nullable String version,
    @Size(max = 64) @JsonPropertyDescription("Last version with which the whole stack was ready.")
        @Nullable String lastGoodVersion,
    @JsonPropertyDescription(
            "What was rolled out to the end; absent before the first time and while other pods are"
                + " rolled out.")
        @Nullable RolledOut rolledOut,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Endpoints.Unknown.class)
        @JsonPropertyDescription("Addresses of the stack.")
        Endpoints endpoints,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 16)
        @JsonPropertyDescription(
            "Statements about the stack: Ready, Progressing, Degraded, DependenciesAvailable, for"
                + " tools that use kstatus Reconciling and Stalled, and ScalingActive if a component"
                + " scales on waiting messages.")
        List<Condition> conditions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 32)
        @JsonPropertyDescription("State of every service and backing service.")
        List<ComponentStatus> components,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 8)
        @JsonPropertyDescription(
            "Last scaling decision of every component that scales on waiting messages; at most a"
                + " minute old or unchanged since.")
        List<ScalingStatus> scaling) {

  /** Nothing known yet. */
  public static final EcommerceStackStatus NONE =
      new EcommerceStackStatus(
          null, null, null, null, Endpoints.NONE, List.of(), List.of(), List.of());

  /** Fills in empty lists for what was left out. */
  public EcommerceStackStatus {
    endpoints = requireNonNullElse(endpoints, Endpoints.NONE);
    conditions = List.copyOf(requireNonNullElse(conditions, List.of()));
    components = List.copyOf(requireNonNullElse(components, List.of()));
    scaling = List.copyOf(requireNonNullElse(scaling, List.of()));
  }

  /** Returns the condition of a type such as {@link Condition#READY}, if there is one. */
  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /** Returns the state of a component such as {@code kafka}, if it is known. */
  public Optional<ComponentStatus> component(String name) {
    return components.stream().filter(component -> component.name().equals(name)).findFirst();
  }

  /**
   * Returns the last scaling decision about a component such as {@code worker}, if there is one.
   */
  public Optional<ScalingStatus> scaling(String component) {
    return scaling.stream().filter(decision -> decision.component().equals(component)).findFirst();
  }
}
