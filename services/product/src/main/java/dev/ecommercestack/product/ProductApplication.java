package dev.ecommercestack.product;

import dev.ecommercestack.platform.security.AccessRules;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
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

  /** Everybody may read products and categories. Imports are for administrators. */
  @Bean
  AccessRules access() {
    return rules ->
        rules
            .requestMatchers("/api/v1/products/imports", "/api/v1/products/imports/**")
            .hasRole("ADMIN")
            .requestMatchers(AccessRules.reads("/api/v1/products/**", "/api/v1/categories/**"))
            .permitAll();
  }
}
