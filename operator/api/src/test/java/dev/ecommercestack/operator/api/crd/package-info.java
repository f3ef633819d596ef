/** Makes the CRD of the custom resource and checks it. */
@NullMarked
package dev.ecommercestack.operator.api.crd;

import org.jspecify.annotations.NullMarked;
