# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by dev/images/build, which reads lower, packages and absent and calls the functions.
# PostgreSQL 18 from the bundle on Maven Central; psql and pg_isready, which the bundle lacks, from Debian's client package.
# shellcheck source-path=SCRIPTDIR source=../debian/layer.sh
source "$images/debian/layer.sh"
lower=debian
packages=(postgresql-client-17)
# The bundle brings its own libpq and what that needs.
absent=(libpq5 liblz4-1 perl postgresql-client-common sensible-utils readline-common libssl3t64 openssl-provider-legacy)

layer_inputs() {
  version_of postgresql-binaries.version
  sha256sum <"$images/postgresql/pom.xml"
}

layer_fill() {
  local root=$1 bundle home=usr/lib/postgresql/18 program
  bundle=$(mktemp -d "$store/.bundle.XXXXXX")
  copy_dependencies "$images/postgresql/pom.xml" "$bundle" postgresql-binaries.version
  mkdir -p "$root/$home"
  python3 - "$bundle" "$root/$home" <<'PYTHON'
import glob, io, sys, tarfile, zipfile
bundle, home = sys.argv[1:]
with zipfile.ZipFile(glob.glob(bundle + "/embedded-postgres-binaries-*.jar")[0]) as jar:
    [name] = [name for name in jar.namelist() if name.endswith(".txz")]
    with tarfile.open(fileobj=io.BytesIO(jar.read(name)), mode="r:xz") as tar:
        tar.extractall(home)
PYTHON
  rm -rf "$bundle"
  # What is only for compiling, and languages whose interpreters are not here.
  rm -rf "$root/$home"/lib/{pkgconfig,postgresql/pgxs} "$root/$home"/lib/libecpg* "$root/$home"/lib/libpgtypes*
  find "$root/$home" -name '*.a' -delete
  rm -f "$root/$home"/lib/postgresql/*{plperl,plpython3,pltcl}* "$root/$home"/share/postgresql/extension/*{plperl,plpython3,pltcl}*
  chmod -R u+rwX,go+rX,go-w "$root/$home"

  mkdir -p "$root/$home/client"
  for program in psql pg_isready; do
    mv "$root/usr/lib/postgresql/17/bin/$program" "$root/$home/client/$program"
    # shellcheck disable=SC2016
    printf '%s\n' '#!/bin/sh' "LD_LIBRARY_PATH=/$home/lib exec /$home/client/$program \"\$@\"" >"$root/$home/bin/$program"
    chmod 755 "$root/$home/bin/$program"
  done
  rm -rf "$root/usr/lib/postgresql/17" "$root/usr/share/postgresql" "$root/usr/share/postgresql-common" "$root/usr/share/perl5"
  mkdir -p "$root"/var/lib/postgresql "$root"/run/postgresql
  users "$root" postgres 999 /var/lib/postgresql
}

layer_owners() { printf '%s\n' var/lib/postgresql=999:999:755 run/postgresql=999:999:755; }
