/**
 * Coupon campaigns: create, show, pause, resume, end; and the snapshots that claims are checked by.
 */
@NullMarked
package dev.ecommercestack.event.campaign;

import org.jspecify.annotations.NullMarked;
