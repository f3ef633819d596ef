package dev.ecommercestack.operator.api.v1alpha1.backing;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.BrokerReplicasField;
import dev.ecommercestack.operator.api.v1alpha1.schema.HostField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ImageField;
import dev.ecommercestack.operator.api.v1alpha1.schema.PodsField;
import dev.ecommercestack.operator.api.v1alpha1.schema.PortField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ResourcesField;
import dev.ecommercestack.operator.api.v1alpha1.schema.StorageClassField;
import dev.ecommercestack.operator.api.v1alpha1.schema.StorageField;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** RabbitMQ, which carries the jobs of the worker. */
@ApiObject
@ValidationRule(
    value = BackingRules.MANAGED_XOR_EXTERNAL,
    message =
        "write exactly one of rabbitmq.managed (the operator runs it) and rabbitmq.external (you bring it)")
@ValidationRule(
    value = BackingRules.NO_SWITCH,
    message =
        "RabbitMQ cannot change between managed and external, because its data would be left behind:"
            + " create a new stack and move the data")
public record RabbitmqSpec(
    @JsonPropertyDescription("RabbitMQ that the operator runs. The default.")
        @Nullable Managed managed,
    @JsonPropertyDescription("RabbitMQ that you bring.") @Nullable External external) {

  /** Managed, with the defaults of the schema. */
  public static final RabbitmqSpec DEFAULT =
      new RabbitmqSpec(
          new Managed(1, "10Gi", null, null, ResourcesSpec.NONE, PodSettings.NONE), null);

  /** RabbitMQ nodes that the operator runs. */
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

  /** RabbitMQ that the user brings. */
  @ApiObject
  public record External(
      @Required @HostField @JsonPropertyDescription("DNS name or IPv4 address of the server.")
          String host,
      @PortField
          @JsonPropertyDescription("Port of the server; 5672 when left out.")
          @Default("5672")
          Integer port,
      @PortField
          @JsonPropertyDescription(
              "Port of the management API, from which queue depths are read; 15672 when left out.")
          @Default("15672")
          Integer managementPort,
      @Default("/")
          @Size(min = 1, max = 128)
          @JsonPropertyDescription("Virtual host of the stack; it must exist.")
          String vhost,
      @JsonPropertyDescription(
              "TLS towards both ports (usually 5671 and 15671 then); plain text without it.")
          @Nullable TlsTrust tls,
      @Required
          @JsonPropertyDescription(
              "Secret with the keys username and password of an account with the tag"
                  + " administrator.")
          SecretRef credentials)
      implements ExternalBackingSpec {

    /** Fills in the defaults of the schema. */
    public External {
      port = requireNonNullElse(port, 5672);
      managementPort = requireNonNullElse(managementPort, 15672);
      vhost = requireNonNullElse(vhost, "/");
    }
  }
}
