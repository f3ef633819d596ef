package dev.ecommercestack.platform.security;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.platform.client.ServiceClients;
import dev.ecommercestack.platform.web.problem.ProblemWriter;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures a resource server that trusts one issuer, with the rules that all services share. */
@AutoConfiguration(before = ServletWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
@EnableMethodSecurity
public class SecurityAutoConfiguration {

  /** The calls between services, by which each knows its callers. */
  @Bean
  @ConditionalOnMissingBean
  Topology topology() {
    return Topology.load();
  }

  @Bean
  @ConditionalOnMissingBean
  JwtDecoder jwtDecoder(
      SecurityProperties properties,
      ServiceClients clients,
      @Value("${spring.application.name}") String service) {
    return TokenDecoder.of(
        IssuerKeySource.source(clients.direct(), properties), properties, service);
  }

  @Bean
  @ConditionalOnMissingBean
  SecurityFilterChain serviceSecurity(
      HttpSecurity http,
      ObjectProvider<AccessRules> ownRules,
      Topology topology,
      @Value("${spring.application.name}") String service,
      ProblemWriter writer) {
    SecurityProblems problems = new SecurityProblems(writer);
    JwtAuthenticationConverter authorities = new JwtAuthenticationConverter();
    authorities.setJwtGrantedAuthoritiesConverter(new JwtRoles());
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .authorizeHttpRequests(
            rules -> {
              rules.requestMatchers(EndpointRequest.toAnyEndpoint()).permitAll();
              ownRules.orderedStream().forEach(own -> own.add(rules));
              rules.requestMatchers("/.well-known/**", "/error").permitAll();
              InternalAccess.of(topology, service).addTo(rules);
              rules.anyRequest().authenticated();
            })
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(problems)
                    .accessDeniedHandler(problems)
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(authorities))
                    .withObjectPostProcessor(answerOutages(problems)))
        .exceptionHandling(e -> e.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .build();
  }

  /** Answers 503 while the issuer cannot be reached, instead of 500. */
  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answerOutages(
      SecurityProblems problems) {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(problems::commence);
        return filter;
      }
    };
  }

  @Bean
  WebMvcConfigurer currentUserArgument() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentUserResolver());
      }
    };
  }
}
