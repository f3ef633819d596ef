package dev.ecommercestack.platform.sample;

import dev.ecommercestack.platform.security.AccessRules;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

/** A service that keeps notes. */
@SpringBootApplication
public class SampleApplication {
  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(SampleApplication.class, args);
  }

  @Bean
  AccessRules access() {
    return rules ->
        rules
            .requestMatchers(HttpMethod.GET, "/api/v1/notes/**")
            .permitAll()
            // The sample is no service of the topology, which would name its callers.
            .requestMatchers("/internal/notes", "/internal/ping")
            .hasRole("SERVICE");
  }
}
