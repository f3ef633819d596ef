package dev.ecommercestack.operator.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.SortedMaps;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Labels and annotations of the pod of a Job; its placement is that of the stack. */
@ApiObject
public record JobPodSettings(
    @Size(max = 16)
        @ValidationRule(value = PodRules.LABELS, message = PodRules.LABELS_MESSAGE)
        @JsonPropertyDescription("Labels added to the pod, at most 16.")
        Map<String, @Size(max = 63) String> labels,
    @Size(max = 32)
        @ValidationRule(value = PodRules.ANNOTATIONS, message = PodRules.ANNOTATIONS_MESSAGE)
        @JsonPropertyDescription("Annotations added to the pod, at most 32.")
        Map<String, @Size(max = 1024) String> annotations) {

  /** Settings without any value. */
  public static final JobPodSettings NONE = new JobPodSettings(Map.of(), Map.of());

  /** Fills in empty maps for what was left out. */
  public JobPodSettings {
    labels = SortedMaps.copy(labels);
    annotations = SortedMaps.copy(annotations);
  }
}
