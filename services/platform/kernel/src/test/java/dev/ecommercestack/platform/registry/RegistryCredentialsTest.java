package dev.ecommercestack.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.cloud.netflix.eureka.TimeoutProperties;
import org.springframework.cloud.netflix.eureka.http.EurekaClientHttpRequestFactorySupplier.RequestConfigCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;

class RegistryCredentialsTest {
  @TempDir private Path directory;

  private final RegistryCredentialsAutoConfiguration configuration =
      new RegistryCredentialsAutoConfiguration();

  @Test
  void eachRequestHasPasswordThatFileHasThen() throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestHeaders().getFirst("Authorization") + "");
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    registry.start();
    try {
      ClientHttpRequestFactory requests = requests();
      URI uri = URI.create("http://localhost:" + registry.getAddress().getPort() + "/eureka/apps/");
      send(requests, uri);
      write("first-password\n");
      send(requests, uri);
      write("\nsecond-password\nfirst-password\n");
      send(requests, uri);
    } finally {
      registry.stop(0);
    }
    assertThat(seen)
        .containsExactly("null", basic("order:first-password"), basic("order:second-password"));
  }

  @Test
  void noPasswordIsInWhatCanBeLogged() throws IOException {
    write("first-password");
    assertThat(configuration.registryCredentials("order", directory).toString())
        .contains("order")
        .doesNotContain("first-password");
  }

  private ClientHttpRequestFactory requests() {
    return configuration
        .registryRequestFactories(
            configuration.registryCredentials("order", directory),
            new TimeoutProperties(),
            new StaticListableBeanFactory().getBeanProvider(RequestConfigCustomizer.class))
        .get(null, null);
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("registry-password"), text);
  }

  private static void send(ClientHttpRequestFactory requests, URI uri) throws IOException {
    try (var response = requests.createRequest(uri, HttpMethod.GET).execute()) {
      assertThat(response.getStatusCode().value()).isEqualTo(204);
    }
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
