package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.cache.ReadCache;
import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
          "Creates a campaign (administrators); afterwards it can be paused and ended, not changed")
  @PostMapping
  @Idempotent
  ResponseEntity<CampaignResponse> create(@Valid @RequestBody CampaignRequest request) {
    CampaignResponse campaign = campaigns.create(request);
    cache.invalidateAfterCommit(Campaigns.CACHE_GROUP);
    return ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign.id())).body(campaign);
  }

  @Operation(summary = "Lists campaigns, the newest first")
  @GetMapping
  Page<CampaignResponse> list(PageQuery query) {
    return cache.get(
        Campaigns.CACHE_GROUP,
        query.size() + ":" + query.cursor(),
        PAGE,
        () -> campaigns.list(query));
  }

  @Operation(summary = "Shows a campaign")
  @GetMapping("/{id}")
  CampaignResponse get(@PathVariable UUID id) {
    return campaigns.get(id);
  }
}
