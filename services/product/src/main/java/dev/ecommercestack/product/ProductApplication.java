package dev.ecommercestack.product;

import dev.ecommercestack.common.security.AccessRules;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The product service. */
@SpringBootApplication
@EnableScheduling
@EnableConfigurationProperties(ProductSettings.class)
public class ProductApplication {
  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(ProductApplication.class, arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Everybody may look. */
  @Bean
  AccessRules access() {
    return rules ->
        rules
            .requestMatchers(HttpMethod.GET, "/api/v1/products/**", "/api/v1/categories/**")
            .permitAll();
  }
}
