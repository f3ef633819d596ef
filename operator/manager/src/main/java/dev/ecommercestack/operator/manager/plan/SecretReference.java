package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.MailSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretKeyRef;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a spec that names a Secret of the user.
 *
 * @param path the place, such as {@code spec.kafka.external.credentials}
 * @param secret name of the Secret
 * @param keys keys that it must have
 */
record SecretReference(String path, String secret, List<String> keys) {
  /** Key of a Secret with which images are pulled. */
  static final String PULL_KEY = ".dockerconfigjson";

  private static final List<String> LOGIN =
      List.of(CredentialFiles.USERNAME, CredentialFiles.PASSWORD);

  /** Every such place of a spec, in the order of its fields. */
  static List<SecretReference> of(EcommerceStackSpec spec) {
    List<SecretReference> references = new ArrayList<>();
    List<SecretRef> pullSecrets = spec.images().pullSecrets();
    for (int i = 0; i < pullSecrets.size(); i++) {
      add(references, "spec.images.pullSecrets[" + i + "]", pullSecrets.get(i), List.of(PULL_KEY));
    }
    MailSpec mail = spec.mail();
    if (mail != null) {
      add(references, "spec.mail.smtp.credentials", mail.smtp().credentials(), LOGIN);
    }
    services(spec).forEach((name, service) -> environment(references, name, service));
    for (Backing backing : Backing.values()) {
      String path = "spec." + backing.id() + ".external.";
      ExternalBacking external = ExternalBacking.of(spec, backing);
      add(references, path + "credentials", external.credentials(), LOGIN);
      String caSecret = external.caSecret();
      if (caSecret != null) {
        references.add(new SecretReference(path + "tls.caSecret", caSecret, List.of(Trust.CA_KEY)));
      }
    }
    return references;
  }

  static Map<String, ComponentSpec> services(EcommerceStackSpec spec) {
    Map<String, ComponentSpec> services = new LinkedHashMap<>();
    services.put(Components.EUREKA, spec.eureka());
    services.put(Components.GATEWAY, spec.gateway());
    services.put(Components.USER, spec.user());
    services.put(Components.PRODUCT, spec.product());
    services.put(Components.ORDER, spec.order());
    services.put(Components.EVENT, spec.event());
    services.put(Components.WORKER, spec.worker());
    return services;
  }

  private static void environment(
      List<SecretReference> references, String name, ComponentSpec service) {
    for (EnvironmentVariable variable : service.env()) {
      SecretKeyRef secret = variable.secret();
      if (secret != null) {
        references.add(
            new SecretReference(
                "spec." + name + ".env[" + variable.name() + "].secret",
                secret.name(),
                List.of(secret.key())));
      }
    }
  }

  private static void add(
      List<SecretReference> references,
      String path,
      @Nullable SecretRef secret,
      List<String> keys) {
    if (secret != null) {
      references.add(new SecretReference(path, secret.name(), keys));
    }
  }
}
