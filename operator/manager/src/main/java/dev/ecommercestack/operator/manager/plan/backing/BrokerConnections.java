package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.TlsTrust;
import dev.ecommercestack.operator.brokers.BrokerLogin;
import dev.ecommercestack.operator.brokers.BrokerTls;
import dev.ecommercestack.operator.brokers.KafkaConnection;
import dev.ecommercestack.operator.brokers.RabbitMqConnection;
import dev.ecommercestack.operator.manager.plan.credentials.CaCertificates;
import dev.ecommercestack.operator.manager.plan.stack.ExternalBacking;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecretException;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import org.jspecify.annotations.Nullable;

/**
 * How the operator connects to the brokers of a stack, from its own namespace and with its own
 * user.
 */
public final class BrokerConnections {
  private BrokerConnections() {}

  /**
   * Returns the connection to Kafka, managed or external.
   *
   * @throws MissingSecretException if the input lacks the operator's credentials, or the Secret
   *     with the CA certificates
   */
  public static KafkaConnection kafka(StackScope scope) {
    KafkaSpec.External external = scope.spec().kafka().external();
    return new KafkaConnection(
        external == null ? KafkaPlan.clientBootstrap(scope) : external.bootstrapServers(),
        login(scope, Backing.KAFKA),
        tls(scope, Backing.KAFKA));
  }

  /**
   * Returns the connection to the management API of RabbitMQ, managed or external.
   *
   * @throws MissingSecretException if the input lacks the operator's credentials, or the Secret
   *     with the CA certificates
   */
  public static RabbitMqConnection rabbitMq(StackScope scope) {
    RabbitmqSpec.External external = scope.spec().rabbitmq().external();
    return new RabbitMqConnection(
        RabbitMqPlan.managementUrl(scope),
        external == null ? scope.topology().rabbitmq().vhost() : external.vhost(),
        login(scope, Backing.RABBITMQ),
        tls(scope, Backing.RABBITMQ));
  }

  private static BrokerLogin login(StackScope scope, Backing backing) {
    String secret = ObjectNames.operatorCredentials(scope.name());
    return new BrokerLogin(
        scope.secret(secret, CredentialFiles.username(backing)),
        scope.secret(secret, CredentialFiles.password(backing)));
  }

  private static @Nullable BrokerTls tls(StackScope scope, Backing backing) {
    ExternalBacking external = ExternalBacking.of(scope.spec(), backing);
    TlsTrust tls = external.tls();
    if (tls == null) {
      return null;
    }
    String caSecret = external.caSecret();
    return new BrokerTls(caSecret == null ? null : scope.secret(caSecret, CaCertificates.CA_KEY));
  }
}
