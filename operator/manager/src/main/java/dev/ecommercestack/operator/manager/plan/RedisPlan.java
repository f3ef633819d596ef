package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.contracts.access.RedisAccess;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.RedisSpec;
import dev.ecommercestack.operator.manager.plan.ComponentObjects.Port;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Redis that keeps nothing on disk: what it loses is computed again, so nothing waits for it.
 */
final class RedisPlan {
  static final int PORT = 6379;

  private static final long USER = 999;
  private static final String PORT_NAME = "redis";
  private static final String CONFIG = "/etc/redis";
  private static final String SERVER_CONFIG = "redis.conf";
  private static final String USERS = "users.acl";

  private final StackScope scope;
  private final RedisSpec.Managed spec;
  private final Workload workload;
  private final ComponentObjects objects;

  private RedisPlan(StackScope scope, RedisSpec.Managed spec) {
    this.scope = scope;
    this.spec = spec;
    this.workload = scope.workload(Components.REDIS, spec);
    this.objects = workload.objects();
  }

  static ComponentPlan of(StackScope scope) {
    RedisSpec.Managed managed = scope.spec().redis().managed();
    return managed == null
        ? ComponentPlan.external(Components.REDIS)
        : new RedisPlan(scope, managed).plan();
  }

  private ComponentPlan plan() {
    String image = scope.image(Components.REDIS);
    long data = Sizes.bytes(spec.memory());
    // Fragmentation, connections and the program itself.
    ResourceRequirements requirements =
        workload.requirements(
            "50m", Sizes.quantity(data + data / 4 + 32 * Sizes.MEBIBYTE).toString());
    Map<String, String> config = Map.of(SERVER_CONFIG, serverConfig(data));
    Map<String, String> users = Map.of(USERS, users());
    return new ComponentPlan(
        Components.REDIS,
        ComponentKind.WORKLOAD,
        image,
        false,
        List.of(
            objects.serviceAccount(),
            objects.configMap(config),
            objects.derivedSecret(Names.redisAcl(scope.name()), users),
            objects.service(List.of(new Port(PORT_NAME, PORT))),
            policy(),
            objects.disruptionBudget(),
            deployment(image, requirements, config, users)));
  }

  private static String serverConfig(long data) {
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
        .formatted(PORT, data, CONFIG, USERS);
  }

  private String users() {
    StringBuilder lines = new StringBuilder("user default off nopass -@all\n");
    String admin = Names.admin(scope.name(), Backing.REDIS);
    line(
        lines,
        scope.secret(admin, CredentialFiles.USERNAME),
        scope.secret(admin, CredentialFiles.PASSWORD),
        List.of("~*", "&*", "+@all"));
    for (String service : Needs.services(scope.topology(), Backing.REDIS)) {
      String secret = Names.serviceCredentials(scope.name(), service);
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
    return Traffic.to(objects)
        .from(Needs.services(scope.topology(), Backing.REDIS), PORT)
        .from(List.of(Components.DECLARE), PORT)
        .callingNobodyElse()
        .policy();
  }

  private Deployment deployment(
      String image,
      ResourceRequirements requirements,
      Map<String, String> config,
      Map<String, String> users) {
    List<Mount> mounts =
        List.of(
            Mount.configMap("config", objects.name(), CONFIG + "/config"),
            Mount.secret("users", Names.redisAcl(scope.name()), CONFIG + "/users"),
            Mount.scratch("tmp", "/tmp", "16Mi"));
    Container server =
        workload
            .container(Components.REDIS, image, requirements, mounts)
            .withCommand("redis-server", CONFIG + "/config/" + SERVER_CONFIG)
            .withWorkingDir("/tmp")
            .addNewPort()
            .withName(PORT_NAME)
            .withContainerPort(PORT)
            .withProtocol("TCP")
            .endPort()
            .withStartupProbe(Hardened.startup(PORT_NAME, 60))
            .withReadinessProbe(Hardened.readiness(PORT_NAME))
            .withLivenessProbe(Hardened.liveness(PORT_NAME))
            .build();
    Map<String, String> restartOn = new TreeMap<>(config);
    restartOn.putAll(users);
    Workload.Pod pod =
        new Workload.Pod(USER, List.of(), server, mounts, 30, 1, Checksums.of(restartOn));
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
    return Hosts.service(scope, Components.REDIS);
  }
}
