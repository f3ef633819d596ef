package dev.ecommercestack.operator.api.v1alpha1.backing;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.BrokerReplicasField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ImageField;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import dev.ecommercestack.operator.api.v1alpha1.schema.PodsField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ResourcesField;
import dev.ecommercestack.operator.api.v1alpha1.schema.StorageClassField;
import dev.ecommercestack.operator.api.v1alpha1.schema.StorageField;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Kafka, which carries the business events between the services. */
@ApiObject
@ValidationRule(
    value = BackingRules.MANAGED_XOR_EXTERNAL,
    message =
        "write exactly one of kafka.managed (the operator runs it) and kafka.external (you bring it)")
@ValidationRule(
    value = BackingRules.NO_SWITCH,
    message =
        "Kafka cannot change between managed and external, because its data would be left behind:"
            + " create a new stack and move the data")
public record KafkaSpec(
    @JsonPropertyDescription("Kafka that the operator runs. The default.")
        @Nullable Managed managed,
    @JsonPropertyDescription("Kafka that you bring.") @Nullable External external) {

  /** Managed, with the defaults of the schema. */
  public static final KafkaSpec DEFAULT =
      new KafkaSpec(new Managed(1, "10Gi", null, null, ResourcesSpec.NONE, PodSettings.NONE), null);

  /** Kafka brokers that the operator runs. */
  @ApiObject
  @ValidationRule(
      value = BackingRules.SAME_STORAGE_CLASS,
      message = BackingRules.SAME_STORAGE_CLASS_MESSAGE)
  public record Managed(
      @BrokerReplicasField
          @ValidationRule(value = BackingRules.QUORUM, message = BackingRules.QUORUM_MESSAGE)
          @ValidationRule(value = BackingRules.SAME, message = BackingRules.SAME_REPLICAS_MESSAGE)
          Integer replicas,
      @StorageField String storage,
      @StorageClassField @Nullable String storageClassName,
      @ImageField @Nullable String image,
      @ResourcesField ResourcesSpec resources,
      @PodsField PodSettings pods)
      implements ManagedBacking {

    /** Fills in the defaults of the schema. */
    public Managed {
      replicas = requireNonNullElse(replicas, 1);
      storage = requireNonNullElse(storage, "10Gi");
      resources = requireNonNullElse(resources, ResourcesSpec.NONE);
      pods = requireNonNullElse(pods, PodSettings.NONE);
    }
  }

  /** Kafka brokers that the user brings. */
  @ApiObject
  public record External(
      @Required
          @Size(max = 1024)
          @Pattern(Patterns.BOOTSTRAP_SERVERS)
          @JsonPropertyDescription("Brokers to start from, as host:port separated by commas.")
          String bootstrapServers,
      @JsonPropertyDescription("TLS towards the server; plain text without it.")
          @Nullable TlsTrust tls,
      @JsonPropertyDescription(
              "Secret with the keys username and password of an account (SASL SCRAM-SHA-512) that"
                  + " may create topics, users and ACLs; no login without it.")
          @Nullable SecretRef credentials)
      implements ExternalBackingSpec {}
}
