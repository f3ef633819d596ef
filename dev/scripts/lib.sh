#!/usr/bin/env bash
# What every script of this project shares. Source it; it changes nothing but shell options.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
CACHE="${ECOMMERCE_STACK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ecommerce-stack}"
export ECOMMERCE_STACK_CACHE="$CACHE"

say() { printf '%s\n' "$*" >&2; }

# die SENTENCE: the sentence says what to do next.
die() {
  say "error: $*"
  exit 1
}

java_major() { "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1; }

is_jdk_25() { [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ "$(java_major "$1")" = 25 ]; }

# require_jdk: exports JAVA_HOME of a JDK 25: the one given, one on PATH, or one in the usual places.
require_jdk() {
  local candidate
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(javac_home)" \
    /usr/lib/jvm/*25* \
    /opt/*jdk*25* \
    "$HOME"/.sdkman/candidates/java/25* \
    "$HOME"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if is_jdk_25 "$candidate"; then
      export JAVA_HOME="$candidate"
      return
    fi
  done
  die "no JDK 25 found: install one (Temurin 25, for example) or set JAVA_HOME to it."
}

javac_home() {
  local javac
  javac="$(command -v javac || true)"
  [ -n "$javac" ] || return 0
  dirname "$(dirname "$(readlink -f "$javac")")"
}

# image_modules: folder and image name of every Maven module that ends as an image, by the poms.
image_modules() {
  local module pom name
  sed -n 's|.*<module>\(.*\)</module>.*|\1|p' "$ROOT/pom.xml" | while read -r module; do
    pom="$ROOT/$module/pom.xml"
    if grep -q '<jib.skip>false</jib.skip>' "$pom"; then
      name="$(sed -n 's|.*<image.name>\(.*\)</image.name>.*|\1|p' "$pom")"
      printf '%s %s\n' "$module" "${name:-$(basename "$module")}"
    fi
  done
}

# service_names: the services of a stack, one a line, by contracts/topology.yaml.
service_names() {
  local names
  names="$(sed -n 's/^services: \[\(.*\)\]$/\1/p' "$ROOT/contracts/topology.yaml" | tr -d ' ' | tr ',' '\n')"
  [ -n "$names" ] || die "contracts/topology.yaml has no line 'services: [...]': write the list on one line."
  echo "$names"
}

mvnw() { "$ROOT/mvnw" -f "$ROOT/pom.xml" "$@"; }

# Phases: `phase NAME` ends the one before; `phases` prints the table.
PHASE_NAMES=()
PHASE_SECONDS=()
PHASE_CURRENT=""
PHASE_STARTED=0

phase() {
  phase_end
  PHASE_CURRENT="$1"
  PHASE_STARTED=$SECONDS
  say "== $1"
}

phase_end() {
  [ -n "$PHASE_CURRENT" ] || return 0
  PHASE_NAMES+=("$PHASE_CURRENT")
  PHASE_SECONDS+=($((SECONDS - PHASE_STARTED)))
  PHASE_CURRENT=""
}

phases() {
  phase_end
  local i total=0
  printf '%-34s %8s\n' phase seconds
  for i in "${!PHASE_NAMES[@]}"; do
    printf '%-34s %8d\n' "${PHASE_NAMES[$i]}" "${PHASE_SECONDS[$i]}"
    total=$((total + PHASE_SECONDS[i]))
  done
  printf '%-34s %8d\n' total "$total"
}

# own_cluster NAME: what comes next makes a cluster of that name and empties it, and never uses one of the user's.
own_cluster() {
  unset CLUSTER_KIND KUBE_CONTEXT REGISTRY REGISTRY_IN_CLUSTER REGISTRY_INSECURE
  export CLUSTER="$1"
}

# upper TEXT: in capitals (the bash of macOS has no other way).
upper() { tr '[:lower:]' '[:upper:]' <<<"$1"; }

# use_cluster: exports what `dev/cluster/bin/cluster env` says of the running cluster.
use_cluster() {
  local exports
  exports="$("$ROOT/dev/cluster/bin/cluster" env)" || die "there is no running cluster '${CLUSTER:-dev}': run 'make up' first."
  eval "$exports"
}

k() { "$KUBECTL" --context "$KUBE_CONTEXT" "$@"; }

# own_base: the argument that makes Maven build on our base image, where no public one can be pulled; elsewhere nothing.
own_base() {
  local built
  [ "$CLUSTER_KIND" = local ] || return 0
  built="$("$ROOT/dev/images/build" base)" || return
  printf -- '-Dbase.image=tar://%s\n' "${built#* }"
}

# own_brokers: pushes our broker images, where no public ones can be pulled, and prints their RELATED_IMAGE_* lines.
own_brokers() {
  [ "$CLUSTER_KIND" = local ] || return 0
  "$ROOT/dev/images/push" --insecure "$REGISTRY" kafka postgresql rabbitmq redis |
    while IFS='=' read -r name reference; do
      printf 'RELATED_IMAGE_%s=%s\n' "$(upper "$name")" "${reference/#$REGISTRY/$REGISTRY_IN_CLUSTER}"
    done
}

# copy_tree FOLDER: the sources as they are, without what is built.
copy_tree() {
  (cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    [ ! -e "$file" ] || printf '%s\0' "$file"
  done | tar --null -cf - -T -) | tar -C "$1" -xf -
}

# operator_overlay FOLDER BASE: makes FOLDER a kustomization of BASE, by its path from there, whose operator runs the images
# of FOLDER/images.env, and is the one that the file names, if it names one. Kustomize generates the ConfigMap; the operator
# reads it by envFrom.
operator_overlay() {
  local operator which
  operator="$(sed -n 's/^RELATED_IMAGE_OPERATOR=//p' "$1/images.env")"
  cat >"$1/kustomization.yaml" <<YAML
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [$2]
configMapGenerator:
  - name: operator-images
    namespace: ecommerce-stack-system
    behavior: replace
    envs: [images.env]
YAML
  case $operator in
    "") return ;;
    *@*) which="newName: ${operator%@*}, digest: \"${operator#*@}\"" ;;
    *) which="newName: ${operator%:*}, newTag: \"${operator##*:}\"" ;;
  esac
  printf 'images: [{name: ecommerce-stack/operator, %s}]\n' "$which" >>"$1/kustomization.yaml"
}
