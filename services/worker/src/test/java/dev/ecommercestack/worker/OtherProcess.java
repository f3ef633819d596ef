package dev.ecommercestack.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An instance of the worker in a process of its own, which can be killed. */
final class OtherProcess implements AutoCloseable {
  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  static OtherProcess start(Surroundings surroundings, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerApplication.class.getName()));
    command.addAll(List.of(surroundings.arguments(more)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "other-process.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new OtherProcess(process);
  }

  /** Fails if it has ended by itself. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The other process ended: see target/other-process.log");
    }
  }

  /** Ends it without giving it a chance to do anything. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
