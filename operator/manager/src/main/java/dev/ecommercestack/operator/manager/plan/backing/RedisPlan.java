package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RedisAccess;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.RedisSpec;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects.Port;
import dev.ecommercestack.operator.manager.plan.pod.ContainerPorts;
import dev.ecommercestack.operator.manager.plan.pod.Mount;
import dev.ecommercestack.operator.manager.plan.pod.NetworkPolicyRules;
import dev.ecommercestack.operator.manager.plan.pod.Probes;
import dev.ecommercestack.operator.manager.plan.pod.WorkloadBuilder;
import dev.ecommercestack.operator.manager.plan.stack.Checksums;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.DnsNames;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One Redis without a volume. It is a cache, so no other component waits for it. */
public final class RedisPlan {
  static final int PORT = 6379;

  private static final long USER_ID = 999;
  private static final String PORT_NAME = "redis";
  private static final String CONFIG_DIRECTORY = "/etc/redis";
  private static final String SERVER_CONFIG_FILE = "redis.conf";
  private static final String USERS_FILE = "users.acl";

  private final StackScope scope;
  private final RedisSpec.Managed spec;
  private final WorkloadBuilder workload;
  private final ComponentObjects objects;

  private RedisPlan(StackScope scope, RedisSpec.Managed spec) {
    this.scope = scope;
    this.spec = spec;
    this.workload = WorkloadBuilder.of(scope, Components.REDIS, spec);
    this.objects = workload.objects();
  }

  /**
   * Returns the plan of Redis, managed or external.
   *
   * @param scope the stack
   */
  public static ComponentPlan of(StackScope scope) {
    RedisSpec.Managed managed = scope.spec().redis().managed();
    return managed == null
        ? ComponentPlan.external(Components.REDIS)
        : new RedisPlan(scope, managed).plan();
  }

  private ComponentPlan plan() {
    String image = scope.image(Components.REDIS);
    long dataBytes = Sizes.bytes(spec.memory());
    // Fragmentation, connections and the program itself.
    ResourceRequirements requirements =
        workload.requirements(
            "50m", Sizes.quantity(dataBytes + dataBytes / 4 + 32 * Sizes.MEBIBYTE).toString());
    Map<String, String> config = Map.of(SERVER_CONFIG_FILE, serverConfig(dataBytes));
    Map<String, String> users = Map.of(USERS_FILE, users());
    return new ComponentPlan(
        Components.REDIS,
        ComponentKind.WORKLOAD,
        image,
        false,
        List.of(
            objects.serviceAccount(),
            objects.configMap(config),
            objects.derivedSecret(ObjectNames.redisAcl(scope.name()), users),
            objects.service(List.of(new Port(PORT_NAME, PORT))),
            policy(),
            objects.disruptionBudget(),
            deployment(image, requirements, config, users)));
  }

  private static String serverConfig(long dataBytes) {
    return """
    # Made by the operator. A cache: nothing is written to disk, the least recently used goes first.
    bind * -::*
    port %d
    protected-mode no
    dir /tmp
    save ""
    appendonly no
    maxmemory %d
    maxmemory-policy allkeys-lru
    aclfile %s/users/%s
    tcp-keepalive 60
    """
        .formatted(PORT, dataBytes, CONFIG_DIRECTORY, USERS_FILE);
  }

  private String users() {
    StringBuilder lines = new StringBuilder("user default off nopass -@all\n");
    String admin = ObjectNames.admin(scope.name(), Backing.REDIS);
    line(
        lines,
        scope.secret(admin, CredentialFiles.USERNAME),
        scope.secret(admin, CredentialFiles.PASSWORD),
        List.of("~*", "&*", "+@all"));
    for (String service : RequiredBackings.services(scope.topology(), Backing.REDIS)) {
      String secret = ObjectNames.serviceCredentials(scope.name(), service);
      line(
          lines,
          scope.secret(secret, CredentialFiles.username(Backing.REDIS)),
          scope.secret(secret, CredentialFiles.password(Backing.REDIS)),
          RedisAccess.of(scope.topology(), service).orElseThrow().rules());
    }
    return lines.toString();
  }

  private static void line(
      StringBuilder lines, String username, String password, List<String> rules) {
    lines
        .append("user ")
        .append(username)
        .append(" on #")
        .append(Checksums.of(password))
        .append(' ')
        .append(String.join(" ", rules))
        .append('\n');
  }

  private NetworkPolicy policy() {
    return NetworkPolicyRules.of(objects)
        .allowFrom(RequiredBackings.services(scope.topology(), Backing.REDIS), PORT)
        .allowFrom(List.of(Components.DECLARE), PORT)
        .build();
  }

  private Deployment deployment(
      String image,
      ResourceRequirements requirements,
      Map<String, String> config,
      Map<String, String> users) {
    List<Mount> mounts =
        List.of(
            Mount.configMap("config", objects.name(), CONFIG_DIRECTORY + "/config"),
            Mount.secret("users", ObjectNames.redisAcl(scope.name()), CONFIG_DIRECTORY + "/users"),
            Mount.emptyDir("tmp", "/tmp", "16Mi"));
    Container server =
        workload
            .container(Components.REDIS, image, requirements, mounts)
            .withCommand("redis-server", CONFIG_DIRECTORY + "/config/" + SERVER_CONFIG_FILE)
            .withWorkingDir("/tmp")
            .withPorts(ContainerPorts.tcp(PORT_NAME, PORT))
            .withStartupProbe(Probes.startup(PORT_NAME, 60))
            .withReadinessProbe(Probes.readiness(PORT_NAME))
            .withLivenessProbe(Probes.liveness(PORT_NAME))
            .build();
    Map<String, String> restartOn = new TreeMap<>(config);
    restartOn.putAll(users);
    WorkloadBuilder.Pod pod =
        new WorkloadBuilder.Pod(USER_ID, List.of(), server, mounts, 30, 1, Checksums.of(restartOn));
    return new DeploymentBuilder()
        .withMetadata(objects.metadata())
        .withNewSpec()
        .withReplicas(1)
        .withNewSelector()
        .withMatchLabels(objects.selector())
        .endSelector()
        // Two caches side by side would each miss what is evicted in the other.
        .withNewStrategy()
        .withType("Recreate")
        .endStrategy()
        .withTemplate(workload.template(pod))
        .endSpec()
        .build();
  }

  /** The host name of the server, within the cluster. */
  static String host(StackScope scope) {
    return DnsNames.service(scope, Components.REDIS);
  }
}
