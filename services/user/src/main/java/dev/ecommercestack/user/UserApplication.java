package dev.ecommercestack.user;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The user service. */
@SpringBootApplication
@EnableConfigurationProperties(UserSettings.class)
@EnableScheduling
public class UserApplication {
  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(UserApplication.class, arguments);
  }
}
