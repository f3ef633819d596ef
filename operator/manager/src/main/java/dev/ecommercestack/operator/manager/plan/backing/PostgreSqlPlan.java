package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.PostgresqlSpec;
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
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One PostgreSQL server with a volume. */
public final class PostgreSqlPlan {
  static final int PORT = 5432;

  private static final long USER_ID = 999;
  private static final String PORT_NAME = "postgresql";
  private static final String CONFIG_DIRECTORY = "/etc/postgresql";
  private static final String CREDENTIALS_DIRECTORY =
      CredentialFiles.DEFAULT_DIRECTORY + "/" + CredentialFiles.adminDirectory(Backing.POSTGRESQL);
  private static final String VOLUME_DIRECTORY = "/var/lib/postgresql";
  private static final String DATA_DIRECTORY = VOLUME_DIRECTORY + "/data";

  // PostgreSQL's own provider sorts C.UTF-8 alike on every machine; other locales are the image's.
  // The C library's LC_CTYPE is UTF-8 in both cases: pg_trgm finds no letters in Korean under C.
  private static final String BUILTIN_LOCALE = "C.UTF-8";

  private final StackScope scope;
  private final PostgresqlSpec.Managed spec;
  private final WorkloadBuilder workload;
  private final ComponentObjects objects;

  private PostgreSqlPlan(StackScope scope, PostgresqlSpec.Managed spec) {
    this.scope = scope;
    this.spec = spec;
    this.workload = WorkloadBuilder.of(scope, Components.POSTGRESQL, spec);
    this.objects = workload.objects();
  }

  /**
   * Returns the plan of PostgreSQL, managed or external.
   *
   * @param scope the stack
   */
  public static ComponentPlan of(StackScope scope) {
    PostgresqlSpec.Managed managed = scope.spec().postgresql().managed();
    return managed == null
        ? ComponentPlan.external(Components.POSTGRESQL)
        : new PostgreSqlPlan(scope, managed).plan();
  }

  private ComponentPlan plan() {
    String image = scope.image(Components.POSTGRESQL);
    int maxConnections =
        PostgreSqlCapacity.maxConnections(
            PostgreSqlCapacity.demand(scope.spec(), scope.topology()));
    long defaultMemory = PostgreSqlCapacity.defaultMebibytes(maxConnections) * Sizes.MEBIBYTE;
    ResourceRequirements requirements =
        workload.requirements("100m", Sizes.quantity(defaultMemory).toString());
    long memoryBytes = ContainerResources.memoryLimitBytes(requirements);
    Map<String, String> config =
        Map.of(
            "postgresql.conf",
            PostgreSqlConfig.server(memoryBytes, Sizes.bytes(spec.storage()), maxConnections),
            "pg_hba.conf",
            PostgreSqlConfig.clients());
    return new ComponentPlan(
        Components.POSTGRESQL,
        ComponentKind.WORKLOAD,
        image,
        true,
        List.of(
            objects.serviceAccount(),
            objects.configMap(config),
            objects.service(List.of(new Port(PORT_NAME, PORT))),
            policy(),
            objects.disruptionBudget(),
            workload
                .statefulSet(
                    pod(image, requirements, config),
                    objects.name(),
                    new WorkloadBuilder.Storage(spec.storage(), spec.storageClassName()))
                .build()));
  }

  private NetworkPolicy policy() {
    return NetworkPolicyRules.of(objects)
        .allowFrom(RequiredBackings.services(scope.topology(), Backing.POSTGRESQL), PORT)
        .allowFrom(List.of(Components.DECLARE), PORT)
        .build();
  }

  private WorkloadBuilder.Pod pod(
      String image, ResourceRequirements requirements, Map<String, String> config) {
    Mount data = Mount.claim(ObjectNames.DATA_VOLUME, VOLUME_DIRECTORY);
    Mount temporary = Mount.emptyDir("tmp", "/tmp", "64Mi");
    Mount credentials =
        Mount.secret(
            "credentials",
            ObjectNames.admin(scope.name(), Backing.POSTGRESQL),
            CREDENTIALS_DIRECTORY);
    List<Mount> mounts = new ArrayList<>(List.of(data, temporary));
    mounts.add(Mount.configMap("config", objects.name(), CONFIG_DIRECTORY));
    mounts.add(Mount.emptyDir("run", "/var/run/postgresql", "1Mi"));
    // Parallel queries share memory here; the usual 64 MiB are too few for them.
    mounts.add(
        Mount.memoryEmptyDir(
            "shm", "/dev/shm", ContainerResources.memoryLimitBytes(requirements) / 4));
    Container server =
        workload
            .container(Components.POSTGRESQL, image, requirements, mounts)
            .withCommand("postgres", "-D", DATA_DIRECTORY)
            .withArgs(
                "--config_file=" + CONFIG_DIRECTORY + "/postgresql.conf",
                "--hba_file=" + CONFIG_DIRECTORY + "/pg_hba.conf")
            .withPorts(ContainerPorts.tcp(PORT_NAME, PORT))
            // Replaying the log after a crash may take long, and must not be cut short.
            .withStartupProbe(isReady(5, 720))
            .withReadinessProbe(isReady(5, 3))
            .withLivenessProbe(Probes.liveness(PORT_NAME))
            .build();
    List<Mount> initMounts = new ArrayList<>(mounts);
    initMounts.add(credentials);
    Container initdb =
        WorkloadBuilder.initScript(
            workload
                .container("initdb", image, requirements, initMounts)
                .withEnv(EnvVars.value("PGDATA", DATA_DIRECTORY)),
            initScript(spec.collation()));
    Map<String, String> restartOn = new TreeMap<>(config);
    restartOn.putAll(scope.secret(ObjectNames.admin(scope.name(), Backing.POSTGRESQL)));
    return new WorkloadBuilder.Pod(
        USER_ID, List.of(initdb), server, initMounts, 120, 1, Checksums.of(restartOn));
  }

  private static Probe isReady(int periodSeconds, int failures) {
    return Probes.command(
        periodSeconds, failures, "pg_isready", "-q", "-h", "127.0.0.1", "-p", "" + PORT);
  }

  // A data directory appears under its name only when it is complete. The administrator's password
  // is that of the Secret at every start; no log may show the statement.
  private static String initScript(String collation) {
    return """
      if [ ! -s "$PGDATA/PG_VERSION" ]; then
        rm -rf "$PGDATA.new"
        initdb --pgdata="$PGDATA.new" --username="$(cat %1$s/username)" --pwfile=%1$s/password \
          --auth=scram-sha-256 --encoding=UTF8 %2$s
        mv -T "$PGDATA.new" "$PGDATA"
      fi
      chmod 0700 "$PGDATA"
      printf 'ALTER ROLE "%%s" PASSWORD $password$%%s$password$\\n' \
        "$(cat %1$s/username)" "$(cat %1$s/password)" |
        postgres --single -D "$PGDATA" --config_file=%3$s/postgresql.conf \
          -c log_min_error_statement=panic -c log_min_duration_statement=-1 postgres >/dev/null
      """
        .formatted(CREDENTIALS_DIRECTORY, localeOptions(collation), CONFIG_DIRECTORY);
  }

  private static String localeOptions(String collation) {
    return collation.equals(BUILTIN_LOCALE)
        ? "--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C.UTF-8"
        : "--locale-provider=libc --locale=" + collation;
  }

  /** The host name of the server, within the cluster. */
  static String host(StackScope scope) {
    return DnsNames.service(scope, Components.POSTGRESQL);
  }
}
