package dev.ecommercestack.platform.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * The login of an application at the service registry: its name, and the first line of a file that
 * is read for every request. So a rotated password is used as soon as the file changes, and no
 * property has it. It is never part of a URL, as Eureka logs the URLs of registries.
 *
 * @param application the name of the application
 * @param passwordFile the file, which may be missing: then requests have no credentials
 */
public record RegistryCredentials(String application, Path passwordFile) {
  private static final Logger log = LoggerFactory.getLogger(RegistryCredentials.class);

  /** Returns the value of the header {@code Authorization}; empty without a password. */
  public Optional<String> authorization() {
    try {
      return Files.readAllLines(passwordFile).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .findFirst()
          .map(password -> "Basic " + encoded(password));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      log.warn("The credentials file {} cannot be read: {}", passwordFile, e.toString());
      return Optional.empty();
    }
  }

  private String encoded(String password) {
    return HttpHeaders.encodeBasicAuth(application, password, StandardCharsets.UTF_8);
  }
}
