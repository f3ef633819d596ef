package dev.ecommercestack.worker.notification;

import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail through a server if one is configured ({@code spring.mail.host}), else kept. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
  private static final Logger log = LoggerFactory.getLogger(MailConfiguration.class);
  private static final int IMPLICIT_TLS = 465;

  @Bean
  Mailer mailer(
      ObjectProvider<JavaMailSenderImpl> servers, @Value("${worker.mail.from}") String from) {
    JavaMailSenderImpl server = servers.getIfAvailable();
    if (server == null || server.getHost() == null || server.getHost().isBlank()) {
      log.info("There is no mail server: mail is kept as the result of its job");
      return mail -> new Delivery.Kept();
    }
    Properties properties = server.getJavaMailProperties();
    if (server.getPort() == IMPLICIT_TLS) {
      properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    String username = server.getUsername();
    if (username != null && !username.isBlank()) {
      // A password never travels in clear.
      properties.setProperty("mail.smtp.starttls.required", "true");
    }
    log.info("Mail goes from {} through {}", from, server.getHost());
    return new SmtpMailer(server, from);
  }
}
