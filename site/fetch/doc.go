// Package fetch copies pictures from other hosts into a folder of the content.
// It is the only package that asks other computers for anything, and no build
// imports it.
//
//	addresses, folder -> Pictures -> files in the folder, its index, a Report
//
// Both ends are foreign: whoever writes notes chooses the addresses, and whoever
// answers chooses the bytes. So nothing but a picture is kept, told by its bytes
// (kind.go, svg.go); no address of a private network is asked (door.go); and
// nothing is written or read through a symbolic link (store.go).
package fetch
