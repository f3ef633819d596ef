/** The pages that browsers open: the shop, the API, the dashboard of the registry. */
@NullMarked
package dev.ecommercestack.gateway.page;

import org.jspecify.annotations.NullMarked;
