package dev.ecommercestack.worker.job;

import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs, for administrators. */
@RestController
@RequestMapping("/api/v1/jobs")
@PreAuthorize("hasRole('ADMIN')")
@Tag(name = "Jobs")
class JobController {
  private final JobRepository jobs;

  JobController(JobRepository jobs) {
    this.jobs = jobs;
  }

  @Operation(summary = "Read a job and its result")
  @GetMapping("/{id}")
  @ProblemResponses(ProblemCode.JOB_NOT_FOUND)
  JobResponse readJob(@PathVariable UUID id) {
    return JobResponse.of(find(id));
  }

  @Operation(
      summary = "Download the document of a report",
      description = "CSV begins with a byte order mark, without which Excel does not read UTF-8.")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(mediaType = "text/html", schema = @Schema(type = "string"))
      })
  @GetMapping("/{id}/document")
  @ProblemResponses({ProblemCode.JOB_NOT_FOUND, ProblemCode.DOCUMENT_NOT_FOUND})
  ResponseEntity<byte[]> downloadDocument(@PathVariable UUID id) {
    Job job = find(id);
    return DocumentFile.of(job)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.DOCUMENT_NOT_FOUND,
                    "Job %s (%s, %s) has no document. Only reports with the status DONE have one."
                        .formatted(id, job.type().routingKey(), job.status())))
        .response();
  }

  private Job find(UUID id) {
    return jobs.find(id)
        .orElseThrow(
            () -> new ProblemException(ProblemCode.JOB_NOT_FOUND, "There is no job " + id + "."));
  }

  @Operation(summary = "List jobs without their results, the newest first")
  @GetMapping
  @ProblemResponses(ProblemCode.UNKNOWN_JOB_TYPE)
  Page<JobResponse> listJobs(
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable JobStatus status,
      PageQuery query) {
    @Nullable UUID before = query.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    List<Job> rows = jobs.list(type == null ? null : type(type), status, before, query.size() + 1);
    return Page.of(rows, query, job -> Cursor.of(job.id())).map(JobResponse::summary);
  }

  private static JobType type(String name) {
    return JobType.ofRoutingKey(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.UNKNOWN_JOB_TYPE,
                    "There is no job type %s. Use one of %s."
                        .formatted(
                            name,
                            Arrays.stream(JobType.values())
                                .map(JobType::routingKey)
                                .collect(Collectors.joining(", ")))));
  }
}
