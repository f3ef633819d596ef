package dev.ecommercestack.operator.api.crd;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Stacks in files: one document is created, a second one is applied on top of it. */
record Stacks(Path file, List<GenericKubernetesResource> steps) {
  private static final String REFUSED = "# refused: ";

  /** Returns the files of a folder in the order of their names. */
  static Stream<Stacks> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .map(Stacks::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sentence with which the last step is refused, from the first line of the file. */
  String refusal() {
    String first = text(file).lines().findFirst().orElse("");
    if (!first.startsWith(REFUSED)) {
      throw new IllegalStateException(
          file + ": the first line must be '" + REFUSED + "<sentence>'");
    }
    return first.substring(REFUSED.length());
  }

  @Override
  public String toString() {
    return String.valueOf(file.getFileName());
  }

  private static Stacks read(Path file) {
    return new Stacks(
        file,
        Arrays.stream(text(file).split("(?m)^---$", -1))
            .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
            .toList());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
