package dev.ecommercestack.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the images of the services come from. */
@ApiObject
public record ImagesSpec(
    @Size(max = 255)
        @Pattern(Patterns.REGISTRY)
        @JsonPropertyDescription(
            "Registry and path of the images of the seven services, without a tag, for example"
                + " registry.example.com/shop; the operator's own when left out.")
        @Nullable String registry,
    @JsonPropertyDescription(
            "When nodes pull images; IfNotPresent when left out, and Always is never needed for"
                + " released versions.")
        @Nullable PullPolicy pullPolicy,
    @Size(max = 8)
        @JsonPropertyDescription(
            "Secrets of type kubernetes.io/dockerconfigjson with the logins of registries, at most"
                + " 8.")
        List<SecretRef> pullSecrets) {

  /** Everything left to the operator. */
  public static final ImagesSpec DEFAULT = new ImagesSpec(null, null, List.of());

  /** Fills in an empty list if it was left out. */
  public ImagesSpec {
    pullSecrets = List.copyOf(requireNonNullElse(pullSecrets, List.of()));
  }

  /** When a node pulls an image. */
  public enum PullPolicy {
    Always,
    IfNotPresent,
    Never
  }
}
