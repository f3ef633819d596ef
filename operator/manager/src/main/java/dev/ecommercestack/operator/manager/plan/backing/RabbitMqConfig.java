package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.DnsNames;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import java.util.List;

/**
 * Configuration files of managed RabbitMQ nodes.
 *
 * @param scope the stack
 * @param spec the nodes
 */
record RabbitMqConfig(StackScope scope, RabbitmqSpec.Managed spec) {
  // The longest job is a report or an import; a consumer that holds a message longer is stuck.
  private static final int CONSUMER_TIMEOUT_MILLIS = 1_800_000;

  /**
   * {@code rabbitmq.conf}, the same for all nodes.
   *
   * @param memoryBytes memory limit of the container in bytes
   */
  String server(long memoryBytes) {
    StringBuilder config =
        new StringBuilder(
            """
            # Made by the operator from the memory limit and the size of the volume.
            cluster_name = %s
            listeners.tcp.default = %d
            management.tcp.port = %d
            anonymous_login_user = none
            log.console = true
            log.console.level = info
            log.file = false
            default_queue_type = quorum
            queue_leader_locator = balanced
            consumer_timeout = %d
            total_memory_available_override_value = %d
            vm_memory_high_watermark.relative = 0.6
            disk_free_limit.absolute = %d
            """
                .formatted(
                    ObjectNames.component(scope.name(), Components.RABBITMQ),
                    RabbitMqPlan.PORT,
                    RabbitMqPlan.MANAGEMENT_PORT,
                    CONSUMER_TIMEOUT_MILLIS,
                    memoryBytes,
                    diskFreeLimit()));
    if (spec.replicas() > 1) {
      config.append("cluster_partition_handling = pause_minority\n");
      config.append("cluster_formation.peer_discovery_backend = classic_config\n");
      List<String> hosts = DnsNames.pods(scope, Components.RABBITMQ, spec.replicas());
      for (int i = 0; i < hosts.size(); i++) {
        config.append(
            "cluster_formation.classic_config.nodes.%d = rabbit@%s\n"
                .formatted(i + 1, hosts.get(i)));
      }
    }
    return config.toString();
  }

  // Publishers are held back while consumers can still empty the queues.
  private long diskFreeLimit() {
    return Math.clamp(Sizes.bytes(spec.storage()) / 10, 64 * Sizes.MEBIBYTE, 2048 * Sizes.MEBIBYTE);
  }

  /** The administrator, whom the first start of a cluster makes. */
  static String defaultUser(String username, String password) {
    return "default_user = %s\ndefault_pass = %s\n".formatted(quoted(username), quoted(password));
  }

  private static String quoted(String value) {
    return value.chars().allMatch(Character::isLetterOrDigit) ? value : "'" + value + "'";
  }
}
