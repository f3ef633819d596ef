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

/** The client of the product service's import endpoints. */
@Component
class ProductClient {
  private static final Logger log = LoggerFactory.getLogger(ProductClient.class);
  private static final int MAX_PROBLEM_BYTES = 16 * 1024;
  private static final int MAX_ATTEMPTS = 10;

  private final RestClient product;
  private final JsonMapper json;

  ProductClient(ServiceClients clients, JsonMapper json) {
    product = clients.to("product");
    this.json = json;
  }

  /** The response to imported rows. */
  record ImportRowsResponse(int accepted, int refused, List<RowError> errors) {
    ImportRowsResponse {
      errors = List.copyOf(errors);
    }
  }

  private record ImportRowsRequest(UUID jobId, List<ProductRow> rows) {}

  /**
   * Fetches the content of an import.
   *
   * @return a file, which the caller closes
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
   * Returns the code of a problem; empty if there is none. A 404 without a code comes from an
   * instance of an older version that does not have the path.
   */
  private String code(ClientHttpResponse response) throws IOException {
    try {
      return json.readTree(response.getBody().readNBytes(MAX_PROBLEM_BYTES))
          .path("code")
          .asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  /**
   * Sends rows; rows that are sent again get their first outcome. The request is repeated, up to
   * {@link #MAX_ATTEMPTS} times in all, if product answers 409: a product of a row was changed
   * concurrently, and no row was imported.
   */
  ImportRowsResponse importRows(UUID jobId, List<ProductRow> rows) {
    for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        return send(jobId, rows);
      } catch (RemoteProblemException e) {
        if (!e.remoteStatus().isSameCodeAs(HttpStatus.CONFLICT)) {
          throw e;
        }
        log.debug("Import {}: attempt {} conflicted with another change", jobId, attempt, e);
      }
    }
    return send(jobId, rows);
  }

  private ImportRowsResponse send(UUID jobId, List<ProductRow> rows) {
    return Objects.requireNonNull(
        product
            .post()
            .uri("/internal/products/import")
            .body(new ImportRowsRequest(jobId, rows))
            .retrieve()
            .body(ImportRowsResponse.class));
  }
}
