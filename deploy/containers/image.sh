#!/usr/bin/env bash
# Makes the image localhost/tupo of one executable, the libraries that it names, and what a process expects of its root.
# The same sources on the same system give the same image. `image.sh EXECUTABLE` takes one that is built already.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
executable=${1:-}
if [ -z "$executable" ]; then
  deploy/release.sh --scratch-path .build-release --product tupo-image
  executable=.build-release/release/tupo-image
fi

context=.build/image
root=$context/root
rm -rf "$context"
mkdir -p "$root"/{usr/bin,usr/share/tupo,etc/ssl/certs,usr/share/zoneinfo/Asia,tmp,run/tupo,var/lib/tupo/data}
strip -o "$root/usr/bin/tupo" "$executable"
for service in indicators investment planning reporting; do ln -s tupo "$root/usr/bin/tupo-$service"; done

# Shared libraries lie where the loader of this system looks for them.
ldd "$executable" | awk '$3 ~ /^\// { print $3 } $1 ~ /^\// { print $1 }' | sort -u | xargs cp -L --parents -t "$root"

# GB18030 and UTF-16, in which offices' text files come.
cp -r --parents -t "$root" /usr/lib/*-linux-gnu/gconv/{gconv-modules,gconv-modules.d,GB18030.so,UTF-16.so}

cp /usr/share/zoneinfo/UTC "$root/usr/share/zoneinfo/"
cp /usr/share/zoneinfo/Asia/Shanghai "$root/usr/share/zoneinfo/Asia/"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
cp -r deploy/programmes deploy/postgresql "$root/usr/share/tupo/"
printf '%s\n' root:x:0:0::/:/none tupo:x:10001:10001::/var/lib/tupo:/none >"$root/etc/passwd"
printf '%s\n' root:x:0: tupo:x:10001: >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
find "$root" -name __pycache__ -prune -exec rm -r {} +
chmod -R u=rwX,go=rX "$root"
chmod 1777 "$root/tmp"

pack() { tar --directory="$root" --sort=name --mtime=@0 --numeric-owner --file="$context/root.tar" "$@"; }
pack --create --owner=0 --group=0 --exclude=./var/lib/tupo .
pack --append --owner=10001 --group=10001 ./var/lib/tupo

deploy/containers/podman.sh build --quiet --timestamp 0 --format docker --network none --tag localhost/tupo:latest \
  --file deploy/containers/Containerfile "$context" >/dev/null
size=$(deploy/containers/podman.sh image inspect --format '{{.Size}}' localhost/tupo:latest)
echo "image localhost/tupo:latest: $((size / 1000000)) MB"
