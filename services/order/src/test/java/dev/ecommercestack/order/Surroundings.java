package dev.ecommercestack.order;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** All that an instance of order needs around it. */
record Surroundings(
    Database database, Broker broker, Issuer issuer, Neighbours neighbours, Worker worker)
    implements AutoCloseable {

  static Surroundings start(Path directory) throws Exception {
    // An instance that was closed may complain on a thread of its own; that is no test's business.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
    Issuer issuer = new Issuer();
    Broker broker = Broker.declared(directory);
    return new Surroundings(
        Database.create(), broker, issuer, Neighbours.start(issuer), Worker.start(broker));
  }

  /** Returns the command line of an instance that is as impatient as a test. */
  String[] arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--management.server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + Database.OWNER,
                "--spring.datasource.password=",
                "--eureka.client.enabled=false",
                // Facts stay in the outbox, where the tests read them.
                "--spring.autoconfigure.exclude=org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration,dev.ecommercestack.common.kafka.KafkaDefaultsAutoConfiguration",
                "--service.stack=shop",
                "--service.client.secret=secret",
                "--service.client.read-timeout=1s",
                "--service.shutdown.drain=0s",
                "--service.outbox.poll-interval=200ms",
                "--order.saga.poll=200ms",
                "--order.saga.lease=6s",
                "--order.saga.first-backoff=100ms",
                "--order.saga.longest-backoff=500ms",
                "--order.saga.payment-patience=1s",
                "--order.saga.longest-payment-patience=2s",
                "--order.saga.farewell=5s"));
    arguments.addAll(List.of(broker.arguments()));
    arguments.addAll(List.of(neighbours.arguments()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  @Override
  public void close() {
    worker.close();
    neighbours.close();
  }
}
