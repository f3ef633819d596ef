package dev.ecommercestack.order;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The order service. */
@SpringBootApplication
@EnableConfigurationProperties(OrderSettings.class)
public class OrderApplication {
  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(OrderApplication.class, arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
