/** The route table, and how requests are sent to an instance of a service. */
@NullMarked
package dev.ecommercestack.gateway.route;

import org.jspecify.annotations.NullMarked;
