package dev.ecommercestack.eureka;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** The application class of the service registry, which runs alone or as one of several peers. */
@SpringBootApplication
@EnableEurekaServer
public class EurekaApplication {
  /** Starts the registry. */
  public static void main(String[] args) {
    SpringApplication.run(EurekaApplication.class, args);
  }
}
