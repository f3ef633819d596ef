package dev.ecommercestack.event.control;

import dev.ecommercestack.event.campaign.CampaignResponse;
import dev.ecommercestack.platform.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pauses, resumes and ends campaigns. */
@RestController
@RequestMapping("/api/v1/campaigns/{id}")
@Tag(name = "Campaigns")
class CampaignControlController {
  private static final String WHEN =
      " 200: done. 202: it waits in the queue behind claims that are decided first; ask for the"
          + " campaign. To repeat it is harmless.";

  private final CampaignControls controls;

  CampaignControlController(CampaignControls controls) {
    this.controls = controls;
  }

  @Operation(
      summary = "Pauses a campaign (administrators)",
      description =
          "New claims are refused; those already in the queue wait until it is resumed." + WHEN)
  @PostMapping("/pause")
  ResponseEntity<CampaignResponse> pause(@PathVariable UUID id, CurrentUser user) {
    return answer(controls.request(id, ControlAction.PAUSE, user.id()));
  }

  @Operation(
      summary = "Resumes a paused campaign (administrators)",
      description = "Claims that waited are decided first, in the order of the queue." + WHEN)
  @PostMapping("/resume")
  ResponseEntity<CampaignResponse> resume(@PathVariable UUID id, CurrentUser user) {
    return answer(controls.request(id, ControlAction.RESUME, user.id()));
  }

  @Operation(
      summary = "Ends a campaign for good (administrators)",
      description =
          "Claims that wait end as REJECTED with the reason CAMPAIGN_ENDED; coupons that were won"
              + " stay."
              + WHEN)
  @PostMapping("/end")
  ResponseEntity<CampaignResponse> end(@PathVariable UUID id, CurrentUser user) {
    return answer(controls.request(id, ControlAction.END, user.id()));
  }

  private static ResponseEntity<CampaignResponse> answer(CampaignControls.Result result) {
    return ResponseEntity.status(result.applied() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(result.campaign());
  }
}
