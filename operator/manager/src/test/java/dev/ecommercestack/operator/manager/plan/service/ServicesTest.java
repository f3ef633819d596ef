package dev.ecommercestack.operator.manager.plan.service;

import static dev.ecommercestack.operator.manager.plan.PlanView.container;
import static dev.ecommercestack.operator.manager.plan.PlanView.environment;
import static dev.ecommercestack.operator.manager.plan.PlanView.ports;
import static dev.ecommercestack.operator.manager.plan.PlanView.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.Validator;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the registry, the services and the gateway are told, and how they are reached. */
class ServicesTest {
  private static final Set<String> LIVE = Set.of("user", "product", "event", "order", "worker");

  @Test
  void servicesFindManagedBackingServices() {
    assertThat(environment("{}", "order"))
        .containsEntry("STACK_NAME", "shop")
        .containsEntry("ISSUER_URL", "http://shop-user.shops.svc:8080")
        .containsEntry("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs")
        .containsEntry("SPRING_CLOUD_KUBERNETES_CONFIG_NAME", "shop-order")
        .containsEntry(
            "SPRING_DATASOURCE_URL", "jdbc:postgresql://shop-postgresql.shops.svc:5432/order")
        .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "shop-kafka.shops.svc:9092")
        .containsEntry("SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
        .containsEntry("SPRING_RABBITMQ_HOST", "shop-rabbitmq.shops.svc")
        .containsEntry("SPRING_RABBITMQ_PORT", "5672")
        .containsEntry("SPRING_RABBITMQ_VIRTUAL_HOST", "ecommerce")
        .doesNotContainKey("SPRING_DATA_REDIS_HOST");
    assertThat(environment("{}", "gateway"))
        .containsEntry("ISSUER_URL", "http://shop-user.shops.svc:8080")
        .containsEntry("SPRING_DATA_REDIS_HOST", "shop-redis.shops.svc")
        .containsEntry("SPRING_DATA_REDIS_PORT", "6379")
        .doesNotContainKeys("SPRING_DATASOURCE_URL", "SPRING_KAFKA_BOOTSTRAP_SERVERS");
  }

