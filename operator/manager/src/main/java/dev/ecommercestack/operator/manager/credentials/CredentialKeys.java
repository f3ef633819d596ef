package dev.ecommercestack.operator.manager.credentials;

/** Keys of generated Secrets that {@code declare} does not use. */
public final class CredentialKeys {
  /** The id of a managed Kafka cluster, part of what is written into each volume. */
  public static final String KAFKA_CLUSTER_ID = "cluster-id";

  /** The secret by which the nodes of a managed RabbitMQ cluster authenticate each other. */
  public static final String ERLANG_COOKIE = "erlang-cookie";

  /** The secret with which a service gets its tokens from the user service. */
  public static final String SERVICE_SECRET = "service-secret";

  /** The directory in which the user service finds the secret of each service. */
  public static final String SERVICE_SECRETS = "service-secrets";

  /** The password with which a service registers itself in Eureka. */
  public static final String REGISTRY_PASSWORD = "registry-password";

  /** The directory in which Eureka finds the password of each service. */
  public static final String REGISTRY_PASSWORDS = "registry-passwords";

  /** The key with which the user service encrypts its signing keys in the database. */
  public static final String USER_ENCRYPTION_KEY = "user-encryption-key";

  /** The e-mail address of the shop's administrator, for login. */
  public static final String ADMIN_EMAIL = "admin-email";

  /** The password of the shop's administrator. */
  public static final String ADMIN_PASSWORD = "admin-password";

  private CredentialKeys() {}
}
