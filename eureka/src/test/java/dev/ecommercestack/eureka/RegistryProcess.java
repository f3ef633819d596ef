package dev.ecommercestack.eureka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A registry in a process of its own, because Eureka keeps static state. */
final class RegistryProcess implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String host;
  private final int port;
  private final int managementPort = freePort();
  private final Path log;
  private final Process process;

  private RegistryProcess(String host, int port, String peers) throws IOException {
    this.host = host;
    this.port = port;
    log = Files.createTempFile("registry", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EurekaApplication.class.getName());
    command.add("--server.port=" + port);
    command.add("--management.server.port=" + managementPort);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("HOSTNAME", host);
    builder.environment().put("EUREKA_CLIENT_SERVICEURL_DEFAULTZONE", peers);
    process = builder.start();
  }

  static RegistryProcess start(String host, int port, String peers) throws IOException {
    return new RegistryProcess(host, port, peers);
  }

  static String url(String host, int port) {
    return "http://%s:%d/eureka/".formatted(host, port);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean ready() {
    return health("readiness") == 200;
  }

  /** Returns the HTTP status of a group of health checks. */
  int health(String group) {
    return status(URI.create("http://localhost:" + managementPort + "/actuator/health/" + group));
  }

  int dashboard() {
    return status(URI.create("http://%s:%d/".formatted(host, port)));
  }

  /** Registers an instance whose lease ends a second after its last heartbeat. */
  int register(String service, String id) throws Exception {
    String body =
        """
        {"instance": {"instanceId": "%s", "app": "%s", "hostName": "%s", "ipAddr": "127.0.0.1",
          "vipAddress": "%s", "status": "UP", "port": {"$": 9999, "@enabled": "true"},
          "dataCenterInfo": {
            "@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"},
          "leaseInfo": {"renewalIntervalInSecs": 1, "durationInSecs": 1}}}
        """
            .formatted(id, service, id, service);
    return send(HttpRequest.newBuilder(apps(service))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)))
        .statusCode();
  }

  int heartbeat(String service, String id) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(apps(service) + "/" + id))
            .PUT(HttpRequest.BodyPublishers.noBody()))
        .statusCode();
  }

  /** Returns the instances as a client reads them. */
  String instances() {
    try {
      return send(HttpRequest.newBuilder(URI.create(url(host, port) + "apps/"))
              .header("Accept", "application/json"))
          .body();
    } catch (IOException | InterruptedException e) {
      return "";
    }
  }

  /** Returns the status with which a client is given the list, or not. */
  int lists() {
    return status(URI.create(url(host, port) + "apps/"));
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Kills the process without a shutdown. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  private URI apps(String service) {
    return URI.create(url(host, port) + "apps/" + service);
  }

  private static int status(URI uri) {
    try {
      return send(HttpRequest.newBuilder(uri)).statusCode();
    } catch (IOException | InterruptedException e) {
      return 0;
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(
        request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(log);
  }
}
