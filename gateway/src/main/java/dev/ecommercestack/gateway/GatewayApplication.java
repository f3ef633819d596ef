package dev.ecommercestack.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application class of the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {
  /** Starts the gateway. */
  public static void main(String[] arguments) {
    SpringApplication.run(GatewayApplication.class, arguments);
  }
}
