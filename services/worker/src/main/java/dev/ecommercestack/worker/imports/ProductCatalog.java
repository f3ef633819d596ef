package dev.ecommercestack.worker.imports;

import dev.ecommercestack.platform.client.RemoteProblemException;
import dev.ecommercestack.platform.client.ServiceClients;
import dev.ecommercestack.platform.file.UnlinkedTempFile;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The product service, as imports see it. */
@Component
class ProductCatalog {
  private static final Logger log = LoggerFactory.getLogger(ProductCatalog.class);
  private static final int LONGEST_PROBLEM = 16 * 1024;
  private static final int ATTEMPTS = 10;

  private final RestClient product;
  private final JsonMapper json;

  ProductCatalog(ServiceClients clients, JsonMapper json) {
    product = clients.to("product");
    this.json = json;
  }

  /** What product made of some rows. */
  record Taken(int accepted, int refused, List<RowError> errors) {
    Taken {
      errors = List.copyOf(errors);
    }
  }

  private record Chunk(UUID jobId, List<ProductRow> rows) {}

  /**
   * Fetches the content of an import.
   *
   * @return a file; close it
   * @throws UnreadableContentException {@code IMPORT_NOT_FOUND}
   */
  UnlinkedTempFile fetch(UUID importId) {
    return Objects.requireNonNull(
        product
            .get()
            .uri("/internal/imports/{id}/content", importId)
            .exchange(
                (request, response) -> {
                  if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
                      && "import_not_found".equals(code(response))) {
                    throw new UnreadableContentException("IMPORT_NOT_FOUND");
                  }
                  if (!response.getStatusCode().is2xxSuccessful()) {
                    throw new ResourceAccessException(
                        "product answered %d for import %s"
                            .formatted(response.getStatusCode().value(), importId));
                  }
                  UnlinkedTempFile file = UnlinkedTempFile.create("import");
                  try {
                    response.getBody().transferTo(file.writer());
                    return file;
                  } catch (IOException e) {
                    file.close();
                    throw e;
                  }
                }));
  }

  /**
   * Returns the code of a problem. A 404 without it comes from an instance that does not know the
   * path, as one of the version before.
   */
  private String code(ClientHttpResponse response) throws IOException {
    try {
      return json.readTree(response.getBody().readNBytes(LONGEST_PROBLEM))
          .path("code")
          .asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  /**
   * Sends rows; sent again, they get their first answer. So they are, up to ten times in all, when
   * somebody else changed one of their products meanwhile: product answers 409 and took none.
   */
  Taken take(UUID jobId, List<ProductRow> rows) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return send(jobId, rows);
      } catch (RemoteProblemException e) {
        if (!e.remoteStatus().isSameCodeAs(HttpStatus.CONFLICT)) {
          throw e;
        }
        log.debug("Import {}: attempt {} met another change", jobId, attempt, e);
      }
    }
    return send(jobId, rows);
  }

  private Taken send(UUID jobId, List<ProductRow> rows) {
    return Objects.requireNonNull(
        product
            .post()
            .uri("/internal/products/import")
            .body(new Chunk(jobId, rows))
            .retrieve()
            .body(Taken.class));
  }
}
