package dev.ecommercestack.platform.parking;

import dev.ecommercestack.platform.rabbit.ConfirmedPublisher;
import dev.ecommercestack.platform.rabbit.ConfirmedPublisherAutoConfiguration;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The parking lots of a service that listens to queues. */
@AutoConfiguration(after = ConfirmedPublisherAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({ConfirmedPublisher.class, RabbitListenerEndpointRegistry.class})
public class ParkingAutoConfiguration {

  @Bean
  ParkingLotController parkingLotController(
      RabbitListenerEndpointRegistry listeners,
      RabbitTemplate rabbit,
      ConfirmedPublisher publisher,
      @Value("${spring.application.name}") String service) {
    return new ParkingLotController(new ParkingLots(listeners, rabbit, publisher), service);
  }
}
