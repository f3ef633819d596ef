package dev.ecommercestack.worker.notification;

import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends mail by SMTP if {@code spring.mail.host} is configured; otherwise mail is kept. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
  private static final Logger log = LoggerFactory.getLogger(MailConfiguration.class);
  private static final int IMPLICIT_TLS_PORT = 465;

  @Bean
  Mailer mailer(
      ObjectProvider<JavaMailSenderImpl> servers, @Value("${worker.mail.from}") String from) {
    JavaMailSenderImpl server = servers.getIfAvailable();
    if (server == null || server.getHost() == null || server.getHost().isBlank()) {
      log.info("No mail server is configured: mail is kept as the result of its job");
      return mail -> new DeliveryResult.MailKept();
    }
    Properties properties = server.getJavaMailProperties();
    if (server.getPort() == IMPLICIT_TLS_PORT) {
      properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    String username = server.getUsername();
    if (username != null && !username.isBlank()) {
      // Never send a password unencrypted.
      properties.setProperty("mail.smtp.starttls.required", "true");
    }
    log.info("Mail is sent from {} through {}", from, server.getHost());
    return new SmtpMailer(server, from);
  }
}
