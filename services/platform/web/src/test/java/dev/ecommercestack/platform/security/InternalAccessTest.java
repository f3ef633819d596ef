package dev.ecommercestack.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.topology.HttpCall;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.platform.web.problem.ProblemWriter;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Every caller at every internal path of every service: what the topology permits, no more. */
class InternalAccessTest {
  private static final Topology TOPOLOGY = Topology.load();
  static final List<String> SERVICES = List.of("user", "product", "event", "order", "worker");

  @ParameterizedTest
  @FieldSource("SERVICES")
  void permitsTheCallsOfTheTopology(String service) {
    Set<String> expected = new TreeSet<>(List.of("admin /internal/audit"));
    for (HttpCall call : TOPOLOGY.calls()) {
      if (call.service().equals(service)) {
        call.internalPaths().forEach(path -> expected.add("service:" + call.caller() + " " + path));
      }
    }
    new WebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                WebMvcAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class,
                SecurityAutoConfiguration.class))
        .withPropertyValues("spring.application.name=" + service)
        .withBean(JwtDecoder.class, () -> InternalAccessTest::token)
        .withBean(ProblemWriter.class, () -> new ProblemWriter(JsonMapper.shared()))
        .run(
            context ->
                assertThat(permitted(context.getSourceApplicationContext())).isEqualTo(expected));
  }

  /** The token of a test is the name of its owner, which cannot have a colon there. */
  private static Jwt token(String value) {
    String owner = value.replace('.', ':');
    Jwt.Builder token =
        Jwt.withTokenValue(value)
            .header("alg", "ES256")
            .subject(owner)
            .expiresAt(Instant.now().plusSeconds(60));
    return owner.startsWith("service:")
        ? token.claim("scope", "service").build()
        : token.claim("roles", List.of(owner.equals("admin") ? "ADMIN" : "CUSTOMER")).build();
  }

  private static Set<String> permitted(WebApplicationContext context) throws Exception {
    ServletContext servlets = Objects.requireNonNull(context.getServletContext());
    servlets.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    List<String> paths = new ArrayList<>(List.of("/internal/audit", "/internal", "/internal/new"));
    TOPOLOGY.calls().forEach(call -> paths.addAll(call.internalPaths()));
    List<String> callers =
        new ArrayList<>(List.of("admin", "customer", "service:auditor", "service:nobody"));
    TOPOLOGY.services().forEach(name -> callers.add("service:" + name));
    Set<String> permitted = new TreeSet<>();
    for (String path : paths) {
      for (String caller : callers) {
        if (passes(context, path, caller)) {
          permitted.add(caller + " " + path);
        }
      }
    }
    return permitted;
  }

  private static boolean passes(WebApplicationContext context, String path, String caller)
      throws Exception {
    MockHttpServletRequest request =
        new MockHttpServletRequest(
            context.getServletContext(), "POST", path.replaceAll("\\{[^}]*}", "01932d8e"));
    request.addHeader("Authorization", "Bearer " + caller.replace(':', '.'));
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockFilterChain service = new MockFilterChain();
    context.getBean(FilterChainProxy.class).doFilter(request, response, service);
    assertThat(response.getStatus()).as(path + " by " + caller).isIn(200, 403);
    return service.getRequest() != null;
  }
}
