package dev.ecommercestack.testing.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BrokersIT {
  @Test
  void everyServerListensAndIsGoneWhenClosed() {
    int kafka;
    int rabbitmq;
    int postgresql;
    int redis;
    try (KafkaServer server = KafkaServer.start()) {
      kafka = Integer.parseInt(server.bootstrapServers().split(":", 2)[1]);
      assertThat(listens(kafka)).isTrue();
    }
    try (RabbitMqServer server = RabbitMqServer.start()) {
      rabbitmq = server.port();
      assertThat(listens(rabbitmq)).isTrue();
      assertThat(listens(server.managementUrl().getPort())).isTrue();
    }
    try (PostgreSqlServer server = PostgreSqlServer.start()) {
      postgresql = server.port();
      assertThat(listens(postgresql)).isTrue();
    }
    try (RedisServer server = RedisServer.start()) {
      redis = server.port();
      assertThat(listens(redis)).isTrue();
    }
    for (int port : new int[] {kafka, rabbitmq, postgresql, redis}) {
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !listens(port));
    }
  }

  @Test
  void aServerThatCannotStartSaysWhyAndWhereItsLogIs() {
    Image image = Image.load("redis");
    assertThatThrownBy(
            () ->
                ImageProcess.start(
                    image,
                    "exec redis-server /etc/server/redis.conf",
                    Map.of("redis.conf", "no-such-setting 1\n"),
                    Map.of(),
                    "Ready"))
        .hasMessageContaining("redis ended with status")
        .hasMessageContaining("no-such-setting")
        .hasMessageContaining("target/brokers/redis-");
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(Loopback.HOST, port), 2000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
