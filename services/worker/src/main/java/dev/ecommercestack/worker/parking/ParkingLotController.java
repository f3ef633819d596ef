package dev.ecommercestack.worker.parking;

import dev.ecommercestack.common.problem.ProblemException;
import dev.ecommercestack.worker.job.JobType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.amqp.AmqpException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Parking lots, for administrators. */
@RestController
@RequestMapping("/api/v1/parking-lots")
@PreAuthorize("hasRole('ADMIN')")
@Tag(name = "Jobs")
class ParkingLotController {
  private static final int MAX_LIMIT = 1_000;

  private final ParkingLots lots;

  ParkingLotController(ParkingLots lots) {
    this.lots = lots;
  }

  /** All of them. */
  record ParkingLotsResponse(List<ParkingLotResponse> items) {}

  @Operation(summary = "Messages that failed too often or could not be understood")
  @GetMapping
  ParkingLotsResponse list() {
    try {
      return new ParkingLotsResponse(lots.list());
    } catch (AmqpException e) {
      throw unavailable(e);
    }
  }

  @Operation(
      summary =
          "Puts parked messages back into their queue; what is done already is not done again")
  @PostMapping("/{queue}/replay")
  ReplayResponse replay(@PathVariable String queue, @RequestParam(defaultValue = "100") int limit) {
    JobType type =
        JobType.ofQueue(queue)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "queue_not_found",
                        "There is no job queue %s. Choose one of %s."
                            .formatted(queue, queueNames())));
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.badRequest(
          "invalid_limit", "limit must be between 1 and %d.".formatted(MAX_LIMIT));
    }
    try {
      return lots.replay(type, limit);
    } catch (AmqpException e) {
      throw unavailable(e);
    }
  }

  private static ProblemException unavailable(AmqpException cause) {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "unavailable",
        "RabbitMQ does not answer. Try again in a moment.",
        cause);
  }

  private static String queueNames() {
    return Arrays.stream(JobType.values()).map(JobType::queue).collect(Collectors.joining(", "));
  }
}
