package dev.ecommercestack.platform.web.problem;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Answers failures of a servlet application with problem documents. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ProblemAutoConfiguration {
  /** More than the gateway takes (100), as it adds headers of its own. */
  private static final int MAX_HEADERS = 120;

  @Bean
  ProblemAdvice problemAdvice() {
    return new ProblemAdvice();
  }

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  ProblemController problemController(ProblemWriter writer) {
    return new ProblemController(writer);
  }

  /** After Spring Boot's own customizer: the valve that is added last reports first. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcatProblems(JsonMapper json) {
    return tomcat -> {
      tomcat.addConnectorCustomizers(
          connector -> connector.setProperty("maxHeaderCount", String.valueOf(MAX_HEADERS)));
      tomcat.addContextCustomizers(
          context -> {
            StandardHost host = (StandardHost) context.getParent();
            // Else the host adds its own valve, which would report before this one.
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
            host.getPipeline().addValve(new ProblemReportValve(json));
          });
    };
  }
}
