package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whom a pod trusts when it calls backing services that the user brought.
 *
 * @param scope the stack
 * @param secrets the user's Secret with authorities, for each backing service that has one
 */
record Trust(StackScope scope, Map<Backing, String> secrets) {
  private static final String DIRECTORY = "/etc/trust";

  /** Key of a user's Secret with authorities. */
  static final String CA_KEY = "ca.crt";

  /** Trust towards these backing services. */
  static Trust towards(StackScope scope, Collection<Backing> backings) {
    Map<Backing, String> secrets = new TreeMap<>();
    for (Backing backing : backings) {
      String secret = ExternalBacking.of(scope.spec(), backing).caSecret();
      if (secret != null) {
        secrets.put(backing, secret);
      }
    }
    return new Trust(scope, secrets);
  }

  /** The file with the authorities of a backing service; empty when public ones are meant. */
  static Optional<String> file(StackScope scope, Backing backing) {
    return ExternalBacking.of(scope.spec(), backing).caSecret() == null
        ? Optional.empty()
        : Optional.of(DIRECTORY + "/" + path(backing));
  }

  /** The directory with all authorities; empty when there is none. */
  Optional<Mount> mount() {
    List<VolumeProjection> files = new ArrayList<>();
    secrets.forEach(
        (backing, secret) -> files.add(Mount.secretItems(secret, Map.of(CA_KEY, path(backing)))));
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(Mount.projected("trust", DIRECTORY, files));
  }

  /** What is in the files, by path. */
  Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    secrets.forEach((backing, secret) -> content.put(path(backing), scope.secret(secret, CA_KEY)));
    return content;
  }

  private static String path(Backing backing) {
    return backing.id() + "/" + CA_KEY;
  }
}
