"""Container images without a container engine.

    archive.py layer DIRECTORY OUT.tar.gz [PATH=UID:GID:MODE...]
        packs a directory as an image layer and prints its diff id (sha256 of the uncompressed tar). Every file belongs to
        root unless PATH (relative to DIRECTORY) says otherwise, and the same tree always gives the same bytes.
    archive.py image IMAGE.json TAG OUT.tar LAYER.tar.gz=DIFF_ID...
        writes a docker-archive, which docker load, ctr images import, crane push and Jib's tar:// read.
"""

import gzip
import hashlib
import io
import json
import os
import platform
import sys
import tarfile

# One second after the epoch, as Jib does: some programs take 0 for "no time".
TIME = 1
TIMESTAMP = "1970-01-01T00:00:01Z"


class Digest(io.RawIOBase):
    """Passes bytes on and remembers their SHA-256."""

    def __init__(self, out):
        self.out = out
        self.sha256 = hashlib.sha256()

    def writable(self):
        return True

    def write(self, data):
        self.sha256.update(data)
        self.out.write(data)
        return len(data)


def members(root):
    """Paths below root, parents first, in an order that depends on names only."""
    for directory, names, files in os.walk(root):
        names.sort()
        linked = [name for name in names if os.path.islink(os.path.join(directory, name))]
        for name in sorted(files + linked + [n for n in names if n not in linked]):
            yield os.path.relpath(os.path.join(directory, name), root)


def pack(root, out, owners):
    """Writes the layer, compressed, to the path out; returns its diff id."""
    seen = {}
    with open(out, "wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        digest = Digest(packed)
        with tarfile.open(fileobj=digest, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            for path in members(root):
                full = os.path.join(root, path)
                status = os.lstat(full)
                info = tar.gettarinfo(full, path)
                info.uid, info.gid, mode = owners.pop(path, (0, 0, None))
                # No set-user-id program gets into an image.
                info.mode = (info.mode & 0o1777) if mode is None else mode
                info.uname = info.gname = ""
                info.mtime = TIME
                info.pax_headers = {}
                if info.isreg() or info.islnk():
                    # tarfile remembers hard links by itself, but by the path on disk.
                    first = seen.setdefault((status.st_dev, status.st_ino), path)
                    info.type = tarfile.REGTYPE if first == path else tarfile.LNKTYPE
                    info.linkname = "" if first == path else first
                    info.size = status.st_size if first == path else 0
                if info.isreg():
                    with open(full, "rb") as content:
                        tar.addfile(info, content)
                else:
                    tar.addfile(info)
    if owners:
        sys.exit("archive.py: not in the tree: " + ", ".join(owners))
    return "sha256:" + digest.sha256.hexdigest()


def image(description, tag, out, layers):
    """Writes the docker-archive of layers, pairs of path and diff id."""
    with open(description, encoding="utf-8") as file:
        described = json.load(file)
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    config = json.dumps({
        "architecture": machine,
        "os": "linux",
        "created": TIMESTAMP,
        "config": described["config"],
        "rootfs": {"type": "layers", "diff_ids": [diff for _, diff in layers]},
        "history": [{"created": TIMESTAMP, "created_by": "ecommerce-stack dev/images/build: " + name}
                    for name in described["layers"]],
    }, sort_keys=True, separators=(",", ":")).encode()
    config_name = hashlib.sha256(config).hexdigest() + ".json"
    names = [diff.removeprefix("sha256:") + ".tar.gz" for _, diff in layers]
    manifest = json.dumps([{"Config": config_name, "RepoTags": [tag], "Layers": names}]).encode()

    def entry(name, size):
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, TIME, 0o644
        return info

    with tarfile.open(out, "w", format=tarfile.USTAR_FORMAT) as tar:
        tar.addfile(entry("manifest.json", len(manifest)), io.BytesIO(manifest))
        tar.addfile(entry(config_name, len(config)), io.BytesIO(config))
        for name, (path, _) in zip(names, layers):
            with open(path, "rb") as content:
                tar.addfile(entry(name, os.path.getsize(path)), content)


def owner(argument):
    path, _, rest = argument.rpartition("=")
    uid, gid, mode = rest.split(":")
    return path, (int(uid), int(gid), int(mode, 8))


def main():
    match sys.argv[1:]:
        case ["layer", root, out, *owners]:
            print(pack(root, out, dict(map(owner, owners))))
        case ["image", description, tag, out, *layers]:
            image(description, tag, out, [tuple(layer.rsplit("=", 1)) for layer in layers])
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
