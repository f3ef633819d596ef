/** The plans of the Spring services: Eureka, the gateway and the services behind it. */
@NullMarked
package dev.ecommercestack.operator.manager.plan.service;

import org.jspecify.annotations.NullMarked;
