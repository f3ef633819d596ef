package dev.ecommercestack.event;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The entry point of the event service. */
@SpringBootApplication
@EnableConfigurationProperties(EventSettings.class)
@EnableScheduling
public class EventApplication {
  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(EventApplication.class, arguments);
  }
}
