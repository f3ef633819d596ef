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
import org.springframework.util.FileSystemUtils;

/** A registry in a process of its own, because Eureka keeps static state. */
final class RegistryProcess implements AutoCloseable {
  /** How long a registry that starts empty gives its list to nobody, in milliseconds. */
  private static final int EMPTY_WAIT = 5000;

  private static final List<String> APPLICATIONS = List.of("gateway", "note", "user");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String host;
  private final int port;
  private final int managementPort = freePort();
  private final Path directory;
  private final Path log;
  private final Process process;

  private RegistryProcess(String host, int port, String peers, int emptyWait) throws IOException {
    this.host = host;
    this.port = port;
    directory = Files.createTempDirectory("registry");
    log = directory.resolve("log");
    setPasswords("eureka", RegistryCaller.password("eureka"));
    for (String application : APPLICATIONS) {
      setPasswords(application, RegistryCaller.password(application));
    }
    Files.writeString(
        directory.resolve("registry-password"), RegistryCaller.password("eureka") + "\n");
    setAnonymousApplications("");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EurekaApplication.class.getName());
    command.add("--server.port=" + port);
    command.add("--management.server.port=" + managementPort);
    command.add("--registry.anonymous-applications=" + directory.resolve("anonymous"));
    // Shorter than in a stack, so that tests wait less for the same.
    command.add("--eureka.server.eviction-interval-timer-in-ms=500");
    command.add("--eureka.server.registry-sync-retry-wait-ms=1000");
    command.add("--eureka.server.response-cache-update-interval-ms=500");
    command.add("--eureka.server.wait-time-in-ms-when-sync-empty=" + emptyWait);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("HOSTNAME", host);
    builder.environment().put("EUREKA_CLIENT_SERVICEURL_DEFAULTZONE", peers);
    builder.environment().put("CREDENTIALS_DIR", directory.toString());
    // As in a pod, where Spring Boot has other defaults.
    builder.environment().put("KUBERNETES_SERVICE_HOST", "192.0.2.1");
    builder.environment().put("KUBERNETES_SERVICE_PORT", "443");
    process = builder.start();
  }

  static RegistryProcess start(String host, int port, String peers) throws IOException {
    return new RegistryProcess(host, port, peers, EMPTY_WAIT);
  }

  /** A registry without peers. */
  static RegistryProcess startAlone() throws IOException {
    int port = freePort();
    return start("localhost", port, url("localhost", port));
  }

  /** A registry without peers that gives out its list at once. */
  static RegistryProcess startOpen() throws IOException {
    int port = freePort();
    return new RegistryProcess("localhost", port, url("localhost", port), 0);
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

  /** Returns whether the registry is ready; fails with its log when the process has ended. */
  boolean ready() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("The registry ended:\n" + log());
    }
    return health("readiness") == 200;
  }

  /** Returns the HTTP status of a group of health checks. */
  int health(String group) {
    return status(URI.create("http://localhost:" + managementPort + "/actuator/health/" + group));
  }

  /** Sends requests as one of the applications that the registry has a password of. */
  RegistryCaller as(String application) {
    return new RegistryCaller(uri(), application, RegistryCaller.password(application));
  }

  /** Sends requests without credentials. */
  RegistryCaller anonymous() {
    return new RegistryCaller(uri(), "", "");
  }

  /** Returns the metrics in the format of Prometheus. */
  String metrics() throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + managementPort + "/actuator/prometheus");
    return send(HttpRequest.newBuilder(uri)).body();
  }

  /** Sets the valid passwords of an application. */
  void setPasswords(String application, String... lines) throws IOException {
    Path passwords = Files.createDirectories(directory.resolve("registry-passwords"));
    Files.writeString(passwords.resolve(application), String.join("\n", lines) + "\n");
  }

  /** Sets the applications that need no password, a line each. */
  void setAnonymousApplications(String lines) throws IOException {
    Files.writeString(directory.resolve("anonymous"), lines);
  }

  private String uri() {
    return "http://%s:%d".formatted(host, port);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Kills the process without a shutdown. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
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
    FileSystemUtils.deleteRecursively(directory);
  }
}
