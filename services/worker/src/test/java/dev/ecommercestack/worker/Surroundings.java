package dev.ecommercestack.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** All that an instance of the worker needs around it. */
record Surroundings(
    Database database, Broker broker, Issuer issuer, Neighbours neighbours, Others others)
    implements AutoCloseable {

  static Surroundings start(Path directory) throws Exception {
    // An instance that was closed may complain on a thread of its own; that is no test's business.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
    Issuer issuer = new Issuer();
    Broker broker = Broker.declared(directory);
    return new Surroundings(
        Database.create(), broker, issuer, Neighbours.start(issuer), Others.start(broker));
  }

  /** Returns the command line of an instance that is as impatient as a test. */
  String[] arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + Database.OWNER,
                "--spring.datasource.password=",
                "--eureka.client.enabled=false",
                "--service.stack=shop",
                "--service.client.secret=secret",
                "--service.client.read-timeout=2s",
                "--service.shutdown.drain=0s",
                "--service.outbox.poll-interval=200ms",
                "--worker.retry.poll=100ms",
                "--worker.retry.first-delay=200ms",
                "--worker.retry.longest-delay=1s",
                "--worker.payment.simulator.latency=1ms"));
    arguments.addAll(List.of(broker.arguments()));
    arguments.addAll(List.of(neighbours.arguments()));
    arguments.addAll(List.of(more));
    // Given twice, the last one counts.
    Map<String, String> last = new LinkedHashMap<>();
    arguments.forEach(argument -> last.put(argument.substring(0, argument.indexOf('=')), argument));
    return last.values().toArray(String[]::new);
  }

  @Override
  public void close() {
    others.close();
    neighbours.close();
  }
}
