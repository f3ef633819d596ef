package dev.ecommercestack.testing.brokers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image of {@code images/}, unpacked.
 *
 * @param name its name
 * @param rootfs its file system
 * @param uid the user that runs it
 * @param gid that user's group
 * @param environment its variables, {@code PATH} among them
 */
record Image(String name, Path rootfs, int uid, int gid, Map<String, String> environment) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Builds and unpacks the image if nobody has yet, which takes minutes the first time. */
  static Image load(String name) {
    Path images = images();
    try {
      JsonNode config =
          JSON.readTree(images.resolve(name).resolve("image.json").toFile()).path("config");
      String[] user = config.path("User").asText().split(":", 2);
      Map<String, String> environment = new LinkedHashMap<>();
      for (JsonNode pair : config.path("Env")) {
        String[] nameAndValue = pair.asText().split("=", 2);
        environment.put(nameAndValue[0], nameAndValue[1]);
      }
      return new Image(
          name,
          unpack(images, name),
          Integer.parseInt(user[0]),
          Integer.parseInt(user[1]),
          environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the directory images/ of the repository that the tests run in. */
  private static Path images() {
    String property = System.getProperty("brokers.images");
    if (property != null) {
      return Path.of(property).toAbsolutePath().normalize();
    }
    @Nullable Path directory = Path.of("").toAbsolutePath();
    while (directory != null) {
      if (Files.isExecutable(directory.resolve("images/rootfs"))) {
        return directory.resolve("images");
      }
      directory = directory.getParent();
    }
    throw new IllegalStateException(
        "No images/rootfs above the working directory: set the system property brokers.images to the"
            + " repository's images/ directory.");
  }

  private static Path unpack(Path images, String name) throws IOException {
    Process process =
        new ProcessBuilder(images.resolve("rootfs").toString(), name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "images/rootfs " + name + " failed: run it by hand to see why.");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while unpacking " + name, e);
    }
    return Path.of(output);
  }
}
