package dev.ecommercestack.event.campaign;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP endpoints that pause, resume and end campaigns. */
@RestController
@RequestMapping("/api/v1/campaigns/{id}")
@Tag(name = "Campaigns")
@ApiResponse(responseCode = "200", description = "The change is applied")
@ApiResponse(responseCode = "202", description = "The change waits behind earlier claims")
@ProblemResponses({
  ProblemCode.FORBIDDEN,
  ProblemCode.CAMPAIGN_NOT_FOUND,
  ProblemCode.CAMPAIGN_SOLD_OUT,
  ProblemCode.CAMPAIGN_ENDED,
  ProblemCode.CONTROL_NOT_APPLIED,
  ProblemCode.QUEUE_UNAVAILABLE,
  ProblemCode.QUEUE_LOST
})
class CampaignControlController {
  private static final String STATUS_CODES =
      " 200: the change has been applied. 202: it waits behind earlier claims; read the campaign to"
          + " see when it is applied. A repeated request is harmless.";

  private final CampaignControls controls;

  CampaignControlController(CampaignControls controls) {
    this.controls = controls;
  }

  @Operation(
      summary = "Pause a campaign (administrators)",
      description =
          "New claims are refused; those already in the queue wait until it is resumed."
              + STATUS_CODES)
  @PostMapping("/pause")
  ResponseEntity<CampaignResponse> pauseCampaign(@PathVariable UUID id, CurrentUser user) {
    return response(controls.request(id, ControlAction.PAUSE, user.id()));
  }

  @Operation(
      summary = "Resume a paused campaign (administrators)",
      description =
          "Claims that waited are decided first, in the order of the queue." + STATUS_CODES)
  @PostMapping("/resume")
  ResponseEntity<CampaignResponse> resumeCampaign(@PathVariable UUID id, CurrentUser user) {
    return response(controls.request(id, ControlAction.RESUME, user.id()));
  }

  @Operation(
      summary = "End a campaign for good (administrators)",
      description =
          "Claims that wait end as REJECTED with the reason CAMPAIGN_ENDED; coupons that were won"
              + " stay."
              + STATUS_CODES)
  @PostMapping("/end")
  ResponseEntity<CampaignResponse> endCampaign(@PathVariable UUID id, CurrentUser user) {
    return response(controls.request(id, ControlAction.END, user.id()));
  }

  private static ResponseEntity<CampaignResponse> response(CampaignControls.ControlResult result) {
    return ResponseEntity.status(result.applied() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(result.campaign());
  }
}
