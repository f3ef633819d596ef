package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.component.LagAutoscaling;
import dev.ecommercestack.operator.brokers.ConsumerGroup;
import dev.ecommercestack.operator.manager.plan.backing.BrokerConnections;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecretException;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out where it is read what waits for the components of a stack. */
public final class BacklogSources {
  private BacklogSources() {}

  /**
   * Returns the broker and the queues of every component that scales on waiting messages, by the
   * component's name.
   *
   * @param scope the stack with its credentials
   */
  public static Map<String, BacklogSource> of(StackScope scope) {
    var sources = new TreeMap<String, BacklogSource>();
    Components.services(scope.spec())
        .forEach(
            (component, spec) -> {
              if (spec.autoscaling() instanceof LagAutoscaling) {
                sources.put(component, of(scope, component));
              }
            });
    return sources;
  }

  private static BacklogSource of(StackScope scope, String component) {
    var groups =
        scope.topology().kafka().scalingGroups(component).stream()
            .map(group -> new ConsumerGroup(group.topic(), group.group()))
            .toList();
    var queues = scope.topology().rabbitmq().scalingQueues(component);
    try {
      return groups.isEmpty()
          ? new BacklogSource.RabbitMq(BrokerConnections.rabbitMq(scope), queues)
          : new BacklogSource.Kafka(BrokerConnections.kafka(scope), groups);
    } catch (MissingSecretException missing) {
      List<String> names =
          groups.isEmpty() ? queues : groups.stream().map(ConsumerGroup::topic).toList();
      return new BacklogSource.Unavailable(
          names, "the key %s of Secret %s is missing".formatted(missing.key(), missing.secret()));
    }
  }
}
