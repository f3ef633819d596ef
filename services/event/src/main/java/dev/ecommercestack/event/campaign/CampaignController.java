package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.cache.ReadCache;
import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.web.SharedResponses;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;

/** The HTTP endpoints that create, list and show campaigns. */
@RestController
@RequestMapping("/api/v1/campaigns")
@Tag(name = "Campaigns")
class CampaignController {
  private static final TypeReference<Page<CampaignResponse>> PAGE = new TypeReference<>() {};

  private final Campaigns campaigns;
  private final ReadCache cache;

  CampaignController(Campaigns campaigns, ReadCache cache) {
    this.campaigns = campaigns;
    this.cache = cache;
  }

  @Operation(
      summary =
          "Create a campaign (administrators); afterwards it can be paused and ended, not changed")
  @PostMapping
  @Idempotent
  @ProblemResponses({
    ProblemCode.FORBIDDEN,
    ProblemCode.INVALID_WINDOW,
    ProblemCode.INVALID_BENEFIT,
    ProblemCode.CONFIRMATION_REQUIRED
  })
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<CampaignResponse> createCampaign(@Valid @RequestBody CampaignRequest request) {
    CampaignResponse campaign = campaigns.create(request);
    cache.invalidateAfterCommit(Campaigns.CACHE_GROUP);
    return ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign.id())).body(campaign);
  }

  @Operation(summary = "List campaigns, the newest first")
  @GetMapping
  Page<CampaignResponse> listCampaigns(PageQuery query) {
    return cache.get(
        Campaigns.CACHE_GROUP,
        query.size() + ":" + query.cursor(),
        PAGE,
        () -> campaigns.list(query));
  }

  @Operation(summary = "Read a campaign")
  @GetMapping("/{id}")
  @ProblemResponses(ProblemCode.CAMPAIGN_NOT_FOUND)
  ResponseEntity<CampaignResponse> readCampaign(@PathVariable UUID id) {
    return ResponseEntity.ok().cacheControl(SharedResponses.FOR_A_SECOND).body(campaigns.get(id));
  }
}
