package dev.ecommercestack.contracts.declare;

import dev.ecommercestack.contracts.access.Backing;

/**
 * Names of the files through which {@code declare} and the services are told things. The operator
 * uses the same names for keys of Secrets and ConfigMaps.
 *
 * <pre>
 * /etc/declare/declare.yaml                          the {@link DeclareConfig}
 * /etc/credentials/kafka-admin/{username,password}   one directory per backing service's administrator
 * /etc/credentials/order/{kafka-username,kafka-password,postgresql-username,...}   one per service
 * </pre>
 */
public final class CredentialFiles {
  /** The file name of the {@link DeclareConfig}. */
  public static final String CONFIG_FILE = "declare.yaml";

  /** Where {@code declare} looks for its configuration. */
  public static final String DEFAULT_CONFIG = "/etc/declare/" + CONFIG_FILE;

  /** Names another configuration file. */
  public static final String CONFIG_ENV = "DECLARE_CONFIG";

  /** Where {@code declare} looks for credentials. */
  public static final String DEFAULT_DIRECTORY = "/etc/credentials";

  /** Names another directory of credentials. */
  public static final String DIRECTORY_ENV = "CREDENTIALS_DIR";

  /** Where {@code declare} leaves its result sentence. */
  public static final String DEFAULT_TERMINATION_LOG = "/dev/termination-log";

  /** Names another file for the result sentence. */
  public static final String TERMINATION_LOG_ENV = "TERMINATION_LOG";

  /** An administrator's user name. */
  public static final String USERNAME = "username";

  /** An administrator's password. */
  public static final String PASSWORD = "password";

  private CredentialFiles() {}

  /**
   * Returns the directory of a backing service's administrator, for example {@code kafka-admin}.
   */
  public static String adminDirectory(Backing backing) {
    return backing.id() + "-admin";
  }

  /** Returns the file with a service's user name, for example {@code kafka-username}. */
  public static String username(Backing backing) {
    return backing.id() + "-" + USERNAME;
  }

  /** Returns the file with a service's password, for example {@code kafka-password}. */
  public static String password(Backing backing) {
    return backing.id() + "-" + PASSWORD;
  }
}
