package dev.ecommercestack.platform.kafka;

import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** Client properties for SCRAM-SHA-512, which the stack's brokers require. */
final class KafkaCredentials {
  private KafkaCredentials() {}

  /** Returns client properties for a user. */
  static Map<String, Object> scram(String username, String password) {
    return Map.of(
        SaslConfigs.SASL_MECHANISM,
        "SCRAM-SHA-512",
        SaslConfigs.SASL_JAAS_CONFIG,
        "%s required username=\"%s\" password=\"%s\";"
            .formatted(ScramLoginModule.class.getName(), escape(username), escape(password)));
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
