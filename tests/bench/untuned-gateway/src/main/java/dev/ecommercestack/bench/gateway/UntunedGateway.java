package dev.ecommercestack.bench.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway as a new project has it: one route, every default. */
@SpringBootApplication
public class UntunedGateway {

  /** Starts the gateway. */
  public static void main(String[] args) {
    SpringApplication.run(UntunedGateway.class, args);
  }
}
