package dev.ecommercestack.operator.manager.plan.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.PaymentSpec;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings that a service reloads without a restart: its ConfigMap, and the permission to read
 * and watch only that ConfigMap.
 *
 * @param service the service's other objects, which share the name
 */
record ReloadableConfig(ComponentObjects service) {
  private static final String CONFIG_FILE = "application.yaml";

  /** The services that show dates and times: order in reports, event in mails. */
  private static final Set<String> TIME_ZONE_SERVICES = Set.of(Components.ORDER, Components.EVENT);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The name of the ConfigMap. */
  String name() {
    return service.name();
  }

  List<HasMetadata> objects() {
    return List.of(configMap(), role(), roleBinding());
  }

  private ConfigMap configMap() {
    String lines =
        properties().entrySet().stream()
            .map(property -> property.getKey() + ": " + json(property.getValue()) + "\n")
            .collect(Collectors.joining());
    return service.configMap(
        Map.of(CONFIG_FILE, "# Made by the operator. Running pods take a change over.\n" + lines));
  }

  private Role role() {
    return new RoleBuilder()
        .withMetadata(service.metadata())
        .addNewRule()
        .withApiGroups("")
        .withResources("configmaps")
        .withResourceNames(name())
        .withVerbs("get", "list", "watch")
        .endRule()
        .build();
  }

  private RoleBinding roleBinding() {
    return new RoleBindingBuilder()
        .withMetadata(service.metadata())
        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name())
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(service.name())
        .withNamespace(service.scope().namespace())
        .endSubject()
        .build();
  }

  private Map<String, Object> properties() {
    EcommerceStackSpec spec = service.scope().spec();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("logging.level.root", spec.observability().logLevel().name());
    if (TIME_ZONE_SERVICES.contains(service.component())) {
      properties.put("shop.time-zone", spec.timeZone());
    }
    if (service.component().equals(Components.WORKER)) {
      PaymentSpec.Simulator simulator = spec.payment().simulator();
      properties.put("worker.payment.simulator.latency", simulator.latency());
      properties.put("worker.payment.simulator.decline-rate", simulator.declineRate());
    }
    if (service.component().equals(Components.GATEWAY)) {
      properties.putAll(GatewaySettings.of(spec.gateway()));
    }
    return properties;
  }

  /** Every JSON value is a YAML value. */
  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A setting has no JSON", e);
    }
  }
}
