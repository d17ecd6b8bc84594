package output

import (
	"errors"
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
	d, err := NewDir(t.Context(), target)
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

// remount makes a mounted file system read-only, or writable again.
func remount(t *testing.T, dir string, flags uintptr) {
	t.Helper()
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|flags, ""); err != nil {
		t.Fatal(err)
	}
}

// One disk that is mounted twice looks like one disk until something is to be
// renamed from the one place to the other.
func TestTargetIsABindMount(t *testing.T) {
	dir := t.TempDir()
	disk, target := filepath.Join(dir, "disk"), filepath.Join(dir, "public")
	if err := errors.Join(os.Mkdir(disk, 0o755), os.Mkdir(target, 0o755)); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount(disk, target, "", syscall.MS_BIND, ""); err != nil {
		t.Skipf("mount: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(target, 0) })
	for _, w := range []world{first, second, first} {
		if d := build(t, target, w); !strings.Contains(d.Note(), "mount point") {
			t.Errorf("note: %q", d.Note())
		}
		holds(t, target, w)
	}
	if left, _ := filepath.Glob(filepath.Join(target, Marker+"?*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// H54: what cannot be written to is refused before any work, as it is.
func TestH54_ReadOnlyMount(t *testing.T) {
	for name, at := range map[string]string{"the target": "disk", "the folder around it": "disk/public", "a folder above, none there yet": "disk/a/b/public"} {
		dir := t.TempDir()
		disk, target := filepath.Join(dir, "disk"), filepath.Join(dir, at)
		mount(t, disk, "1m")
		if at != "disk/a/b/public" {
			build(t, target, first)
		}
		remount(t, disk, syscall.MS_RDONLY)
		d, err := NewDir(t.Context(), target)
		if err == nil {
			d.Discard()
			t.Errorf("%s: a read-only disk was accepted", name)
		} else if !strings.Contains(err.Error(), "read-only") || strings.Contains(err.Error(), "biji-") || strings.Contains(err.Error(), "half") {
			t.Errorf("%s: %v", name, err)
		}
		if at != "disk/a/b/public" {
			holds(t, target, first)
		}
		remount(t, disk, 0)
	}
}

// A disk that fails when nothing was changed yet does not leave a site half
// updated, and nobody says so.
func TestNotHalfUpdated(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	mount(t, target, "1m")
	build(t, target, first)
	d, err := NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	second.put(t, d)
	fill := filepath.Join(target, Marker+"-fill")
	if err := os.WriteFile(fill, make([]byte, 2<<20), 0o644); err == nil {
		t.Fatal("the disk took it all")
	}
	err = d.Commit()
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	if err == nil || !strings.Contains(err.Error(), "was left as it was") {
		t.Errorf("Commit says %v", err)
	}
	holds(t, target, first)
	build(t, target, second)
	holds(t, target, second)
}
