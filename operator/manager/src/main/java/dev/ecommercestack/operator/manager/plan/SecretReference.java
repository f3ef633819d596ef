package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.MailSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.Exposure;
import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretKeyRef;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import dev.ecommercestack.operator.manager.plan.credentials.CaCertificates;
import dev.ecommercestack.operator.manager.plan.pod.WorkloadBuilder;
import dev.ecommercestack.operator.manager.plan.service.GatewayCertificate;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ExternalBacking;
import dev.ecommercestack.operator.manager.plan.stack.UserVariables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a spec that names a Secret of the user.
 *
 * @param path the place, such as {@code spec.kafka.external.credentials}
 * @param secret name of the Secret
 * @param keys keys that it must have
 */
public record SecretReference(String path, String secret, List<String> keys) {
  private static final List<String> LOGIN =
      List.of(CredentialFiles.USERNAME, CredentialFiles.PASSWORD);

  /** Every such place of a spec, in the order of its fields. */
  public static List<SecretReference> of(EcommerceStackSpec spec) {
    List<SecretReference> references = new ArrayList<>();
    List<SecretRef> pullSecrets = spec.images().pullSecrets();
    for (int i = 0; i < pullSecrets.size(); i++) {
      add(
          references,
          "spec.images.pullSecrets[" + i + "]",
          pullSecrets.get(i),
          List.of(WorkloadBuilder.PULL_SECRET_KEY));
    }
    MailSpec mail = spec.mail();
    if (mail != null) {
      add(references, "spec.mail.smtp.credentials", mail.smtp().credentials(), LOGIN);
    }
    Exposure exposure = spec.gateway().expose();
    if (exposure != null && exposure.endsTlsAtGateway()) {
      add(references, "spec.gateway.expose.tls", exposure.tls(), GatewayCertificate.KEYS);
    }
    Components.services(spec).forEach((name, service) -> environment(references, name, service));
    for (Backing backing : Backing.values()) {
      String path = "spec." + backing.id() + ".external.";
      ExternalBacking external = ExternalBacking.of(spec, backing);
      add(references, path + "credentials", external.credentials(), LOGIN);
      String caSecret = external.caSecret();
      if (caSecret != null) {
        references.add(
            new SecretReference(path + "tls.caSecret", caSecret, List.of(CaCertificates.CA_KEY)));
      }
    }
    return references;
  }

  private static void environment(
      List<SecretReference> references, String name, ComponentSpec service) {
    for (EnvironmentVariable variable : UserVariables.of(service)) {
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
