package dev.ecommercestack.event.issuer;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The changes that a batch of records causes. Claims after the quota was used up, and claims of
 * users who have won before, cause none.
 *
 * @param wins the winning claims, by ascending offset
 * @param rejections the claims outside the window and before the last winner, by ascending offset
 * @param soldOut by campaign id: the offset of the last winning claim, if the batch used up the
 *     quota
 * @param controls by campaign id: the last control record of the batch that changed the state
 * @param held the claims that are newly held because their campaign is paused, by ascending offset
 * @param released by campaign id: the offset before which no claim is held any more
 */
public record Decision(
    List<Win> wins,
    List<Claim> rejections,
    Map<UUID, Long> soldOut,
    Map<UUID, ControlRecord> controls,
    List<Claim> held,
    Map<UUID, Long> released) {
  /**
   * A claim that wins a coupon.
   *
   * @param claim the winning claim
   * @param position the position among the winners of the campaign, from 1
   */
  public record Win(Claim claim, int position) {}

  /** Copies the collections. */
  public Decision {
    wins = List.copyOf(wins);
    rejections = List.copyOf(rejections);
    soldOut = Map.copyOf(soldOut);
    controls = Map.copyOf(controls);
    held = List.copyOf(held);
    released = Map.copyOf(released);
  }
}
