/** Campaigns are paused, resumed and ended by control records in their queue. */
@NullMarked
package dev.ecommercestack.event.control;

import org.jspecify.annotations.NullMarked;
