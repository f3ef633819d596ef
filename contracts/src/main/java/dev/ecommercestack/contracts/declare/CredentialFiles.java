package dev.ecommercestack.contracts.declare;

import dev.ecommercestack.contracts.access.Backing;

/**
 * Names of the configuration and credential files of {@code declare} and the services. The operator
 * uses the same names for keys of Secrets and ConfigMaps.
 *
 * <pre>
 * /etc/declare/declare.yaml                          the {@link DeclareConfig}
 * /etc/credentials/kafka-admin/{username,password}   one directory per backing service's administrator
 * /etc/credentials/order/{kafka-username,kafka-password,postgresql-username,...}   one per service
 * /etc/credentials/operator/{kafka-username,kafka-password,rabbitmq-username,...}      where an operator reads backlogs
 * </pre>
 */
public final class CredentialFiles {
  /** The file name of the {@link DeclareConfig}. */
  public static final String CONFIG_FILE = "declare.yaml";

  /** The default path of the configuration file. */
  public static final String DEFAULT_CONFIG = "/etc/declare/" + CONFIG_FILE;

  /** The environment variable with another path of the configuration file. */
  public static final String CONFIG_ENV = "DECLARE_CONFIG";

  /** The default root directory of the credentials. */
  public static final String DEFAULT_DIRECTORY = "/etc/credentials";

  /** The environment variable with another root directory of the credentials. */
  public static final String DIRECTORY_ENV = "CREDENTIALS_DIR";

  /** The default path of the file that {@code declare} writes its result message to. */
  public static final String DEFAULT_TERMINATION_LOG = "/dev/termination-log";

  /** The environment variable with another path for the result message. */
  public static final String TERMINATION_LOG_ENV = "TERMINATION_LOG";

  /** The name of the file with an administrator's user name. */
  public static final String USERNAME = "username";

  /** The name of the file with an administrator's password. */
  public static final String PASSWORD = "password";

  private CredentialFiles() {}

  /**
   * Returns the name of the directory with a backing service's administrator credential, for
   * example {@code kafka-admin}.
   */
  public static String adminDirectory(Backing backing) {
    return backing.id() + "-admin";
  }

  /**
   * Returns the name of the file with a service's user name, for example {@code kafka-username}.
   */
  public static String username(Backing backing) {
    return backing.id() + "-" + USERNAME;
  }

  /** Returns the name of the file with a service's password, for example {@code kafka-password}. */
  public static String password(Backing backing) {
    return backing.id() + "-" + PASSWORD;
  }
}
