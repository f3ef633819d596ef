package dev.ecommercestack.eureka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

/** An application that sends requests to a registry from one address of the loopback network. */
final class RegistryCaller {
  private static final String JSON = "application/json";

  private final String registry;
  private final String application;
  private final String password;
  private final String address;
  private final HttpClient http;

  RegistryCaller(String registry, String application, String password) {
    this(registry, application, password, "127.0.0.1");
  }

  private RegistryCaller(String registry, String application, String password, String address) {
    this.registry = registry;
    this.application = application;
    this.password = password;
    this.address = address;
    try {
      http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(2))
              .localAddress(InetAddress.getByName(address))
              .build();
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String password(String application) {
    return "the-password-of-" + application;
  }

  /** The same application, on another address. */
  RegistryCaller from(String otherAddress) {
    return new RegistryCaller(registry, application, password, otherAddress);
  }

  /** The same application with another password. */
  RegistryCaller with(String otherPassword) {
    return new RegistryCaller(registry, application, otherPassword, address);
  }

  /** Registers an instance whose lease ends a second after its last heartbeat. */
  int register(String service, String id) {
    return post("/eureka/apps/" + service, instance(service, id));
  }

  /** An instance of a service at the address of this caller, as JSON. */
  String instance(String service, String id) {
    return """
        {"instance": {"instanceId": "%1$s", "app": "%2$s", "hostName": "%3$s", "ipAddr": "%3$s",
          "vipAddress": "%4$s", "secureVipAddress": "%4$s", "status": "UP",
          "overriddenstatus": "UNKNOWN", "port": {"$": 9999, "@enabled": "true"},
          "dataCenterInfo": {
            "@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"},
          "leaseInfo": {"renewalIntervalInSecs": 1, "durationInSecs": 1}}}
        """
        .formatted(id, service, address, service.toLowerCase(Locale.ROOT));
  }

  int heartbeat(String service, String id) {
    return sendHeartbeat(service, id).statusCode();
  }

  HttpResponse<String> sendHeartbeat(String service, String id) {
    return send("PUT", "/eureka/apps/" + service + "/" + id, "", JSON);
  }

  int cancel(String service, String id) {
    return status("DELETE", "/eureka/apps/" + service + "/" + id);
  }

  /** Returns the instances as a client reads them. */
  String instances() {
    return send("GET", "/eureka/apps/", "", JSON).body();
  }

  int get(String path) {
    return status("GET", path);
  }

  int post(String path, String json, String... headers) {
    return send("POST", path, json, JSON, headers).statusCode();
  }

  int postXml(String path, String xml) {
    return send("POST", path, xml, "application/xml").statusCode();
  }

  int status(String method, String path, String... headers) {
    return send(method, path, "", JSON, headers).statusCode();
  }

  private HttpResponse<String> send(
      String method, String path, String body, String type, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(registry + path))
            .timeout(Duration.ofSeconds(10))
            .header("Accept", JSON)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!application.isEmpty()) {
      byte[] login = (application + ":" + password).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
