package dev.ecommercestack.user.servicetoken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets that authenticate services: a file per service, read at every check, so that a
 * rotated secret is valid as soon as the file changes.
 *
 * <p>A file may have several lines, each a valid secret: the old and the new one, during a
 * rotation. Services request a token once in ten minutes, so a cache would save nothing.
 */
final class ServiceSecrets {
  private static final Logger log = LoggerFactory.getLogger(ServiceSecrets.class);
  // Also prevents path traversal.
  private static final Pattern SERVICE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final int MIN_SECRET_LENGTH = 16;
  private static final List<String> DUMMY_SECRETS = List.of("no service has this secret");

  private final Path directory;

  ServiceSecrets(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns whether a secret is one of the service's. The duration depends neither on the matching
   * part of the secret nor on the existence of the service.
   *
   * @param service the name of the service, as the client sent it
   * @param presented the secret, as the client sent it
   */
  boolean matches(String service, String presented) {
    List<String> secrets = read(service);
    byte[] candidate = digest(presented);
    boolean matches = false;
    for (String secret : secrets.isEmpty() ? DUMMY_SECRETS : secrets) {
      matches |= MessageDigest.isEqual(digest(secret), candidate);
    }
    return matches && !secrets.isEmpty();
  }

  private List<String> read(String service) {
    if (!SERVICE_NAME.matcher(service).matches()) {
      return List.of();
    }
    try {
      List<String> lines =
          Files.readAllLines(directory.resolve(service)).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (lines.stream().anyMatch(line -> line.length() < MIN_SECRET_LENGTH)) {
        log.warn(
            "The credentials file service-secrets/{} has a secret of fewer than {} characters, which is ignored: create one with"
                + " `openssl rand -base64 32`",
            service,
            MIN_SECRET_LENGTH);
      }
      return lines.stream().filter(line -> line.length() >= MIN_SECRET_LENGTH).toList();
    } catch (NoSuchFileException unknown) {
      return List.of();
    } catch (IOException e) {
      log.warn("The credentials file service-secrets/{} cannot be read: {}", service, e.toString());
      return List.of();
    }
  }

  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks SHA-256", e);
    }
  }
}
