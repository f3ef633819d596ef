package dev.ecommercestack.declare.kafka;

import dev.ecommercestack.contracts.access.KafkaAccess;
import dev.ecommercestack.contracts.access.KafkaAcl;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.MismatchException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Creates the ACLs of each service's user. Additional ACLs are not deleted: services of the
 * previous version may still need them.
 */
final class Acls {
  private final Admin client;
  private final KafkaConnection connection;
  private final ChangeRecorder changes;

  Acls(Admin client, KafkaConnection connection, ChangeRecorder changes) {
    this.client = client;
    this.connection = connection;
    this.changes = changes;
  }

  void declare(Topology topology, Map<String, Credential> services) throws InterruptedException {
    for (Map.Entry<String, Credential> service : services.entrySet()) {
      String principal = "User:" + service.getValue().username();
      Set<AclBinding> present = new HashSet<>(existingAcls(principal));
      List<AclBinding> wanted =
          KafkaAccess.of(topology, service.getKey()).stream()
              .map(acl -> binding(acl, principal))
              .toList();
      List<AclBinding> missing = wanted.stream().filter(acl -> !present.contains(acl)).toList();
      if (!missing.isEmpty()) {
        connection.await(client.createAcls(missing).all());
      }
      for (AclBinding acl : wanted) {
        if (missing.contains(acl)) {
          changes.created("right of %s to %s".formatted(principal, describe(acl)));
        } else {
          changes.unchanged();
        }
      }
      wanted.forEach(present::remove);
      for (AclBinding extra : present) {
        changes.warn(
            "%s may also %s, which the contract does not need. The ACL was not deleted."
                .formatted(principal, describe(extra)));
      }
    }
  }

  private Collection<AclBinding> existingAcls(String principal) throws InterruptedException {
    AclBindingFilter filter =
        new AclBindingFilter(
            ResourcePatternFilter.ANY,
            new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY));
    try {
      return client.describeAcls(filter).values().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SecurityDisabledException) {
        throw new MismatchException(
            "Kafka has no authorizer, so services would not be kept apart: set authorizer.class.name in"
                + " the brokers, or kafka.manageUsers to false.");
      }
      throw connection.toException(e);
    }
  }

  private static AclBinding binding(KafkaAcl acl, String principal) {
    ResourcePattern pattern =
        new ResourcePattern(
            switch (acl.resource()) {
              case TOPIC -> ResourceType.TOPIC;
              case GROUP -> ResourceType.GROUP;
              case CLUSTER -> ResourceType.CLUSTER;
            },
            acl.name(),
            acl.prefixed() ? PatternType.PREFIXED : PatternType.LITERAL);
    AclOperation operation =
        switch (acl.operation()) {
          case DESCRIBE -> AclOperation.DESCRIBE;
          case READ -> AclOperation.READ;
          case WRITE -> AclOperation.WRITE;
          case IDEMPOTENT_WRITE -> AclOperation.IDEMPOTENT_WRITE;
        };
    return new AclBinding(
        pattern, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
  }

  private static String describe(AclBinding acl) {
    return "%s %s %s%s"
        .formatted(
            acl.entry().operation(),
            acl.pattern().resourceType(),
            acl.pattern().name(),
            acl.pattern().patternType() == PatternType.PREFIXED ? "*" : "");
  }
}
