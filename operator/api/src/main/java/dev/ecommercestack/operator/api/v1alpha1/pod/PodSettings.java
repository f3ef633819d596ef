package dev.ecommercestack.operator.api.v1alpha1.pod;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.SortedMaps;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.NameField;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Placement, labels and annotations of the pods of one component. */
@ApiObject
public record PodSettings(
    @NameField @JsonPropertyDescription("PriorityClass of the pods.")
        @Nullable String priorityClassName,
    @Size(max = 16)
        @ValidationRule(value = PodRules.NODE_SELECTOR, message = PodRules.NODE_SELECTOR_MESSAGE)
        @JsonPropertyDescription("Labels that a node must have to run the pods, at most 16.")
        Map<String, @Size(max = 63) String> nodeSelector,
    @Size(max = 16) @JsonPropertyDescription("Taints that the pods tolerate, at most 16.")
        List<Toleration> tolerations,
    @JsonPropertyDescription("How the pods of one component are kept apart.") Spread spread,
    @Size(max = 16)
        @ValidationRule(value = PodRules.LABELS, message = PodRules.LABELS_MESSAGE)
        @JsonPropertyDescription("Labels added to the pods, at most 16; the operator's own stay.")
        Map<String, @Size(max = 63) String> labels,
    @Size(max = 32)
        @ValidationRule(value = PodRules.ANNOTATIONS, message = PodRules.ANNOTATIONS_MESSAGE)
        @JsonPropertyDescription(
            "Annotations added to the pods, at most 32 of at most 1024 characters each.")
        Map<String, @Size(max = 1024) String> annotations) {

  /** Settings without any value. */
  public static final PodSettings NONE =
      new PodSettings(null, Map.of(), List.of(), Spread.NONE, Map.of(), Map.of());

  /** Fills in empty lists and maps for what was left out. */
  public PodSettings {
    nodeSelector = SortedMaps.copy(nodeSelector);
    tolerations = List.copyOf(requireNonNullElse(tolerations, List.of()));
    spread = requireNonNullElse(spread, Spread.NONE);
    labels = SortedMaps.copy(labels);
    annotations = SortedMaps.copy(annotations);
  }
}
