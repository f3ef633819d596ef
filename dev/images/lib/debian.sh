# shellcheck shell=bash disable=SC2154
# Debian packages for images: resolved, downloaded and verified by apt in a root of its own, unpacked by dpkg-deb.
# Nothing is installed, no maintainer script runs, and no root is needed. The mirror is the one in the machine's apt sources.

suite=trixie
apt_root=$store/apt-$suite
keyring=${ECOMMERCE_STACK_DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}

# mirrors prints "URI SUITE" for the suite and its updates, derived from the Debian sources that apt has on this machine.
mirrors() {
  if [[ -n ${ECOMMERCE_STACK_DEBIAN_MIRROR:-} ]]; then
    echo "$ECOMMERCE_STACK_DEBIAN_MIRROR $suite"
    return
  fi
  # shellcheck disable=SC1091
  local codename distribution
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  distribution=$(. /etc/os-release && echo "${ID:-}")
  [[ $distribution == debian && -n $codename ]] || return 0
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    awk -v from="$codename" -v to="$suite" '
      $3 == "main" && ($2 == from || $2 == from "-updates" || $2 == from "-security") { sub("^" from, to, $2); print $1, $2 }' |
    sort -u
}

# apt_configure writes the configuration of the private apt root.
apt_configure() {
  local sources
  sources=$(mirrors)
  [[ -n $sources ]] || fail "apt on this machine has no Debian mirror in its sources; set ECOMMERCE_STACK_DEBIAN_MIRROR to the URL of one \
(and ECOMMERCE_STACK_DEBIAN_KEYRING where $keyring is not installed)"
  [[ -r $keyring ]] || fail "$keyring is missing; install debian-archive-keyring or set ECOMMERCE_STACK_DEBIAN_KEYRING"
  mkdir -p "$apt_root"/{state/lists/partial,cache/archives/partial,resolved}
  sed "s|^|deb [signed-by=$keyring] |; s|\$| main|" <<<"$sources" >"$apt_root/sources.list"
  # The hooks are the machine's: they would clean its caches and refresh its desktop's package index.
  cat >"$apt_root/apt.conf" <<CONF
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
APT::Sandbox::User "$(id -un)";
APT::Install-Recommends "false";
Acquire::ForceHash "SHA256";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "60";
Dir::State "$apt_root/state";
Dir::Cache "$apt_root/cache";
Dir::Etc::sourcelist "$apt_root/sources.list";
Dir::Etc::sourceparts "/dev/null";
CONF
}

