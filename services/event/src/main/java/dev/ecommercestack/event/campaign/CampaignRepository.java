package dev.ecommercestack.event.campaign;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** Campaigns. */
interface CampaignRepository extends JpaRepository<Campaign, UUID> {
  /** Returns the newest ones behind a place in the list. */
  List<Campaign> findByIdLessThanOrderByIdDesc(UUID before, Limit limit);
}
