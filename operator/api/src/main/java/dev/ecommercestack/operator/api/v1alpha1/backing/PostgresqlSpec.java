package dev.ecommercestack.operator.api.v1alpha1.backing;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.HostField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ImageField;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import dev.ecommercestack.operator.api.v1alpha1.schema.PodsField;
import dev.ecommercestack.operator.api.v1alpha1.schema.PortField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ResourcesField;
import dev.ecommercestack.operator.api.v1alpha1.schema.StorageClassField;
import dev.ecommercestack.operator.api.v1alpha1.schema.StorageField;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, in which every service has a database of its own. */
@ApiObject
@ValidationRule(
    value = BackingRules.MANAGED_XOR_EXTERNAL,
    message =
        "write exactly one of postgresql.managed (the operator runs it) and postgresql.external (you bring it)")
@ValidationRule(
    value = BackingRules.NO_SWITCH,
    message =
        "PostgreSQL cannot change between managed and external, because its data would be left behind:"
            + " create a new stack and move the data")
public record PostgresqlSpec(
    @JsonPropertyDescription("PostgreSQL that the operator runs, one server. The default.")
        @Nullable Managed managed,
    @JsonPropertyDescription("PostgreSQL that you bring.") @Nullable External external) {

  /** Managed, with the defaults of the schema. */
  public static final PostgresqlSpec DEFAULT =
      new PostgresqlSpec(
          new Managed("10Gi", null, "C.UTF-8", null, ResourcesSpec.NONE, PodSettings.NONE), null);

  /** A PostgreSQL server that the operator runs. */
  @ApiObject
  @ValidationRule(
      value = BackingRules.SAME_STORAGE_CLASS,
      message = BackingRules.SAME_STORAGE_CLASS_MESSAGE)
  public record Managed(
      @StorageField String storage,
      @StorageClassField @Nullable String storageClassName,
      @Default("C.UTF-8")
          @Size(max = 64)
          @Pattern(Patterns.COLLATION)
          @ValidationRule(
              value = BackingRules.SAME,
              message =
                  "collation cannot change after the databases were created: write the old one, or"
                      + " create a new stack")
          @JsonPropertyDescription(
              "Collation of the databases, a locale in UTF-8 that the image knows. It cannot change"
                  + " after the stack was created.")
          String collation,
      @ImageField @Nullable String image,
      @ResourcesField ResourcesSpec resources,
      @PodsField PodSettings pods)
      implements ManagedBacking {

    /** Fills in the defaults of the schema. */
    public Managed {
      storage = requireNonNullElse(storage, "10Gi");
      collation = requireNonNullElse(collation, "C.UTF-8");
      resources = requireNonNullElse(resources, ResourcesSpec.NONE);
      pods = requireNonNullElse(pods, PodSettings.NONE);
    }
  }

  /** A PostgreSQL server that the user brings. */
  @ApiObject
  public record External(
      @Required @HostField @JsonPropertyDescription("DNS name or IPv4 address of the server.")
          String host,
      @PortField
          @JsonPropertyDescription("Port of the server; 5432 when left out.")
          @Default("5432")
          Integer port,
      @JsonPropertyDescription("TLS towards the server; plain text without it.")
          @Nullable TlsTrust tls,
      @Required
          @JsonPropertyDescription(
              "Secret with the keys username and password of a role that may create databases and"
                  + " roles.")
          SecretRef credentials)
      implements ExternalBackingSpec {

    /** Fills in the defaults of the schema. */
    public External {
      port = requireNonNullElse(port, 5432);
    }
  }
}
