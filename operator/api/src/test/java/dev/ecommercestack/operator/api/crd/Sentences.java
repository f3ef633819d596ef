package dev.ecommercestack.operator.api.crd;

import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import java.util.Map;

/**
 * What a user reads when a string does not have the form it should. A schema's {@code pattern}
 * answers with the regular expression alone, so the CRD carries a rule with a sentence instead.
 */
final class Sentences {
  static final Map<String, String> BY_PATTERN =
      Map.ofEntries(
          Map.entry(
              Patterns.DURATION,
              "write a duration as a whole number and one of ms, s, m, h, for example 30s"),
          Map.entry(Patterns.SIZE, "write a size in Mi, Gi or Ti, for example 20Gi"),
          Map.entry(
              Patterns.HOST,
              "write a DNS name or an IPv4 address in lower case, without scheme, port or path"),
          Map.entry(
              Patterns.OBJECT_NAME, "write a name of lower-case letters, digits, dashes and dots"),
          Map.entry(
              Patterns.SECRET_KEY,
              "write a key of the Secret: letters, digits, dashes, dots and underscores"),
          Map.entry(
              Patterns.VERSION,
              "write a version as three numbers without a leading v, for example 0.1.0"),
          Map.entry(
              Patterns.IMAGE,
              "write an image with a tag or digest, for example registry.example.com/shop/order:0.1.0"),
          Map.entry(
              Patterns.REGISTRY,
              "write a registry and path without scheme, tag or trailing slash, for example"
                  + " registry.example.com/shop"),
          Map.entry(
              Patterns.ENVIRONMENT_NAME,
              "write the name of a variable: letters, digits and underscores, not starting with a"
                  + " digit"),
          Map.entry(
              Patterns.RATE, "write a decimal number from 0 to 1 in quotes, for example \"0.01\""),
          Map.entry(
              Patterns.BOOTSTRAP_SERVERS,
              "write brokers as host:port separated by commas, for example kafka-0:9092,kafka-1:9092"),
          Map.entry(
              Patterns.ORIGIN,
              "write an origin as scheme and host without a path, for example"
                  + " https://shop.example.com"),
          Map.entry(Patterns.URL, "write a URL that starts with http:// or https://"),
          Map.entry(
              Patterns.COLLATION, "write a collation in UTF-8, for example C.UTF-8 or ko_KR.UTF-8"),
          Map.entry(
              Patterns.TIME_ZONE,
              "write a name of the IANA time zone database, for example Asia/Seoul or UTC"),
          Map.entry(
              Patterns.MAIL_ADDRESS, "write an e-mail address, for example shop@example.com"));

  private Sentences() {}
}
