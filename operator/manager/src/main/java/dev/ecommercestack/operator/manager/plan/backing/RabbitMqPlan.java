package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.manager.credentials.CredentialKeys;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects.Port;
import dev.ecommercestack.operator.manager.plan.pod.ContainerPorts;
import dev.ecommercestack.operator.manager.plan.pod.ContainerResources;
import dev.ecommercestack.operator.manager.plan.pod.EnvVars;
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
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** RabbitMQ nodes with the management plugin, which queue depths are read from. */
public final class RabbitMqPlan {
  /** For the services. */
  static final int PORT = 5672;

  /** The HTTP API. */
  static final int MANAGEMENT_PORT = 15672;

  private static final int EPMD_PORT = 4369;
  private static final int CLUSTER_PORT = 25672;
  private static final long USER_ID = 999;
  private static final String CONFIG_DIRECTORY = "/etc/rabbitmq";
  private static final String HOME_DIRECTORY = "/var/lib/rabbitmq";
  private static final String DATABASE_DIRECTORY = HOME_DIRECTORY + "/mnesia";
  private static final String ADMIN_DIRECTORY = "/etc/credentials/rabbitmq-admin";
  private static final String SERVER_CONFIG_FILE = "rabbitmq.conf";
  private static final String PLUGINS_FILE = "enabled_plugins";
  private static final String DEFAULT_USER_FILE = "default-user.conf";

  // Erlang takes the cookie only from a file that nobody else can read.
  private static final String COPY_COOKIE_SCRIPT =
      """
      rm -f %1$s/.erlang.cookie
      cp %2$s/%3$s %1$s/.erlang.cookie
      chmod 0400 %1$s/.erlang.cookie
      """
          .formatted(HOME_DIRECTORY, ADMIN_DIRECTORY, CredentialKeys.ERLANG_COOKIE);

  // A node that starts before its name is known gives up at once.
  private static final String AWAIT_DNS_SCRIPT =
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
  private final WorkloadBuilder workload;
  private final ComponentObjects objects;

  private RabbitMqPlan(StackScope scope, RabbitmqSpec.Managed spec) {
    this.scope = scope;
    this.spec = spec;
    this.workload = WorkloadBuilder.of(scope, Components.RABBITMQ, spec);
    this.objects = workload.objects();
  }

