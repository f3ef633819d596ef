package dev.ecommercestack.eureka.access;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the access to the registry.
 *
 * @param authentication whether requests need the credentials of an application; false only on a
 *     laptop, where everybody may register everything
 * @param checkAddress whether an instance may register only the address that its request comes
 *     from; false where addresses are translated on the way, as between a laptop and its containers
 * @param passwords the directory with a file of passwords for each application
 * @param anonymousApplications a file with the applications that need no password now, a line each;
 *     the operator fills it during an upgrade from a release whose services have none. Missing is
 *     the same as empty.
 */
@ConfigurationProperties("registry")
record RegistryProperties(
    boolean authentication, boolean checkAddress, Path passwords, Path anonymousApplications) {}
