package dev.ecommercestack.order;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;

/** An instance of order in a process of its own, which can be killed. */
final class OtherProcess implements AutoCloseable {
  private final Process process;
  private final Path address;

  private OtherProcess(Process process, Path address) {
    this.process = process;
    this.address = address;
  }

  static OtherProcess start(Surroundings surroundings) throws IOException {
    Path address = Files.createTempDirectory("order-").resolve("address");
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
                OtherProcess.class.getName(),
                address.toString()));
    command.addAll(List.of(surroundings.arguments("--server.port=0")));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "other-process.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    OtherProcess other = new OtherProcess(process, address);
    Awaitility.await("the other process says where it listens; see target/other-process.log")
        .atMost(Duration.ofMinutes(3))
        .until(other::listens);
    return other;
  }

  /** Runs the service and writes its address into the file that the first argument names. */
  public static void main(String[] arguments) throws IOException {
    Instance instance =
        new Instance(
            SpringApplication.run(
                OrderApplication.class, Arrays.copyOfRange(arguments, 1, arguments.length)));
    Path file = Path.of(arguments[0]);
    Path part = file.resolveSibling("part");
    Files.writeString(part, instance.uri().toString());
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  URI uri() throws IOException {
    return URI.create(Files.readString(address));
  }

  /** Ends it without giving it a chance to do anything. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The other process ended: see target/other-process.log");
    }
    return Files.exists(address);
  }

  @Override
  public void close() {
    kill();
  }
}
