package dev.ecommercestack.eureka.access;

import com.netflix.discovery.Jersey3DiscoveryClientOptionalArgs;
import dev.ecommercestack.platform.registry.RegistryCredentials;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.List;
import org.springframework.cloud.netflix.eureka.server.ReplicationClientAdditionalFilters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The login of the registry at its peers: where it replicates, and where it reads their list. Both
 * clients use Jersey in a server, unlike those of the services.
 */
@Configuration(proxyBeanMethods = false)
class PeerLoginConfiguration {

  @Bean
  ReplicationClientAdditionalFilters replicationClientAdditionalFilters(
      RegistryCredentials credentials) {
    return new ReplicationClientAdditionalFilters(List.of(login(credentials)));
  }

  @Bean
  Jersey3DiscoveryClientOptionalArgs jersey3DiscoveryClientOptionalArgs(
      RegistryCredentials credentials) {
    Jersey3DiscoveryClientOptionalArgs args = new Jersey3DiscoveryClientOptionalArgs();
    args.setAdditionalFilters(List.of(login(credentials)));
    return args;
  }

  private static ClientRequestFilter login(RegistryCredentials credentials) {
    return request ->
        credentials
            .authorization()
            .ifPresent(value -> request.getHeaders().putSingle("Authorization", value));
  }
}
