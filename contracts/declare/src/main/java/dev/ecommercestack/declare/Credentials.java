package dev.ecommercestack.declare;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Reads credentials from mounted files.
 *
 * @param directory the root directory, with one directory per administrator and per service; see
 *     {@link CredentialFiles}
 */
public record Credentials(Path directory) {
  /**
   * Returns the administrator's credential of a backing service.
   *
   * @throws MismatchException when a file is missing or empty
   */
  public Credential admin(Backing backing) {
    Path files = directory.resolve(CredentialFiles.adminDirectory(backing));
    return new Credential(
        read(files.resolve(CredentialFiles.USERNAME)),
        read(files.resolve(CredentialFiles.PASSWORD)));
  }

  /**
   * Returns the credentials of services in a backing service, and that of {@link Topology#OPERATOR}
   * where one is mounted: without an operator there is none.
   *
   * @param services the names of the services, in the order of the result
   * @return the credentials by name of the service, that of the operator last
   * @throws MismatchException when a file is missing or empty, or when two services share a user
   */
  public SequencedMap<String, Credential> services(Backing backing, Iterable<String> services) {
    SequencedMap<String, Credential> all = new LinkedHashMap<>();
    Set<String> usernames = new HashSet<>(Set.of(admin(backing).username()));
    List<String> holders = new ArrayList<>();
    services.forEach(holders::add);
    if (Files.exists(
        directory.resolve(Topology.OPERATOR).resolve(CredentialFiles.username(backing)))) {
      holders.add(Topology.OPERATOR);
    }
    for (String service : holders) {
      Path files = directory.resolve(service);
      Credential credential =
          new Credential(
              read(files.resolve(CredentialFiles.username(backing))),
              read(files.resolve(CredentialFiles.password(backing))));
      if (!usernames.add(credential.username())) {
        throw new MismatchException(
            "The user %s of %s stands for more than one in %s: give each service and the administrator an own user name."
                .formatted(credential.username(), backing.id(), directory));
      }
      all.put(service, credential);
    }
    return all;
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new MismatchException("The credential file " + file + " is empty.");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw new MismatchException(
          "The credential file " + file + " is missing: mount the Secret that holds it.");
    } catch (IOException e) {
      throw new MismatchException("The credential file " + file + " cannot be read: " + e);
    }
  }
}
