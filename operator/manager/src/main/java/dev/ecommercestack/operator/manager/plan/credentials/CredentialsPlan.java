package dev.ecommercestack.operator.manager.plan.credentials;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.manager.credentials.CredentialKeys;
import dev.ecommercestack.operator.manager.credentials.CredentialRequest;
import dev.ecommercestack.operator.manager.credentials.ValueSource;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ExternalBacking;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Secrets that the operator generates: the logins of administrators, services and the operator.
 */
public final class CredentialsPlan {
  private static final ValueSource PASSWORD = new ValueSource.Password(32);

  // As many random bits as the AES key that is derived from it.
  private static final ValueSource ENCRYPTION_KEY = new ValueSource.Password(43);

  /** The services that call other services with a token from the user service. */
  static final List<String> SERVICE_TOKEN_CLIENTS =
      List.of(Components.EVENT, Components.ORDER, Components.PRODUCT, Components.WORKER);

  private CredentialsPlan() {}

  /** Returns the Secrets that must exist before the rest of the stack can be planned. */
  public static List<CredentialRequest> requests(EcommerceStack stack, Topology topology) {
    String name = stack.getMetadata().getName();
    EcommerceStackSpec spec = stack.getSpec();
    List<CredentialRequest> requests = new ArrayList<>();
    for (Backing backing : Backing.values()) {
      if (ExternalBacking.isManaged(spec, backing)) {
        requests.add(
            request(
                name,
                ObjectNames.admin(name, backing),
                Components.of(backing),
                adminKeys(backing)));
      }
    }
    RequiredBackings.of(topology)
        .forEach(
            (service, needs) -> {
              Map<String, ValueSource> keys = serviceKeys(spec, service, needs);
              requests.add(
                  request(name, ObjectNames.serviceCredentials(name, service), service, keys));
            });
    requests.add(
        request(
            name,
            ObjectNames.operatorCredentials(name),
            Components.CREDENTIALS,
            serviceKeys(
                spec, Topology.OPERATOR, RequiredBackings.of(topology, Topology.OPERATOR))));
    requests.add(request(name, ObjectNames.shopAdmin(name), Components.USER, shopAdminKeys(name)));
    return List.copyOf(requests);
  }

  private static CredentialRequest request(
      String stack, String secretName, String component, Map<String, ValueSource> keys) {
    return new CredentialRequest(
        secretName, component, Labels.of(stack, component), Labels.stack(stack), keys);
  }

  /**
   * The metadata of the generated Secrets. Their data is left out, so that applying them gives or
   * takes the owner as the deletion policy says, and can never overwrite a value.
   */
  public static ComponentPlan of(StackScope scope) {
    List<HasMetadata> secrets = new ArrayList<>();
    for (CredentialRequest request : requests(scope.input().stack(), scope.topology())) {
      secrets.add(
          new SecretBuilder()
              .withMetadata(scope.credentialMetadata(request.secretName(), request.component()))
              .build());
    }
    return new ComponentPlan(
        Components.CREDENTIALS, ComponentKind.CONFIGURATION, null, false, secrets);
  }

  private static Map<String, ValueSource> adminKeys(Backing backing) {
    SortedMap<String, ValueSource> keys = new TreeMap<>();
    keys.put(
        CredentialFiles.USERNAME,
        new ValueSource.Fixed(backing == Backing.POSTGRESQL ? "postgres" : "admin"));
    keys.put(CredentialFiles.PASSWORD, PASSWORD);
    if (backing == Backing.KAFKA) {
      keys.put(CredentialKeys.KAFKA_CLUSTER_ID, new ValueSource.KafkaClusterId());
    }
    if (backing == Backing.RABBITMQ) {
      keys.put(CredentialKeys.ERLANG_COOKIE, PASSWORD);
    }
    return keys;
  }

  private static Map<String, ValueSource> shopAdminKeys(String stack) {
    return Map.of(
        CredentialKeys.ADMIN_EMAIL,
        new ValueSource.Fixed("admin@" + stack + ".local"),
        CredentialKeys.ADMIN_PASSWORD,
        PASSWORD);
  }

  /** Returns the keys of the credentials of a service. */
  static Set<String> keys(StackScope scope, String service) {
    return serviceKeys(scope.spec(), service, RequiredBackings.of(scope.topology(), service))
        .keySet();
  }

  private static SortedMap<String, ValueSource> serviceKeys(
      EcommerceStackSpec spec, String service, RequiredBackings needs) {
    SortedMap<String, ValueSource> keys = new TreeMap<>();
    for (Backing backing : Backing.values()) {
      if (needs.includes(backing) && ExternalBacking.hasLogin(spec, backing)) {
        keys.put(CredentialFiles.username(backing), new ValueSource.Fixed(service));
        keys.put(CredentialFiles.password(backing), PASSWORD);
      }
    }
    if (SERVICE_TOKEN_CLIENTS.contains(service)) {
      keys.put(CredentialKeys.SERVICE_SECRET, PASSWORD);
    }
    if (!service.equals(Topology.OPERATOR)) {
      keys.put(CredentialKeys.REGISTRY_PASSWORD, PASSWORD);
    }
    if (service.equals(Components.USER)) {
      keys.put(CredentialKeys.USER_ENCRYPTION_KEY, ENCRYPTION_KEY);
    }
    return keys;
  }
}
