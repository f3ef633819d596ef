package dev.ecommercestack.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.HostField;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import dev.ecommercestack.operator.api.v1alpha1.schema.PortField;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How the worker sends mail. */
@ApiObject
public record MailSpec(
    @Required @JsonPropertyDescription("Mail server that takes the shop's mail.") Smtp smtp) {

  /** A mail server. */
  @ApiObject
  public record Smtp(
      @Required @HostField @JsonPropertyDescription("DNS name or IPv4 address of the server.")
          String host,
      @PortField @Default("587") @JsonPropertyDescription("Port of the server; 587 when left out.")
          Integer port,
      @Required
          @Size(max = 254)
          @Pattern(Patterns.MAIL_ADDRESS)
          @JsonPropertyDescription("Address that the shop writes from.")
          String from,
      @JsonPropertyDescription(
              "Secret with the keys username and password; mail is sent without a login without"
                  + " it. A login is only made over TLS (STARTTLS).")
          @Nullable SecretRef credentials) {

    /** Fills in the default of the schema. */
    public Smtp {
      port = requireNonNullElse(port, 587);
    }
  }
}
