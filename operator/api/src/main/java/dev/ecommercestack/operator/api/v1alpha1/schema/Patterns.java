package dev.ecommercestack.operator.api.v1alpha1.schema;

/** Regular expressions (RE2) of the strings that a stack may contain. */
public final class Patterns {
  /** A span of time: a whole number and one unit. */
  public static final String DURATION = "^(0|[1-9][0-9]{0,8})(ms|s|m|h)$";

  /** A size of memory or of a volume in binary units. */
  public static final String SIZE = "^[1-9][0-9]{0,8}[MGT]i$";

  /** An amount of CPU: cores or thousandths of a core. */
  public static final String CPU = "^([1-9][0-9]{0,6}m|[0-9]{1,4}([.][0-9]{1,3})?)$";

  /** A DNS name or an IPv4 address. */
  public static final String HOST =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /** The name of a Kubernetes object; the CRD checks it by CEL's format library instead. */
  public static final String OBJECT_NAME =
      "^([a-z0-9]([-a-z0-9]*[a-z0-9])?[.])*[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  /** A key in the data of a Secret. */
  public static final String SECRET_KEY = "^[-._a-zA-Z0-9]+$";

  /** A version of the shop: three numbers and, for a pre-release, a suffix. */
  public static final String VERSION = "^[0-9]+[.][0-9]+[.][0-9]+(-[0-9A-Za-z.-]+)?$";

  /** An image reference: registry and path, then a tag, a digest or both. */
  public static final String IMAGE =
      "^[a-z0-9][a-zA-Z0-9._:/-]*(:[a-zA-Z0-9_.-]+|@sha256:[0-9a-f]{64})$";

  /** A registry and a path in it, without a tag. */
  public static final String REGISTRY = "^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(/[a-z0-9._-]+)*$";

  /** The name of an environment variable. */
  public static final String ENVIRONMENT_NAME = "^[A-Za-z_][A-Za-z0-9_]*$";

  /** A decimal number from 0 to 1. */
  public static final String RATE = "^(0([.][0-9]{1,4})?|1([.]0{1,4})?)$";

  /** What looks like a name of the IANA time zone database. */
  public static final String TIME_ZONE = "^[A-Za-z][-+_A-Za-z0-9]*(/[A-Za-z][-+_A-Za-z0-9]*){0,2}$";

  /** A list of host:port separated by commas. */
  public static final String BOOTSTRAP_SERVERS =
      "^[a-zA-Z0-9.-]+:[0-9]{1,5}(,[a-zA-Z0-9.-]+:[0-9]{1,5})*$";

  /** A web origin: scheme, host and, if it is not the usual one, a port. */
  public static final String ORIGIN = "^https?://[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?$";

  /** An HTTP or HTTPS URL. */
  public static final String URL = "^https?://[^ ]+$";

  /** A locale of the database whose encoding is UTF-8. */
  public static final String COLLATION = "^[A-Za-z_]+([.](UTF-8|utf8))(@[a-z]+)?$";

  /** An e-mail address, loosely. */
  public static final String MAIL_ADDRESS = "^[^@ ]+@[^@ ]+$";

  private Patterns() {}
}
