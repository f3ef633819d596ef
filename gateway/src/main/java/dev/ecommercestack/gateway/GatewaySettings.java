package dev.ecommercestack.gateway;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the gateway.
 *
 * @param security the settings by which access tokens are checked
 * @param maxBody the largest request body
 * @param maxUpload the largest request body on routes for uploads of product lists
 * @param partTimeout how long an aggregate waits for each of its parts
 * @param sharedResponses how long responses that are the same for all clients are kept; zero to
 *     keep none
 */
@ConfigurationProperties("gateway")
public record GatewaySettings(
    Security security,
    DataSize maxBody,
    DataSize maxUpload,
    Duration partTimeout,
    Duration sharedResponses) {

  /**
   * Which access tokens are accepted.
   *
   * @param issuer the required value of the claim {@code iss}
   * @param keySetUri the URL of the issuer's JSON Web Key Set; its host is resolved by DNS
   * @param keySetCache how long keys are used before they are read again
   * @param keySetOutage how much longer cached keys are used while they cannot be read
   * @param clockSkew the tolerated difference between the clocks of issuer and gateway
   */
  public record Security(
      String issuer,
      URI keySetUri,
      Duration keySetCache,
      Duration keySetOutage,
      Duration clockSkew) {}
}