  @Test
  void servicesFindAndTrustExternalBackingServices() {
    String spec =
        """
        {kafka: {external: {bootstrapServers: 'k:9093', tls: {caSecret: {name: ca}},
           credentials: {name: login}}},
         rabbitmq: {external: {host: rabbit, port: 5671, vhost: shop, tls: {caSecret: {name: ca}},
           credentials: {name: login}}},
         redis: {external: {host: cache, port: 6380, tls: {}}},
         postgresql: {external: {host: db, tls: {caSecret: {name: ca}}, credentials: {name: login}}}}
        """;
    assertThat(environment(spec, "product"))
        .containsEntry("SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
        .containsEntry("SPRING_KAFKA_SSL_TRUST_STORE_TYPE", "PEM")
        .containsEntry("SPRING_KAFKA_SSL_TRUST_STORE_LOCATION", "file:/etc/trust/kafka/ca.crt")
        .containsEntry("SPRING_RABBITMQ_PORT", "5671")
        .containsEntry("SPRING_RABBITMQ_VIRTUAL_HOST", "shop")
        .containsEntry("SPRING_RABBITMQ_SSL_ENABLED", "true")
        .containsEntry("SPRING_RABBITMQ_SSL_BUNDLE", "rabbitmq")
        .containsEntry(
            "SPRING_SSL_BUNDLE_PEM_RABBITMQ_TRUSTSTORE_CERTIFICATE",
            "file:/etc/trust/rabbitmq/ca.crt")
        .containsEntry("SPRING_DATA_REDIS_SSL_ENABLED", "true")
        .doesNotContainKey("SPRING_DATA_REDIS_SSL_BUNDLE")
        .containsEntry(
            "SPRING_DATASOURCE_URL",
            "jdbc:postgresql://db:5432/product?sslmode=verify-full&sslrootcert=/etc/trust/postgresql/ca.crt");
    assertThat(files(spec, "product"))
        .contains("/etc/trust/kafka/ca.crt", "/etc/trust/postgresql/ca.crt")
        .doesNotContain("/etc/credentials/redis-password");
    assertThat(files(spec, "gateway"))
        .as("a gateway without a login at Redis")
        .containsExactly("/etc/credentials/registry-password");
  }

  @Test
  void everybodyKnowsEveryRegistryByName() {
    String urls =
        "http://shop-eureka-0.shop-eureka-nodes.shops.svc:8761/eureka/,"
            + "http://shop-eureka-1.shop-eureka-nodes.shops.svc:8761/eureka/";
    Plan plan = Stacks.plan("{eureka: {replicas: 2}}");
    for (String component : List.of("eureka", "worker", "gateway")) {
      assertThat(environment(plan, component))
          .containsEntry("EUREKA_CLIENT_SERVICEURL_DEFAULTZONE", urls);
    }
    StatefulSet registry = Stacks.find(plan, StatefulSet.class, "shop-eureka");
    assertThat(registry.getSpec().getReplicas()).isEqualTo(2);
    assertThat(registry.getSpec().getServiceName()).isEqualTo("shop-eureka-nodes");
    assertThat(ports(plan, "shop-eureka")).containsEntry("http", 8761);
  }

  @Test
  void credentialsAreFilesOfTheServiceThatNeedsThem() {
    String spec =
        "{mail: {smtp: {host: smtp.example.com, port: 2525, from: 'a@b.c', credentials: {name: smtp}}}}";
    assertThat(files(spec, "order"))
        .containsExactlyInAnyOrder(
            "/etc/credentials/kafka-username",
            "/etc/credentials/kafka-password",
            "/etc/credentials/rabbitmq-username",
            "/etc/credentials/rabbitmq-password",
            "/etc/credentials/postgresql-username",
            "/etc/credentials/postgresql-password",
            "/etc/credentials/registry-password",
            "/etc/credentials/service-secret");
    assertThat(files(spec, "eureka"))
        .containsExactlyInAnyOrder(
            "/etc/credentials/registry-password",
            "/etc/credentials/registry-passwords/eureka",
            "/etc/credentials/registry-passwords/gateway",
            "/etc/credentials/registry-passwords/user",
            "/etc/credentials/registry-passwords/product",
            "/etc/credentials/registry-passwords/event",
            "/etc/credentials/registry-passwords/order",
            "/etc/credentials/registry-passwords/worker");
    assertThat(files(spec, "user"))
        .contains(
            "/etc/credentials/admin-email",
            "/etc/credentials/admin-password",
            "/etc/credentials/user-encryption-key",
            "/etc/credentials/service-secrets/order",
            "/etc/credentials/service-secrets/worker")
        .doesNotContain("/etc/credentials/service-secret");
    assertThat(files(spec, "worker"))
        .contains("/etc/credentials/mail-username", "/etc/credentials/mail-password");
    assertThat(environment(spec, "worker"))
        .containsEntry("SPRING_MAIL_HOST", "smtp.example.com")
        .containsEntry("SPRING_MAIL_PORT", "2525")
        .containsEntry("WORKER_MAIL_FROM", "a@b.c")
        .containsEntry("SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED", "true");
    assertThat(environment(spec, "user")).doesNotContainKey("SPRING_MAIL_HOST");
  }

  @Test
  void variablesOfTheUserWin() {
    Map<String, String> environment =
        environment(
            """
            {observability: {otlpEndpoint: 'http://otel:4318/'},
             order: {env: [{name: SPRING_RABBITMQ_PORT, value: '1'}, {name: TOKEN, secret: {name: s, key: password}}]}}
            """,
            "order");
    assertThat(environment)
        .containsEntry("SPRING_RABBITMQ_PORT", "1")
        .containsEntry("TOKEN", "s/password")
        .containsEntry(
            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "http://otel:4318/v1/traces");
  }

  @Test
  void variablesThatOnlyTheOperatorSetsStayInAnySpelling() {
    String spec =
        """
        {gateway: {expose: {type: NodePort, tls: {name: certificate}},
                   env: [{name: spring_profiles_active, value: other},
                         {name: Stack_Name, value: other},
                         {name: eureka_client_serviceurl_defaultzone, secret: {name: s, key: k}},
                         {name: spring_application_json, value: '{}'}]}}
        """;
    assertThat(environment(spec, "gateway"))
        .containsEntry("SPRING_PROFILES_ACTIVE", "tls")
        .containsEntry("STACK_NAME", "shop")
        .doesNotContainKeys(
            "spring_profiles_active",
            "Stack_Name",
            "eureka_client_serviceurl_defaultzone",
            "spring_application_json");
    assertThat(Validator.referencedSecrets(Stacks.stack(spec))).containsExactly("certificate");
  }

  @Test
  void whatIsLiveIsInTheConfigMapAndRestartsNothing() {
    Plan before = Stacks.plan("{}");
    Plan after =
        Stacks.plan(
            """
            {observability: {logLevel: DEBUG}, timeZone: Asia/Seoul,
             payment: {simulator: {latency: 1s, declineRate: '0.25'}}}
            """);
    for (String service : LIVE) {
      assertThat(Stacks.find(after, Deployment.class, "shop-" + service))
          .isEqualTo(Stacks.find(before, Deployment.class, "shop-" + service));
      assertThat(settings(after, service)).contains("\nlogging.level.root: \"DEBUG\"\n");
      assertThat(environment(after, service)).doesNotContainKey("LOGGING_LEVEL_ROOT");
    }
    assertThat(settings(after, "worker"))
        .contains("worker.payment.simulator.latency: \"1s\"")
        .contains("worker.payment.simulator.decline-rate: \"0.25\"");
  }

  @Test
  void timeZoneIsInTheConfigMapsOfOrderAndEvent() {
    for (String service : LIVE) {
      boolean tellsTimes = List.of("order", "event").contains(service);
      assertThat(settings(Stacks.plan("{}"), service).contains("\nshop.time-zone: \"UTC\"\n"))
          .as(service)
          .isEqualTo(tellsTimes);
      assertThat(settings(Stacks.plan("{timeZone: Asia/Seoul}"), service))
          .as(service)
          .matches(lines -> lines.contains("\nshop.time-zone: \"Asia/Seoul\"\n") == tellsTimes);
    }
  }

  @Test
  void registryIsToldByItsEnvironment() {
    Plan plan = Stacks.plan("{observability: {logLevel: DEBUG}}");
    assertThat(environment(plan, "eureka")).containsEntry("LOGGING_LEVEL_ROOT", "DEBUG");
  }

  @Test
  void gatewayFollowsItsSettingsWithoutARestart() {
    Plan plan =
        Stacks.plan(
            """
            {observability: {logLevel: DEBUG},
             gateway: {timeouts: {product: 3s}, trustedProxies: [10.244.0.0/16, 'fd00::/56'],
               rateLimits: {
                 perUser: {requestsPerSecond: 20, burst: 40},
                 perAccount: [{kind: Write, requestsPerMinute: 90, burst: 9}],
                 perAddress: [{kind: SignUp, requestsPerMinute: 6, burst: 3}]},
               cors: {allowedOrigins: ['https://a.example.com', 'https://b.example.com']}}}
            """);
    assertThat(settings(plan, "gateway").lines())
        .contains(
            "logging.level.root: \"DEBUG\"",
            "gateway.rate-limits.enabled: true",
            "gateway.rate-limits.per-account.read.requests-per-minute: 1200",
            "gateway.rate-limits.per-account.read.burst: 40",
            "gateway.rate-limits.per-address.read.requests-per-minute: 12000",
            "gateway.rate-limits.per-account.write.requests-per-minute: 90",
            "gateway.rate-limits.per-address.sign-up.burst: 3",
            "gateway.timeouts.product: \"3s\"",
            "gateway.trusted-proxies: [\"10.244.0.0/16\",\"fd00::/56\"]",
            "gateway.cors.allowed-origins:"
                + " [\"https://a.example.com\",\"https://b.example.com\"]");
    assertThat(environment(plan, "gateway"))
        .containsEntry("SPRING_CLOUD_KUBERNETES_CONFIG_NAME", "shop-gateway")
        .noneSatisfy((name, _) -> assertThat(name).startsWith("GATEWAY_"));
    assertThat(settings(Stacks.plan("{}"), "gateway"))
        .as("the defaults are those of the gateway")
        .doesNotContain("rate-limits", "timeouts");
    assertThat(settings(Stacks.plan("{gateway: {rateLimits: {mode: Disabled}}}"), "gateway"))
        .contains("gateway.rate-limits.enabled: false");
  }

  /** The files that a service finds in projected directories. */
  private static Set<String> files(String spec, String component) {
    Plan plan = Stacks.plan(spec);
    Map<String, String> paths = new TreeMap<>();
    container(plan, component)
        .getVolumeMounts()
        .forEach(mount -> paths.put(mount.getName(), mount.getMountPath()));
    Set<String> files = new TreeSet<>();
    Stacks.template(workload(plan, component)).orElseThrow().getSpec().getVolumes().stream()
        .filter(volume -> volume.getProjected() != null)
        .forEach(
            volume ->
                volume
                    .getProjected()
                    .getSources()
                    .forEach(
                        source ->
                            source
                                .getSecret()
                                .getItems()
                                .forEach(
                                    item ->
                                        files.add(
                                            paths.get(volume.getName()) + "/" + item.getPath()))));
    return files;
  }

  private static String settings(Plan plan, String service) {
    ConfigMap configMap = Stacks.find(plan, ConfigMap.class, "shop-" + service);
    return Objects.requireNonNull(configMap.getData().get("application.yaml"));
  }
}
