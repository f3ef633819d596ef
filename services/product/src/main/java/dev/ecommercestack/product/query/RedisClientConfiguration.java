package dev.ecommercestack.product.query;

import dev.ecommercestack.platform.cache.OptionalRedis;
import dev.ecommercestack.product.ProductSettings;
import io.lettuce.core.ClientOptions;
import java.time.Clock;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of Redis. */
@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {
  /** Lets commands fail at once while there is no connection, instead of waiting for one. */
  @Bean
  LettuceClientOptionsBuilderCustomizer failFast() {
    return options ->
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
  }

  @Bean
  OptionalRedis optionalRedis(Clock clock, ProductSettings settings) {
    return new OptionalRedis(clock, settings.cache().pause());
  }
}
