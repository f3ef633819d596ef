package dev.ecommercestack.operator.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
  private static final BrokerLogin LOGIN = new BrokerLogin("operator", "a\"b\\c");

  @Test
  void logInWithoutTls() {
    assertThat(KafkaSettings.of(new KafkaConnection("kafka:9092", LOGIN, null)))
        .containsEntry("security.protocol", "SASL_PLAINTEXT")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"operator\" password=\"a\\\"b\\\\c\";")
        .doesNotContainKey("ssl.truststore.type");
  }

  @Test
  void trustGivenCaCertificatesOnly() {
    assertThat(KafkaSettings.of(new KafkaConnection("kafka:9092", LOGIN, new BrokerTls("PEM"))))
        .containsAllEntriesOf(
            Map.of(
                "security.protocol", "SASL_SSL",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", "PEM"));
  }

  @Test
  void trustPublicCertificatesWithoutGivenOnes() {
    assertThat(KafkaSettings.of(new KafkaConnection("kafka:9092", LOGIN, new BrokerTls(null))))
        .containsEntry("security.protocol", "SASL_SSL")
        .doesNotContainKey("ssl.truststore.type");
  }
}
