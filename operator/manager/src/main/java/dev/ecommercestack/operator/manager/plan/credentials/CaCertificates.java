package dev.ecommercestack.operator.manager.plan.credentials;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.manager.plan.pod.Mount;
import dev.ecommercestack.operator.manager.plan.stack.ExternalBacking;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The CA certificates that a pod trusts when it connects to external backing services.
 *
 * @param scope the stack
 * @param secrets name of the user's Secret with CA certificates, by backing service
 */
public record CaCertificates(StackScope scope, Map<Backing, String> secrets) {
  private static final String MOUNT_DIRECTORY = "/etc/trust";

  /** Key of a user's Secret with CA certificates (PEM). */
  public static final String CA_KEY = "ca.crt";

  /** Returns the CA certificates of these backing services. */
  public static CaCertificates of(StackScope scope, Collection<Backing> backings) {
    Map<Backing, String> secrets = new TreeMap<>();
    for (Backing backing : backings) {
      String secret = ExternalBacking.of(scope.spec(), backing).caSecret();
      if (secret != null) {
        secrets.put(backing, secret);
      }
    }
    return new CaCertificates(scope, secrets);
  }

  /** Returns the path of the CA certificates of a backing service; empty for the public CAs. */
  public static Optional<String> file(StackScope scope, Backing backing) {
    return ExternalBacking.of(scope.spec(), backing).caSecret() == null
        ? Optional.empty()
        : Optional.of(MOUNT_DIRECTORY + "/" + path(backing));
  }

  /** Returns the mount with all CA certificates; empty when there are none. */
  public Optional<Mount> mount() {
    List<VolumeProjection> files = new ArrayList<>();
    secrets.forEach(
        (backing, secret) -> files.add(Mount.secretItems(secret, Map.of(CA_KEY, path(backing)))));
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(Mount.projected("trust", MOUNT_DIRECTORY, files));
  }

  /** Returns the content of the files by path. */
  public Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    secrets.forEach((backing, secret) -> content.put(path(backing), scope.secret(secret, CA_KEY)));
    return content;
  }

  private static String path(Backing backing) {
    return backing.id() + "/" + CA_KEY;
  }
}
