package dev.ecommercestack.operator.api.crd;

import dev.ecommercestack.testing.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs kubectl as a user would. */
final class Kubectl {
  private final Path program;
  private final Path directory;
  private final Path kubeconfig;

  Kubectl(ApiServer server) {
    program = server.kubectl();
    try {
      directory = Files.createTempDirectory(Path.of("target"), "kubectl");
      kubeconfig = directory.resolve("kubeconfig");
      Files.writeString(kubeconfig, server.kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Installs the committed CRD and waits until stacks can be written. */
  void installCrd() {
    installCrd(CrdFile.path());
  }

  /** Installs a CRD of stacks, over the one that may be there. */
  void installCrd(Path file) {
    run("apply", "--filename", file.toString());
    run(
        "wait",
        "--for=condition=Established",
        "--timeout=60s",
        "crd/ecommercestacks.ecommercestack.dev");
  }

  /**
   * Runs kubectl and returns what it printed on both outputs.
   *
   * @throws AssertionError if it fails or takes more than two minutes
   */
  String run(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--kubeconfig",
                kubeconfig.toString(),
                "--cache-dir",
                directory.resolve("cache").toString()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("kubectl", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended) {
          process.destroyForcibly();
          throw new AssertionError(
              String.join(" ", command) + " takes more than two minutes:\n" + text);
        }
        if (process.exitValue() != 0) {
          throw new AssertionError(String.join(" ", command) + " failed:\n" + text);
        }
        return text;
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while kubectl ran", e);
    }
  }
}
