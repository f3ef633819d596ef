package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.manager.credentials.CredentialKeys;
import dev.ecommercestack.operator.manager.plan.ComponentObjects.Port;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** RabbitMQ nodes with the management plugin, which queue depths are read from. */
final class RabbitMqPlan {
  /** For the services. */
  static final int PORT = 5672;

  /** The HTTP API. */
  static final int MANAGEMENT_PORT = 15672;

  private static final int NAMES_PORT = 4369;
  private static final int NODES_PORT = 25672;
  private static final long USER = 999;
  private static final String CONFIG = "/etc/rabbitmq";
  private static final String HOME = "/var/lib/rabbitmq";
  private static final String DATABASE = HOME + "/mnesia";
  private static final String ADMIN = "/etc/credentials/rabbitmq-admin";
  private static final String SERVER_CONFIG = "rabbitmq.conf";
  private static final String PLUGINS = "enabled_plugins";
  private static final String DEFAULT_USER = "default-user.conf";

  // Erlang takes the cookie only from a file that nobody else can read.
  private static final String COPY_COOKIE =
      """
      rm -f %1$s/.erlang.cookie
      cp %2$s/%3$s %1$s/.erlang.cookie
      chmod 0400 %1$s/.erlang.cookie
      """
          .formatted(HOME, ADMIN, CredentialKeys.ERLANG_COOKIE);

  // A node that starts before its name is known gives up at once.
  private static final String AWAIT_OWN_NAME =
      """
      tries=0
      until getent hosts "$NODE_HOST" >/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -ge 120 ]; then
          echo "The cluster's DNS does not know $NODE_HOST after 2 minutes." >&2
          exit 1
        fi
        sleep 1
      done
      """;

  private final StackScope scope;
  private final RabbitmqSpec.Managed spec;
  private final Workload workload;
  private final ComponentObjects objects;

  private RabbitMqPlan(StackScope scope, RabbitmqSpec.Managed spec) {
    this.scope = scope;
    this.spec = spec;
    this.workload = scope.workload(Components.RABBITMQ, spec);
    this.objects = workload.objects();
  }

  static ComponentPlan of(StackScope scope) {
    RabbitmqSpec.Managed managed = scope.spec().rabbitmq().managed();
    return managed == null
        ? ComponentPlan.external(Components.RABBITMQ)
        : new RabbitMqPlan(scope, managed).plan();
  }

  private ComponentPlan plan() {
    String image = scope.image(Components.RABBITMQ);
    ResourceRequirements requirements = workload.requirements("100m", "512Mi");
    Map<String, String> config =
        Map.of(
            SERVER_CONFIG,
            new RabbitMqConfig(scope, spec).server(Requirements.memoryLimit(requirements)),
            PLUGINS,
            "[rabbitmq_management].\n");
    String adminSecret = Names.admin(scope.name(), Backing.RABBITMQ);
    Map<String, String> defaultUser =
        Map.of(
            DEFAULT_USER,
            RabbitMqConfig.defaultUser(
                scope.secret(adminSecret, CredentialFiles.USERNAME),
                scope.secret(adminSecret, CredentialFiles.PASSWORD)));
    List<Port> ports = List.of(new Port("amqp", PORT), new Port("management", MANAGEMENT_PORT));
    return new ComponentPlan(
        Components.RABBITMQ,
        ComponentKind.WORKLOAD,
        image,
        true,
        List.of(
            objects.serviceAccount(),
            objects.configMap(config),
            objects.derivedSecret(Names.rabbitMqDefaultUser(scope.name()), defaultUser),
            objects.service(ports),
            objects.nodesService(
                List.of(new Port("epmd", NAMES_PORT), new Port("cluster", NODES_PORT))),
            policy(),
            objects.disruptionBudget(),
            workload
                .statefulSet(
                    pod(image, requirements, config),
                    Names.nodes(scope.name(), Components.RABBITMQ),
                    new Workload.Storage(spec.storage(), spec.storageClassName()))
                .build()));
  }

