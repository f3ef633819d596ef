/**
 * What the plans of all components share: the input of a plan, the plan itself, names, labels,
 * images and sizes. It knows no other package of the plan.
 */
@NullMarked
package dev.ecommercestack.operator.manager.plan.stack;

import org.jspecify.annotations.NullMarked;
