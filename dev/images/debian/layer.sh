# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by dev/images/build, which reads lower, packages and absent and calls the functions.
# The floor of every image: libc, time zones, certificate authorities, a UTF-8 locale and busybox for sh and friends.
packages=(base-files libc6 libc-bin libgcc-s1 libstdc++6 zlib1g tzdata ca-certificates netbase busybox-static)
# busybox has awk; the bundle of certificates is made here; nothing is installed, so nothing is configured.
absent=(awk debconf debconf-2.0 openssl)

layer_fill() {
  local root=$1 directory applet
  for directory in boot media mnt opt srv usr/games usr/include usr/src var/backups var/mail var/opt var/lib/dpkg usr/share/base-files usr/share/info etc/update-motd.d; do
    rm -rf "${root:?}/$directory"
  done
  mkdir -p "$root"/{dev,proc,sys,run,tmp,root,home/nonroot,opt,etc/ssl/certs,usr/bin,usr/sbin,usr/lib,usr/lib64,var/tmp,var/log,var/cache,var/lib}
  rm -rf "$root"/var/{run,lock}
  ln -s /run "$root/var/run"
  ln -s /run/lock "$root/var/lock"
  for directory in bin sbin lib lib64; do ln -sfn "usr/$directory" "$root/$directory"; done
  ln -sfn ../usr/lib/os-release "$root/etc/os-release"
  # The loader that programs name, where the package only ships it below /usr/lib/<triplet>.
  [[ -e $root/lib64/ld-linux-x86-64.so.2 || $(uname -m) != x86_64 ]] || ln -s ../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 "$root/lib64/"

  # Of libc's tools only these are used in a container; busybox has the rest.
  find "$root"/usr/bin "$root"/usr/sbin -type f ! -name busybox ! -name getent ! -name ldd ! -name locale -delete
  find "$root"/usr/bin "$root"/usr/sbin -xtype l -delete
  for applet in $("$root/usr/bin/busybox" --list); do
    [[ -e $root/usr/bin/$applet || -e $root/usr/sbin/$applet ]] || ln -s busybox "$root/usr/bin/$applet"
  done
  # Programs that only root, an installer or a network boot needs.
  rm -f "$root"/usr/bin/{su,login,passwd,adduser,addgroup,deluser,delgroup,chpasswd,getty,init,linuxrc,reboot,halt,poweroff,mount,umount,insmod,rmmod,modprobe,dpkg,dpkg-deb,rpm,httpd,telnetd,ftpd,udhcpc,udhcpd,crond,syslogd,klogd}

  find "$root/usr/share/ca-certificates" -name '*.crt' | sort | xargs cat >"$root/etc/ssl/certs/ca-certificates.crt"
  ln -sfn certs/ca-certificates.crt "$root/etc/ssl/cert.pem"
  rm -rf "$root/usr/share/ca-certificates" "$root/usr/sbin/update-ca-certificates" "$root/etc/ca-certificates"
  rm -rf "$root/usr/share/zoneinfo/right" "$root/usr/share/zoneinfo/posix" "$root"/usr/lib/*/libmvec.so.1
  ln -sfn /usr/share/zoneinfo/Etc/UTC "$root/etc/localtime"
  echo Etc/UTC >"$root/etc/timezone"
  users "$root"
  # Where no engine mounts one, as in a chroot.
  printf '%s\n' '127.0.0.1 localhost' '::1 localhost' >"$root/etc/hosts"
  printf '%s\n' 'passwd: files' 'group: files' 'hosts: files dns' 'services: files' 'protocols: files' >"$root/etc/nsswitch.conf"
}

# users DIRECTORY [NAME UID HOME] writes the users that images have, and one more.
users() {
  local root=$1 name=${2:-} id=${3:-} home=${4:-}
  mkdir -p "$root/etc"
  {
    echo 'root:x:0:0:root:/root:/bin/sh'
    echo 'appuser:x:1000:1000:Kafka:/tmp:/bin/sh'
    [[ -z $name ]] || echo "$name:x:$id:$id:$name:$home:/bin/sh"
    echo 'nobody:x:65534:65534:nobody:/nonexistent:/bin/false'
    echo 'nonroot:x:65532:65532:nonroot:/home/nonroot:/bin/sh'
  } >"$root/etc/passwd"
  {
    echo 'root:x:0:'
    echo 'appuser:x:1000:'
    [[ -z $name ]] || echo "$name:x:$id:"
    echo 'nogroup:x:65534:'
    echo 'nonroot:x:65532:'
  } >"$root/etc/group"
}

layer_owners() { printf '%s\n' tmp=0:0:1777 var/tmp=0:0:1777 root=0:0:700 home/nonroot=65532:65532:755; }
