package dev.ecommercestack.order;

import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.testing.services.RunningService;
import dev.ecommercestack.testing.tokens.Issuer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The database, broker and stubs that an instance of order needs. */
record TestEnvironment(
    Database database, Broker broker, Issuer issuer, StubServices services, StubWorker worker)
    implements AutoCloseable {

  static TestEnvironment start(Path directory) throws Exception {
    Issuer issuer = new Issuer();
    Broker broker = Broker.declared(directory);
    return new TestEnvironment(
        Database.create(), broker, issuer, StubServices.start(issuer), StubWorker.start(broker));
  }

  /** Returns the command line of an instance with short timeouts and delays. */
  List<String> arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + Database.OWNER,
                "--spring.datasource.password=",
                // Facts stay in the outbox, where the tests read them.
                "--spring.autoconfigure.exclude=org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration,dev.ecommercestack.platform.kafka.KafkaDefaultsAutoConfiguration",
                "--service.stack=shop",
                "--service.client.secret=secret",
                "--service.client.read-timeout=1s",
                "--service.outbox.poll-interval=200ms",
                "--order.saga.poll=200ms",
                "--order.saga.lease=6s",
                "--order.saga.first-backoff=100ms",
                "--order.saga.longest-backoff=500ms",
                "--order.saga.payment-patience=1s",
                "--order.saga.longest-payment-patience=2s",
                "--order.saga.farewell=5s"));
    arguments.addAll(List.of(broker.arguments()));
    arguments.addAll(List.of(Broker.credentials("order")));
    arguments.addAll(List.of(services.arguments()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Starts an instance in this process. */
  RunningService instance(String... more) {
    return RunningService.start(OrderApplication.class, arguments(more));
  }

  @Override
  public void close() {
    worker.close();
    services.close();
  }
}
