# shellcheck shell=bash disable=SC2154
# Artifacts of Maven Central for images, of the versions that the root pom fixes.

# version_of PROPERTY prints the value of a property of the root pom.
version_of() {
  python3 - "$project/pom.xml" "$1" <<'PYTHON' || fail "pom.xml has no property $1: add <$1>...</$1> to the root pom's <properties>"
import sys
from xml.etree import ElementTree
pom, name = sys.argv[1:]
value = ElementTree.parse(pom).findtext("{*}properties/{*}" + name)
print(value.strip()) if value else sys.exit(1)
PYTHON
}

# copy_dependencies POM DIRECTORY PROPERTY... copies the runtime class path of POM; the properties are the root pom's.
copy_dependencies() {
  local pom=$1 directory=$2 property
  shift 2
  local arguments=() maven=$project/mvnw
  for property in maven-dependency-plugin.version "$@"; do arguments+=("-D$property=$(version_of "$property")"); done
  [[ -x $maven ]] || maven=mvn
  need "$maven"
  say "fetching the artifacts of ${pom#"$project/"} from Maven Central"
  JAVA_HOME=$(java_home) timeout 900 "$maven" -q -B -f "$pom" "${arguments[@]}" "-DoutputDirectory=$directory" dependency:copy-dependencies >&2 ||
    fail "the artifacts of ${pom#"$project/"} could not be fetched, see above; check the network and Maven's settings"
}
