package dev.ecommercestack.worker;

import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Http;
import dev.ecommercestack.testing.services.RunningService;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;

/** A running instance of the service, spoken to over HTTP. */
final class WorkerInstance implements AutoCloseable {
  private final RunningService service;
  private final Issuer issuer;

  private WorkerInstance(RunningService service, Issuer issuer) {
    this.service = service;
    this.issuer = issuer;
  }

  static WorkerInstance start(TestEnvironment environment, String... more) {
    return new WorkerInstance(
        RunningService.start(WorkerApplication.class, environment.arguments(more)),
        environment.issuer());
  }

  /** Changes settings while the service runs, as a ConfigMap does. */
  void settings(Map<String, Object> values) {
    var context = service.context();
    var sources = context.getEnvironment().getPropertySources();
    sources.remove("test");
    sources.addFirst(new MapPropertySource("test", values));
    context.publishEvent(new EnvironmentChangeEvent(context, values.keySet()));
  }

  Answer get(String path) {
    return send("GET", path, issuer.admin());
  }

  Answer post(String path) {
    return send("POST", path, issuer.admin());
  }

  Answer send(String method, String path, String token) {
    return service.send(method, path, null, token);
  }

  /** Downloads a file as an administrator. */
  HttpResponse<byte[]> download(String path) {
    return Http.exchange(
        HttpRequest.newBuilder(service.uri().resolve(path))
            .header("Authorization", "Bearer " + issuer.admin())
            .build(),
        BodyHandlers.ofByteArray());
  }

  /** Waits until a job has a status; returns it. */
  JsonNode awaitJob(UUID id, String status) {
    return await("job %s %s".formatted(id, status))
        .atMost(JobSenders.DEADLINE)
        .until(
            () -> get("/api/v1/jobs/" + id).body(),
            job -> job.path("status").asString("").equals(status));
  }

  /** Stops the listeners as a shutdown does, and waits until they are stopped. */
  void stopListeners() {
    CountDownLatch stopped = new CountDownLatch(1);
    service.bean(RabbitListenerEndpointRegistry.class).stop(stopped::countDown);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void startListeners() {
    service.bean(RabbitListenerEndpointRegistry.class).start();
  }

  /** A number that operators watch. */
  double metric(String name, String... labels) {
    return service.metric(name + "{", labels);
  }

  int health(String group) {
    return service.health(group);
  }

  @Override
  public void close() {
    service.close();
  }
}
