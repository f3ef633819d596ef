package dev.ecommercestack.operator.api.v1alpha1.component;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.SortedMaps;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.HostField;
import dev.ecommercestack.operator.api.v1alpha1.schema.NameField;
import dev.ecommercestack.operator.api.v1alpha1.schema.NameRules;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the gateway is reached from outside the cluster. */
@ApiObject
@ValidationRule(
    value = "self.type != 'Ingress' || has(self.host)",
    message = "expose type Ingress needs a host: write the DNS name of the shop")
@ValidationRule(
    value =
        "!has(self.host) || !(self.type in ['Ingress', 'HTTPRoute'])"
            + " || !self.host.matches('^([0-9]+[.]){3}[0-9]+$')",
    message = "expose types Ingress and HTTPRoute take no IP address as host: write a DNS name")
@ValidationRule(
    value = "self.type != 'HTTPRoute' || has(self.parentRef)",
    message =
        "expose type HTTPRoute needs a parentRef: write the name of the Gateway it attaches to")
@ValidationRule(
    value = "!has(self.parentRef) || self.type == 'HTTPRoute'",
    message = "parentRef belongs to expose type HTTPRoute: leave it out or change the type")
@ValidationRule(
    value = "!has(self.tls) || self.type != 'HTTPRoute'",
    message = "expose type HTTPRoute takes no tls: leave it out, and end TLS at the Gateway")
@ValidationRule(
    value = "!has(self.ingressClassName) || self.type == 'Ingress'",
    message = "ingressClassName belongs to expose type Ingress: leave it out or change the type")
@ValidationRule(
    value = "!has(self.nodePort) || self.type == 'NodePort'",
    message = "nodePort belongs to expose type NodePort: leave it out or change the type")
public record Exposure(
    @Required
        @JsonPropertyDescription(
            "NodePort opens a port on every node, LoadBalancer asks the cloud for an address, Ingress"
                + " and HTTPRoute make a rule for an ingress controller or a Gateway.")
        Type type,
    @HostField
        @JsonPropertyDescription(
            "DNS name of the shop, for example shop.example.com; needed by Ingress.")
        @Nullable String host,
    @JsonPropertyDescription(
            "TLS Secret with tls.crt and tls.key; plain HTTP when left out. With NodePort and"
                + " LoadBalancer the gateway ends TLS itself, on port 443 instead of 80, and reads a"
                + " renewed Secret without a restart. That of an Ingress may come after the stack,"
                + " as from cert-manager by the annotations.")
        @Nullable SecretRef tls,
    @NameField
        @JsonPropertyDescription("IngressClass; the default class of the cluster when left out.")
        @Nullable String ingressClassName,
    @JsonPropertyDescription("Gateway that the HTTPRoute attaches to.")
        @Nullable ParentRef parentRef,
    @Min(30000)
        @Max(32767)
        @JsonPropertyDescription("Port on the nodes; chosen by the cluster when left out.")
        @Nullable Integer nodePort,
    @Size(max = 32)
        @ValidationRule(
            value = "self.all(k, " + NameRules.ANNOTATION + ")",
            message =
                "write keys of letters and digits with -, _ and . between, as in example.com/note")
        @JsonPropertyDescription(
            "Annotations of the Service, Ingress or HTTPRoute that is made, for example for a cloud's"
                + " load balancer; at most 32.")
        Map<String, @Size(max = 1024) String> annotations) {

  /** Fills in an empty map if it was left out. */
  public Exposure {
    annotations = SortedMaps.copy(annotations);
  }

  /** Returns whether the gateway itself ends TLS, and not an Ingress controller before it. */
  public boolean endsTlsAtGateway() {
    return tls != null && (type == Type.NodePort || type == Type.LoadBalancer);
  }

  /** The kinds of objects that expose the gateway. */
  public enum Type {
    NodePort,
    LoadBalancer,
    Ingress,
    HTTPRoute
  }

  /** A Gateway of the Gateway API. */
  @ApiObject
  public record ParentRef(
      @Required @NameField @JsonPropertyDescription("Name of the Gateway.") String name,
      @NameField
          @JsonPropertyDescription("Namespace of the Gateway; that of the stack when left out.")
          @Nullable String namespace) {}
}
