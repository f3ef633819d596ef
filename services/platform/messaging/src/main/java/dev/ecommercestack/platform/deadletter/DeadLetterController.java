package dev.ecommercestack.platform.deadletter;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.amqp.AmqpException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The service's dead-letter queues ("parking lots" in the API), for administrators. */
@RestController
@RequestMapping("/api/v1/parking-lots")
@PreAuthorize("hasRole('ADMIN')")
@Tag(name = "Parking lots")
class DeadLetterController {
  private static final int MAX_LIMIT = 1_000;

  private final DeadLetterQueues queues;
  private final String service;

  DeadLetterController(DeadLetterQueues queues, String service) {
    this.queues = queues;
    this.service = service;
  }

  /** The dead-letter queues of the service. */
  record ParkingLotsResponse(List<ParkingLotResponse> items) {}

  @Operation(summary = "Messages that failed too often or could not be understood")
  @GetMapping
  ParkingLotsResponse listParkingLots() {
    return orUnavailable(
        () ->
            new ParkingLotsResponse(
                queues.all().stream()
                    .map(q -> new ParkingLotResponse(q.queue(), q.name(), queues.messages(q)))
                    .toList()));
  }

  @Operation(
      summary = "Put parked messages back into their queue; what is done already is not done again",
      description =
          "The oldest first, at most limit (1 to 1000) and for at most five seconds. What fails again is parked again; remaining counts it too.")
  @PostMapping("/{queue}/replay")
  @ProblemResponses({ProblemCode.QUEUE_NOT_FOUND, ProblemCode.INVALID_LIMIT})
  ReplayResponse replayParkingLot(
      @PathVariable String queue, @RequestParam(defaultValue = "100") int limit) {
    DeadLetterQueue deadLetters =
        queues.all().stream()
            .filter(candidate -> candidate.queue().equals(queue))
            .findFirst()
            .orElseThrow(() -> unknown(queue));
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ProblemException(
          ProblemCode.INVALID_LIMIT, "limit must be between 1 and %d.".formatted(MAX_LIMIT));
    }
    return orUnavailable(
        () ->
            new ReplayResponse(
                queue, queues.replay(deadLetters, limit), queues.messages(deadLetters)));
  }

  private ProblemException unknown(String queue) {
    String own =
        queues.all().stream().map(DeadLetterQueue::queue).collect(Collectors.joining(", "));
    return new ProblemException(
        ProblemCode.QUEUE_NOT_FOUND,
        "There is no queue %s that %s reads; it reads %s. GET /api/v1/parking-lots names all queues."
            .formatted(queue, service, own.isEmpty() ? "none" : own));
  }

  private static <T> T orUnavailable(Supplier<T> question) {
    try {
      return question.get();
    } catch (AmqpException e) {
      throw new ProblemException(
          ProblemCode.UNAVAILABLE,
          "RabbitMQ does not answer or takes no message. What is parked stays parked: try again in a moment.",
          e);
    }
  }
}
