package dev.ecommercestack.operator.manager.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;

/**
 * The kinds of objects that stacks are made of. Volumes are not among them: nothing here may ever
 * delete one.
 */
public final class ManagedKinds {

  /** Every kind that the operator watches, applies and removes in any cluster. */
  public static final List<Class<? extends HasMetadata>> ALL =
      List.of(
          StatefulSet.class,
          Deployment.class,
          Job.class,
          HorizontalPodAutoscaler.class,
          PodDisruptionBudget.class,
          NetworkPolicy.class,
          Ingress.class,
          Service.class,
          RoleBinding.class,
          Role.class,
          ServiceAccount.class,
          ConfigMap.class,
          Secret.class);

  /** Those of the Gateway API, which not every cluster has: watched only where they are served. */
  public static final List<Class<? extends HasMetadata>> OPTIONAL = List.of(HTTPRoute.class);

  private ManagedKinds() {}
}
