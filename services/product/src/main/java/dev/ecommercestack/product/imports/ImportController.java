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

/** Imports, for the worker. Job and row number make every call repeatable. */
@RestController
@Tag(name = "Internal")
class ImportController {
  private final CatalogImport imports;
  private final Uploads uploads;

  ImportController(CatalogImport imports, Uploads uploads) {
    this.imports = imports;
    this.uploads = uploads;
  }

  @GetMapping("/internal/imports/{id}/content")
  void content(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    Upload upload = uploads.begin(id).orElseThrow(() -> UploadController.notFound(id));
    response.setContentType(upload.format().mediaType());
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setContentLengthLong(upload.bytes());
    uploads.copy(upload, response.getOutputStream());
  }

  @PostMapping("/internal/products/import")
  ImportResponse take(@Valid @RequestBody ImportRequest request) {
    return imports.take(request.jobId(), request.rows());
  }
}