  private NetworkPolicy policy() {
    return Traffic.to(objects)
        .from(Needs.services(scope.topology(), Backing.RABBITMQ), PORT)
        .from(List.of(Components.DECLARE), PORT, MANAGEMENT_PORT)
        .fromOperator(MANAGEMENT_PORT)
        .among(NAMES_PORT, NODES_PORT)
        .callingNobodyElse()
        .policy();
  }

  private Workload.Pod pod(
      String image, ResourceRequirements requirements, Map<String, String> config) {
    Mount home = Mount.scratch("home", HOME, "16Mi");
    Mount temporary = Mount.scratch("tmp", "/tmp", "64Mi");
    Mount credentials =
        Mount.projected(
            "cookie",
            ADMIN,
            List.of(
                Mount.secretItems(
                    Names.admin(scope.name(), Backing.RABBITMQ),
                    Map.of(CredentialKeys.ERLANG_COOKIE, CredentialKeys.ERLANG_COOKIE))));
    List<Mount> mounts = new ArrayList<>();
    // The volume of claims lies within the home, so the home comes first.
    mounts.add(home);
    mounts.add(Mount.claim(Workload.DATA, DATABASE));
    mounts.add(Mount.projected("config", CONFIG, configuration()));
    mounts.add(Mount.scratch("log", "/var/log/rabbitmq", "64Mi"));
    mounts.add(temporary);
    Container cookie =
        Hardened.script(
            workload
                .container("cookie", image, requirements, List.of(home, temporary, credentials))
                .withEnv(environment()),
            spec.replicas() == 1 ? COPY_COOKIE : COPY_COOKIE + AWAIT_OWN_NAME);
    Container node =
        workload
            .container(Components.RABBITMQ, image, requirements, mounts)
            .withCommand("rabbitmq-server")
            .withEnv(environment())
            .withPorts(
                port("amqp", PORT),
                port("management", MANAGEMENT_PORT),
                port("epmd", NAMES_PORT),
                port("cluster", NODES_PORT))
            // A node that was not the last to stop waits for the others.
            .withStartupProbe(Hardened.startup("amqp", 900))
            .withReadinessProbe(Hardened.readiness("amqp"))
            .withLivenessProbe(Hardened.liveness("amqp"))
            .build();
    mounts.add(credentials);
    Map<String, String> restartOn = new TreeMap<>(config);
    restartOn.put(
        CredentialKeys.ERLANG_COOKIE,
        scope.secret(Names.admin(scope.name(), Backing.RABBITMQ), CredentialKeys.ERLANG_COOKIE));
    return new Workload.Pod(
        USER, List.of(cookie), node, mounts, 120, spec.replicas(), Checksums.of(restartOn));
  }

  private List<VolumeProjection> configuration() {
    return List.of(
        Mount.configMapItems(
            objects.name(), Map.of(SERVER_CONFIG, SERVER_CONFIG, PLUGINS, PLUGINS)),
        Mount.secretItems(
            Names.rabbitMqDefaultUser(scope.name()),
            Map.of(DEFAULT_USER, "conf.d/" + DEFAULT_USER)));
  }

  private List<EnvVar> environment() {
    List<EnvVar> environment = new ArrayList<>();
    environment.add(Hardened.field("POD_NAME", "metadata.name"));
    String host = "localhost";
    if (spec.replicas() > 1) {
      host = "$(POD_NAME)." + Hosts.nodesDomain(scope, Components.RABBITMQ);
      environment.add(Hardened.env("RABBITMQ_USE_LONGNAME", "true"));
    }
    environment.add(Hardened.env("NODE_HOST", host));
    environment.add(Hardened.env("RABBITMQ_NODENAME", "rabbit@" + host));
    environment.add(Hardened.env("RABBITMQ_MNESIA_BASE", DATABASE));
    environment.add(Hardened.env("RABBITMQ_LOGS", "-"));
    environment.add(Hardened.env("HOME", HOME));
    return environment;
  }

  private static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol("TCP")
        .build();
  }

  /** The host name of all nodes together, within the cluster. */
  static String host(StackScope scope) {
    return Hosts.service(scope, Components.RABBITMQ);
  }
}
