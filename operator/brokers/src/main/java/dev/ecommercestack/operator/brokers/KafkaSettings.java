package dev.ecommercestack.operator.brokers;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** The configuration of Kafka's admin client. */
final class KafkaSettings {
  private KafkaSettings() {}

  static Map<String, Object> of(KafkaConnection connection) {
    int timeout = (int) KafkaBacklogReader.TIMEOUT.toMillis();
    Map<String, Object> settings = new HashMap<>();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "ecommerce-stack-operator");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    settings.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) timeout);
    settings.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, (long) timeout);
    // No MBeans and no metrics sent to the broker: one client per stack, and nobody looks at them.
    settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        connection.tls() == null ? "SASL_PLAINTEXT" : "SASL_SSL");
    settings.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
    settings.put(SaslConfigs.SASL_JAAS_CONFIG, jaas(connection.login()));
    BrokerTls tls = connection.tls();
    if (tls != null && tls.caCertificates() != null) {
      settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, tls.caCertificates());
    }
    return settings;
  }

  private static String jaas(BrokerLogin login) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=%s password=%s;"
        .formatted(quote(login.username()), quote(login.password()));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
