package dev.ecommercestack.operator.manager.plan.backing;

import static java.util.Objects.requireNonNull;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.manager.plan.pod.NetworkPolicyRules;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ExternalBacking;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import java.util.Arrays;
import java.util.List;

/**
 * The connections of pods to the backing services. Of an external one only the ports are known: its
 * addresses are names.
 */
public final class BackingEgress {
  private BackingEgress() {}

  /**
   * Allows a service to connect to a backing service.
   *
   * @param rules the rules of the service
   * @param scope the stack
   * @param backing the backing service
   */
  public static void allow(NetworkPolicyRules rules, StackScope scope, Backing backing) {
    if (ExternalBacking.isManaged(scope.spec(), backing)) {
      rules.allowTo(backing.id(), List.of(managedPort(backing)));
    } else {
      rules.allowToOutside(externalPorts(scope.spec(), backing));
    }
  }

  /** Allows {@code declare} to connect to all backing services, as their administrator. */
  static NetworkPolicyRules allowDeclare(NetworkPolicyRules rules, StackScope scope) {
    for (Backing backing : List.of(Backing.RABBITMQ, Backing.REDIS, Backing.POSTGRESQL)) {
      allow(rules, scope, backing);
    }
    if (ExternalBacking.isManaged(scope.spec(), Backing.KAFKA)) {
      rules.allowTo(Components.KAFKA, List.of(KafkaPlan.INTERNAL_PORT));
    } else {
      allow(rules, scope, Backing.KAFKA);
    }
    RabbitmqSpec.External rabbitMq = scope.spec().rabbitmq().external();
    return rabbitMq == null
        ? rules.allowTo(Components.RABBITMQ, List.of(RabbitMqPlan.MANAGEMENT_PORT))
        : rules.allowToOutside(List.of(rabbitMq.managementPort()));
  }

  private static int managedPort(Backing backing) {
    return switch (backing) {
      case KAFKA -> KafkaPlan.CLIENT_PORT;
      case RABBITMQ -> RabbitMqPlan.PORT;
      case REDIS -> RedisPlan.PORT;
      case POSTGRESQL -> PostgreSqlPlan.PORT;
    };
  }

  private static List<Integer> externalPorts(EcommerceStackSpec spec, Backing backing) {
    return switch (backing) {
      case KAFKA -> ports(requireNonNull(spec.kafka().external()).bootstrapServers());
      case RABBITMQ -> List.of(requireNonNull(spec.rabbitmq().external()).port());
      case REDIS -> List.of(requireNonNull(spec.redis().external()).port());
      case POSTGRESQL -> List.of(requireNonNull(spec.postgresql().external()).port());
    };
  }

  /** Those of all bootstrap servers. Kafka tells its clients further servers, of the same ports. */
  private static List<Integer> ports(String bootstrapServers) {
    return Arrays.stream(bootstrapServers.split(",", -1))
        .map(server -> Integer.valueOf(server.substring(server.lastIndexOf(':') + 1)))
        .toList();
  }
}
