package dev.ecommercestack.operator.manager.credentials;

/** Keys of generated Secrets that {@code declare} does not use. */
public final class CredentialKeys {
  /** The id of a managed Kafka cluster, part of what is written into each volume. */
  public static final String KAFKA_CLUSTER_ID = "cluster-id";

  /** What the nodes of a managed RabbitMQ cluster know each other by. */
  public static final String ERLANG_COOKIE = "erlang-cookie";

  /** What a service gets its tokens with from user. */
  public static final String SERVICE_SECRET = "service-secret";

  /** The directory in which user finds the secret of each service. */
  public static final String SERVICE_SECRETS = "service-secrets";

  /** What user encrypts its signing keys in the database with. */
  public static final String USER_ENCRYPTION_KEY = "user-encryption-key";

  /** The address that the shop's administrator logs in with. */
  public static final String ADMIN_EMAIL = "admin-email";

  /** The password that the shop's administrator logs in with. */
  public static final String ADMIN_PASSWORD = "admin-password";

  private CredentialKeys() {}
}
