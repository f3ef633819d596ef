package dev.ecommercestack.product.imports;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Imports, for the worker. Each call is idempotent by job id and row number. */
@RestController
@Tag(name = "Internal")
class InternalImportController {
  private final RowImporter importer;
  private final CatalogImports imports;

  InternalImportController(RowImporter importer, CatalogImports imports) {
    this.importer = importer;
    this.imports = imports;
  }

  @GetMapping("/internal/imports/{id}/content")
  void content(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    CatalogImport catalogImport =
        imports.begin(id).orElseThrow(() -> CatalogImportController.notFound(id));
    response.setContentType(catalogImport.format().mediaType());
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setContentLengthLong(catalogImport.bytes());
    imports.copy(catalogImport, response.getOutputStream());
  }

  @PostMapping("/internal/products/import")
  ImportRowsResponse take(@Valid @RequestBody ImportRowsRequest request) {
    return importer.importRows(request.jobId(), request.rows());
  }
}
