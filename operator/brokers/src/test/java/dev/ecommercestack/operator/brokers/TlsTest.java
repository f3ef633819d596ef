package dev.ecommercestack.operator.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.Flow;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Measurement.Known;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both readers with a server that has a certificate of an own CA. */
class TlsTest {
  private static final BrokerLogin LOGIN = new BrokerLogin("operator", "secret");
  private static final String ANSWER =
      "{\"messages_ready\":4,\"messages_unacknowledged\":1,\"consumers\":0,\"reductions\":9}";

  @TempDir private static Path directory;
  private static HttpsServer server;
  private static String certificate;
  private static String otherCertificate;

  @BeforeAll
  static void start() throws Exception {
    KeyStore store = keyStore("server");
    certificate = pem(store);
    otherCertificate = pem(keyStore("other"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/api/queues/shop/jobs",
        exchange -> {
          exchange.sendResponseHeaders(200, ANSWER.length());
          try (exchange;
              var body = exchange.getResponseBody()) {
            body.write(ANSWER.getBytes(UTF_8));
          }
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void rabbitMqIsReadWhenItsCertificateIsTrusted() {
    assertThat(rabbitMq(certificate))
        .isInstanceOfSatisfying(
            Known.class,
            known ->
                assertThat(known.value())
                    .isEqualTo(
                        new Backlog.Rabbitmq(4, 1, 1, new Flow.Counter(0), OptionalInt.of(0))));
  }

  @Test
  void rabbitMqIsUnknownWhenItsCertificateIsNotTrusted() {
    for (String authorities : new @Nullable String[] {otherCertificate, null}) {
      assertThat(reason(rabbitMq(authorities)))
          .startsWith(
              "RabbitMQ at 127.0.0.1:%d has a certificate that is not trusted: "
                  .formatted(server.getAddress().getPort()));
    }
  }

  @Test
  void unusableCaCertificatesAreNamed() {
    assertThat(reason(rabbitMq("no PEM")))
        .startsWith("the CA certificates for RabbitMQ cannot be used: ");
    assertThat(reason(kafka("no PEM"))).contains(" cannot be read: ").contains("PEM");
  }

  @Test
  void kafkaIsUnknownWhenItsCertificateIsNotTrusted() {
    assertThat(reason(kafka(otherCertificate)))
        .isEqualTo(
            "Kafka at 127.0.0.1:%d has a certificate that is not trusted: correct the CA certificates"
                .formatted(server.getAddress().getPort()));
  }

  private static Measurement<Backlog> rabbitMq(@Nullable String authorities) {
    URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    try (RabbitMqBacklogReader reader =
        new RabbitMqBacklogReader(
            new RabbitMqConnection(address, "shop", LOGIN, new BrokerTls(authorities)),
            List.of("jobs"),
            Clock.systemUTC())) {
      return Objects.requireNonNull(reader.read().get("jobs"));
    }
  }

  private static Measurement<Backlog> kafka(String authorities) {
    try (KafkaBacklogReader reader =
        new KafkaBacklogReader(
            new KafkaConnection(
                "127.0.0.1:" + server.getAddress().getPort(), LOGIN, new BrokerTls(authorities)),
            List.of(new ConsumerGroup("claims", "group")),
            Clock.systemUTC())) {
      return Objects.requireNonNull(reader.read().get("claims"));
    }
  }

  private static String reason(Measurement<Backlog> measurement) {
    return switch (measurement) {
      case Measurement.Unknown<Backlog>(String reason) -> reason;
      case Known<Backlog> known -> throw new AssertionError(known);
    };
  }

  private static KeyStore keyStore(String name) throws Exception {
    Path file = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "secret".toCharArray());
    }
    return store;
  }

  private static String pem(KeyStore store) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
