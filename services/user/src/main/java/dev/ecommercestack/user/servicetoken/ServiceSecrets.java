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
 * The secrets with which services prove who they are: a file per service, read at every check, so
 * that a rotated secret counts as soon as the file changes.
 *
 * <p>A file may hold several lines, each a valid secret: the old and the new one, while a rotation
 * is under way. Services ask once in ten minutes: there is nothing to gain from a cache.
 */
final class ServiceSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceSecrets.class);
  // Also keeps names from leaving the directory.
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final int MIN_LENGTH = 16;
  private static final List<String> NOBODYS = List.of("no service has this secret");

  private final Path directory;

  ServiceSecrets(Path directory) {
    this.directory = directory;
  }

  /**
   * Whether a service knows its secret. The time that it takes depends neither on how much of the
   * secret is right nor on whether the service exists.
   */
  boolean matches(String service, String presented) {
    List<String> secrets = read(service);
    byte[] candidate = digest(presented);
    boolean matches = false;
    for (String secret : secrets.isEmpty() ? NOBODYS : secrets) {
      matches |= MessageDigest.isEqual(digest(secret), candidate);
    }
    return matches && !secrets.isEmpty();
  }

  private List<String> read(String service) {
    if (!NAME.matcher(service).matches()) {
      return List.of();
    }
    try {
      List<String> lines =
          Files.readAllLines(directory.resolve(service)).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (lines.stream().anyMatch(line -> line.length() < MIN_LENGTH)) {
        LOG.warn(
            "The credentials file service-secrets/{} has a secret of fewer than {} characters, which is ignored: make one with"
                + " `openssl rand -base64 32`",
            service,
            MIN_LENGTH);
      }
      return lines.stream().filter(line -> line.length() >= MIN_LENGTH).toList();
    } catch (NoSuchFileException unknown) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("The credentials file service-secrets/{} cannot be read: {}", service, e.toString());
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
