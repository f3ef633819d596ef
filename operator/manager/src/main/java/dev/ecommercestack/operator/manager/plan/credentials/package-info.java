/**
 * Which Secrets a stack has, which service mounts which of them, and the CA certificates of
 * external backing services.
 */
@NullMarked
package dev.ecommercestack.operator.manager.plan.credentials;

import org.jspecify.annotations.NullMarked;
