package machine

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// UnmountBelow removes every mount below the directory, the newest first. It returns an error when one stays: removing
// files would then reach what is mounted there.
func UnmountBelow(dir string) error {
	points, err := listMounts(dir)
	if err != nil {
		return err
	}
	slices.Reverse(points)
	var problems []error
	for _, point := range points {
		// A mount that is busy goes as soon as its last user does.
		if err := unix.Unmount(point, unix.MNT_DETACH|unix.UMOUNT_NOFOLLOW); err != nil && !errors.Is(err, unix.EINVAL) {
			problems = append(problems, fmt.Errorf("unmount %s: %w", point, err))
		}
	}
	if points, err = listMounts(dir); err == nil && len(points) > 0 && len(problems) == 0 {
		err = fmt.Errorf("still mounted: %s", strings.Join(points, ", "))
	}
	return errors.Join(append(problems, err)...)
}

func listMounts(dir string) ([]string, error) {
	content, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil, fmt.Errorf("list mounts: %w", err)
	}
	return mountsBelow(string(content), dir), nil
}

// mountsBelow reads /proc/self/mountinfo: the fifth field is the mount point, with special characters in octal.
func mountsBelow(mountinfo, dir string) []string {
	var points []string
	for line := range strings.Lines(mountinfo) {
		fields := strings.Fields(line)
		const point = 4
		if len(fields) > point {
			if path := unescape(fields[point]); path == dir || strings.HasPrefix(path, dir+"/") {
				points = append(points, path)
			}
		}
	}
	return points
}

func unescape(field string) string {
	var plain strings.Builder
	for i := 0; i < len(field); i++ {
		if field[i] == '\\' && i+3 < len(field) {
			if code, err := strconv.ParseUint(field[i+1:i+4], 8, 8); err == nil {
				plain.WriteByte(byte(code))
				i += 3
				continue
			}
		}
		plain.WriteByte(field[i])
	}
	return plain.String()
}
