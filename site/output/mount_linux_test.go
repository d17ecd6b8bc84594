package output

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mount puts an empty file system of the given size at dir, or skips the test.
func mount(t *testing.T, dir, size string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("mount: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
}

func TestH52_DiskFull(t *testing.T) {
	disk := filepath.Join(t.TempDir(), "disk")
	mount(t, disk, "256k")
	target := filepath.Join(disk, "public")
	build(t, target, first)
	d, err := NewDir(target)
	if err != nil {
		t.Fatal(err)
	}
	page := make([]byte, 10<<10)
	for i := 0; err == nil && i < 100; i++ {
		err = d.Put(fmt.Sprintf("%d.html", i), page)
	}
	if err == nil {
		t.Fatal("the disk took it all")
	}
	if err := d.Commit(); err == nil || !strings.Contains(err.Error(), ".html") || !strings.Contains(err.Error(), "no space") {
		t.Errorf("Commit says %v", err)
	}
	holds(t, target, first)
}

func TestTargetIsAMountPoint(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	mount(t, target, "1m")
	for _, w := range []world{first, second, first} {
		if d := build(t, target, w); !strings.Contains(d.Note(), "mount point") {
			t.Errorf("note: %q", d.Note())
		}
		holds(t, target, w)
	}
}