  /**
   * Returns the plan of RabbitMQ, managed or external.
   *
   * @param scope the stack
   */
  public static ComponentPlan of(StackScope scope) {
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
            SERVER_CONFIG_FILE,
            new RabbitMqConfig(scope, spec)
                .server(ContainerResources.memoryLimitBytes(requirements)),
            PLUGINS_FILE,
            "[rabbitmq_management].\n");
    String adminSecret = ObjectNames.admin(scope.name(), Backing.RABBITMQ);
    Map<String, String> defaultUser =
        Map.of(
            DEFAULT_USER_FILE,
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
            objects.derivedSecret(ObjectNames.rabbitMqDefaultUser(scope.name()), defaultUser),
            objects.service(ports),
            objects.headlessService(
                List.of(new Port("epmd", EPMD_PORT), new Port("cluster", CLUSTER_PORT))),
            policy(),
            objects.disruptionBudget(),
            workload
                .statefulSet(
                    pod(image, requirements, config),
                    ObjectNames.headlessService(scope.name(), Components.RABBITMQ),
                    new WorkloadBuilder.Storage(spec.storage(), spec.storageClassName()))
                .build()));
  }

  private NetworkPolicy policy() {
    return NetworkPolicyRules.of(objects)
        .allowFrom(RequiredBackings.services(scope.topology(), Backing.RABBITMQ), PORT)
        .allowFrom(List.of(Components.DECLARE), PORT, MANAGEMENT_PORT)
        .allowFromOperator(MANAGEMENT_PORT)
        .allowBetweenOwnPods(EPMD_PORT, CLUSTER_PORT)
        .build();
  }

  private WorkloadBuilder.Pod pod(
      String image, ResourceRequirements requirements, Map<String, String> config) {
    Mount home = Mount.emptyDir("home", HOME_DIRECTORY, "16Mi");
    Mount temporary = Mount.emptyDir("tmp", "/tmp", "64Mi");
    Mount credentials =
        Mount.projected(
            "cookie",
            ADMIN_DIRECTORY,
            List.of(
                Mount.secretItems(
                    ObjectNames.admin(scope.name(), Backing.RABBITMQ),
                    Map.of(CredentialKeys.ERLANG_COOKIE, CredentialKeys.ERLANG_COOKIE))));
    List<Mount> mounts = new ArrayList<>();
    // The volume of claims lies within the home, so the home comes first.
    mounts.add(home);
    mounts.add(Mount.claim(ObjectNames.DATA_VOLUME, DATABASE_DIRECTORY));
    mounts.add(Mount.projected("config", CONFIG_DIRECTORY, configuration()));
    mounts.add(Mount.emptyDir("log", "/var/log/rabbitmq", "64Mi"));
    mounts.add(temporary);
    Container cookie =
        WorkloadBuilder.initScript(
            workload
                .container("cookie", image, requirements, List.of(home, temporary, credentials))
                .withEnv(environment()),
            spec.replicas() == 1 ? COPY_COOKIE_SCRIPT : COPY_COOKIE_SCRIPT + AWAIT_DNS_SCRIPT);
    Container node =
        workload
            .container(Components.RABBITMQ, image, requirements, mounts)
            .withCommand("rabbitmq-server")
            .withEnv(environment())
            .withPorts(
                ContainerPorts.tcp("amqp", PORT),
                ContainerPorts.tcp("management", MANAGEMENT_PORT),
                ContainerPorts.tcp("epmd", EPMD_PORT),
                ContainerPorts.tcp("cluster", CLUSTER_PORT))
            // A node that was not the last to stop waits for the others.
            .withStartupProbe(Probes.startup("amqp", 900))
            .withReadinessProbe(Probes.readiness("amqp"))
            .withLivenessProbe(Probes.liveness("amqp"))
            .build();
    mounts.add(credentials);
    Map<String, String> restartOn = new TreeMap<>(config);
    restartOn.put(
        CredentialKeys.ERLANG_COOKIE,
        scope.secret(
            ObjectNames.admin(scope.name(), Backing.RABBITMQ), CredentialKeys.ERLANG_COOKIE));
    return new WorkloadBuilder.Pod(
        USER_ID, List.of(cookie), node, mounts, 120, spec.replicas(), Checksums.of(restartOn));
  }

  private List<VolumeProjection> configuration() {
    return List.of(
        Mount.configMapItems(
            objects.name(),
            Map.of(SERVER_CONFIG_FILE, SERVER_CONFIG_FILE, PLUGINS_FILE, PLUGINS_FILE)),
        Mount.secretItems(
            ObjectNames.rabbitMqDefaultUser(scope.name()),
            Map.of(DEFAULT_USER_FILE, "conf.d/" + DEFAULT_USER_FILE)));
  }

  private List<EnvVar> environment() {
    List<EnvVar> environment = new ArrayList<>();
    environment.add(EnvVars.field("POD_NAME", "metadata.name"));
    String host = "localhost";
    if (spec.replicas() > 1) {
      host = "$(POD_NAME)." + DnsNames.headlessServiceDomain(scope, Components.RABBITMQ);
      environment.add(EnvVars.value("RABBITMQ_USE_LONGNAME", "true"));
    }
    environment.add(EnvVars.value("NODE_HOST", host));
    environment.add(EnvVars.value("RABBITMQ_NODENAME", "rabbit@" + host));
    environment.add(EnvVars.value("RABBITMQ_MNESIA_BASE", DATABASE_DIRECTORY));
    environment.add(EnvVars.value("RABBITMQ_LOGS", "-"));
    environment.add(EnvVars.value("HOME", HOME_DIRECTORY));
    return environment;
  }

  /** Returns the base URL of the management HTTP API, managed or external. */
  static URI managementUrl(StackScope scope) {
    RabbitmqSpec.External external = scope.spec().rabbitmq().external();
    return external == null
        ? URI.create("http://" + host(scope) + ":" + MANAGEMENT_PORT)
        : URI.create(
            "%s://%s:%d"
                .formatted(
                    external.tls() == null ? "http" : "https",
                    external.host(),
                    external.managementPort()));
  }

  /** The host name of all nodes together, within the cluster. */
  static String host(StackScope scope) {
    return DnsNames.service(scope, Components.RABBITMQ);
  }
}
