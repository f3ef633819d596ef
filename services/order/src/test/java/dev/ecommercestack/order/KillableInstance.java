package dev.ecommercestack.order;

import dev.ecommercestack.testing.services.JavaProcess;
import dev.ecommercestack.testing.services.RunningService;
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

/** An instance of order in a process of its own. */
final class KillableInstance implements AutoCloseable {
  private final JavaProcess process;
  private final Path address;

  private KillableInstance(JavaProcess process, Path address) {
    this.process = process;
    this.address = address;
  }

  static KillableInstance start(TestEnvironment environment) throws IOException {
    Path address = Files.createTempDirectory("order-").resolve("address");
    List<String> arguments = new ArrayList<>(List.of(address.toString()));
    arguments.addAll(environment.arguments());
    KillableInstance instance =
        new KillableInstance(JavaProcess.start(KillableInstance.class, arguments), address);
    Awaitility.await("the other process says where it listens")
        .atMost(Duration.ofMinutes(3))
        .until(instance::listens);
    return instance;
  }

  /** Runs the service and writes its address into the file that the first argument names. */
  public static void main(String[] arguments) throws IOException {
    RunningService service =
        RunningService.start(
            OrderApplication.class, Arrays.asList(arguments).subList(1, arguments.length));
    Path file = Path.of(arguments[0]);
    Path part = file.resolveSibling("part");
    Files.writeString(part, service.uri().toString());
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  URI uri() throws IOException {
    return URI.create(Files.readString(address));
  }

  void kill() {
    process.kill();
  }

  private boolean listens() {
    process.requireAlive();
    return Files.exists(address);
  }

  @Override
  public void close() {
    process.close();
  }
}
