package dev.ecommercestack.eureka.access;

import com.netflix.eureka.registry.PeerAwareInstanceRegistry;
import dev.ecommercestack.eureka.access.RefusedRequests.Reason;
import dev.ecommercestack.platform.credentials.PasswordFiles;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;

/** HTTP Basic with a password for each application, and rules of what each may do. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistryProperties.class)
class RegistrySecurity {
  private static final Logger log = LoggerFactory.getLogger(RegistrySecurity.class);

  @Bean
  AuthenticationManager applicationAuthentication(RegistryProperties properties) {
    PasswordFiles passwords = new PasswordFiles(properties.passwords());
    return presented -> {
      String application = presented.getName();
      if (!(presented.getCredentials() instanceof String password)
          || !passwords.matches(application, password)) {
        throw new BadCredentialsException(
            "wrong password of application " + application.replaceAll("[^a-z0-9-]", "?"));
      }
      return UsernamePasswordAuthenticationToken.authenticated(application, null, List.of());
    };
  }

  @Bean
  RefusedRequests refusedRequests(MeterRegistry metrics) {
    return new RefusedRequests(metrics);
  }

  @Bean
  SecurityFilterChain registryAccess(
      HttpSecurity http,
      RegistryProperties properties,
      AuthenticationManager authentication,
      RefusedRequests refused,
      ObjectProvider<PeerAwareInstanceRegistry> registry) {
    http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    if (!properties.authentication()) {
      log.warn("Everybody may register everything, as registry.authentication is false");
      return http.authorizeHttpRequests(rules -> rules.anyRequest().permitAll()).build();
    }
    requirePasswords(properties);
    AuthenticationEntryPoint unknown = unknown(refused);
    return http.authenticationManager(authentication)
        .httpBasic(basic -> basic.authenticationEntryPoint(unknown))
        .exceptionHandling(
            e -> e.authenticationEntryPoint(unknown).accessDeniedHandler(forbidden(refused)))
        .authorizeHttpRequests(
            rules ->
                rules
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(EndpointRequest.toAnyEndpoint())
                    .permitAll()
                    .anyRequest()
                    .access(
                        new RequestRules(
                            new AnonymousApplications(properties.anonymousApplications()),
                            registry,
                            properties.checkAddress())))
        .build();
  }

  /**
   * Adds the check of registrations to the API of Eureka before it is started, and leaves out error
   * pages: a peer whose heartbeat is answered with 404 registers again, but only if it need not
   * read a page in JSON.
   */
  @Bean
  static BeanPostProcessor registryApi(
      ObjectProvider<RegistryProperties> properties,
      ObjectProvider<RefusedRequests> refused,
      ObjectProvider<PeerAwareInstanceRegistry> registry) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof ResourceConfig api) {
          api.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
          if (properties.getObject().authentication()) {
            api.register(
                new RegistrationCheck(
                    registry, refused.getObject(), properties.getObject().checkAddress()));
          }
        }
        return bean;
      }
    };
  }

  private static void requirePasswords(RegistryProperties properties) {
    if (!Files.isDirectory(properties.passwords())) {
      throw new IllegalStateException(
          "The directory %s with the password of each application does not exist. Mount it, or set registry.authentication=false on a laptop, where everybody may register everything."
              .formatted(properties.passwords()));
    }
  }

  private static AuthenticationEntryPoint unknown(RefusedRequests refused) {
    BasicAuthenticationEntryPoint answer = new BasicAuthenticationEntryPoint();
    answer.setRealmName("registry");
    return (request, response, e) -> {
      refused.add(
          request,
          Reason.CREDENTIALS,
          e instanceof BadCredentialsException ? String.valueOf(e.getMessage()) : "no password");
      answer.commence(request, response, e);
    };
  }

  private static AccessDeniedHandler forbidden(RefusedRequests refused) {
    return (request, response, e) -> {
      refused.add(request, Reason.RULE, "the application may not send this request");
      response.sendError(403);
    };
  }
}
