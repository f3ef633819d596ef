package dev.ecommercestack.event.claim;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The HTTP endpoints that make claims and show their results. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Claims")
class ClaimController {
  private final Claims claims;
  private final ClaimResults results;
  private final ClaimEventStreams streams;

  ClaimController(Claims claims, ClaimResults results, ClaimEventStreams streams) {
    this.claims = claims;
    this.results = results;
    this.streams = streams;
  }

  @Operation(
      summary = "Claim a coupon",
      description =
          "202 means that your claim is stored in the queue. A repeated claim is harmless: a user has"
              + " one claim per campaign, so no Idempotency-Key is needed.")
  @PostMapping("/campaigns/{campaignId}/claims")
  @ProblemResponses({
    ProblemCode.CAMPAIGN_NOT_FOUND,
    ProblemCode.CAMPAIGN_NOT_OPEN,
    ProblemCode.CAMPAIGN_PAUSED,
    ProblemCode.CAMPAIGN_ENDED,
    ProblemCode.QUEUE_UNAVAILABLE,
    ProblemCode.QUEUE_LOST
  })
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<ClaimResponse> claimCoupon(@PathVariable UUID campaignId, CurrentUser user) {
    ClaimResponse claim = claims.claim(campaignId, user.id());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/claims/" + claim.claimId()))
        .body(claim);
  }

  @Operation(summary = "Read the result of your claim")
  @GetMapping("/claims/{claimId}")
  @ProblemResponses(ProblemCode.CLAIM_NOT_FOUND)
  ClaimResponse readClaim(@PathVariable UUID claimId, CurrentUser user) {
    return results.find(claimId, user.id());
  }

  @Operation(
      summary = "Stream the status of your claim",
      description = "Events named 'claim'; the stream ends after one that is not PENDING.")
  @GetMapping(path = "/claims/{claimId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @ProblemResponses(ProblemCode.CLAIM_NOT_FOUND)
  ResponseEntity<SseEmitter> streamClaim(@PathVariable UUID claimId, CurrentUser user) {
    return ResponseEntity.ok()
        // Proxies that buffer responses would deliver all events at the end.
        .header("X-Accel-Buffering", "no")
        .header("Cache-Control", "no-store")
        .body(streams.open(claimId, user.id()));
  }
}
