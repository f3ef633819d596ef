package dev.ecommercestack.platform.retention;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the common tables from growing. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnBean(JdbcClient.class)
@EnableConfigurationProperties(RetentionProperties.class)
public class RetentionAutoConfiguration {

  @Bean
  Retention retention(JdbcClient jdbc, RetentionProperties properties) {
    return new Retention(jdbc, properties.lifetime(), properties.interval());
  }
}
