package dev.ecommercestack.platform.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.cloud.netflix.eureka.TimeoutProperties;
import org.springframework.cloud.netflix.eureka.config.DiscoveryClientOptionalArgsConfiguration;
import org.springframework.cloud.netflix.eureka.http.DefaultEurekaClientHttpRequestFactorySupplier;
import org.springframework.cloud.netflix.eureka.http.EurekaClientHttpRequestFactorySupplier;
import org.springframework.cloud.netflix.eureka.http.EurekaClientHttpRequestFactorySupplier.RequestConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;

/**
 * Adds the credentials of the application to each request to the registry. The rest of the client,
 * its timeouts among them, is Spring Cloud's default.
 */
@AutoConfiguration(before = DiscoveryClientOptionalArgsConfiguration.class)
public class RegistryCredentialsAutoConfiguration {

  @Bean
  RegistryCredentials registryCredentials(
      @Value("${spring.application.name}") String application,
      @Value("${CREDENTIALS_DIR:/etc/credentials}") Path directory) {
    return new RegistryCredentials(application, directory.resolve("registry-password"));
  }

  @Bean
  EurekaClientHttpRequestFactorySupplier registryRequestFactories(
      RegistryCredentials credentials,
      TimeoutProperties timeouts,
      ObjectProvider<RequestConfigCustomizer> customizers) {
    EurekaClientHttpRequestFactorySupplier standard =
        new DefaultEurekaClientHttpRequestFactorySupplier(
            timeouts, customizers.stream().collect(Collectors.toSet()));
    return (ssl, verifier) ->
        new InterceptingClientHttpRequestFactory(
            standard.get(ssl, verifier), List.of(withLogin(credentials)));
  }

  private static ClientHttpRequestInterceptor withLogin(RegistryCredentials credentials) {
    return (request, body, execution) -> {
      credentials
          .authorization()
          .ifPresent(value -> request.getHeaders().set("Authorization", value));
      return execution.execute(request, body);
    };
  }
}
