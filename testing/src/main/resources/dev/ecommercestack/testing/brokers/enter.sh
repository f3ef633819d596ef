#!/usr/bin/env bash
# Runs a program of an image as a container would: first process of a pid namespace, in a copy of the image's file system whose
# writable parts live in memory. Ends, and all that it started with it, when the program ends or when standard input is closed.
#
#   enter.sh ROOTFS WORK UID GID COMMAND...
#
# WORK/files is seen as /etc/server, and /var/lib/server is writable. The environment is the program's own.
set -euo pipefail

rootfs=$1 work=$2 uid=$3 gid=$4
shift 4
new=$work/root
mkdir -p "$new"
mount -t tmpfs -o mode=755 tmpfs "$new"

for entry in "$rootfs"/*; do
  name=${entry##*/}
  if [[ -L $entry || $name == etc || $name == var ]]; then
    cp -a "$entry" "$new/"
  else
    mkdir "$new/$name"
    case $name in
      dev) mount --rbind /dev "$new/dev" ;;
      proc) mount -t proc proc "$new/proc" ;;
      sys | tmp | run) ;;
      *) mount --rbind "$entry" "$new/$name" ;;
    esac
  fi
done
mkdir -p "$new/tmp" "$new/var/lib/server"
chmod 1777 "$new/tmp"
cp -a "$work/files" "$new/etc/server"

if [[ $(awk 'NR == 1 {print $3}' /proc/self/uid_map) -gt 1 ]]; then
  chown -R "$uid:$gid" "$new/etc/server" "$new/var/lib/server"
  inside=(chroot "--userspec=$uid:$gid" "$new")
else
  # Not root outside: the one user that there is appears under the program's id.
  inside=(unshare --user "--map-user=$uid" "--map-group=$gid" "--root=$new" --wd=/)
fi

exec 3<&0
"${inside[@]}" "$@" </dev/null 3<&- &
cat <&3 >/dev/null &
wait -n
