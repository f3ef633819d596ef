package dev.ecommercestack.product;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** An issuer of tokens as the stack has one: key set and service tokens over HTTP. */
final class TestIssuer implements AutoCloseable {
  private final HttpServer server;
  private final ECKey key;

  private TestIssuer(HttpServer server, ECKey key) {
    this.server = server;
    this.key = key;
  }

  /** Starts an issuer on a free port. */
  static TestIssuer start() throws IOException {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TestIssuer issuer =
          new TestIssuer(server, new ECKeyGenerator(Curve.P_256).keyID("one").generate());
      server.createContext(
          "/.well-known/jwks.json",
          exchange -> answer(exchange, new JWKSet(issuer.key.toPublicJWK()).toString()));
      server.start();
      return issuer;
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the address. */
  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Returns a person's token. */
  String tokenOf(UUID user, String... roles) {
    return sign(key, claims(user.toString()).claim("roles", List.of(roles)));
  }

  /** Returns a service's token. */
  String tokenOfService(String service) {
    return sign(key, claims("service:" + service).claim("scope", "service"));
  }

  private static JWTClaimsSet.Builder claims(String subject) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer("ecommerce-stack")
        .subject(subject)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(15))));
  }

  private static String sign(ECKey key, JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
              claims.build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
