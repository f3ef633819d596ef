package dev.ecommercestack.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The worker service. */
@SpringBootApplication
@EnableConfigurationProperties(WorkerSettings.class)
@EnableScheduling
public class WorkerApplication {
  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(WorkerApplication.class, arguments);
  }
}
