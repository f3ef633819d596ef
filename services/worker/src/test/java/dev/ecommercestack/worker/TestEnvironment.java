package dev.ecommercestack.worker;

import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.testing.services.JavaProcess;
import dev.ecommercestack.testing.services.RunningService;
import dev.ecommercestack.testing.tokens.Issuer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The servers and stubs that an instance of the worker needs. */
record TestEnvironment(
    Database database, Broker broker, Issuer issuer, StubServices stubs, JobSenders senders)
    implements AutoCloseable {

  static TestEnvironment start(Path directory) throws Exception {
    Issuer issuer = new Issuer();
    Broker broker = Broker.declared(directory);
    return new TestEnvironment(
        Database.create(), broker, issuer, StubServices.start(issuer), JobSenders.start(broker));
  }

  /** Returns the command line of an instance that is as impatient as a test. */
  List<String> arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + Database.OWNER,
                "--spring.datasource.password=",
                "--service.stack=shop",
                "--service.client.secret=secret",
                "--service.client.read-timeout=2s",
                "--service.outbox.poll-interval=200ms",
                "--worker.retry.poll=100ms",
                "--worker.retry.first-delay=200ms",
                "--worker.retry.longest-delay=1s",
                "--worker.payment.simulator.latency=1ms"));
    arguments.addAll(List.of(broker.arguments()));
    arguments.addAll(List.of(Broker.credentials("worker")));
    arguments.addAll(List.of(stubs.arguments()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Starts an instance in a process of its own. */
  JavaProcess startProcess(String... more) throws IOException {
    return JavaProcess.start(WorkerApplication.class, RunningService.commandLine(arguments(more)));
  }

  @Override
  public void close() {
    senders.close();
    stubs.close();
  }
}
