package dev.ecommercestack.operator.brokers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Creates TLS contexts that trust given certificates only. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Returns a TLS context.
   *
   * @param tls the certificates to trust
   * @throws BrokerException if the certificates cannot be used
   */
  static SSLContext sslContext(BrokerTls tls) throws BrokerException {
    String pem = tls.caCertificates();
    try {
      if (pem == null) {
        return SSLContext.getDefault();
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate authority :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
        store.setCertificateEntry("ca-" + store.size(), authority);
      }
      if (store.size() == 0) {
        throw new BrokerException("the CA certificates for RabbitMQ contain no certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new BrokerException(
          "the CA certificates for RabbitMQ cannot be used: " + BrokerException.innermost(e), e);
    }
  }
}