# apt_lists fetches the package lists unless they are there; forced, it also forgets what was resolved from the old ones.
apt_lists() {
  [[ ${1:-} != --force && -e $apt_root/complete ]] && return
  need apt-get dpkg-deb
  apt_configure
  say "fetching the package lists of Debian $suite"
  rm -rf "$apt_root/complete" "$apt_root"/resolved "$apt_root"/cache/archives/*.deb
  mkdir -p "$apt_root/resolved"
  timeout 600 apt-get -c "$apt_root/apt.conf" -qq update >&2 ||
    fail "the package lists of Debian $suite could not be fetched; check the network and the sources in /etc/apt"
  touch "$apt_root/complete"
}

# apt_status prints what apt shall take for installed: the packages that an image does without, and those of the lower layer.
# apt_status LOWER ABSENT...
apt_status() {
  local lower=$1 name version
  shift
  for name; do printf 'Package: %s\nStatus: install ok installed\nArchitecture: all\nMulti-Arch: allowed\nVersion: 999\n\n' "$name"; done
  [[ -z $lower ]] || while read -r name version _; do
    printf 'Package: %s\nStatus: install ok installed\nArchitecture: %s\nVersion: %s\n\n' "$name" "$(dpkg --print-architecture)" "$version"
  done <"$lower"
}

# debian_resolve LAYER LOWER prints the file with "package version file sha256" of every package of LAYER that LOWER (a file
# of the same kind, or empty) does not have. Takes ${packages[@]} and ${absent[@]}.
debian_resolve() {
  local layer=$1 lower=$2 resolved
  resolved=$apt_root/resolved/$layer-$({ printf '%s\n' "${packages[@]}" -- "${absent[@]}"; [[ -z $lower ]] || cat "$lower"; } | key)
  if [[ ! -s $resolved ]]; then
    apt_status "$lower" "${absent[@]}" >"$resolved.status"
    # apt prints only what it would download, so it must not see what it downloaded before.
    mkdir -p "$apt_root/nothing/partial"
    apt-get -c "$apt_root/apt.conf" -o "Dir::State::status=$resolved.status" -o "Dir::Cache::archives=$apt_root/nothing" \
      -qq --print-uris install "${packages[@]}" >"$resolved.uris" ||
      fail "apt could not resolve the packages of $layer (${packages[*]}), see above"
    sed -n "s/^'[^']*' \([^_]*\)_\([^_]*\)_\([^ ]*\) [0-9]* SHA256:\([0-9a-f]*\)\$/\1 \2 \1_\2_\3 \4/p" "$resolved.uris" |
      sed 's/^\([^ ]* [^ ]*\)%3a/\1:/' | sort >"$resolved.new"
    [[ $(wc -l <"$resolved.new") == $(wc -l <"$resolved.uris") ]] || fail "apt printed lines for $layer that are not understood: $resolved.uris"
    # apt may want a package of the lower layer once more, as its own record of it is richer than ours.
    if [[ -n $lower ]]; then grep -vxFf "$lower" "$resolved.new" >"$resolved"; else mv "$resolved.new" "$resolved"; fi
    rm -f "$resolved.new" "$resolved.uris"
  fi
  echo "$resolved"
}

# debian_unpack RESOLVED DIRECTORY downloads the packages and unpacks them without documentation.
debian_unpack() {
  local resolved=$1 directory=$2 file
  mapfile -t files < <(cut -d' ' -f3 "$resolved")
  local missing=()
  for file in "${files[@]}"; do [[ -e $apt_root/cache/archives/$file ]] || missing+=("$file"); done
  if [[ ${#missing[@]} -gt 0 ]]; then
    say "downloading ${#missing[@]} Debian packages"
    mapfile -t pinned < <(awk '{print $1 "=" $2}' "$resolved")
    timeout 900 apt-get -c "$apt_root/apt.conf" -o "Dir::State::status=$resolved.status" -qq -y --download-only install "${pinned[@]}" >&2 ||
      fail "Debian packages could not be downloaded; when the mirror has newer ones, run dev/images/build --refresh"
  fi
  for file in "${files[@]}"; do
    [[ $(sha256sum <"$apt_root/cache/archives/$file") == "$(awk -v file="$file" '$3 == file {print $4}' "$resolved")"* ]] ||
      fail "$apt_root/cache/archives/$file is damaged; remove it and try again"
    dpkg-deb -x "$apt_root/cache/archives/$file" "$directory"
  done
  debian_trim "$directory"
}

# debian_trim removes what no container reads. Licences stay.
debian_trim() {
  local root=$1 name
  find "$root/usr/share/doc" \( -type f -o -type l \) ! -name copyright -delete 2>/dev/null || true
  rm -rf "$root"/usr/share/{man,info,lintian,bash-completion,zsh,bug,locale,initramfs-tools,menu,pixmaps,applications} \
    "$root"/usr/lib/systemd "$root"/usr/lib/*/gconv "$root"/etc/{init.d,default,logrotate.d,cron.daily,pam.d} "$root"/usr/lib/ocf
  # Upper layers must not turn the lower layer's links (/lib to /usr/lib) into directories.
  for name in bin sbin lib lib64; do
    [[ -d $root/$name && ! -L $root/$name ]] || continue
    mkdir -p "$root/usr/$name"
    cp -a "$root/$name/." "$root/usr/$name/"
    rm -rf "${root:?}/$name"
  done
  find "$root/usr/share" "$root/etc" "$root/usr/lib" -mindepth 1 -depth -type d -empty -delete 2>/dev/null || true
}
