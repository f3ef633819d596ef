# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by dev/images/build, which reads lower, packages and absent and calls the functions.
# The Java runtime of all our images and of Kafka: what Spring Boot, JPA, Kafka and the Kubernetes client use, plus jcmd.
modules=(
  java.se jdk.attach jdk.charsets jdk.crypto.cryptoki jdk.crypto.ec jdk.httpserver jdk.jcmd jdk.jdwp.agent jdk.jfr
  jdk.localedata jdk.management jdk.management.agent jdk.naming.dns jdk.net jdk.nio.mapmode jdk.security.auth
  jdk.security.jgss jdk.unsupported jdk.zipfs
)
locales=en,ko

# Only what decides the runtime's content: the same release gives the same hash wherever it is installed.
layer_inputs() {
  local home
  home=$(java_home)
  grep -E '^(IMPLEMENTOR_VERSION|JAVA_RUNTIME_VERSION|JAVA_VERSION|OS_ARCH|SOURCE|MODULES)=' "$home/release"
}

layer_fill() {
  local root=$1 home java
  home=$(java_home)
  java=$root/opt/java/openjdk
  mkdir -p "$root/opt/java" "$root/usr/bin"
  say "linking a Java runtime from $home"
  env -i LC_ALL=C "$home/bin/jlink" --add-modules "$(IFS=,; echo "${modules[*]}")" --include-locales "$locales" --strip-java-debug-attributes \
    --no-header-files --no-man-pages --compress zip-6 --output "$java" >&2 ||
    fail "jlink could not make a runtime from $home; a JDK with jmods or one that can link from itself (Temurin 25) is needed"
  # A distribution's JDK has a link to the machine's certificates here.
  cp -L --remove-destination "$home/lib/security/cacerts" "$java/lib/security/cacerts"
  chmod 644 "$java/lib/security/cacerts"
  # Class data for the heaps that containers have (compressed pointers). The heap's size, the environment and the working
  # directory leave traces in the archive: fixed, so that every machine makes the same one.
  (cd / && env -i LC_ALL=C "$java/bin/java" -Xshare:dump -XX:+UseG1GC -Xmx128m >/dev/null) ||
    fail "the class data archive of the Java runtime could not be made"
  for program in java jcmd keytool; do ln -s "../../opt/java/openjdk/bin/$program" "$root/usr/bin/$program"; done
}
