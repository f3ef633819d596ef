package dev.ecommercestack.operator.api.v1alpha1.backing;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.HostField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ImageField;
import dev.ecommercestack.operator.api.v1alpha1.schema.PodsField;
import dev.ecommercestack.operator.api.v1alpha1.schema.PortField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ResourcesField;
import dev.ecommercestack.operator.api.v1alpha1.schema.SizeField;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Redis, which caches what is read often and counts requests. */
@ApiObject
@ValidationRule(
    value = BackingRules.MANAGED_XOR_EXTERNAL,
    message =
        "write exactly one of redis.managed (the operator runs it) and redis.external (you bring"
            + " it); if managed came from the default, apply redis: {managed: {}} once before")
public record RedisSpec(
    @JsonPropertyDescription("Redis that the operator runs. The default.")
        @Nullable Managed managed,
    @JsonPropertyDescription("Redis that you bring.") @Nullable External external) {

  /** Managed, with the defaults of the schema. */
  public static final RedisSpec DEFAULT =
      new RedisSpec(new Managed("128Mi", null, ResourcesSpec.NONE, PodSettings.NONE), null);

  /** A Redis that the operator runs, without a volume: it is a cache. */
  @ApiObject
  public record Managed(
      @Default("128Mi")
          @SizeField
          @JsonPropertyDescription(
              "Memory for cached data in Mi or Gi; the least recently used goes first when it is"
                  + " full.")
          String memory,
      @ImageField @Nullable String image,
      @ResourcesField ResourcesSpec resources,
      @PodsField PodSettings pods)
      implements ManagedBacking {

    /** Fills in the defaults of the schema. */
    public Managed {
      memory = requireNonNullElse(memory, "128Mi");
      resources = requireNonNullElse(resources, ResourcesSpec.NONE);
      pods = requireNonNullElse(pods, PodSettings.NONE);
    }
  }

  /** Redis that the user brings. */
  @ApiObject
  public record External(
      @Required @HostField @JsonPropertyDescription("DNS name or IPv4 address of the server.")
          String host,
      @PortField
          @JsonPropertyDescription("Port of the server; 6379 when left out.")
          @Default("6379")
          Integer port,
      @JsonPropertyDescription("TLS towards the server; plain text without it.")
          @Nullable TlsTrust tls,
      @JsonPropertyDescription(
              "Secret with the keys username and password of an account that may manage ACL users;"
                  + " no login without it.")
          @Nullable SecretRef credentials)
      implements ExternalBackingSpec {

    /** Fills in the defaults of the schema. */
    public External {
      port = requireNonNullElse(port, 6379);
    }
  }
}
