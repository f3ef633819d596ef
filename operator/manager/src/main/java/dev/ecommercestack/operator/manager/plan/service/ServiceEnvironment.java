package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.operator.api.v1alpha1.MailSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretKeyRef;
import dev.ecommercestack.operator.manager.plan.backing.BackingEnvironment;
import dev.ecommercestack.operator.manager.plan.pod.EnvVars;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.DnsNames;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import dev.ecommercestack.operator.manager.plan.stack.UserVariables;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment of one Spring service, by Spring's own names. It never holds a secret. */
final class ServiceEnvironment {
  private static final String TRACES_PATH = "/v1/traces";

  private final StackScope scope;
  private final String service;
  private final Map<String, EnvVar> variables = new LinkedHashMap<>();

  private ServiceEnvironment(StackScope scope, String service) {
    this.scope = scope;
    this.service = service;
  }

  /** Returns the variables of every Spring program of the stack, Eureka included. */
  static ServiceEnvironment of(StackScope scope, String service) {
    ServiceEnvironment environment = new ServiceEnvironment(scope, service);
    environment.put("STACK_NAME", scope.name());
    environment.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
    environment.put("EUREKA_CLIENT_SERVICEURL_DEFAULTZONE", EurekaPlan.urls(scope));
    environment.put(JvmMemory.OPTIONS_VARIABLE, JvmMemory.options(scope, service));
    return environment;
  }

  /** The log level, for a program that does not read it from its ConfigMap. */
  ServiceEnvironment withLogLevel() {
    put("LOGGING_LEVEL_ROOT", scope.spec().observability().logLevel().name());
    return this;
  }

  /** The name of the pod under the name that the program looks for. */
  ServiceEnvironment withPodName(String name) {
    variables.put(name, EnvVars.field(name, "metadata.name"));
    return this;
  }

  /**
   * Where keys and service tokens are fetched: the Kubernetes Service of user, whose endpoints only
   * the API server decides, and not the registry, to which every service may write.
   */
  ServiceEnvironment withTokenIssuer() {
    put(
        "ISSUER_URL",
        "http://%s:%d"
            .formatted(DnsNames.service(scope, Components.USER), ServiceProfile.HTTP_PORT));
    return this;
  }

  /** The ConfigMap that the service reads and watches. */
  ServiceEnvironment withLiveSettings(String configMap) {
    put("SPRING_CLOUD_KUBERNETES_CONFIG_NAME", configMap);
    return this;
  }

  /** The endpoint for traces, if there is one. */
  ServiceEnvironment withTraces() {
    String endpoint = scope.spec().observability().otlpEndpoint();
    if (endpoint != null) {
      String base =
          endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
      put(
          "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
          base.endsWith(TRACES_PATH) ? base : base + TRACES_PATH);
    }
    return this;
  }

  /** The backing services that the service needs. */
  ServiceEnvironment withBackings() {
    RequiredBackings needs = RequiredBackings.of(scope.topology(), service);
    for (Backing backing : Backing.values()) {
      if (needs.includes(backing)) {
        BackingEnvironment.of(scope, service, backing).forEach(this::put);
      }
    }
    return this;
  }

  /** The mail server, if there is one. */
  ServiceEnvironment withMail() {
    MailSpec mail = scope.spec().mail();
    if (mail != null) {
      put("SPRING_MAIL_HOST", mail.smtp().host());
      put("SPRING_MAIL_PORT", mail.smtp().port().toString());
      put("WORKER_MAIL_FROM", mail.smtp().from());
      if (mail.smtp().credentials() != null) {
        put("SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED", "true");
      }
    }
    return this;
  }

  /** Makes the gateway end TLS, if it shall. */
  ServiceEnvironment withTls() {
    if (GatewayCertificate.isUsed(scope)) {
      put("SPRING_PROFILES_ACTIVE", "tls");
    }
    return this;
  }

  /** Returns all variables. Those of the user replace others whose name is not reserved. */
  List<EnvVar> variables() {
    for (EnvironmentVariable variable : UserVariables.of(scope.service(service))) {
      variables.put(variable.name(), variable(variable));
    }
    return List.copyOf(variables.values());
  }

  private static EnvVar variable(EnvironmentVariable variable) {
    SecretKeyRef secret = variable.secret();
    return secret == null
        ? new EnvVar(variable.name(), variable.value(), null)
        : new EnvVarBuilder()
            .withName(variable.name())
            .withNewValueFrom()
            .withNewSecretKeyRef(secret.key(), secret.name(), null)
            .endValueFrom()
            .build();
  }

  private void put(String name, String value) {
    variables.put(name, EnvVars.value(name, value));
  }
}
