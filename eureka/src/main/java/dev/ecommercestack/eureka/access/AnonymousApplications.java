package dev.ecommercestack.eureka.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The applications that need no password now, from a file that is read for each request without
 * one. A file that cannot be read names none.
 *
 * @param file a line for each application
 */
record AnonymousApplications(Path file) {
  private static final Logger log = LoggerFactory.getLogger(AnonymousApplications.class);

  boolean any() {
    return !names().isEmpty();
  }

  boolean contains(String application) {
    return names().contains(application);
  }

  private List<String> names() {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      log.warn("The file {} cannot be read: {}", file, e.toString());
      return List.of();
    }
  }
}
