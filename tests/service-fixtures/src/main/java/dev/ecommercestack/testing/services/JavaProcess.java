package dev.ecommercestack.testing.services;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java program in a separate process, which a test can kill. */
public final class JavaProcess implements AutoCloseable {
  private static final Path LOG = Path.of("target", "other-process.log");
  private final Process process;

  private JavaProcess(Process process) {
    this.process = process;
  }

  /** Starts a program with the class path of this JVM. */
  public static JavaProcess start(Class<?> main, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new JavaProcess(process);
  }

  /** Throws an exception if the process has ended. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The other process ended: see " + LOG);
    }
  }

  /** Kills the process with SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
