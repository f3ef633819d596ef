package dev.ecommercestack.testing.services;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java program in a process of its own, which can be killed. */
public final class OtherProcess implements AutoCloseable {
  private static final Path LOG = Path.of("target", "other-process.log");
  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  /** Starts a program that is on this one's class path. */
  public static OtherProcess start(Class<?> main, List<String> arguments) throws IOException {
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
    return new OtherProcess(process);
  }

  /** Fails if it has ended by itself. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The other process ended: see " + LOG);
    }
  }

  /** Ends it without giving it a chance to do anything. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
