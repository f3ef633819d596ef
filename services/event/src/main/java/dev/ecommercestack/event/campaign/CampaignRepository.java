package dev.ecommercestack.event.campaign;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** The table {@code campaign}. */
interface CampaignRepository extends JpaRepository<Campaign, UUID> {
  /** Returns the campaigns with an id smaller than {@code before}, the newest first. */
  List<Campaign> findByIdLessThanOrderByIdDesc(UUID before, Limit limit);
}
