package dev.ecommercestack.operator.api.v1alpha1;

import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A shop: seven services and the backing services they need. */
@Group(EcommerceStack.GROUP)
@Version(EcommerceStack.VERSION)
@ShortNames("ecs")
@Categories("ecommerce")
@ValidationRule(
    value =
        "self.metadata.name.size() <= 40"
            + " && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    message =
        "metadata.name must be at most 40 lower-case letters, digits and dashes, starting with a letter"
            + " and ending with a letter or digit, for example shop")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = Type.STRING)
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.version", type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Gateway",
    jsonPath = ".status.endpoints.gateway",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Event-Pods",
    jsonPath = ".status.scaling[?(@.component==\"event\")].current",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Event-Lag",
    jsonPath = ".status.scaling[?(@.component==\"event\")].lag",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Worker-Pods",
    jsonPath = ".status.scaling[?(@.component==\"worker\")].current",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Worker-Lag",
    jsonPath = ".status.scaling[?(@.component==\"worker\")].lag",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class EcommerceStack extends CustomResource<EcommerceStackSpec, EcommerceStackStatus>
    implements Namespaced {
  /** API group of the resource. */
  public static final String GROUP = "ecommercestack.dev";

  /** API version of the resource. */
  public static final String VERSION = "v1alpha1";

  private static final long serialVersionUID = 1L;

  /**
   * Makes a stack without metadata, spec and status, as the client does before it fills them in.
   */
  public EcommerceStack() {}

  @Override
  @Required
  @JsonPropertyDescription("What the stack should be; write {} for a shop with every default.")
  public EcommerceStackSpec getSpec() {
    return super.getSpec();
  }

  @Override
  @JsonPropertyDescription("What the operator found and did, written by the operator only.")
  public EcommerceStackStatus getStatus() {
    return super.getStatus();
  }

  @Override
  protected @Nullable EcommerceStackSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable EcommerceStackStatus initStatus() {
    return null;
  }
}
