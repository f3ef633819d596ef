package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.SortedMaps;
import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.EnvironmentField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ImageField;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import dev.ecommercestack.operator.api.v1alpha1.schema.PodsField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ReplicasField;
import dev.ecommercestack.operator.api.v1alpha1.schema.ResourcesField;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API gateway, the only service that is reachable from outside. */
@ApiObject
@ValidationRule(
    value = ComponentRules.REPLICAS_XOR_AUTOSCALING,
    message = ComponentRules.REPLICAS_XOR_AUTOSCALING_MESSAGE)
// Release 0.1.0 accepted such stacks: those that exist keep working until they name their proxies.
@ValidationRule(
    value =
        "!has(self.expose) || !(self.expose.type in ['Ingress', 'HTTPRoute'])"
            + " || (has(self.trustedProxies) && size(self.trustedProxies) > 0)"
            + " || (oldSelf.hasValue() && has(oldSelf.value().expose)"
            + " && oldSelf.value().expose.type in ['Ingress', 'HTTPRoute']"
            + " && (!has(oldSelf.value().trustedProxies)"
            + " || size(oldSelf.value().trustedProxies) == 0))",
    message =
        "expose types Ingress and HTTPRoute need trustedProxies, else all shoppers are one address"
            + " with one rate limit: write the networks that the pods of the ingress controller or"
            + " Gateway connect from, for example 10.244.0.0/16",
    optionalOldSelf = true)
public record GatewaySpec(
    @JsonPropertyDescription(
            "How the shop is reached from outside the cluster. Without it only a Service inside the"
                + " cluster is made.")
        @Nullable Exposure expose,
    @ReplicasField @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Lets the number of pods follow the load. Write either this or replicas.")
        @Nullable CpuAutoscaling autoscaling,
    @JsonPropertyDescription(
            "How many requests an account or a client address may make; by default as in the"
                + " gateway's README.")
        @Nullable RateLimits rateLimits,
    @Size(max = 5)
        @ValidationRule(
            value =
                "self.all(service, service in ['user', 'product', 'event', 'order', 'worker']"
                    + " && self[service].matches('"
                    + Patterns.DURATION
                    + "') && duration(self[service]) >= duration('100ms')"
                    + " && duration(self[service]) <= duration('10m'))",
            message =
                "write user, product, event, order or worker with a duration from 100ms to 10m, as"
                    + " in product: 5s")
        @JsonPropertyDescription(
            "How long the gateway waits for a response, by service (user, product, event, order,"
                + " worker), as in product: 5s.")
        Map<String, @Size(max = 11) String> timeouts,
    @JsonPropertyDescription(
            "Which web pages of other origins may call the shop; none when left out.")
        @Nullable Cors cors,
    @Size(max = 32)
        @ValidationRule(
            value = "self.all(network, isCIDR(network))",
            message =
                "write the network of a proxy as address and prefix length, for example"
                    + " 10.244.0.0/16")
        @ValidationRule(
            value = "!self.exists(network, isCIDR(network) && cidr(network).prefixLength() == 0)",
            message =
                "a network of all addresses would let every client choose its address: write the"
                    + " networks of the proxies, for example 10.244.0.0/16")
        @JsonPropertyDescription(
            "Networks of the proxies in front of the gateway (Ingress controller, Gateway, load"
                + " balancer), as in 10.244.0.0/16; at most 32; needed by Ingress and HTTPRoute. Only"
                + " what they say in X-Forwarded-For is believed; without any, all clients behind a"
                + " proxy are one address and share one rate limit.")
        List<@Size(max = 43) String> trustedProxies,
    @ImageField @Nullable String image,
    @ResourcesField ResourcesSpec resources,
    @EnvironmentField List<EnvironmentVariable> env,
    @PodsField PodSettings pods)
    implements ComponentSpec {

  /** One pod, reached from inside the cluster only. */
  public static final GatewaySpec DEFAULT =
      new GatewaySpec(
          null,
          null,
          null,
          null,
          Map.of(),
          null,
          List.of(),
          null,
          ResourcesSpec.NONE,
          List.of(),
          PodSettings.NONE);

  /** Fills in empty values for what was left out. */
  public GatewaySpec {
    timeouts = SortedMaps.copy(timeouts);
    trustedProxies = List.copyOf(requireNonNullElse(trustedProxies, List.of()));
    resources = requireNonNullElse(resources, ResourcesSpec.NONE);
    env = List.copyOf(requireNonNullElse(env, List.of()));
    pods = requireNonNullElse(pods, PodSettings.NONE);
  }
}
