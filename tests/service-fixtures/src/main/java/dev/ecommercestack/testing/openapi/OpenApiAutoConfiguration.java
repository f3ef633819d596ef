package dev.ecommercestack.testing.openapi;

import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.security.AccessRules;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.version.IfMatch;
import dev.ecommercestack.platform.version.Versioned;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Currency;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springdoc.core.providers.JavadocProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/** Configures springdoc so that the document says what the services do. */
@AutoConfiguration
@PropertySource("classpath:springdoc.properties")
public class OpenApiAutoConfiguration {
  private static final String EVENT_EXAMPLE =
      """
      event: claim
      data: {"claimId": "0197a3c2-7f5e-7d36-9c1b-3a5f8f1d2e4b", "status": "PENDING"}

      """;

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(CurrentUser.class, Jwt.class)
        .replaceWithSchema(Currency.class, new StringSchema().pattern("^[A-Z]{3}$").example("KRW"))
        .replaceWithSchema(IfMatch.class, new StringSchema().example("\"3\""))
        .replaceWithSchema(JsonNode.class, new JsonSchema().typesItem("object"))
        .replaceWithSchema(SseEmitter.class, new StringSchema().example(EVENT_EXAMPLE));
  }

  @Bean
  OpenAPI openApi(@Value("${spring.application.name}") String service) {
    return new OpenAPI().info(new Info().title(service).version("v1"));
  }

  /** Only tests serve the document; services have no such path. */
  @Bean
  AccessRules openApiAccess() {
    return rules -> rules.requestMatchers("/v3/api-docs/**").permitAll();
  }

  @Bean
  @Primary
  JavadocProvider javadoc() {
    return new MarkdownJavadoc();
  }

  @Bean
  ModelConverter recordSchemas() {
    return new RecordSchemas();
  }

  @Bean
  GlobalOpenApiCustomizer closedRequestSchemas() {
    return new ClosedRequestSchemas();
  }

  @Bean
  ProblemCodesCustomizer problemCodes() {
    return new ProblemCodesCustomizer();
  }

  @Bean
  DocumentedProblems documentedProblems() {
    return new DocumentedProblems();
  }

  /**
   * The caller comes from the access token, not from a parameter. A parameter that is not required
   * is absent, never null.
   */
  @Bean
  ParameterCustomizer parameters() {
    return (parameter, method) -> {
      if (CurrentUser.class.equals(
          ResolvableType.forMethodParameter(method).getGeneric(0).resolve())) {
        return null;
      }
      if (parameter != null && parameter.getSchema() != null) {
        Set<?> types = parameter.getSchema().getTypes();
        if (types != null) {
          types.remove("null");
        }
      }
      return parameter;
    };
  }

  @Bean
  OperationCustomizer headers() {
    return (operation, method) -> {
      if (method.hasMethodAnnotation(Idempotent.class)) {
        operation.addParametersItem(
            new HeaderParameter()
                .name("Idempotency-Key")
                .required(true)
                .description("New for each new request; the same when a request is repeated.")
                .schema(new StringSchema().minLength(1).maxLength(255)));
        addHeader(
            operation,
            "Idempotency-Replayed",
            false,
            "`true` if this is the stored answer to an earlier request with the same key.");
      }
      if (isVersioned(ResolvableType.forMethodParameter(method.getReturnType()))) {
        addHeader(operation, "ETag", true, "The version, for `If-Match` of a change.");
      }
      if (method.hasMethodAnnotation(ResponseStatus.class)
          && method.getMethod().getReturnType() == ResponseEntity.class) {
        addHeader(operation, "Location", true, "The path of the new object.");
      }
      return operation;
    };
  }

  private static boolean isVersioned(ResolvableType returned) {
    ResolvableType body =
        returned.resolve() == ResponseEntity.class ? returned.getGeneric(0) : returned;
    return Versioned.class.isAssignableFrom(body.resolve(Object.class));
  }

  private static void addHeader(
      Operation operation, String name, boolean required, String description) {
    operation
        .getResponses()
        .values()
        .forEach(
            response ->
                response.addHeaderObject(
                    name,
                    new Header()
                        .description(description)
                        .required(required ? true : null)
                        .schema(new StringSchema())));
  }
}
