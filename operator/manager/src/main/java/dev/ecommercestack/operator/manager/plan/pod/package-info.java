/**
 * Builds the Kubernetes objects that every component has: pods, StatefulSets, Services, ConfigMaps
 * and NetworkPolicies, with the security settings and the placement of the stack.
 */
@NullMarked
package dev.ecommercestack.operator.manager.plan.pod;

import org.jspecify.annotations.NullMarked;
