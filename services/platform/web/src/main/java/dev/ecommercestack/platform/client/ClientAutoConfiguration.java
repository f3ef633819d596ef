package dev.ecommercestack.platform.client;

import dev.ecommercestack.platform.balancing.EjectedInstances;
import dev.ecommercestack.platform.balancing.InstanceOutcomes;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.cloud.client.loadbalancer.BlockingLoadBalancerInterceptor;
import org.springframework.cloud.client.loadbalancer.LoadBalancerAutoConfiguration;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Provides clients of other services. No {@code RestClient.Builder} bean is balanced: the client of
 * the registry would use it and look up the registry in the registry.
 */
@AutoConfiguration(after = {RestClientAutoConfiguration.class, LoadBalancerAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(ClientProperties.class)
@LoadBalancerClients(defaultConfiguration = ServiceInstancesConfiguration.class)
public class ClientAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  InstanceOutcomes instanceOutcomes() {
    return new InstanceOutcomes(new EjectedInstances(), _ -> false);
  }

  @Bean
  @ConditionalOnMissingBean
  ServiceClients serviceClients(
      ClientProperties properties,
      RestClientBuilderConfigurer configurer,
      ObjectProvider<BlockingLoadBalancerInterceptor> balancers,
      @Value("${spring.application.name}") String service,
      JsonMapper json) {
    ClientHttpRequestFactory requests = requests(properties);
    Supplier<RestClient.Builder> builders =
        () -> configurer.configure(RestClient.builder()).requestFactory(requests);
    List<ClientHttpRequestInterceptor> balancing =
        balancers.orderedStream().<ClientHttpRequestInterceptor>map(b -> b).toList();
    RestClient issuer = ServiceClients.direct(builders.get());
    Function<String, ClientHttpRequestInterceptor> identification =
        audience ->
            new ServiceTokenInterceptor(
                new FetchedServiceToken(
                    issuer,
                    properties.tokenUri(),
                    service,
                    properties.secret(),
                    audience,
                    Clock.systemUTC()));
    return new ServiceClients(builders, balancing, identification, json);
  }

  private static ClientHttpRequestFactory requests(ClientProperties properties) {
    return ClientHttpRequestFactoryBuilder.httpComponents()
        .withHttpClientCustomizer(HttpClientBuilder::disableAutomaticRetries)
        .withConnectionManagerCustomizer(
            connections ->
                connections
                    .setMaxConnPerRoute(properties.connectionsPerHost())
                    .setMaxConnTotal(properties.connectionsPerHost() * 4))
        .build(
            HttpClientSettings.defaults()
                .withConnectTimeout(properties.connectTimeout())
                .withReadTimeout(properties.readTimeout()));
  }
}
