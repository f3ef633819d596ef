package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HttpEndpointsTest {

  @Test
  void tellsKubernetesHowItIs() throws Exception {
    var healthy = new AtomicBoolean(true);
    try (var http = HttpEndpoints.start(0, healthy::get, () -> false, () -> "up 1\n")) {
      assertThat(get(http, "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(http, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(http, "/metrics").body()).isEqualTo("up 1\n");
      healthy.set(false);
      assertThat(get(http, "/healthz").statusCode()).isEqualTo(503);
    }
  }

  private static HttpResponse<String> get(HttpEndpoints http, String path)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:%d%s".formatted(http.port(), path));
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }
}
