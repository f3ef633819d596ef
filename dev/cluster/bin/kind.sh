# shellcheck shell=bash
# Clusters made by kind, each with a kubeconfig of its own, and one registry beside them, as kind's documentation has it
# (https://kind.sigs.k8s.io/docs/user/local-registry/). Sourced by bin/cluster, after lib.sh and with CLUSTER set.

kind_registry=ecommerce-stack-registry
kind_registry_image=registry:3
kind_problem=""

# kind_exists says whether kind has a cluster of this name.
kind_exists() { kind get clusters 2>/dev/null | grep -qx -- "$CLUSTER"; }

# kind_node_image prints the image that kind would make a node of. A kind that is asked has no answer, but its program holds the name.
kind_node_image() {
  if [[ -n ${KIND_NODE_IMAGE:-} ]]; then
    echo "$KIND_NODE_IMAGE"
  else
    grep -aoE -m1 'kindest/node:v[0-9]+\.[0-9]+\.[0-9]+@sha256:[0-9a-f]{64}' "$(command -v kind)" | head -n1
  fi
}

# image_available IMAGE says whether Docker has the image, or gets it now.
image_available() {
  docker image inspect "$1" >/dev/null 2>&1 || {
    say "pulling $1"
    timeout 600 docker pull -q "$1" >/dev/null 2>&1
  }
}

# kind_possible says whether kind can make a cluster here. If not, kind_problem says why.
kind_possible() {
  local image
  if ! command -v docker >/dev/null; then
    kind_problem="no docker on PATH"
  elif ! timeout 15 docker version >/dev/null 2>&1; then
    kind_problem="no Docker engine answers"
  elif ! command -v kind >/dev/null; then
    kind_problem="no kind on PATH"
  elif kind_exists; then
    return 0
  elif ! image=$(kind_node_image) || [[ -z $image ]]; then
    kind_problem="kind's node image is unknown, give KIND_NODE_IMAGE"
  elif ! image_available "$image" || ! image_available "$kind_registry_image"; then
    kind_problem="the images $image and $kind_registry_image can't be pulled"
  else
    return 0
  fi
  return 1
}

kind_kubeconfig() { printf '%s/kind/%s.kubeconfig\n' "$(cache)" "$CLUSTER"; }

kind_registry_address() {
  local port
  port=$(docker port "$kind_registry" 5000/tcp 2>/dev/null | head -n1) ||
    fail "there is no registry beside kind: run dev/cluster/bin/cluster up"
  printf 'localhost:%s\n' "${port##*:}"
}

kind_up() {
  kind_possible || fail "kind can't make a cluster here: $kind_problem"
  if [[ $(docker inspect -f '{{.State.Running}}' "$kind_registry" 2>/dev/null) != true ]]; then
    docker rm -f "$kind_registry" >/dev/null 2>&1 || true
    docker run -d --restart=always -p "127.0.0.1:${KIND_REGISTRY_PORT:-5001}:5000" --network bridge \
      --name "$kind_registry" "$kind_registry_image" >/dev/null ||
      fail "the registry could not start, see above; where port ${KIND_REGISTRY_PORT:-5001} is taken, give another as KIND_REGISTRY_PORT"
  fi
  local kubeconfig address node
  kubeconfig=$(kind_kubeconfig)
  mkdir -p "$(dirname "$kubeconfig")"
  if ! kind_exists; then
    kind create cluster --name "$CLUSTER" --kubeconfig "$kubeconfig" --image "$(kind_node_image)" --wait 300s --config - >&2 <<CONFIG ||
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
containerdConfigPatches:
- |-
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "/etc/containerd/certs.d"
CONFIG
      fail "kind could not create the cluster, see above"
  fi
  kind export kubeconfig --name "$CLUSTER" --kubeconfig "$kubeconfig" >&2
  chmod 600 "$kubeconfig"
  address=$(kind_registry_address)
  for node in $(kind get nodes --name "$CLUSTER"); do
    docker exec "$node" mkdir -p "/etc/containerd/certs.d/$address"
    printf '[host."http://%s:5000"]\n' "$kind_registry" |
      docker exec -i "$node" cp /dev/stdin "/etc/containerd/certs.d/$address/hosts.toml"
  done
  [[ $(docker inspect -f '{{json .NetworkSettings.Networks.kind}}' "$kind_registry") != null ]] ||
    docker network connect kind "$kind_registry"
  say "cluster $CLUSTER is up: kind, registry $address"
}

kind_down() {
  kind_exists || { say "there is no kind cluster $CLUSTER"; return 0; }
  kind delete cluster --name "$CLUSTER" --kubeconfig "$(kind_kubeconfig)" >&2
  rm -f "$(kind_kubeconfig)"
  # The registry is shared: it goes with the last cluster.
  kind get clusters 2>/dev/null | grep -qv '^No kind clusters' || docker rm -f "$kind_registry" >/dev/null
}

kind_env() {
  kind_exists || fail "there is no kind cluster $CLUSTER: run dev/cluster/bin/cluster up"
  local registry
  registry=$(kind_registry_address)
  assign CLUSTER_KIND kind
  assign CLUSTER "$CLUSTER"
  assign KUBECONFIG "$(kind_kubeconfig)"
  assign KUBE_CONTEXT "kind-$CLUSTER"
  assign KUBECTL "$(kubectl_path)"
  assign REGISTRY "$registry"
  assign REGISTRY_IN_CLUSTER "$registry"
  assign REGISTRY_INSECURE true
  assign NODE_ADDRESS "$(docker inspect -f '{{.NetworkSettings.Networks.kind.IPAddress}}' "$CLUSTER-control-plane")"
}
