package dev.ecommercestack.event.claim;

import dev.ecommercestack.platform.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Claims: made, and asked for. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Claims")
class ClaimController {
  private final Claims claims;
  private final ClaimResults results;
  private final ClaimWatch watch;

  ClaimController(Claims claims, ClaimResults results, ClaimWatch watch) {
    this.claims = claims;
    this.results = results;
    this.watch = watch;
  }

  @Operation(
      summary = "Claims a coupon",
      description =
          "202 means that your place in the queue is safe. To repeat it is harmless: a user has one"
              + " claim per campaign, so no Idempotency-Key is needed.")
  @PostMapping("/campaigns/{campaignId}/claims")
  ResponseEntity<ClaimResponse> claim(@PathVariable UUID campaignId, CurrentUser user) {
    ClaimResponse claim = claims.claim(campaignId, user.id());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/claims/" + claim.claimId()))
        .body(claim);
  }

  @Operation(summary = "Shows what became of your claim")
  @GetMapping("/claims/{claimId}")
  ClaimResponse get(@PathVariable UUID claimId, CurrentUser user) {
    return results.find(claimId, user.id());
  }

  @Operation(
      summary = "Tells what becomes of your claim, as it happens",
      description = "Events named 'claim'; the stream ends after one that is not PENDING.")
  @GetMapping(path = "/claims/{claimId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> events(@PathVariable UUID claimId, CurrentUser user) {
    return ResponseEntity.ok()
        // Proxies that buffer would tell everything at the end.
        .header("X-Accel-Buffering", "no")
        .header("Cache-Control", "no-store")
        .body(watch.watch(claimId, user.id()));
  }
}
